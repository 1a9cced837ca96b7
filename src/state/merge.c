#include "state/marks.h"

#include "base/alloc.h"
#include "mark.h"

#include <stdlib.h>

/* A position in marks, which are sorted by id. */
struct mark_cursor {
    const struct marks *marks;
    size_t next;
};

static const struct mark *next_of(const struct mark_cursor *cursor)
{
    return cursor->next < cursor->marks->count ? cursor->marks->items + cursor->next : NULL;
}

/* Takes the next mark if it has this id. Returns that mark, or else an empty one. */
static struct mark take(struct mark_cursor *cursor, struct str id)
{
    const struct mark *mark = next_of(cursor);

    if (!mark || !str_eq(mark->id, id))
        return (struct mark){.id = id};
    cursor->next++;
    return *mark;
}

/* Finds the least id of the cursors' next marks. Returns false if all cursors are at the end. */
static bool next_id(const struct mark_cursor *cursors, size_t count, struct str *id)
{
    bool found = false;

    for (size_t i = 0; i < count; i++) {
        const struct mark *mark = next_of(cursors + i);

        if (mark && (!found || str_cmp(mark->id, *id) < 0)) {
            *id = mark->id;
            found = true;
        }
    }
    return found;
}

static bool same_position(const struct mark *a, const struct mark *b)
{
    return a->has_position == b->has_position &&
           (!a->has_position || (a->position == b->position && mark_same_text(a->words, b->words)));
}

static bool same_bookmark(const struct mark *a, const struct mark *b)
{
    return a->bookmarked == b->bookmarked &&
           (!a->bookmarked ||
            (a->bookmark == b->bookmark && a->bookmark_serial == b->bookmark_serial &&
             mark_same_text(a->bookmark_words, b->bookmark_words)));
}

static bool same_article(const struct mark *a, const struct mark *b)
{
    return mark_same_text(a->title, b->title) && a->fingerprint == b->fingerprint;
}

/* Replaces the facts of `mine` that are as in `base` by those of `theirs`, and adds `serial_shift`
 * to the serial number of a bookmark that was not as in `base`. Returns whether a fact changed. */
static bool merge_facts(struct mark *mine, const struct mark *base, const struct mark *theirs,
                        uint64_t serial_shift)
{
    bool taken = false;

    if (mine->read == base->read && mine->read != theirs->read) {
        mine->read = theirs->read;
        taken = true;
    }
    if (same_position(mine, base)) {
        taken |= !same_position(mine, theirs);
        mine->has_position = theirs->has_position;
        mine->position = theirs->position;
        mine->words = theirs->words;
    }
    if (same_article(mine, base)) {
        taken |= !same_article(mine, theirs);
        mine->title = theirs->title;
        mine->fingerprint = theirs->fingerprint;
    }
    if (same_bookmark(mine, base)) {
        taken |= !same_bookmark(mine, theirs);
        mine->bookmarked = theirs->bookmarked;
        mine->bookmark = theirs->bookmark;
        mine->bookmark_words = theirs->bookmark_words;
        mine->bookmark_serial = theirs->bookmark_serial;
    } else {
        mine->bookmark_serial = mine->bookmark_serial < INT64_MAX - serial_shift
                                    ? mine->bookmark_serial + serial_shift
                                    : INT64_MAX;
    }
    return taken;
}

/* Replaces *mine by `theirs` if it is as in `base`. Returns whether it changed. */
static bool merge_word(char **mine, const char *base, const char *theirs)
{
    if (!mark_same_text(*mine, base) || mark_same_text(*mine, theirs))
        return false;
    free(*mine);
    *mine = theirs ? str_copy(str_of(theirs)) : NULL;
    return true;
}

/* Replaces the marks of articles by those of `by`, which gives up ownership. */
static void replace_items(struct marks *marks, const struct marks *by)
{
    for (size_t i = 0; i < marks->count; i++)
        mark_free(marks->items + i);
    free(marks->items);
    marks->items = by->items;
    marks->count = by->count;
    marks->cap = by->cap;
    marks->next_serial = by->next_serial;
}

bool marks_merge(struct marks *marks, const struct marks *base, const struct marks *theirs)
{
    struct marks merged = {0};
    struct mark_cursor cursors[] = {{marks, 0}, {base, 0}, {theirs, 0}};
    /* Both programs number their new bookmarks from base->next_serial on; ours move up past theirs.
     */
    uint64_t serial_shift =
        theirs->next_serial > base->next_serial ? theirs->next_serial - base->next_serial : 0;
    bool taken = merge_word(&marks->last, base->last, theirs->last);
    struct str id = {0};

    taken |= merge_word(&marks->theme, base->theme, theirs->theme);
    merge_word(&marks->taken_over, base->taken_over, theirs->taken_over);
    buffer_clear(&marks->others);
    buffer_add_str(&marks->others, buffer_str(&theirs->others));
    while (next_id(cursors, sizeof(cursors) / sizeof(cursors[0]), &id)) {
        struct mark mine = take(&cursors[0], id), before = take(&cursors[1], id),
                    other = take(&cursors[2], id);

        taken |= merge_facts(&mine, &before, &other, serial_shift);
        if (!mine.read && !mine.has_position && !mine.bookmarked && !mine.title)
            continue;
        mark_own_texts(&mine);
        MEM_GROW(merged.items, merged.cap, merged.count + 1);
        merged.items[merged.count++] = mine;
        if (mine.bookmarked && merged.next_serial <= mine.bookmark_serial)
            merged.next_serial = mark_serial_after(mine.bookmark_serial);
    }
    replace_items(marks, &merged);
    return taken;
}
