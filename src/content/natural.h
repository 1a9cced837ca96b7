#ifndef CONTENT_NATURAL_H
#define CONTENT_NATURAL_H

#include "base/str.h"

/* Compares texts in byte order, except that runs of digits, half- or full-width, are compared by
 * value: issue-2 is before issue-10. Texts that differ only in leading zeros or in the digits'
 * width are in byte order, so that 0 is returned only for equal texts. A total order. */
int natural_cmp(struct str a, struct str b);

#endif
