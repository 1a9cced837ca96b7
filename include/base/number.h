#ifndef BASE_NUMBER_H
#define BASE_NUMBER_H

#include "base/str.h"

#include <stddef.h>
#include <stdint.h>

/* Reads the decimal digits at the beginning of `text` into *number and stops before a digit that
 * would make it more than `most`. Returns how many digits it read; *number is 0 if there are none.
 */
size_t number_read(struct str text, uint64_t most, uint64_t *number);

#endif
