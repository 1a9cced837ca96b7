#ifndef BASE_ASCII_H
#define BASE_ASCII_H

#include <stdbool.h>
#include <stdint.h>

/* Classes of ASCII. Each takes a code point or a byte, which may be a char below 0. */

static inline bool ascii_is_digit(int64_t cp)
{
    return cp >= '0' && cp <= '9';
}

static inline bool ascii_is_letter(int64_t cp)
{
    return (cp | 0x20) >= 'a' && (cp | 0x20) <= 'z';
}

static inline bool ascii_is_blank(int64_t cp)
{
    return cp == ' ' || cp == '\t';
}

/* A line feed or a carriage return. */
static inline bool ascii_is_newline(int64_t cp)
{
    return cp == '\n' || cp == '\r';
}

/* A blank or a newline. */
static inline bool ascii_is_space(int64_t cp)
{
    return ascii_is_blank(cp) || ascii_is_newline(cp);
}

#endif
