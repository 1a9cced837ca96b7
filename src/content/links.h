#ifndef CONTENT_LINKS_H
#define CONTENT_LINKS_H

#include "base/arena.h"
#include "base/str.h"

#include <stddef.h>

/* Targets of links, numbered from 1 in the order of their first use. A zeroed struct has none. */
struct links {
    void *known; /* a tree of tsearch(), so that many targets do not slow the lookup */
    struct str *targets;
    size_t count, cap;
};

/* Returns the number of a target, assigning the next one to a new target. Allocates in `arena`; the
 * target is borrowed. */
size_t links_number(struct links *links, struct str target, struct arena *arena);

void links_free(struct links *links);

#endif
