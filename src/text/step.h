#ifndef TEXT_STEP_H
#define TEXT_STEP_H

#include "base/str.h"
#include "text/utf8.h"

/* Walking through a text from a place in it. */

/* Returns the code point of three bytes, of which the first is 0xE1 to 0xEC, at p[0], as that of
 * nearly all Chinese characters and punctuation; 0 if it is another one. */
static inline char32_t step_three(const char *p)
{
    const unsigned char *byte = (const unsigned char *)p;

    if ((unsigned)(byte[0] - 0xE1) > 0xEC - 0xE1 || !utf8_is_tail(p[1]) || !utf8_is_tail(p[2]))
        return 0;
    return (char32_t)(byte[0] & 0xFU) << 12 | (char32_t)(byte[1] & 0x3FU) << 6 | (byte[2] & 0x3FU);
}

/* Moves *at back by one code point and returns it; 0 at the text's beginning. */
static inline char32_t step_back(struct str text, size_t *at)
{
    char32_t cp = 0;

    if (*at == 0)
        return 0;
    if (!((unsigned char)text.p[*at - 1] & 0x80))
        return (char32_t)text.p[--*at];
    if (*at >= 3 && (cp = step_three(text.p + *at - 3)))
        *at -= 3;
    else
        *at = utf8_decode_before(text.p, *at, &cp);
    return cp;
}

/* Moves *at on by one code point and returns it; 0 at the text's end. */
static inline char32_t step_on(struct str text, size_t *at)
{
    size_t left = text.bytes - *at;
    char32_t cp = 0;

    if (*at >= text.bytes)
        return 0;
    if (!((unsigned char)text.p[*at] & 0x80))
        return (char32_t)text.p[(*at)++];
    if (left >= 3 && (cp = step_three(text.p + *at)))
        *at += 3;
    else
        *at += utf8_decode(text.p + *at, left, &cp);
    return cp;
}

/* Returns the code point that ends before `at`; 0 at the text's beginning. */
static inline char32_t step_before(struct str text, size_t at)
{
    return step_back(text, &at);
}

/* Returns the code point at `at`; 0 at the text's end. */
static inline char32_t step_at(struct str text, size_t at)
{
    return step_on(text, &at);
}

#endif
