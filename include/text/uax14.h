#ifndef TEXT_UAX14_H
#define TEXT_UAX14_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* Unicode's line breaking algorithm (UAX #14, revision 49, Unicode 15.0), with the tailoring of
 * numbers of its example 7, without any of ours: may a line begin at byte `at` of the text, where a
 * code point begins? It looks at what stands around `at` and no further back than a rule asks, so
 * it can be asked anywhere in any order. */
bool uax14_allows(struct str text, size_t at);

#endif
