#ifndef TEXT_CLEAN_H
#define TEXT_CLEAN_H

#include "base/buffer.h"

#include <stddef.h>
#include <uchar.h>

/* Cleaning: content must not be able to drive the terminal, reorder the screen or hide text. What
 * is clean stays clean: cleaning twice changes nothing more. After it every grapheme cluster but \n
 * and \t takes up at least one column.
 *
 * Unclean, and removed unless something else is said:
 * - C0 controls but \t and \n, DEL, C1. \r\n becomes \n, as does a \r alone; \v, \f and U+0085
 *   become a space
 * - the line and paragraph separators U+2028 and U+2029: a space
 * - bidi marks, embeddings, overrides and isolates
 * - invisible characters: ZWSP, WJ, BOM, CGJ, invisible operators, tags, annotation marks, musical,
 *   shorthand and hieroglyph format controls, the Mongolian vowel separator, unassigned ones
 * - U+00AD, since terminals disagree about its width
 * - Hangul fillers: U+3164 and U+FFA0 become a space, the conjoining U+115F and U+1160 go; a
 *   conjoining vowel or final that no jamo stands before becomes U+FFFD
 * - a ZWJ or ZWNJ that joins nothing. It is kept after a virama, between two letters of the scripts
 *   from Arabic to Sinhala, Myanmar, Khmer or Mongolian, and, ZWJ only, between two pictographs
 * - a variation selector that follows no character it could vary
 * - a combining mark with no base (nothing, \n or \t stands before it): gets "◌" for one
 * - noncharacters; private-use characters are clean
 * - bytes that are not UTF-8: U+FFFD for each */

/* The length of the longest prefix of `text` that needs no cleaning, `before` being the code point
 * that stands before it (0: none, a line begins). */
size_t text_clean_prefix(const char *text, size_t bytes, char32_t before);

/* One unclean unit at text[0], bytes > 0, where text_clean_prefix() stopped: returns the bytes it
 * takes up; *stand_in is what stands for it. 0 is returned for a combining mark: the mark itself
 * follows its "◌" as clean text. For what comes after, the code point before it is the stand-in's
 * where it has one. */
size_t text_clean_unit(const char *text, size_t bytes, const char **stand_in);

/* Appends a cleaned copy of `text` to `out`. */
void text_clean(struct buffer *out, const char *text, size_t bytes);

#endif
