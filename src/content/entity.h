#ifndef CONTENT_ENTITY_H
#define CONTENT_ENTITY_H

#include "base/str.h"

#include <stddef.h>

/* Decodes a character reference ("&amp;", "&#20013;", "&#x4E2D;") to `out`, which has room for 4
 * bytes. Returns the bytes written, or 0 for an unknown name. A number that is not a character
 * gives U+FFFD. The character may be an unclean one. */
size_t entity_decode(struct str entity, char *out);

#endif
