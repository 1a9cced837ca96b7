#ifndef TEXT_GLYPH_H
#define TEXT_GLYPH_H

#include <stdbool.h>
#include <uchar.h>

/* Returns the code point to draw in place of `cp`: `cp` itself, or, if terminals disagree about its
 * columns, a substitute of width text_width(cp) that they agree about: the letter for a regional
 * indicator, 〓 or a narrow ▯ for a character that not every terminal knows. Returns 0, draw
 * nothing, for a character without columns that would only change its neighbours' width (joiners,
 * selectors of emoji or text style). */
char32_t text_glyph(char32_t cp, bool ambiguous_wide);

#endif
