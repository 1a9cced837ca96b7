#ifndef SEARCH_FINDER_H
#define SEARCH_FINDER_H

#include "content/article.h"
#include "content/body.h"
#include "search/query.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A search in one article for the match that is nearest to a position on one side of it, done in
 * slices of work. */
struct finder;

/* Begins to look for the first match after `position` or, if not `forward`, for the last one before
 * it; a match that begins at `position` does not count. Looks in the head and the foot and, unless
 * it is NULL, in the body. All are borrowed until finder_free(). */
struct finder *finder_new(const struct query *query, const struct article *article,
                          const struct body *body, int64_t position, bool forward);

/* Begins to count the matches of the whole article, and those at and before `position`. All are
 * borrowed likewise. */
struct finder *finder_new_count(const struct query *query, const struct article *article,
                                const struct body *body, int64_t position);

/* Gives both numbers; final once finder_step() is false. */
void finder_counts(const struct finder *finder, size_t *up_to, size_t *all);

/* Does about as much work as fits between two keystrokes. Returns true while there is more to do.
 */
bool finder_step(struct finder *finder);

/* Returns whether there is a match, and stores its position; final once finder_step() is false. */
bool finder_found(const struct finder *finder, int64_t *found);

/* Frees the finder, which may be NULL. */
void finder_free(struct finder *finder);

#endif
