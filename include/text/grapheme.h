#ifndef TEXT_GRAPHEME_H
#define TEXT_GRAPHEME_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* One extended grapheme cluster (UAX #29, with one tailoring: what would take more columns than
 * this is cut before the code point that goes beyond, so that every cluster fits into a line). */
enum { GRAPHEME_MAX_COLS = 8 };

struct grapheme {
    size_t bytes;
    int cols; /* what terminals give its glyph: the widths of its code points, where what a ZWJ
                 joins on and emoji modifiers count nothing; a control or a newline is 0 */
};

/* The cluster at text[0]; bytes > 0. A byte that is not UTF-8 is a cluster of its own, drawn as
 * U+FFFD. */
struct grapheme grapheme_next(const char *text, size_t bytes, bool ambiguous_wide);

/* The columns of a text of any length: the sum over its clusters (INT_MAX at the most). */
int text_cols(struct str text, bool ambiguous_wide);

/* The longest prefix of whole clusters that fits into `cols` columns. *used, if not NULL: its
 * columns. */
size_t text_fit(struct str text, int cols, bool ambiguous_wide, int *used);

#endif
