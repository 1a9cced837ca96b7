#ifndef TEXT_HAN_NUMBER_H
#define TEXT_HAN_NUMBER_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <uchar.h>

/* Numbers that are written in Han. */

/* Returns whether cp is a Han numeral below ten: 〇 一 … 九, 两 and the forms of financial
 * documents.
 */
bool is_han_numeral(char32_t cp);

/* Returns whether cp multiplies the number before it: 十 百 千 万 亿. */
bool is_multiplier(char32_t cp);

/* Returns whether cp makes the number before it a vague one: 余 多 几 来. */
bool is_vague(char32_t cp);

/* Returns whether cp is a numeral or a multiplier. */
bool is_numeral(char32_t cp);

/* Returns whether a number ends at `end`: digits, with multipliers or without, or a number in Han
 * that is not to be parted: after 第, of a date, with a multiplier. */
bool number_ends(struct str text, size_t end);

/* Returns whether `at` is between the numerals of a number in Han that is not to be parted. */
bool within_han_number(struct str text, size_t at);

#endif
