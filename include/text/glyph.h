#ifndef TEXT_GLYPH_H
#define TEXT_GLYPH_H

#include <stdbool.h>
#include <uchar.h>

/* What a terminal is given to draw for a code point: itself, or, where terminals disagree about its
 * columns, what they agree about, as wide as text_width() says of the code point: a regional
 * indicator's letter; for what not every terminal knows 〓, which printers set for a missing sort,
 * or a narrow ▯. 0, nothing, where it takes no column and would only change the width of what
 * stands beside it (joiners, the selectors of emoji and of text style). */
char32_t text_glyph(char32_t cp, bool ambiguous_wide);

#endif
