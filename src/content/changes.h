#ifndef CONTENT_CHANGES_H
#define CONTENT_CHANGES_H

#include "base/buffer.h"
#include "text/fold.h"

#include <stddef.h>

/* The changes that folding made to the texts of an article, by which the texts can be made again
 * from their folded form. Most of a text folds to itself. Each change in the list has the number of
 * unchanged folded bytes before it, and the bytes that it replaced: see changes.c. Zero the struct
 * before the first text of an article, but for the buffer's memory. */
struct changes {
    struct buffer list;
    size_t alike; /* folded bytes since the last change */
};

/* Adds a text, of which `folded` is the folding, and the byte that ends it. */
void changes_add(struct changes *changes, const struct folded *folded, struct str text);

#endif
