#ifndef CONTENT_WALK_H
#define CONTENT_WALK_H

#include "content/head_and_foot.h"
#include "text/fold.h"

#include <stdbool.h>
#include <stddef.h>

/* A walk through the texts of an article, in reading order, which can be left and gone on with. Set
 * `parts.article` and `parts.body` (NULL: the head alone) in a zeroed struct, and `part` to begin
 * with a later one. Free with walk_free(). */
struct walk {
    struct article_parts parts;
    enum article_part part;
    size_t block, cell; /* of the next text */
};

/* A slice of work takes a few milliseconds at most. Work is counted in bytes; a text costs
 * WALK_TEXT_BYTES besides its own. */
enum { WALK_SLICE_BYTES = 64 * 1024, WALK_TEXT_BYTES = 256 };

/* Returns the next text that is not empty, borrowed until walk_free(), or NULL at the end. */
const struct rich_text *walk_next(struct walk *walk);

/* Returns whether the text that walk_next() has returned is an address listed after the body. */
bool walk_is_at_address(struct walk *walk);

/* Goes on to the last block that begins at or before `position`, if that is further on. */
void walk_skip_to(struct walk *walk, int64_t position);

void walk_free(struct walk *walk);

/* Folds a text for a search, without the numbers of its links, so that a word is found even if a
 * link number interrupts it. */
void walk_fold(struct folded *folded, const struct rich_text *rich);

#endif
