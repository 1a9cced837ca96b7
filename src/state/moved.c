#include "state/moved.h"

#include "base/alloc.h"
#include "base/clock.h"
#include "base/hash.h"
#include "state/fingerprint.h"

#include <stdlib.h>
#include <unistd.h>

/* A mark whose article is to be found. */
struct moved_mark {
    uint64_t title; /* hash_of() it */
    uint64_t fingerprint;
    char *id; /* NULL: found */
};

/* Titles such as 通知 are many; nobody moves as many articles at once and keeps marks of them. */
enum { MOST_READS = 1000 };

static int by_title(const void *a, const void *b)
{
    const struct moved_mark *left = a, *right = b;

    return (left->title > right->title) - (left->title < right->title);
}

static void free_wanted(struct moved *moved)
{
    for (size_t i = 0; i < moved->count; i++)
        free(moved->wanted[i].id);
    free(moved->wanted);
    moved->wanted = NULL;
    moved->count = 0;
}

/* Returns whether a mark's article may have been moved: a file that was opened alone, whose mark_id
 * is its path, may only be another one than is open. */
static bool is_away(const struct mark *mark, const struct edition *edition, size_t *place)
{
    if (edition_find_next_marked(edition, mark->id, place) != SIZE_MAX)
        return false;
    return mark->title && mark->fingerprint &&
           (mark->read || mark->has_position || mark->bookmarked);
}

void moved_begin(struct moved *moved, const struct marks *marks, const struct edition *edition)
{
    size_t place = 0, cap = 0;

    moved_free(moved);
    moved->notes = true;
    for (size_t i = 0; i < marks->count && edition->article_count; i++) {
        const struct mark *mark = &marks->items[i];

        if (!is_away(mark, edition, &place))
            continue;
        MEM_GROW(moved->wanted, cap, moved->count + 1);
        moved->wanted[moved->count++] = (struct moved_mark){hash_of(str_of(mark->title)),
                                                            mark->fingerprint, str_copy(mark->id)};
    }
    if (moved->count)
        qsort(moved->wanted, moved->count, sizeof(*moved->wanted), by_title);
}

/* Returns the first mark wanted of a title, or NULL. */
static struct moved_mark *find_title(const struct moved *moved, struct str title)
{
    const struct moved_mark key = {.title = hash_of(title)};
    struct moved_mark *found = bsearch(&key, moved->wanted, moved->count, sizeof(key), by_title);

    while (found && found > moved->wanted && found[-1].title == key.title)
        found--;
    return found;
}

static bool has_mark(const struct marks *marks, struct str id)
{
    const struct mark *mark = marks_find(marks, id);

    return mark && (mark->read || mark->has_position || mark->bookmarked);
}

/* Gives an article the mark of one that it was. Returns whether it has. */
static bool claim(struct moved *moved, struct marks *marks, const struct edition *edition,
                  size_t article)
{
    struct moved_mark *end = moved->wanted + moved->count;
    struct moved_mark *wanted = find_title(moved, edition_title(edition, article));
    struct str id = edition_mark_id(edition, article);
    uint64_t title, fingerprint;

    if (!wanted || has_mark(marks, id) || moved->reads++ >= MOST_READS)
        return false;
    title = wanted->title;
    fingerprint = fingerprint_of(edition_article(edition, article));
    for (; wanted < end && wanted->title == title; wanted++) {
        bool is_there = wanted->id && wanted->id[0] == '/' && access(wanted->id, F_OK) == 0;

        if (!wanted->id || is_there || wanted->fingerprint != fingerprint)
            continue;
        marks_rename(marks, str_of(wanted->id), id);
        free(wanted->id);
        wanted->id = NULL;
        return true;
    }
    return false;
}

/* Notes the text of the next mark, if there is none and the edition has its article. */
static void note(struct moved *moved, struct marks *marks, const struct edition *edition)
{
    const struct mark *mark = marks->items + moved->next_mark++;
    size_t article = mark->title ? SIZE_MAX : edition_find_marked(edition, mark->id);

    if (article == SIZE_MAX)
        return;
    fingerprint_note(marks, edition_article(edition, article));
    moved->reads++;
}

/* Does the next step. Returns whether an article was found. */
static bool step(struct moved *moved, struct marks *marks, const struct edition *edition)
{
    bool found = false;

    if (moved->count) {
        found = claim(moved, marks, edition, moved->next++);
        if (moved->next == edition->article_count)
            free_wanted(moved);
    } else if (moved->next_mark < marks->count) {
        note(moved, marks, edition);
    } else {
        moved->notes = false;
    }
    if (moved->reads >= MOST_READS)
        moved_free(moved);
    return found;
}

bool moved_look(struct moved *moved, struct marks *marks, const struct edition *edition, int ms)
{
    enum { BETWEEN_CLOCKS = 64 };
    int64_t end_ms = clock_monotonic_ms() + ms;
    bool any = false;

    for (size_t steps = 1, reads = 0; !moved_is_over(moved); steps++) {
        any |= step(moved, marks, edition);
        if ((moved->reads != reads || steps % BETWEEN_CLOCKS == 0) &&
            clock_monotonic_ms() >= end_ms)
            break;
        reads = moved->reads;
    }
    return any;
}

bool moved_is_over(const struct moved *moved)
{
    return !moved->count && !moved->notes;
}

void moved_free(struct moved *moved)
{
    free_wanted(moved);
    *moved = (struct moved){0};
}
