#ifndef LAYOUT_BLOCK_H
#define LAYOUT_BLOCK_H

#include "content/document.h"
#include "layout/layout.h"

/* Layout of one block, internal to layout.c. */

enum line_kind {
    LINE_TEXT, /* [start, end) of the text; blank if empty */
    LINE_RULE, /* a rule across all columns */
    LINE_BOX_TOP,
    LINE_BOX_BOTTOM
};

struct block_line {
    enum line_kind kind;
    size_t start;
    size_t end;
    int indent_cols;
    int cols;   /* width of the text */
    bool fills; /* justified: blank columns widen it to the full line */
    bool keeps; /* stays on one page with the next line */
};

struct block_lines {
    struct block_line *lines; /* begins with the blank lines before the text */
    size_t count, cap;
    size_t blank_count;         /* number of blank lines before the text */
    struct rich_text *composed; /* a table's lines as text; NULL for any other block */
    struct str marker;          /* drawn on the first line after the blank lines */
    int marker_col;
    int box_col;                 /* left edge of the box around the text */
    int box_cols;                /* 0: no box */
    int end_col;                 /* right edge of the text, without the hanging margin */
    struct text_setting setting; /* typesetting options of this block */
};

/* Lays `block` out into *lines; `before` is the block before it, or NULL for the first block of the
 * article. Allocates composed text in `arena`. The caller frees the lines with block_lines_free().
 */
void block_lay_out(struct block_lines *lines, const struct block *block, const struct block *before,
                   const struct layout_options *options, struct arena *arena);

void block_lines_free(struct block_lines *lines);

#endif
