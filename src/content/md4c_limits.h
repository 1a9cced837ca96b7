#ifndef CONTENT_MD4C_LIMITS_H
#define CONTENT_MD4C_LIMITS_H

#include "base/buffer.h"

/* Workarounds for two kinds of text, which nobody writes, on which md4c 0.4.8 takes quadratic time.
 * They overwrite markup in the parser's copy with plain text; what is shown comes from the
 * original, which has the same offsets. */

/* Removes containers opened beyond a line's first 256 bytes. */
void limit_nesting(struct buffer *text);

/* Removes all links and images. */
void limit_links(struct buffer *text);

#endif
