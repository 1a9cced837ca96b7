#ifndef TEXT_WIDTH_H
#define TEXT_WIDTH_H

#include <stdbool.h>
#include <uchar.h>

/* The columns that a terminal gives to one code point: 0 (combining, joiners, NUL), 1 or 2; -1 for
 * a control, a line separator and what is no scalar value. East Asian Wide and Fullwidth are 2 (UAX
 * #11); Ambiguous ( “ ” ‘ ’ — … · ① × ■ │ ) are 2 only where `ambiguous_wide`; where every terminal
 * differs from UAX #11, it is as they have it. THE width function: layout, frames and, through
 * wcwidth(), curses all use it. What is drawn is text_glyph() of it (text/glyph.h). */
int text_width(char32_t cp, bool ambiguous_wide);

#endif
