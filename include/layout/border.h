#ifndef LAYOUT_BORDER_H
#define LAYOUT_BORDER_H

#include "base/buffer.h"
#include "layout/layout.h"

/* The glyphs of rules and boxes, each one column wide. */
struct border {
    const char *horizontal;
    const char *heavy; /* a table's top and bottom rule */
    const char *vertical;
    const char *top_left, *top_right, *bottom_left, *bottom_right;
    const char *heavy_vertical;
    const char *heavy_corners[4]; /* in the order above */
    const char *pointer;          /* points at what has the focus */
    const char *thumb;            /* of a scroll bar */
};

/* Returns the border of a style, which is ASCII also if line drawing characters may be two columns
 * wide. */
const struct border *border_of(const struct layout_style *style);

/* Appends `cols` times a glyph. */
void border_fill(struct buffer *out, const char *glyph, int cols);

#endif
