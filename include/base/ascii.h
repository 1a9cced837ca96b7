#ifndef BASE_ASCII_H
#define BASE_ASCII_H

#include <stdbool.h>
#include <stdint.h>

/* Classes of ASCII. Each function takes a code point or a byte, which may be a negative char. */

static inline bool ascii_is_digit(int64_t cp)
{
    return cp >= '0' && cp <= '9';
}

static inline bool ascii_is_letter(int64_t cp)
{
    return (cp | 0x20) >= 'a' && (cp | 0x20) <= 'z';
}

/* Returns the value of a hexadecimal digit, or -1. */
static inline int ascii_hex_value(char byte)
{
    int lower = byte | 0x20;

    if (ascii_is_digit(byte))
        return byte - '0';
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/* Returns whether it is a space or a tab. */
static inline bool ascii_is_blank(int64_t cp)
{
    return cp == ' ' || cp == '\t';
}

/* Returns whether it is a line feed or a carriage return. */
static inline bool ascii_is_newline(int64_t cp)
{
    return cp == '\n' || cp == '\r';
}

/* Returns whether it is a blank or a newline. */
static inline bool ascii_is_space(int64_t cp)
{
    return ascii_is_blank(cp) || ascii_is_newline(cp);
}

#endif
