#ifndef CONTENT_MD4C_LIMITS_H
#define CONTENT_MD4C_LIMITS_H

#include "base/buffer.h"

/* md4c 0.4.8 is slow, by the square of the size, on two kinds of text that nobody writes. These
 * take the markup out of a copy that it is given, so that there it is plain text; what is shown is
 * taken from the original, which has the same offsets. */

/* Containers within containers beyond those that a line's first 256 bytes can open. */
void limit_nesting(struct buffer *text);

/* All links and images. */
void limit_links(struct buffer *text);

#endif
