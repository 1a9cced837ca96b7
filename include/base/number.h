#ifndef BASE_NUMBER_H
#define BASE_NUMBER_H

#include "base/str.h"

#include <stddef.h>
#include <stdint.h>

/* Reads the decimal digits at the beginning of `text` into *number, up to a digit that would make
 * it more than `most`. Returns how many it read; *number is 0 where there are none. */
size_t number_read(struct str text, uint64_t most, uint64_t *number);

#endif
