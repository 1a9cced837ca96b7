#ifndef STATE_MOVED_H
#define STATE_MOVED_H

#include "content/edition.h"
#include "state/marks.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Articles whose files were renamed or moved: their marks are found by title and text. They are
 * only looked for if there are marks of articles that the edition has not, in slices, as the titles
 * of a large archive take a while; the files of few articles are read. Afterwards the titles and
 * texts are noted of which there are marks without them: of an earlier program, or of many articles
 * that were marked at once. A zeroed struct looks for nothing. */
struct moved {
    struct moved_mark *wanted; /* by title */
    size_t count;
    size_t next;      /* article to look at */
    size_t next_mark; /* mark to note the text of, */
    bool notes;       /* if that is to be done */
    size_t reads;     /* files read so far */
};

/* Begins to look for the articles of the marks that the edition has not. */
void moved_begin(struct moved *moved, const struct marks *marks, const struct edition *edition);

/* Looks on for `ms` milliseconds, and gives the marks of articles that were moved
 * to them. Returns whether any was. moved_is_over() tells whether that was all. */
bool moved_look(struct moved *moved, struct marks *marks, const struct edition *edition, int ms);
bool moved_is_over(const struct moved *moved);

void moved_free(struct moved *moved);

#endif
