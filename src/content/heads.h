#ifndef CONTENT_HEADS_H
#define CONTENT_HEADS_H

#include "pieces.h"

#include <stddef.h>

/* Resolves the head of a quotation, > [!NOTE] or > [!tip] 标题, in the pieces of its first
 * paragraph: it becomes the title, or a word for the kind. Returns the index of the first piece
 * after the head's line; *count is the number of pieces before that, without the line break.
 * Returns 0 if there is no head. */
size_t head_resolve(struct pieces *pieces, const struct source *source, size_t *count);

#endif
