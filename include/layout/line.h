#ifndef LAYOUT_LINE_H
#define LAYOUT_LINE_H

#include "base/buffer.h"
#include "layout/block.h"
#include "text/spacing.h"

/* The pieces of a line: the inside of layout_line(). A zeroed struct may be filled again and
 * again. */
struct line_pieces {
    struct layout_piece *items;
    size_t count, cap;
    struct text_gaps gaps;
    struct buffer rule; /* the text of a rule */
};

/* Fills `pieces` with those of line `index` of the block's lines, whose text is `text`. */
void line_compose(struct line_pieces *pieces, const struct block_lines *lines, size_t index,
                  struct str text, const struct layout_options *options);

void line_pieces_free(struct line_pieces *pieces);

#endif
