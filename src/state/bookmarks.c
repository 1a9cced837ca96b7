#include "state/bookmarks.h"

#include "base/alloc.h"

#include <stdlib.h>

struct bookmark *bookmarks_shown(const struct marks *marks, const struct edition *edition,
                                 size_t *count)
{
    size_t all, *order = marks_bookmarks(marks, &all);
    struct bookmark *bookmarks = mem_zeroed(all, sizeof(*bookmarks));

    *count = 0;
    for (size_t i = 0; i < all; i++) {
        const struct mark *mark = &marks->items[order[i]];
        size_t article = edition_find_marked(edition, mark->id);

        if (article != SIZE_MAX && edition_shows(edition, article))
            bookmarks[(*count)++] = (struct bookmark){article, mark->bookmark};
    }
    free(order);
    return bookmarks;
}

bool bookmarks_any(const struct marks *marks, const struct edition *edition)
{
    size_t count;

    free(bookmarks_shown(marks, edition, &count));
    return count > 0;
}
