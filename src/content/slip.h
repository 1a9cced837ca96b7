#ifndef CONTENT_SLIP_H
#define CONTENT_SLIP_H

#include "base/str.h"

#include <stdbool.h>

/* Returns whether one name may be the other, mistyped: one character is another one, is missing or
 * too much, or two have changed places; or what a name of its kind ends in (区, 街道 …) is missing.
 * Not so where the characters are of a set that names are told apart by (东 and 西, 一 and 二, 1
 * and 2, A and B), or where the names have fewer than two characters in common. */
bool slip_is_likely(struct str name, struct str other);

#endif
