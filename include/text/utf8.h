#ifndef TEXT_UTF8_H
#define TEXT_UTF8_H

#include <stddef.h>
#include <uchar.h>

/* Decodes the code point at text[0], of `bytes` > 0 bytes, into *cp. Returns the bytes it takes up.
 * Where the bytes are not UTF-8, *cp is U+FFFD and 1 is returned. */
size_t utf8_decode(const char *text, size_t bytes, char32_t *cp);

/* Decodes the code point that ends before text[end], end > 0, into *cp. Returns where it begins. */
size_t utf8_decode_before(const char *text, size_t end, char32_t *cp);

/* The bytes of the code point that begins with this byte, by that byte alone: to pass over text
 * that is looked through for an ASCII character. 1 where none begins with it. */
static inline size_t utf8_stride(char first)
{
    unsigned char byte = (unsigned char)first;

    return byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

/* Writes cp (a scalar value) as UTF-8 to out, which has room for 4 bytes. Returns the bytes
 * written. */
size_t utf8_encode(char32_t cp, char *out);

/* The length of the longest prefix that is valid UTF-8 without NUL: `bytes` where all of it is. */
size_t utf8_valid_prefix(const char *text, size_t bytes);

#endif
