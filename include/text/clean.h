#ifndef TEXT_CLEAN_H
#define TEXT_CLEAN_H

#include "base/buffer.h"

#include <stddef.h>
#include <uchar.h>

/* Cleans text, so that content cannot control the terminal, reorder the screen or hide text.
 * Cleaning text twice changes no more than cleaning it once. In clean text every grapheme cluster
 * but \n and \t takes up at least one column.
 *
 * Removed, or replaced as stated:
 * - C0 controls but \t and \n, DEL, C1. \r\n becomes \n, as does a \r alone; \v, \f and U+0085
 *   become a space
 * - the line and paragraph separators U+2028 and U+2029: a space
 * - bidi marks, embeddings, overrides and isolates
 * - invisible characters: ZWSP, WJ, BOM, CGJ, invisible operators, tags, annotation marks, musical,
 *   shorthand and hieroglyph format controls, the Mongolian vowel separator, unassigned ones
 * - U+00AD, since terminals disagree about its width
 * - Hangul fillers: U+3164 and U+FFA0 become a space, the conjoining U+115F and U+1160 go; a
 *   conjoining vowel or final without a jamo before it becomes U+FFFD
 * - a ZWJ or ZWNJ that joins nothing. It is kept after a virama, between two letters of the scripts
 *   from Arabic to Sinhala, Myanmar, Khmer or Mongolian, and, ZWJ only, between two pictographs
 * - a variation selector after a character that cannot vary
 * - a combining mark without a base (after nothing, \n or \t), or after thirty others: gets "◌" as
 *   its base
 * - noncharacters; private-use characters are clean
 * - bytes that are not UTF-8: U+FFFD for each */

/* Returns the length of the longest prefix of `text` that is clean. `before` is the code point
 * before the text (0: the text begins a line). */
size_t text_clean_prefix(const char *text, size_t bytes, char32_t before);

/* Measures the unclean unit at text[0], bytes > 0, where text_clean_prefix() stopped. Returns its
 * bytes and sets *stand_in to its replacement, whose last code point, if any, is then the one
 * before the rest. Returns 0 for a combining mark without a base, which follows its "◌" as clean
 * text. */
size_t text_clean_unit(const char *text, size_t bytes, const char **stand_in);

/* Appends a cleaned copy of `text` to `out`. */
void text_clean(struct buffer *out, const char *text, size_t bytes);

#endif
