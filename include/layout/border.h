#ifndef LAYOUT_BORDER_H
#define LAYOUT_BORDER_H

#include "base/buffer.h"
#include "layout/layout.h"

/* What rules and boxes are drawn with; every glyph is one column wide. */
struct border {
    const char *horizontal;
    const char *heavy; /* of a table's first and last rule */
    const char *vertical;
    const char *top_left, *top_right, *bottom_left, *bottom_right;
};

/* The border of a style: ASCII too where line drawing may be two columns wide. */
const struct border *border_of(const struct layout_style *style);

/* Appends a glyph as often as there are columns. */
void border_fill(struct buffer *out, const char *glyph, int cols);

#endif
