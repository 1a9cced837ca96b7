#ifndef VIEW_MATCHES_H
#define VIEW_MATCHES_H

#include "search/query.h"
#include "view/frame.h"

#include <stddef.h>

/* A query's matches in a text. A zeroed struct has none and may be filled any number of times. */
struct matches {
    struct folded folded;
    struct match *items; /* in the order of the text, without overlaps */
    size_t count;
    size_t cap;
    size_t found; /* start of the current match, which n and N move; SIZE_MAX: not in this text */
};

/* Replaces the matches by those of the query in `rich` (none for a NULL query) and sets `found` to
 * SIZE_MAX. */
void matches_find(struct matches *matches, const struct query *query, const struct rich_text *rich);

/* Gives *style the role of a match if a match covers byte `at`. Returns the end, at most `end`, of
 * the bytes from `at` on that share this style. */
size_t matches_run(const struct matches *matches, size_t at, size_t end, struct style *style);

void matches_free(struct matches *matches);

#endif
