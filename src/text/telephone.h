#ifndef TEXT_TELEPHONE_H
#define TEXT_TELEPHONE_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* Returns whether `at` is beside the sign or the blank that separates two groups of digits of a
 * telephone number (0571-8888 8888, 400-800-8888, 138 0013 8000), or is between two groups of three
 * digits (1 234 567). */
bool within_telephone(struct str text, size_t at);

#endif
