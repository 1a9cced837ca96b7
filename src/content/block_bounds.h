#ifndef CONTENT_BLOCK_BOUNDS_H
#define CONTENT_BLOCK_BOUNDS_H

#include "base/arena.h"
#include "content/document.h"

#include <stddef.h>

/* Cuts blocks that are too long to be laid out between two keystrokes: text into pieces of at most
 * BLOCK_MOST_BYTES, of which all but the first continue the block before, and tables into tables
 * with the same head. Replaces *blocks, if there is such a block, with an array in `arena`; the
 * pieces borrow their text from the blocks. */
void blocks_bound(struct arena *arena, struct block **blocks, size_t *count);

#endif
