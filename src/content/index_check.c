#include "base/alloc.h"
#include "base/diag.h"
#include "content/index.h"
#include "folder_walk.h"
#include "index_format.h"

#include <fcntl.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The names of the folder are compared by one thread, and the stamps of its articles by any number,
 * in parts: to read the status of a hundred thousand files takes longer than to search them. */
struct index_comparison {
    const struct index *index;
    const char *folder;
    const atomic_bool *given_up;
    atomic_size_t next;              /* the first article whose stamp no thread has taken, */
    atomic_size_t different;         /* and the number of those that are not the index's */
    bool *seen;                      /* for each article whether its name is there, */
    bool *same;                      /* and whether it has the index's stamp */
    size_t others;                   /* seen so far */
    size_t near_article, near_other; /* see index_place() */
    struct index_changes found;      /* apart from what the arrays say */
};

void index_changes_add(struct index_changes *changes, struct str relative)
{
    for (size_t i = 0; i < changes->count; i++)
        if (str_eq(changes->names[i], relative))
            return;
    if (changes->count == INDEX_MOST_CHANGES)
        changes->more = true;
    else
        changes->names[changes->count++] = arena_copy(&changes->arena, relative);
}

/* Has the threads take no more stamps: so much is different that the folder is to be read. */
static void stop(struct index_comparison *comparison)
{
    atomic_store(&comparison->next, index_count(comparison->index, INDEX_ARTICLES));
}

static void compare_name(void *context, const struct folder_walk_file *file)
{
    struct index_comparison *comparison = context;
    const struct index *index = comparison->index;
    struct index_changes *changes = &comparison->found;
    struct stat status;
    size_t record;

    if (changes->more || atomic_load(comparison->given_up))
        return;
    record = index_place(index, INDEX_ARTICLES, file->relative, &comparison->near_article);
    if (record != SIZE_MAX) {
        comparison->seen[record] = true;
        return;
    }
    record = index_place(index, INDEX_OTHERS, file->relative, &comparison->near_other);
    if (record == SIZE_MAX)
        index_changes_add(changes, file->relative);
    else if (fstatat(file->folder, file->name, &status, 0) == 0 &&
             index_has_stamp(index, INDEX_OTHERS, record, file_stamp_of(&status)))
        comparison->others++;
    else
        changes->more = true;
    if (changes->more)
        stop(comparison);
}

static bool has_its_stamp(const struct index *index, size_t article, int folder)
{
    const struct str relative = index_relative(index, article);
    char path[PATH_MAX];
    struct stat status;

    if (!relative.bytes || relative.bytes >= sizeof(path))
        return false;
    memcpy(path, relative.p, relative.bytes);
    path[relative.bytes] = '\0';
    return fstatat(folder, path, &status, 0) == 0 &&
           index_has_stamp(index, INDEX_ARTICLES, article, file_stamp_of(&status));
}

struct index_comparison *index_comparison_new(const struct index *index, const char *folder,
                                              const atomic_bool *given_up)
{
    const size_t count = index_count(index, INDEX_ARTICLES);
    struct index_comparison *comparison = mem_zeroed(1, sizeof(*comparison));

    comparison->index = index;
    comparison->given_up = given_up;
    comparison->folder = folder;
    comparison->seen = mem_zeroed(count + 1, sizeof(*comparison->seen));
    comparison->same = mem_zeroed(count + 1, sizeof(*comparison->same));
    return comparison;
}

void index_comparison_names(struct index_comparison *comparison)
{
    const struct index *index = comparison->index;
    struct folder_walk_left_out left_out = {0};
    struct diags diags = {0};

    if (!folder_walk(comparison->folder, compare_name, comparison, &diags, &left_out) ||
        comparison->others != index_count(index, INDEX_OTHERS) ||
        left_out.folders != index_header(index)->bad_folders)
        comparison->found.more = true;
    if (comparison->found.more)
        stop(comparison);
    diags_free(&diags);
}

void index_comparison_stamps(struct index_comparison *comparison)
{
    enum { PART = 256 };
    const struct index *index = comparison->index;
    const size_t count = index_count(index, INDEX_ARTICLES);
    /* A descriptor of its own: two threads that use one wait for each other at each file. */
    const int folder = open(comparison->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    size_t from;

    while (!atomic_load(comparison->given_up) &&
           (from = atomic_fetch_add(&comparison->next, PART)) < count)
        for (size_t i = from; i < from + PART && i < count; i++) {
            comparison->same[i] = has_its_stamp(index, i, folder);
            if (!comparison->same[i] &&
                atomic_fetch_add(&comparison->different, 1) == INDEX_MOST_CHANGES)
                stop(comparison);
        }
    if (folder >= 0)
        close(folder);
}

bool index_comparison_end(struct index_comparison *comparison, struct index_changes *changes)
{
    const size_t count = index_count(comparison->index, INDEX_ARTICLES);
    const bool given_up = atomic_load(comparison->given_up);

    *changes = comparison->found;
    for (size_t i = 0; i < count && !given_up && !changes->more; i++)
        if (!comparison->seen[i] || !comparison->same[i])
            index_changes_add(changes, index_relative(comparison->index, i));
    free(comparison->seen);
    free(comparison->same);
    free(comparison);
    return given_up || (!changes->count && !changes->more);
}

bool index_is_current(const struct index *index, const char *folder, const atomic_bool *given_up,
                      struct index_changes *changes)
{
    struct index_comparison *comparison = index_comparison_new(index, folder, given_up);

    index_comparison_names(comparison);
    index_comparison_stamps(comparison);
    return index_comparison_end(comparison, changes);
}

void index_changes_free(struct index_changes *changes)
{
    arena_free(&changes->arena);
    *changes = (struct index_changes){0};
}
