#ifndef TEXT_NUMBER_SIGN_H
#define TEXT_NUMBER_SIGN_H

#include <stdbool.h>
#include <uchar.h>

/* The signs within numbers and before them. */

/* Returns whether cp joins digits to one number: 2,600  13.76  8:30  1/3  1+4  3×5. */
bool is_joiner(char32_t cp);

/* Returns whether cp stands between the ends of a range. */
bool is_range_mark(char32_t cp);

/* Returns whether cp is a sign of the number after it: ＋ － ± ＜ ≥, a currency. */
bool is_sign(char32_t cp);

#endif
