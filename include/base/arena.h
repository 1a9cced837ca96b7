#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/str.h"

#include <stddef.h>

/* Many small allocations that are freed together. A zeroed struct is an empty arena. */
struct arena {
    struct arena_block *blocks;
};

/* Returns `bytes` of zeroed memory, aligned for any type, valid until arena_free(). Never NULL. */
void *arena_alloc(struct arena *arena, size_t bytes);

/* Reserves `bytes` in one piece: the system gives a large piece huge pages, which take far less
 * time to touch for the first time than as many bytes of small pages. */
void arena_reserve(struct arena *arena, size_t bytes);

/* Returns a copy of `text` in the arena, followed by a NUL that is not counted. */
struct str arena_copy(struct arena *arena, struct str text);

/* Frees all memory of the arena and leaves an empty arena. */
void arena_free(struct arena *arena);

#endif
