#ifndef TEXT_NUMBER_SIGN_H
#define TEXT_NUMBER_SIGN_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <uchar.h>

/* The signs within numbers and before them. */

/* Returns whether cp joins digits to one number: 2,600  13.76  8:30  1/3  1+4  3×5. */
bool is_joiner(char32_t cp);

/* Returns whether cp stands between the ends of a range. */
bool is_range_mark(char32_t cp);

/* Returns whether cp is a sign of the number after it: ＋ － ± ＜ ≥, a currency. */
bool is_sign(char32_t cp);

/* Returns whether a word that makes the number after it an approximate one ends at `end`: 约 近 逾,
 * unless it is the end of another word, as in 节约 and 最近. */
bool approximation_ends(struct str text, size_t end);

#endif
