#include "state/bookmarks.h"

#include "base/alloc.h"

#include <stdlib.h>

struct bookmark *bookmarks_all(const struct marks *marks, const struct edition *edition,
                               size_t *count)
{
    size_t *order = marks_bookmarks(marks, count);
    struct bookmark *bookmarks = mem_zeroed(*count, sizeof(*bookmarks));

    for (size_t i = 0; i < *count; i++) {
        const struct mark *mark = &marks->items[order[i]];
        size_t article = edition_find_marked(edition, mark->id);

        if (article != SIZE_MAX && !edition_shows(edition, article))
            article = SIZE_MAX;
        bookmarks[i] = (struct bookmark){article, mark};
    }
    free(order);
    return bookmarks;
}

struct bookmark *bookmarks_shown(const struct marks *marks, const struct edition *edition,
                                 size_t *count)
{
    size_t all;
    struct bookmark *bookmarks = bookmarks_all(marks, edition, &all);

    *count = 0;
    for (size_t i = 0; i < all; i++)
        if (bookmarks[i].article != SIZE_MAX)
            bookmarks[(*count)++] = bookmarks[i];
    return bookmarks;
}

bool bookmarks_any(const struct marks *marks)
{
    for (size_t i = 0; i < marks->count; i++)
        if (marks->items[i].bookmarked)
            return true;
    return false;
}

bool bookmarks_any_shown(const struct marks *marks, const struct edition *edition)
{
    size_t count;

    free(bookmarks_shown(marks, edition, &count));
    return count > 0;
}

struct str bookmark_title(const struct bookmark *bookmark)
{
    return bookmark->mark->title ? str_of(bookmark->mark->title) : bookmark->mark->id;
}
