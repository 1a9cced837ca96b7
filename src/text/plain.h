#ifndef TEXT_PLAIN_H
#define TEXT_PLAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <uchar.h>

/* Shortcuts for plain characters, those of which Chinese prose mostly consists: printable ASCII,
 * U+00A0 to U+02FF but the soft hyphen, the dashes and quotation marks U+2010 to U+2027, CJK
 * punctuation U+3000 to U+3029, kana, Han U+4E00 to U+9FFF, full-width forms U+FF01 to U+FF60. Each
 * is valid UTF-8, clean, and of the grapheme break class Other, so a cluster boundary lies between
 * any two of them. */

/* Returns whether cp is a regional indicator; two of them make a flag. */
static inline bool plain_region(char32_t cp)
{
    return cp >= 0x1F1E6 && cp <= 0x1F1FF;
}

/* Returns whether a Han character of U+4E00 to U+9FFF begins at p[0]. */
static inline bool plain_han(const unsigned char *p, size_t bytes)
{
    uint16_t tail; /* both of its tail bytes at once */

    if (bytes < 3 || p[0] - 0xE4U > 0xE9 - 0xE4)
        return false;
    memcpy(&tail, p + 1, sizeof(tail));
    return (tail & 0xC0C0) == 0x8080 && (p[0] > 0xE4 || p[1] >= 0xB8);
}

/* The two bytes after the lead byte 0xE0 + i of a plain character, as one number: the first such
 * number, and how many there are from it on. Kana are left out. */
static const struct {
    uint16_t first, count;
} plain_tails[16] = {[0x2] = {0x8090, 0x18},   [0x3] = {0x8080, 0x2A},   [0x4] = {0xB880, 0x0740},
                     [0x5] = {0x8080, 0x3F40}, [0x6] = {0x8080, 0x3F40}, [0x7] = {0x8080, 0x3F40},
                     [0x8] = {0x8080, 0x3F40}, [0x9] = {0x8080, 0x3F40}, [0xF] = {0xBC81, 0x0120}};

/* Returns whether p[0] to p[2] are a plain character of three bytes, but for kana. */
static inline bool plain_three(const unsigned char *p)
{
    unsigned lead = p[0] ^ 0xE0U, tail = (unsigned)p[1] << 8 | p[2];

    return lead < 16 && tail - plain_tails[lead].first < plain_tails[lead].count &&
           (tail & 0xC0) == 0x80;
}

/* Returns whether a plain punctuation mark of two columns begins at p[0]. */
static inline bool plain_mark(const unsigned char *p, size_t bytes)
{
    return bytes >= 3 && (p[0] == 0xE3 || p[0] == 0xEF) && plain_three(p);
}

static inline bool plain_kana(const unsigned char *p)
{
    unsigned tail = (unsigned)p[1] << 8 | p[2];

    return p[0] == 0xE3 && (tail & 0xC0) == 0x80 &&
           ((tail >= 0x8181 && tail <= 0x8296) || (tail >= 0x829B && tail <= 0x83BF));
}

/* Returns the bytes of the plain character at p[0]; 0 if absent. */
static inline size_t plain_char(const unsigned char *p, size_t bytes)
{
    if (bytes == 0)
        return 0;
    if (p[0] < 0x80)
        return p[0] >= 0x20 && p[0] != 0x7F;
    if (bytes >= 3 && p[0] >= 0xE2)
        return plain_three(p) || plain_kana(p) ? 3 : 0;
    if (bytes >= 2 && p[0] >= 0xC2 && p[0] <= 0xCB && (p[1] & 0xC0) == 0x80)
        return p[0] == 0xC2 && (p[1] < 0xA0 || p[1] == 0xAD) ? 0 : 2;
    return 0;
}

/* Returns whether a plain character that ends before p[0] ends its cluster, too: no character with
 * a lead byte below 0xCC or from 0xE4 to 0xE9 extends a cluster. */
static inline bool plain_ends(const unsigned char *p, size_t bytes)
{
    return bytes == 0 || p[0] < 0xCC || (p[0] >= 0xE4 && p[0] <= 0xE9) || plain_char(p, bytes);
}

/* Returns whether plain characters with this lead byte are wide; the others are narrow or
 * ambiguous. */
static inline bool plain_is_wide(unsigned char lead)
{
    return lead >= 0xE3;
}

#endif
