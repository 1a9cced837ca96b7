#ifndef LAYOUT_FIT_H
#define LAYOUT_FIT_H

#include "layout/block.h"

/* Optimum fit, internal to block.c and title.c. Filling each line as far as it goes
 * (text_line_next()) leaves no hole in most Chinese paragraphs. Where a long word or a number does
 * leave one, or the last line has a single character (孤字), the lines of the whole paragraph are
 * chosen together: as many as before, with the least sum of the squares of their holes, after Knuth
 * and Plass. */

/* The most text whose lines are chosen together: three times the longest paragraph of a newspaper,
 * and less than a millisecond's work. Of a longer paragraph it is the end that is set so. A block
 * is always laid out whole, so the lines are the same wherever a reader comes from. */
enum { FIT_MOST_BYTES = 8 * 1024 };

/* A line that may be chosen. */
struct fit_line {
    struct str text;         /* up to the end of all lines */
    size_t start, end, next; /* offsets of the line, without the spaces after it, and of the next */
    int cols, room;          /* columns of the line, and those that it may have */
    bool in_unit;            /* ends within a unit (text/unit.h) */
};

/* Returns the cost of a line, of which the sum is to be the least. */
typedef long long fit_cost(const struct fit_line *line);

/* Sets `count` lines anew, if need be. They hold the end of `text`, up to a hard line break or a
 * block's end, as text_line_next() breaks it up to column `end_col`, which is that of the hanging
 * margin, if there is one. Their number and their indents stay. `cost` NULL: they are a
 * paragraph's. */
void fit_lines(struct block_line *lines, size_t count, struct str text, int end_col,
               const struct text_setting *setting, fit_cost *cost);

#endif
