#include "base/alloc.h"
#include "base/diag.h"
#include "content/index.h"
#include "folder_walk.h"
#include "index_format.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>

/* A folder that is compared with its index. */
struct comparison {
    const struct index *index;
    const atomic_bool *given_up;
    struct index_changes *changes;
    uint8_t *seen;                   /* a bit for each article of the index */
    size_t others;                   /* seen so far */
    size_t near_article, near_other; /* see index_find() */
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

static void compare(void *context, const struct folder_walk_file *file)
{
    struct comparison *comparison = context;
    const struct index *index = comparison->index;
    struct stat status;
    size_t record;

    if (comparison->changes->more || atomic_load(comparison->given_up))
        return;
    if (fstatat(file->folder, file->name, &status, 0) != 0) {
        comparison->changes->more = true;
        return;
    }
    record = index_place(index, INDEX_ARTICLES, file->relative, &comparison->near_article);
    if (record != SIZE_MAX) {
        comparison->seen[record / 8] |= (uint8_t)(1 << record % 8);
        if (!index_has_stamp(index, INDEX_ARTICLES, record, file_stamp_of(&status)))
            index_changes_add(comparison->changes, file->relative);
        return;
    }
    record = index_place(index, INDEX_OTHERS, file->relative, &comparison->near_other);
    if (record == SIZE_MAX)
        index_changes_add(comparison->changes, file->relative);
    else if (index_has_stamp(index, INDEX_OTHERS, record, file_stamp_of(&status)))
        comparison->others++;
    else
        comparison->changes->more = true;
}

/* Adds the articles that are gone. */
static void add_missing(const struct comparison *comparison)
{
    for (size_t i = 0; i < index_count(comparison->index, INDEX_ARTICLES); i++)
        if (!(comparison->seen[i / 8] >> i % 8 & 1))
            index_changes_add(comparison->changes, index_relative(comparison->index, i));
}

bool index_is_current(const struct index *index, const char *folder, const atomic_bool *given_up,
                      struct index_changes *changes)
{
    struct comparison comparison = {.index = index,
                                    .given_up = given_up,
                                    .changes = changes,
                                    .seen =
                                        mem_zeroed(index_count(index, INDEX_ARTICLES) / 8 + 1, 1)};
    struct folder_walk_left_out left_out = {0};
    struct diags diags = {0};
    bool walked = folder_walk(folder, compare, &comparison, &diags, &left_out);

    diags_free(&diags);
    if (!walked || comparison.others != index_count(index, INDEX_OTHERS) ||
        left_out.folders != index_header(index)->bad_folders)
        changes->more = true;
    else
        add_missing(&comparison);
    free(comparison.seen);
    return atomic_load(given_up) || (!changes->count && !changes->more);
}

void index_changes_free(struct index_changes *changes)
{
    arena_free(&changes->arena);
    *changes = (struct index_changes){0};
}
