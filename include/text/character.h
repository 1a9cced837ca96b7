#ifndef TEXT_CHARACTER_H
#define TEXT_CHARACTER_H

#include <stdbool.h>
#include <uchar.h>

/* Classes of characters that Markdown and Chinese text are told apart by. */

/* A Han character: the unified and compatibility ideographs, and 〇. */
bool character_is_han(char32_t cp);

/* White space (Unicode: Zs, tab, newline, carriage return). */
bool character_is_space(char32_t cp);

/* A letter of any script, Han too (Unicode: L). */
bool character_is_letter(char32_t cp);

/* Punctuation and symbols (Unicode: P and S). */
bool character_is_punctuation(char32_t cp);

/* A symbol (Unicode: S). */
bool character_is_symbol(char32_t cp);

#endif
