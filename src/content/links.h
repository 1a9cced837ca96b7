#ifndef CONTENT_LINKS_H
#define CONTENT_LINKS_H

#include "base/arena.h"
#include "base/str.h"

#include <stddef.h>

/* The targets of links, numbered from 1 in the order in which they first come. A zeroed struct has
 * none. */
struct links {
    void *known; /* the tree of tsearch(): however many there are, each is found at once */
    struct str *targets;
    size_t count, cap;
};

/* The number of a target, a new one where it has none yet. `arena` takes what is kept; the target
 * is borrowed. */
size_t links_number(struct links *links, struct str target, struct arena *arena);

void links_free(struct links *links);

#endif
