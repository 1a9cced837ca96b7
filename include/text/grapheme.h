#ifndef TEXT_GRAPHEME_H
#define TEXT_GRAPHEME_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* One extended grapheme cluster (UAX #29), with one tailoring: a cluster ends before the code point
 * that would make it wider than GRAPHEME_MAX_COLS, so that every cluster fits into a line. */
enum { GRAPHEME_MAX_COLS = 8 };

struct grapheme {
    size_t bytes;
    int cols; /* as terminals draw it: the sum of its code points' widths, without emoji modifiers
                 and pictographs after a ZWJ; 0 for a control or a newline */
};

/* Returns the cluster at text[0]; bytes > 0. A byte that is not UTF-8 is a cluster by itself, drawn
 * as U+FFFD. */
struct grapheme grapheme_next(const char *text, size_t bytes, bool ambiguous_wide);

/* Returns the columns of a text of any length, the sum over its clusters; INT_MAX at most. */
int text_cols(struct str text, bool ambiguous_wide);

/* Returns the length of the longest prefix of whole clusters that fits into `cols` columns. Sets
 * *used, if not NULL, to its columns. */
size_t text_fit(struct str text, int cols, bool ambiguous_wide, int *used);

#endif
