#ifndef LAYOUT_TITLE_H
#define LAYOUT_TITLE_H

#include "layout/fit.h"
#include "text/linebreak.h"

/* Returns the cost of a title's or a heading's line. Its lines are to be as even as possible (GB/T
 * 9704-2012 7.3.1: 回行时词意完整、排列对称、长短适宜); they are parted at blanks and after stops
 * first, none has one or two characters, or begins with 的 or a mark, if there is such a way. */
fit_cost title_cost;

/* Returns the line of a title that begins at byte `at` < text.bytes, of as few lines as
 * text_line_next() needs for it. A text of very many lines is set as text_line_next() does. */
struct text_line title_line_next(struct str text, size_t at, int cols,
                                 const struct text_setting *setting);

#endif
