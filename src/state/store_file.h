#ifndef STATE_STORE_FILE_H
#define STATE_STORE_FILE_H

#include "state/store.h"

/* The name of the content of all files that are opened alone, by their paths, and of the ids that
 * an earlier program kept without their content. No path of a folder is like it. */
#define STORE_FILES "*"

/* Does what store_open() does for the marks of a content, given by its name, and no more. */
void store_open_content(struct store *store, struct marks *marks, const char *content,
                        struct buffer *message);

/* Puts the marks of the earlier program's file, if it has changed, with those of STORE_FILES. */
void earlier_take_over(struct buffer *message);

/* Takes from those the marks of articles that the edition has. */
void earlier_claim(struct store *store, struct marks *marks, const struct edition *edition,
                   struct buffer *message);

/* Returns the name of a folder's content, which the caller frees: its path, that of the folder
 * which holds it without symbolic links, so that a link which leads to another edition each time
 * stays the same content. */
char *contents_name(const char *folder);

/* Returns the name by which a folder is known in the text of a state file that has none of its
 * name `own`, which the caller frees, or NULL: that of the same folder by another path; or, after
 * renaming it in the file, that of a content whose folder is gone, but had an article of this one.
 */
char *contents_known(const char *folder, const char *own, const struct edition *edition,
                     const struct buffer *text);

/* Replaces the name of a content in the state file, if it can. */
void store_rename_content(const char *from, const char *to);

#endif
