#ifndef STATE_BOOKMARKS_H
#define STATE_BOOKMARKS_H

#include "content/edition.h"
#include "state/marks.h"

/* A bookmark in an article that the edition shows. */
struct bookmark {
    size_t article;
    int64_t position;
};

/* Returns the bookmarks, the latest first, and their number in *count; the caller frees. */
struct bookmark *bookmarks_shown(const struct marks *marks, const struct edition *edition,
                                 size_t *count);

/* Returns whether the edition shows an article with a bookmark. */
bool bookmarks_any(const struct marks *marks, const struct edition *edition);

#endif
