#ifndef CONTENT_ENTITY_H
#define CONTENT_ENTITY_H

#include "base/str.h"

#include <stddef.h>

/* Writes what a character reference ("&amp;", "&#20013;", "&#x4E2D;") stands for to `out`, which
 * has room for 4 bytes. Returns the bytes written: 0 for a name that is not known. A number that is
 * no character stands for U+FFFD. The character may be an unclean one. */
size_t entity_decode(struct str entity, char *out);

#endif
