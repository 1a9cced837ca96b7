#ifndef LAYOUT_FIT_H
#define LAYOUT_FIT_H

#include "layout/block.h"

/* Optimum fit, internal to block.c. Filling each line as far as it goes (text_line_next()) leaves
 * no hole in most Chinese paragraphs. Where a long word or a number does leave one, or the last
 * line has a single character (孤字), the lines of the whole paragraph are chosen together: as many
 * as before, with the least sum of the squares of their holes, after Knuth and Plass. */

/* The most text whose lines are chosen together: three times the longest paragraph of a newspaper,
 * and less than a millisecond's work. Of a longer paragraph it is the end that is set so. A block
 * is always laid out whole, so the lines are the same wherever a reader comes from. */
enum { FIT_MOST_BYTES = 8 * 1024 };

/* Sets `count` lines anew, if need be. They hold the end of `text`, up to a hard line break or a
 * block's end, as text_line_next() breaks it up to column `end_col`, which is that of the hanging
 * margin, if there is one. Their number and their indents stay. `is_last`: no text of the block
 * follows. */
void fit_lines(struct block_line *lines, size_t count, struct str text, bool is_last, int end_col,
               const struct text_setting *setting);

#endif
