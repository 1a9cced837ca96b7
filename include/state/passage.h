#ifndef STATE_PASSAGE_H
#define STATE_PASSAGE_H

#include "content/body.h"
#include "state/marks.h"

/* The words around a position in an article's body, by which it is found again when the text was
 * edited. */

/* Appends the few words before the position, a tab, and those from it on, cut between code points;
 * nothing if the position is not in the body. */
void passage_words(const struct body *body, int64_t position, struct buffer *words);

/* Returns the position of a place in the body as it is now: where its words, or else a part of
 * them, stand nearest to its position; the position itself if it has no words, or if they are
 * gone, though not beyond the body's end. */
int64_t passage_find(const struct body *body, struct mark_place place);

#endif
