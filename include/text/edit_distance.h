#ifndef TEXT_EDIT_DISTANCE_H
#define TEXT_EDIT_DISTANCE_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <uchar.h>

/* Longer texts are not compared, because they are not names. */
enum { EDIT_MOST_CHARACTERS = 32 };

struct edit_text {
    char32_t characters[EDIT_MOST_CHARACTERS];
    size_t count;
};

/* Decodes a text. Returns false if it has too many characters. */
bool edit_text_read(struct str text, struct edit_text *decoded);

/* Returns how many characters must be inserted, deleted, changed or swapped with the next to turn
 * one text into the other (the optimal string alignment distance). */
size_t edit_distance(const struct edit_text *text, const struct edit_text *other);

#endif
