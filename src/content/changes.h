#ifndef CONTENT_CHANGES_H
#define CONTENT_CHANGES_H

#include "base/buffer.h"
#include "text/fold.h"

#include <stddef.h>

/* What folding has changed in the texts of an article, so that they can be had again from their
 * folded form. Most of a text folds to itself. A list of changes is, for each of them, the number
 * of folded bytes before it that have not changed, and what it was: see changes.c. Zero the struct
 * before the first text of an article, but for the buffer's memory. */
struct changes {
    struct buffer list;
    size_t alike; /* folded bytes since the last change */
};

/* Adds a text, of which `folded` is the folding, and the byte that ends it. */
void changes_add(struct changes *changes, const struct folded *folded, struct str text);

#endif
