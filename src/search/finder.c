#include "search/finder.h"

#include "base/alloc.h"
#include "content/walk.h"

#include <stdlib.h>

struct finder {
    const struct query *query;
    int64_t position;
    bool forward;
    bool counting;
    size_t up_to, all; /* of a count */
    bool done;
    bool any;
    int64_t found;
    struct walk walk;
    struct folded folded;
};

struct finder *finder_new(const struct query *query, const struct article *article,
                          const struct body *body, int64_t position, bool forward)
{
    struct finder *finder = mem_zeroed(1, sizeof(*finder));

    *finder = (struct finder){.query = query,
                              .position = position,
                              .forward = forward,
                              .walk.parts = {.article = article, .body = body}};
    if (forward)
        walk_skip_to(&finder->walk, position);
    return finder;
}

struct finder *finder_new_count(const struct query *query, const struct article *article,
                                const struct body *body, int64_t position)
{
    struct finder *finder = finder_new(query, article, body, position, false);

    finder->counting = true;
    return finder;
}

void finder_counts(const struct finder *finder, size_t *up_to, size_t *all)
{
    *up_to = finder->up_to;
    *all = finder->all;
}

static void count_in(struct finder *finder, const struct rich_text *rich)
{
    struct match match = {0, 0};

    walk_fold(&finder->folded, rich);
    for (size_t from = 0; query_next(finder->query, &finder->folded, from, &match);
         from = match.end) {
        finder->all++;
        finder->up_to += rich_text_source(rich, match.start) <= finder->position;
    }
}

/* Looks for the match in a text, or for a better one than was found. Returns false if no later text
 * can have it. */
static bool look_into(struct finder *finder, const struct rich_text *rich)
{
    struct match match = {0, 0};

    if (!finder->forward && rich_text_source(rich, 0) >= finder->position)
        return false;
    walk_fold(&finder->folded, rich);
    for (size_t from = 0; query_next(finder->query, &finder->folded, from, &match);
         from = match.end) {
        int64_t source = rich_text_source(rich, match.start);

        if (finder->forward && source <= finder->position)
            continue;
        if (!finder->forward && source >= finder->position)
            return false;
        finder->any = true;
        finder->found = source;
        if (finder->forward)
            return false;
    }
    return true;
}

bool finder_step(struct finder *finder)
{
    for (size_t bytes = 0; !finder->done && bytes < WALK_SLICE_BYTES;) {
        const struct rich_text *rich = walk_next(&finder->walk);

        if (rich && finder->counting)
            count_in(finder, rich);
        else
            finder->done = !rich || !look_into(finder, rich);
        bytes += WALK_TEXT_BYTES + (rich ? rich->text.bytes : 0);
    }
    return !finder->done;
}

bool finder_found(const struct finder *finder, int64_t *found)
{
    if (finder->any)
        *found = finder->found;
    return finder->any;
}

void finder_free(struct finder *finder)
{
    if (!finder)
        return;
    walk_free(&finder->walk);
    folded_free(&finder->folded);
    free(finder);
}
