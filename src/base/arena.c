#include "base/arena.h"

#include "base/alloc.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>

struct arena_block {
    struct arena_block *next;
    size_t used;
    size_t cap;
    alignas(max_align_t) char data[];
};

enum { BLOCK_BYTES = 16 * 1024 };

static struct arena_block *add_block(struct arena *arena, size_t bytes)
{
    size_t cap = bytes > BLOCK_BYTES ? bytes : BLOCK_BYTES;
    struct arena_block *block = mem_resize(NULL, 1, sizeof(*block) + cap);

    block->used = 0;
    block->cap = cap;
    block->next = arena->blocks;
    arena->blocks = block;
    return block;
}

void arena_reserve(struct arena *arena, size_t bytes)
{
    struct arena_block *block = arena->blocks;

    if (!block || block->cap - block->used < bytes)
        add_block(arena, bytes);
}

/* Does what arena_alloc() does, but does not zero the memory. */
static void *take(struct arena *arena, size_t bytes)
{
    const size_t align = alignof(max_align_t);
    struct arena_block *block = arena->blocks;

    if (bytes > SIZE_MAX / 2)
        return mem_resize(NULL, SIZE_MAX, 2); /* ends the program as out of memory */
    bytes = (bytes + align - 1) / align * align;
    if (!block || block->cap - block->used < bytes)
        block = add_block(arena, bytes);
    block->used += bytes;
    return block->data + block->used - bytes;
}

void *arena_alloc(struct arena *arena, size_t bytes)
{
    return memset(take(arena, bytes), 0, bytes);
}

struct str arena_copy(struct arena *arena, struct str text)
{
    char *copy = take(arena, text.bytes + 1);

    if (text.bytes)
        memcpy(copy, text.p, text.bytes);
    copy[text.bytes] = '\0';
    return (struct str){copy, text.bytes};
}

void arena_free(struct arena *arena)
{
    struct arena_block *block = arena->blocks;

    while (block) {
        struct arena_block *next = block->next;

        free(block);
        block = next;
    }
    arena->blocks = NULL;
}
