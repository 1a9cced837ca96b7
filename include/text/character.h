#ifndef TEXT_CHARACTER_H
#define TEXT_CHARACTER_H

#include "base/ascii.h"

#include <stdbool.h>
#include <uchar.h>

/* Classes of characters, as the rules of Markdown and of Chinese typesetting need them. */

/* Returns whether a character is Han: a unified or compatibility ideograph, or 〇. */
bool character_is_han(char32_t cp);

/* Returns whether a character is an ASCII digit or the full-width form of a digit. */
static inline bool character_is_digit(char32_t cp)
{
    return ascii_is_digit(cp) || (cp >= U'０' && cp <= U'９');
}

/* Returns whether a character is white space (Unicode: Zs, tab, newline, carriage return). */
bool character_is_space(char32_t cp);

/* Returns whether a character is a letter of any script, including Han (Unicode: L). */
bool character_is_letter(char32_t cp);

/* Returns whether a character is punctuation or a symbol (Unicode: P and S). */
bool character_is_punctuation(char32_t cp);

/* Returns whether a character is a symbol (Unicode: S). */
bool character_is_symbol(char32_t cp);

/* Returns the version of libunistring in use, with its major number above
 * bit 16 and its minor one above bit 8. */
int character_library_version(void);

#endif
