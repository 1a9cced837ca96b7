#ifndef CONTENT_FENCE_H
#define CONTENT_FENCE_H

#include "base/str.h"

#include <stddef.h>

enum fence_kind {
    FENCE_NONE,  /* there is no header */
    FENCE_YAML,  /* between two lines of --- (the second may be ...) */
    FENCE_TOML,  /* between two lines of +++ */
    FENCE_OPEN,  /* a header whose closing line is not in these bytes */
    FENCE_FAULT, /* what was meant as a header and is none */
};

/* The extent of a file's header. */
struct fence {
    enum fence_kind kind;
    struct str inside;   /* the lines between the fences */
    size_t line;         /* the number of the first of them; of FENCE_OPEN and FENCE_FAULT: of the
                            line that is wrong */
    size_t column;       /* of those two, in bytes, from 1 */
    const char *message; /* of those two, translated */
    size_t body_start;   /* bytes; `bytes` for FENCE_OPEN and FENCE_FAULT */
};

/* Finds the header of a file that begins with these bytes. A BOM
 * before it is passed over. An article without a header may begin with anything, a rule or a line
 * `地点：文化站` too; but what is followed or preceded by lines like those of a header is one that
 * somebody got wrong. */
void fence_find(struct fence *fence, const char *head, size_t bytes);

#endif
