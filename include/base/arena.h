#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/str.h"

#include <stddef.h>

/* Many small allocations that are freed together. A zeroed struct is an empty arena. */
struct arena {
    struct arena_block *blocks;
};

/* `bytes` of zeroed memory, aligned for any type, valid until arena_free(). Never NULL. */
void *arena_alloc(struct arena *arena, size_t bytes);

/* Makes room for `bytes` in one piece: a large piece comes in huge pages, which take far less time
 * to touch than as many bytes of small ones. */
void arena_reserve(struct arena *arena, size_t bytes);

/* A copy of `text` in the arena, with a NUL after it that is not counted. */
struct str arena_copy(struct arena *arena, struct str text);

/* Frees everything that came from the arena and leaves it empty. */
void arena_free(struct arena *arena);

#endif
