#ifndef APP_FOLDER_INDEX_H
#define APP_FOLDER_INDEX_H

#include "content/edition.h"

#include <stdbool.h>
#include <stddef.h>

/* A folder of articles, the index that it may have, and the thread that reads the folder anew. A
 * reader keeps the index below $XDG_CACHE_HOME; a published edition, which never changes, has its
 * own in the folder. A zeroed struct is of no folder. */
struct folder_index {
    char *folder;
    char *path; /* NULL: there is to be none */
    struct index_renewal *renewal;
    bool failed; /* an index could not be written, which was told */
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

/* Returns whether an edition that was opened from the index is that of the folder as it is now,
 * with no article left out because of an error, which only reading it tells of. */
bool folder_index_is_current(const struct folder_index *index, const struct edition *edition);

/* Returns the index as it is, for edition_load_watched(), whatever it shows; NULL if there is none,
 * or if it is broken. */
struct index *folder_index_known(const struct folder_index *index);

/* Builds the index. Returns 0 or an errno value. Adds what is wrong with the articles to `diags`.
 */
int folder_index_build(const struct folder_index *index, const struct edition_filter *filter,
                       struct diags *diags);

/* Begins to compare the folder with the index, and to build the index anew if they differ; without
 * an index, to load the folder, for whoever shows `edition`. Does nothing while that goes on. */
void folder_index_renew(struct folder_index *index, const struct edition *edition);

/* Returns whether that goes on, and how many files have been read for it. */
bool folder_index_is_renewed(const struct folder_index *index);
size_t folder_index_files(const struct folder_index *index);

/* Takes the result once it has come. Returns true, and sets *next, if the folder is not as it was;
 * appends to `message` why an index could not be written. */
bool folder_index_take(struct folder_index *index, struct edition *next, struct buffer *message);

void folder_index_close(struct folder_index *index);

#endif
