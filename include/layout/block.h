#ifndef LAYOUT_BLOCK_H
#define LAYOUT_BLOCK_H

#include "content/document.h"
#include "layout/layout.h"

/* One block set into lines: the inside of layout.c. */

enum line_kind {
    LINE_TEXT, /* [start, end) of the text; blank where that is nothing */
    LINE_RULE, /* a rule over the measure */
    LINE_BOX_TOP,
    LINE_BOX_BOTTOM
};

struct block_line {
    enum line_kind kind;
    size_t start;
    size_t end;
    int indent_cols;
    int cols;   /* of the text */
    bool fills; /* justified: it is to reach the measure */
    bool keeps; /* on a page with the next line */
};

struct block_lines {
    struct block_line *lines; /* the blank ones before the text first */
    size_t count, cap;
    size_t blank_count;         /* how many are blank lines before the text */
    struct rich_text *composed; /* of a table: the text that the lines are of; else NULL */
    struct str marker;          /* drawn on the first line after the blank ones */
    int marker_col;
    int box_col;  /* of a box around the text */
    int box_cols; /* 0: there is none */
    int end_col;  /* where its text ends at the latest: the measure without the hanging margin */
    struct text_setting setting; /* what its text is set with */
};

/* Sets `block` into *lines, `before` being the block before it, NULL where it is the article's
 * first. Composed text comes from `arena`. The caller frees the lines with block_lines_free(). */
void block_lay_out(struct block_lines *lines, const struct block *block, const struct block *before,
                   const struct layout_options *options, struct arena *arena);

void block_lines_free(struct block_lines *lines);

#endif
