#ifndef BASE_NUMBER_H
#define BASE_NUMBER_H

#include "base/str.h"

#include <stddef.h>
#include <stdint.h>

static inline int int_smaller(int a, int b)
{
    return a < b ? a : b;
}

static inline int int_larger(int a, int b)
{
    return a > b ? a : b;
}

/* Returns whole / part, rounded up, of positive numbers. */
static inline int int_divide_up(int whole, int part)
{
    return (whole + part - 1) / part;
}

/* Reads the decimal digits at the beginning of `text` into *number and stops before a digit that
 * would make it more than `most`. Returns how many digits it read; *number is 0 if there are none.
 */
size_t number_read(struct str text, uint64_t most, uint64_t *number);

#endif
