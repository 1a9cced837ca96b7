#ifndef CONTENT_DISTRICT_TYPO_H
#define CONTENT_DISTRICT_TYPO_H

#include "base/str.h"

#include <stdbool.h>

/* Returns whether one name may be a typo of the other: one character differs, is missing or is
 * extra, two are swapped, or a common ending (街道, 社区 …) is missing. Not if the characters are
 * of a set that tells names apart (东 and 西, 一 and 二, 1 and 2, A and B), or if the names have
 * fewer than two characters in common. */
bool district_typo_is_likely(struct str name, struct str other);

#endif
