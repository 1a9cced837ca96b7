#include "finding.h"

#include "base/alloc.h"

#include <stdlib.h>

void findings_add(struct findings *findings, enum finding_kind kind, int64_t source,
                  struct str text)
{
    MEM_GROW(findings->items, findings->cap, findings->count + 1);
    findings->items[findings->count++] = (struct finding){kind, source, text};
}

void findings_free(struct findings *findings)
{
    free(findings->items);
    *findings = (struct findings){0};
}
