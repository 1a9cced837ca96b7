#ifndef BASE_HASH_H
#define BASE_HASH_H

#include "base/str.h"

#include <stdint.h>

/* A number of some bytes, by which they are told from others but for chance: FNV-1a, by words of
 * eight bytes. Against a disk's faults, not against forgers. */
enum { HASH_WORD_BYTES = sizeof(uint64_t) };

/* Returns the number of no bytes. */
uint64_t hash_begin(void);

/* Returns the number of what `hash` is of, followed by more bytes. Cut differently the same bytes
 * have another number, unless each cut is after a whole word. */
uint64_t hash_more(uint64_t hash, struct str bytes);

/* Returns the number of some bytes. */
uint64_t hash_of(struct str bytes);

#endif
