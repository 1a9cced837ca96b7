#ifndef CONTENT_HEADS_H
#define CONTENT_HEADS_H

#include "pieces.h"

#include <stddef.h>

/* Settles the head of a quotation, > [!NOTE] or > [!tip] 标题, in the pieces of its first
 * paragraph: the title, or a word for the kind. Returns where the pieces of what follows the head's
 * line begin, and in *count how many there are before them without the break; 0: there is no head.
 */
size_t head_settle(struct pieces *pieces, const struct source *source, size_t *count);

#endif
