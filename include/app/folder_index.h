#ifndef APP_FOLDER_INDEX_H
#define APP_FOLDER_INDEX_H

#include "content/edition.h"
#include "content/index.h"

#include <stdbool.h>
#include <stddef.h>

/* A folder of articles, the index that it may have, and the thread that reads the folder anew. A
 * reader keeps the index below $XDG_CACHE_HOME; a published edition, which never changes, has its
 * own in the folder. A zeroed struct is of no folder. */
struct folder_index {
    char *folder;
    char *path; /* NULL: there is to be none */
    struct index_renewal *renewal;
    struct index_changes recent; /* the files that have changed since the renewal began */
    bool failed;                 /* an index could not be written, which was told */
};

/* A folder that loads within this time needs no index. */
enum { FOLDER_INDEX_WORTH_MS = 20 };

/* Chooses where the index of a folder is: in the folder itself if it is `published`. */
void folder_index_choose(struct folder_index *index, const char *folder, bool published);

/* Returns whether a file of this name is an article's, for watch_open(). */
bool folder_index_wants(const char *name);

/* Returns whether there is a file of an index. */
bool folder_index_exists(const struct folder_index *index);

/* Decides that there is to be no index. */
void folder_index_do_without(struct folder_index *index);

/* Opens the edition from its index. Returns false if there is no index, or none that shows what the
 * filter asks for. */
bool folder_index_open(const struct folder_index *index, struct edition *edition,
                       const struct edition_filter *filter);

/* Returns whether an edition has something to show, and was made without an error, which only
 * reading the folder tells of. */
bool folder_index_is_complete(const struct edition *edition);

/* Begins to compare the index of an edition that was opened with the folder, in a thread, which
 * folder_index_settle() helps: the edition may be used meanwhile, but neither it nor `index` freed.
 */
struct folder_comparison *folder_index_compare(const struct folder_index *index,
                                               const struct edition *edition);

/* The results of comparing: the edition is the folder as it is; it was corrected by what has
 * changed since; or it was freed, as much has changed, or as it is not complete. */
enum folder_index_use { FOLDER_INDEX_CURRENT, FOLDER_INDEX_PATCHED, FOLDER_INDEX_USELESS };

/* Waits for the comparison of that edition, and frees it. */
enum folder_index_use folder_index_settle(struct folder_comparison *comparison,
                                          struct edition *edition);

/* Opens the edition from its index, compares and settles. Returns false if the index is useless. */
bool folder_index_open_current(const struct folder_index *index, struct edition *edition,
                               const struct edition_filter *filter);

/* Returns the index as it is, for edition_load_watched(), whatever it shows; NULL if there is none,
 * or if it is broken. */
struct index *folder_index_known(const struct folder_index *index);

/* Builds the index. Returns 0 or an errno value. Adds what is wrong with the articles to `diags`.
 */
int folder_index_build(const struct folder_index *index, const struct edition_filter *filter,
                       struct diags *diags);

/* Makes *next of the edition that is shown, by reading the files of the given paths below the
 * folder. Returns false if that is not enough, and the folder is to be read. */
bool folder_index_patch(struct folder_index *index, struct edition *edition,
                        const struct str *names, size_t count, struct edition *next);

/* The extents of a renewal: whatever is needed to show the folder as it is, or an index of it, too.
 */
enum folder_index_extent { RENEW_SHOWN, RENEW_INDEX };

/* Begins to compare the folder with the index and, if they differ in more than a few articles or an
 * index is asked for, to build the index anew; without an index, to load the folder, for whoever
 * shows `edition`. Does nothing while that goes on. */
void folder_index_renew(struct folder_index *index, const struct edition *edition,
                        enum folder_index_extent extent);

/* Returns whether that goes on. */
bool folder_index_is_renewed(const struct folder_index *index);

/* The progress of that: the files read, and the articles written into the index. */
struct folder_index_progress {
    size_t read, written;
};
struct folder_index_progress folder_index_progress(const struct folder_index *index);

/* The results of a renewal. */
enum folder_index_result { RENEWED_NOTHING, RENEWED_EDITION, RENEWED_TOO_LITTLE };

/* Takes the result once it has come. RENEWED_EDITION: *next is the folder as it is, and is not what
 * is shown; RENEWED_TOO_LITTLE: so much has changed meanwhile that it is to be renewed again.
 * Appends to `message` why an index could not be written. */
enum folder_index_result folder_index_take(struct folder_index *index, struct edition *next,
                                           struct buffer *message);

/* Returns whether the index is not as the edition that is shown, and could be written. */
bool folder_index_is_behind(const struct folder_index *index, const struct edition *edition);

/* Returns whether the file of the edition's index was cut off while it was read. */
bool folder_index_is_cut(const struct edition *edition);

void folder_index_close(struct folder_index *index);

#endif
