#ifndef CONTENT_RICH_CUT_H
#define CONTENT_RICH_CUT_H

#include "content/document.h"

#include <stddef.h>

/* Cuts pieces off a text, each behind the one before it. Set `rich` of a zeroed struct. */
struct rich_cutter {
    const struct rich_text *rich;
    size_t run, span; /* those before are behind where the last piece began */
};

/* The piece from `start` to `end`, with its spans and runs. Its text is that of the whole, what
 * else it needs is in `arena`. */
struct rich_text rich_cut(struct rich_cutter *cutter, size_t start, size_t end,
                          struct arena *arena);

#endif
