#ifndef TEXT_UTF8_H
#define TEXT_UTF8_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <uchar.h>

/* Returns whether a byte continues a code point: it is not the first of its bytes. */
static inline bool utf8_is_tail(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* Returns whether a code point goes on over text[at], so that the text must not be cut there. */
static inline bool utf8_is_within(struct str text, size_t at)
{
    return at < text.bytes && utf8_is_tail(text.p[at]);
}

/* Decodes the code point at text[0], of `bytes` > 0 bytes, into *cp. Returns its length in bytes.
 * For a byte that is not UTF-8, sets *cp to U+FFFD and returns 1. */
size_t utf8_decode(const char *text, size_t bytes, char32_t *cp);

/* Decodes the code point that ends before text[end], end > 0, into *cp. Returns its offset. */
size_t utf8_decode_before(const char *text, size_t end, char32_t *cp);

/* Returns `text` without the code points of a class at its ends. */
struct str utf8_trim(struct str text, bool (*is_margin)(char32_t cp));

/* Returns the offset of the first ASCII byte of text[at…end), or `end` if absent. Takes eight bytes
 * at a time, since most Chinese text has no ASCII. */
static inline size_t utf8_next_ascii(const char *text, size_t at, size_t end)
{
    const uint64_t high_bits = UINT64_C(0x8080808080808080);
    uint64_t eight;

    for (; at + sizeof(eight) <= end; at += sizeof(eight)) {
        memcpy(&eight, text + at, sizeof(eight));
        if ((eight & high_bits) != high_bits)
            break;
    }
    while (at < end && (unsigned char)text[at] >= 0x80)
        at++;
    return at;
}

/* Writes cp (a scalar value) as UTF-8 to out, which has room for 4 bytes. Returns its length in
 * bytes. */
size_t utf8_encode(char32_t cp, char *out);

/* Returns the length of the longest prefix that is valid UTF-8 without NUL. */
size_t utf8_valid_prefix(const char *text, size_t bytes);

#endif
