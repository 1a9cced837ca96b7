#ifndef VIEW_MATCHES_H
#define VIEW_MATCHES_H

#include "search/query.h"
#include "view/frame.h"

#include <stddef.h>

/* Where a query matches in a text. A zeroed struct has no matches and can be filled again and
 * again. */
struct matches {
    struct folded folded;
    struct match *items; /* in order, none over another */
    size_t count;
    size_t cap;
    size_t found; /* where the match begins that n and N are at; SIZE_MAX: not in this text */
};

/* Replaces the matches by those of `rich`; with a NULL query there are none. `found` is SIZE_MAX
 * then. */
void matches_find(struct matches *matches, const struct query *query, const struct rich_text *rich);

/* Makes *style the style of a match if there is one at `at`. Returns up to where that holds, at
 * most `end`. */
size_t matches_run(const struct matches *matches, size_t at, size_t end, struct style *style);

void matches_free(struct matches *matches);

#endif
