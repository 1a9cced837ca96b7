#ifndef TEXT_STEP_H
#define TEXT_STEP_H

#include "base/str.h"
#include "text/utf8.h"

/* Walking through a text from a place in it. */

/* Moves *at back by one code point and returns it; 0 at the text's beginning. */
static inline char32_t step_back(struct str text, size_t *at)
{
    char32_t cp = 0;

    if (*at > 0)
        *at = utf8_decode_before(text.p, *at, &cp);
    return cp;
}

/* Moves *at on by one code point and returns it; 0 at the text's end. */
static inline char32_t step_on(struct str text, size_t *at)
{
    char32_t cp = 0;

    if (*at < text.bytes)
        *at += utf8_decode(text.p + *at, text.bytes - *at, &cp);
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
