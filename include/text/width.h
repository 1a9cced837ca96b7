#ifndef TEXT_WIDTH_H
#define TEXT_WIDTH_H

#include <stdbool.h>
#include <uchar.h>

/* Returns the columns of one code point in a terminal: 0 (combining, joiners, NUL), 1 or 2; -1 for
 * a control, a line separator or a number that is no scalar value. East Asian Wide and Fullwidth
 * are 2 (UAX #11); Ambiguous ( “ ” ‘ ’ — … · ① × ■ │ ) are 2 only if `ambiguous_wide`. If every
 * terminal differs from UAX #11, the terminals' width is returned. The only width function: layout,
 * frames and, through wcwidth(), curses use it. The glyph drawn is text_glyph(cp) (text/glyph.h).
 */
int text_width(char32_t cp, bool ambiguous_wide);

#endif
