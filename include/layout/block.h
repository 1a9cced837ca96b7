#ifndef LAYOUT_BLOCK_H
#define LAYOUT_BLOCK_H

#include "content/document.h"
#include "layout/layout.h"

/* One block set into lines: the inside of layout.c. */

struct block_line {
    size_t start;
    size_t end;
    int indent_cols;
    int cols;
};

struct block_lines {
    struct block_line *lines; /* the blank ones before the text first */
    size_t count;
    size_t blank_count;         /* how many are blank lines before the text */
    struct rich_text *composed; /* of a table: the text that the lines are of; else NULL */
    struct str marker;          /* drawn on the first line after the blank ones */
    int marker_col;
};

/* Sets `block` into *lines, `before` being the block before it, NULL where it is the article's
 * first. Composed text comes from `arena`. The caller frees the lines with block_lines_free(). */
void block_lay_out(struct block_lines *lines, const struct block *block, const struct block *before,
                   const struct layout_options *options, struct arena *arena);

void block_lines_free(struct block_lines *lines);

#endif
