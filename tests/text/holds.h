#ifndef TESTS_TEXT_HOLDS_H
#define TESTS_TEXT_HOLDS_H

#include "text/utf8.h"

#include <stdbool.h>
#include <string.h>

/* Returns whether a character is one of those in `characters`. */
static inline bool holds(const char *characters, char32_t wanted)
{
    size_t bytes = strlen(characters);

    for (size_t at = 0; at < bytes;) {
        char32_t cp;

        at += utf8_decode(characters + at, bytes - at, &cp);
        if (cp == wanted)
            return true;
    }
    return false;
}

#endif
