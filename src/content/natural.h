#ifndef CONTENT_NATURAL_H
#define CONTENT_NATURAL_H

#include "base/str.h"

/* Compares texts in byte order, but that a run of digits, half- or full-width, is compared by its
 * number: issue-2 is before issue-10. Texts that are the same but for leading zeros or the digits'
 * width are in byte order, so 0 is returned for equal texts only. A total order. */
int natural_cmp(struct str a, struct str b);

#endif
