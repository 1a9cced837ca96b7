#ifndef CONTENT_CHUNK_H
#define CONTENT_CHUNK_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>

/* The opening line of a fenced code block; no fence where `bytes` is 0. */
struct fence {
    char mark;     /* '`' or '~' */
    size_t indent; /* spaces before it, 0 to 3 */
    size_t bytes;  /* how many marks */
};

struct chunk_cut {
    size_t bytes;       /* where to cut; all there is where the text ends before */
    bool soft;          /* between two top-level blocks: nothing changes by the cut */
    struct fence fence; /* the block that a hard cut goes through */
};

enum {
    CHUNK_SOFT_BYTES = 64 * 1024,           /* from here on, at the first place that is soft */
    CHUNK_HARD_BYTES = 4 * CHUNK_SOFT_BYTES /* no further than this */
};

/* Where the chunk ends that begins at text[0]; `open` is the fence that is open there. The text
 * reaches to the body's end or beyond CHUNK_HARD_BYTES. */
struct chunk_cut chunk_find_cut(const char *text, size_t bytes, struct fence open);

/* Appends the line that opens this fence, if there is one. */
void chunk_add_fence(struct buffer *out, struct fence fence);

#endif
