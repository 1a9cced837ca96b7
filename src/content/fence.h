#ifndef CONTENT_FENCE_H
#define CONTENT_FENCE_H

#include "base/str.h"

#include <stddef.h>

enum fence_kind {
    FENCE_NONE,  /* there is no header */
    FENCE_YAML,  /* between two lines of --- (the second may be ...) */
    FENCE_TOML,  /* between two lines of +++ */
    FENCE_OPEN,  /* a header without its closing line in these bytes */
    FENCE_FAULT, /* a malformed header */
};

/* The extent of a file's header. */
struct fence {
    enum fence_kind kind;
    struct str inside;   /* the lines between the fences */
    size_t line;         /* number of the first of them, or of the line with the fault */
    size_t column;       /* of the fault, in bytes, from 1 */
    const char *message; /* of the fault, translated */
    size_t body_start;   /* offset of the body; `bytes` for FENCE_OPEN and FENCE_FAULT */
};

/* Finds the header of a file that begins with these bytes, after an optional BOM. An article
 * without a header may begin with anything, even a rule or a line `地点：文化站`; but if lines like
 * a header's come before or after, it is a malformed header. */
void fence_find(struct fence *fence, const char *head, size_t bytes);

#endif
