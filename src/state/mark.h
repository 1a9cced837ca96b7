#ifndef STATE_MARK_H
#define STATE_MARK_H

#include "state/marks.h"

/* Functions that marks.c, marks_file.c and merge.c share. */

/* Adds a mark at an index. */
struct mark *marks_insert_at(struct marks *marks, size_t index, struct str id);

/* Sorts marks in the order of their lines by id, and merges those of the same id: of two facts of
 * one kind the later counts. */
void marks_sort(struct marks *marks);

/* Returns whether two texts are the same, or both missing. */
bool mark_same_text(const char *a, const char *b);

/* Replaces a text that is owned by a copy of another one, which may be empty: NULL. */
void mark_set_text(char **text, struct str by);

/* Frees the texts of a mark. */
void mark_free(struct mark *mark);

/* Makes the texts of a mark its own. */
void mark_own_texts(struct mark *mark);

/* Returns the next serial number, or the same if it is the largest that a file can hold; only a
 * file that was tampered with has that. */
uint64_t mark_serial_after(uint64_t serial);

#endif
