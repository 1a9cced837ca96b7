#ifndef CONTENT_RICH_JOIN_H
#define CONTENT_RICH_JOIN_H

#include "base/arena.h"
#include "content/document.h"

#include <stddef.h>

/* Returns one text of `count` texts in the order of their sources, with a hard line break between
 * each two. It is allocated in `arena`, but for the targets of its links, which are borrowed. */
struct rich_text rich_join(const struct rich_text *texts, size_t count, struct arena *arena);

#endif
