#include "state/bookmarks.h"

#include "base/alloc.h"
#include "store_file.h"

#include <stdlib.h>

/* Returns whether the marks are of files that are opened alone. None of the others is missed then.
 */
static bool are_of_files(const struct marks *marks)
{
    return marks->content && strcmp(marks->content, STORE_FILES) == 0;
}

struct bookmark *bookmarks_all(const struct marks *marks, const struct edition *edition,
                               size_t *count)
{
    size_t all, *order = marks_bookmarks(marks, &all);
    struct bookmark *bookmarks = mem_zeroed(all, sizeof(*bookmarks));

    *count = 0;
    for (size_t i = 0; i < all; i++) {
        const struct mark *mark = &marks->items[order[i]];
        size_t article = edition_find_marked(edition, mark->id);

        if (article != SIZE_MAX && !edition_shows(edition, article))
            article = SIZE_MAX;
        if (article != SIZE_MAX || !are_of_files(marks))
            bookmarks[(*count)++] = (struct bookmark){article, mark};
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

bool bookmarks_any(const struct marks *marks, const struct edition *edition)
{
    size_t count;

    free(bookmarks_all(marks, edition, &count));
    return count > 0;
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
