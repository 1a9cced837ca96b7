#include "links.h"

#include "base/alloc.h"

#include <search.h>
#include <stdlib.h>

struct numbered {
    struct str target;
    size_t number;
};

static int compare(const void *a, const void *b)
{
    const struct numbered *left = a, *right = b;

    return str_cmp(left->target, right->target);
}

size_t links_number(struct links *links, struct str target, struct arena *arena)
{
    struct numbered wanted = {target, links->count + 1};
    struct numbered *const *known = tfind(&wanted, &links->known, compare);
    struct numbered *added;

    if (known)
        return (*known)->number;
    added = arena_alloc(arena, sizeof(*added));
    *added = wanted;
    tsearch(added, &links->known, compare);
    MEM_GROW(links->targets, links->cap, links->count + 1);
    links->targets[links->count++] = target;
    return wanted.number;
}

/* Frees nothing: the arena owns the tree's elements. */
static void keep_numbered(void *numbered)
{
    (void)numbered;
}

void links_free(struct links *links)
{
    tdestroy(links->known, keep_numbered);
    free(links->targets);
    *links = (struct links){0};
}
