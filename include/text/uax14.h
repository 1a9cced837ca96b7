#ifndef TEXT_UAX14_H
#define TEXT_UAX14_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* Returns whether a line may begin at byte `at` of the text, which must begin a code point, by
 * Unicode's line breaking algorithm alone (UAX #14, revision 49, Unicode 15.0, with the tailoring
 * of numbers in its example 7). Looks back only as far as a rule needs, so any order of calls is
 * fine. */
bool uax14_allows(struct str text, size_t at);

#endif
