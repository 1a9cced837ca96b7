#ifndef CONTENT_FINDING_H
#define CONTENT_FINDING_H

#include "base/arena.h"
#include "content/document.h"

/* Collects findings about a body for --check. A zeroed struct is empty. */
struct findings {
    struct finding *items;
    size_t count, cap;
};

/* Adds a finding at byte `source` of the body. `text` is borrowed. */
void findings_add(struct findings *findings, enum finding_kind kind, int64_t source,
                  struct str text);

void findings_free(struct findings *findings);

#endif
