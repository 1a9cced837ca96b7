#ifndef STATE_BOOKMARKS_H
#define STATE_BOOKMARKS_H

#include "content/edition.h"
#include "state/marks.h"

/* A bookmark, in an article that the edition shows or in one that is away. */
struct bookmark {
    size_t article;          /* SIZE_MAX: away */
    const struct mark *mark; /* borrowed until the marks change */
};

/* Return the bookmarks, the latest first, and their number in *count; the caller frees. All of
 * them, or those of the articles that the edition shows. */
struct bookmark *bookmarks_all(const struct marks *marks, const struct edition *edition,
                               size_t *count);
struct bookmark *bookmarks_shown(const struct marks *marks, const struct edition *edition,
                                 size_t *count);

/* Return whether there is a bookmark, or one in an article that the edition shows. */
bool bookmarks_any(const struct marks *marks, const struct edition *edition);
bool bookmarks_any_shown(const struct marks *marks, const struct edition *edition);

/* Returns the title of a bookmark's article as it was last seen, or else its id; borrowed likewise.
 */
struct str bookmark_title(const struct bookmark *bookmark);

#endif
