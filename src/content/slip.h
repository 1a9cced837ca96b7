#ifndef CONTENT_SLIP_H
#define CONTENT_SLIP_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <uchar.h>

/* Longer texts are not compared, because they are not names. */
enum { SLIP_MOST_CHARACTERS = 32 };

struct slip_name {
    char32_t characters[SLIP_MOST_CHARACTERS];
    size_t count;
};

/* Decodes a name. Returns false if it has too many characters. */
bool slip_read(struct str text, struct slip_name *name);

/* Returns how many characters must be inserted, deleted, changed or swapped with the next to turn
 * one name into the other (the optimal string alignment distance). */
size_t slip_distance(const struct slip_name *name, const struct slip_name *other);

/* Returns whether one name may be a typo of the other: one character differs, is missing or is
 * extra, two are swapped, or a common ending (街道, 社区 …) is missing. Not if the characters are
 * of a set that tells names apart (东 and 西, 一 and 二, 1 and 2, A and B), or if the names have
 * fewer than two characters in common. */
bool slip_is_likely(struct str name, struct str other);

#endif
