#ifndef LAYOUT_LINE_H
#define LAYOUT_LINE_H

#include "base/buffer.h"
#include "layout/block.h"
#include "text/spacing.h"

/* The pieces of a line, internal to layout_line(). A zeroed struct may be filled repeatedly. */
struct line_pieces {
    struct layout_piece *items;
    size_t count, cap;
    struct text_gaps gaps;
    struct buffer rule; /* bytes of a drawn rule */
};

/* Fills `pieces` with those of line `index` of the block's lines; `text` is the text of the lines.
 */
void line_compose(struct line_pieces *pieces, const struct block_lines *lines, size_t index,
                  struct str text, const struct layout_options *options);

void line_pieces_free(struct line_pieces *pieces);

#endif
