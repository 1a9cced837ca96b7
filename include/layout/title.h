#ifndef LAYOUT_TITLE_H
#define LAYOUT_TITLE_H

#include "text/linebreak.h"

/* Returns the line of a title or heading that begins at byte `at` < text.bytes. A title takes as
 * few lines as text_line_next() needs for it, of lengths as even as possible (GB/T 9704-2012 7.3.1:
 * 回行时词意完整、排列对称、长短适宜): it breaks at blanks and after stops first, leaves no line of
 * one or two characters and begins none with 的 or a mark, if there is such a way. A text of very
 * many lines is set as text_line_next() does. */
struct text_line title_line_next(struct str text, size_t at, int cols,
                                 const struct text_setting *setting);

#endif
