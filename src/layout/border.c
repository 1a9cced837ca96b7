#include "layout/border.h"

static const struct border LINE = {"─", "━", "│", "┌", "┐", "└", "┘", "┃", {"┏", "┓", "┗", "┛"},
                                   "▶", "▐"};
static const struct border ASCII = {"-", "=", "|", "+", "+", "+", "+", "#", {"#", "#", "#", "#"},
                                    ">", "#"};

const struct border *border_of(const struct layout_style *style)
{
    return style->borders == BORDERS_ASCII || style->text.ambiguous_wide ? &ASCII : &LINE;
}

void border_fill(struct buffer *out, const char *glyph, int cols)
{
    for (int i = 0; i < cols; i++)
        buffer_add_text(out, glyph);
}
