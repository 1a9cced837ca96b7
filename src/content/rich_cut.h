#ifndef CONTENT_RICH_CUT_H
#define CONTENT_RICH_CUT_H

#include "content/document.h"

#include <stddef.h>

/* Cuts consecutive pieces off a text. Set `rich` in a zeroed struct. */
struct rich_cutter {
    const struct rich_text *rich;
    size_t run, span; /* earlier ones end before the last piece begins */
};

/* Returns the piece from `start` to `end`, with its spans and runs. Its text is borrowed from the
 * whole text; the rest is allocated in `arena`. */
struct rich_text rich_cut(struct rich_cutter *cutter, size_t start, size_t end,
                          struct arena *arena);

#endif
