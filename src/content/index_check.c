#include "base/diag.h"
#include "content/index.h"
#include "folder_walk.h"
#include "index_format.h"

#include <fcntl.h>
#include <sys/stat.h>

/* A folder that is compared with its index. */
struct comparison {
    const struct index *index;
    const atomic_bool *given_up;
    size_t articles, others; /* seen so far */
    bool changed;
};

static void compare(void *context, const struct folder_walk_file *file)
{
    struct comparison *comparison = context;
    struct stat status;
    struct file_stamp stamp;

    if (comparison->changed || atomic_load(comparison->given_up))
        return;
    if (fstatat(file->folder, file->name, &status, 0) != 0) {
        comparison->changed = true;
        return;
    }
    stamp = file_stamp_of(&status);
    if (index_has(comparison->index, INDEX_ARTICLES, file->relative, stamp))
        comparison->articles++;
    else if (index_has(comparison->index, INDEX_OTHERS, file->relative, stamp))
        comparison->others++;
    else
        comparison->changed = true;
}

bool index_is_current(const struct index *index, const char *folder, const atomic_bool *given_up)
{
    struct comparison comparison = {.index = index, .given_up = given_up};
    struct folder_walk_left_out left_out = {0};
    struct diags diags = {0};
    bool walked = folder_walk(folder, compare, &comparison, &diags, &left_out);

    diags_free(&diags);
    if (atomic_load(given_up))
        return true;
    return walked && !comparison.changed &&
           comparison.articles == index_count(index, INDEX_ARTICLES) &&
           comparison.others == index_count(index, INDEX_OTHERS) &&
           left_out.folders == index_header(index)->bad_folders;
}
