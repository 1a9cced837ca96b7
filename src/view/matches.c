#include "view/matches.h"

#include "base/alloc.h"
#include "content/walk.h"

#include <stdint.h>
#include <stdlib.h>

void matches_find(struct matches *matches, const struct query *query, const struct rich_text *rich)
{
    struct match match;

    matches->count = 0;
    matches->found = SIZE_MAX;
    if (!query)
        return;
    walk_fold(&matches->folded, rich);
    for (size_t from = 0; query_next(query, &matches->folded, from, &match); from = match.end) {
        MEM_GROW(matches->items, matches->cap, matches->count + 1);
        matches->items[matches->count++] = match;
    }
}

size_t matches_run(const struct matches *matches, size_t at, size_t end, struct style *style)
{
    for (size_t i = 0; i < matches->count; i++) {
        const struct match *match = &matches->items[i];

        if (match->end <= at)
            continue;
        if (match->start <= at) {
            style->role = match->start == matches->found ? ROLE_MATCH_CURRENT : ROLE_MATCH;
            return match->end < end ? match->end : end;
        }
        return match->start < end ? match->start : end;
    }
    return end;
}

void matches_free(struct matches *matches)
{
    folded_free(&matches->folded);
    free(matches->items);
    *matches = (struct matches){0};
}
