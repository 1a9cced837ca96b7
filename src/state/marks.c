#include "state/marks.h"

#include "base/alloc.h"
#include "content/body.h"
#include "mark.h"
#include "text/utf8.h"

#include <stdlib.h>

bool marks_may_hold(struct str id)
{
    unsigned char all_bits = 0;

    for (size_t i = 0; i < id.bytes; i++) {
        unsigned char byte = (unsigned char)id.p[i];
        bool c1 = byte == 0xC2 && i + 1 < id.bytes && (unsigned char)id.p[i + 1] < 0xA0;

        if (byte < 0x20 || byte == 0x7F || c1)
            return false;
        all_bits |= byte;
    }
    if (all_bits < 0x80) /* ASCII, as most ids are */
        return id.bytes > 0;
    return utf8_valid_prefix(id.p, id.bytes) == id.bytes;
}

/* Returns the index of the first mark whose id is not before `id`. */
static size_t lower_bound(const struct marks *marks, struct str id)
{
    size_t low = 0, high = marks->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (str_cmp(marks->items[middle].id, id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool mark_same_text(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

void mark_set_text(char **text, struct str by)
{
    char *copy = by.bytes ? str_copy(by) : NULL;

    free(*text);
    *text = copy;
}

void mark_free(struct mark *mark)
{
    free((char *)mark->id.p);
    free(mark->words);
    free(mark->bookmark_words);
    free(mark->title);
}

static char *copy_of(const char *text)
{
    return text ? str_copy(str_of(text)) : NULL;
}

void mark_own_texts(struct mark *mark)
{
    mark->id.p = str_copy(mark->id);
    mark->words = copy_of(mark->words);
    mark->bookmark_words = copy_of(mark->bookmark_words);
    mark->title = copy_of(mark->title);
}

struct mark *marks_insert_at(struct marks *marks, size_t index, struct str id)
{
    struct mark *mark;

    MEM_GROW(marks->items, marks->cap, marks->count + 1);
    mark = marks->items + index;
    memmove(mark + 1, mark, (marks->count - index) * sizeof(*mark));
    marks->count++;
    *mark = (struct mark){.id = {str_copy(id), id.bytes}};
    return mark;
}

const struct mark *marks_find(const struct marks *marks, struct str id)
{
    size_t index = lower_bound(marks, id);

    return index < marks->count && str_eq(marks->items[index].id, id) ? marks->items + index : NULL;
}

bool marks_is_read(const struct marks *marks, struct str id)
{
    const struct mark *mark = marks_find(marks, id);

    return mark && mark->read;
}

bool marks_is_bookmarked(const struct marks *marks, struct str id)
{
    const struct mark *mark = marks_find(marks, id);

    return mark && mark->bookmarked;
}

static struct mark_place place_of(int64_t position, const char *words)
{
    return (struct mark_place){position, str_of(words ? words : "")};
}

struct mark_place marks_place(const struct marks *marks, struct str id)
{
    const struct mark *mark = marks_find(marks, id);

    return mark && mark->has_position ? place_of(mark->position, mark->words)
                                      : place_of(INT64_MIN, NULL);
}

int64_t marks_position(const struct marks *marks, struct str id)
{
    return marks_place(marks, id).position;
}

struct mark_place marks_bookmark(const struct marks *marks, struct str id)
{
    const struct mark *mark = marks_find(marks, id);

    return mark && mark->bookmarked ? place_of(mark->bookmark, mark->bookmark_words)
                                    : place_of(POSITION_NONE, NULL);
}

/* Returns the mark of an article, added if there was none, or NULL if a line cannot hold the id. */
static struct mark *find_or_insert(struct marks *marks, struct str id)
{
    size_t index = lower_bound(marks, id);

    if (index < marks->count && str_eq(marks->items[index].id, id))
        return marks->items + index;
    return marks_may_hold(id) ? marks_insert_at(marks, index, id) : NULL;
}

void marks_set_read(struct marks *marks, struct str id, bool read)
{
    struct mark *mark;

    if (read == marks_is_read(marks, id))
        return;
    mark = find_or_insert(marks, id);
    if (!mark)
        return;
    mark->read = read;
    marks->changed = true;
}

static int by_id_then_line(const void *a, const void *b, void *items)
{
    const size_t *left = a, *right = b;
    const struct mark *marks = items;
    int order = str_cmp(marks[*left].id, marks[*right].id);

    return order ? order : (*left > *right) - (*left < *right);
}

/* Gives a text to another mark. */
static void move_text(char **to, char **from)
{
    free(*to);
    *to = *from;
    *from = NULL;
}

/* Moves to a mark the facts of another one that it has none of, and frees the other. */
static void add_missing(struct mark *mark, struct mark *other)
{
    mark->read |= other->read;
    if (other->has_position && !mark->has_position) {
        mark->has_position = true;
        mark->position = other->position;
        move_text(&mark->words, &other->words);
    }
    if (other->bookmarked && !mark->bookmarked) {
        mark->bookmarked = true;
        mark->bookmark = other->bookmark;
        mark->bookmark_serial = other->bookmark_serial;
        move_text(&mark->bookmark_words, &other->bookmark_words);
    }
    if (other->title && !mark->title) {
        mark->fingerprint = other->fingerprint;
        move_text(&mark->title, &other->title);
    }
    mark_free(other);
}

void marks_sort(struct marks *marks)
{
    size_t *order = mem_zeroed(marks->count, sizeof(*order));
    struct mark *merged = mem_zeroed(marks->count, sizeof(*merged));
    size_t count = 0;

    for (size_t i = 0; i < marks->count; i++)
        order[i] = i;
    qsort_r(order, marks->count, sizeof(*order), by_id_then_line, marks->items);
    for (size_t i = 0; i < marks->count; i++) {
        struct mark *mark = marks->items + order[i];

        if (count && str_eq(merged[count - 1].id, mark->id)) {
            add_missing(mark, merged + count - 1);
            merged[count - 1] = *mark;
        } else {
            merged[count++] = *mark;
        }
    }
    free(order);
    free(marks->items);
    marks->items = merged;
    marks->cap = marks->count;
    marks->count = count;
}

void marks_set_all_read(struct marks *marks, const struct str *ids, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (marks_may_hold(ids[i])) {
            marks_insert_at(marks, marks->count, ids[i])->read = true;
            marks->changed = true;
        }
    marks_sort(marks);
}

/* Returns the words if lines can hold them. */
static struct str fit_words(struct str words)
{
    const char *tab = words.bytes ? memchr(words.p, '\t', words.bytes) : NULL;
    struct str before = {words.p, tab ? (size_t)(tab - words.p) : 0}, after = {0};

    if (tab)
        after = (struct str){tab + 1, words.bytes - before.bytes - 1};
    if ((!before.bytes || marks_may_hold(before)) && (!after.bytes || marks_may_hold(after)) && tab)
        return words;
    return (struct str){0};
}

static bool is_text(const char *text, struct str other)
{
    return text ? str_eq(str_of(text), other) : !other.bytes;
}

void marks_set_place(struct marks *marks, struct str id, struct mark_place place)
{
    struct mark *mark = find_or_insert(marks, id);
    struct str words = fit_words(place.words);

    if (!mark ||
        (mark->has_position && mark->position == place.position && is_text(mark->words, words)))
        return;
    mark->has_position = true;
    mark->position = place.position;
    mark_set_text(&mark->words, words);
    marks->changed = true;
}

void marks_set_text(struct marks *marks, struct str id, uint64_t fingerprint, struct str title)
{
    const struct mark *known = marks_find(marks, id);
    struct mark *mark;

    if (!marks_may_hold(title) ||
        (known && known->fingerprint == fingerprint && is_text(known->title, title)))
        return;
    mark = find_or_insert(marks, id);
    if (!mark)
        return;
    mark->fingerprint = fingerprint;
    mark_set_text(&mark->title, title);
    marks->changed = true;
}

static void set_word(struct marks *marks, char **word, struct str text)
{
    if (!marks_may_hold(text) || (*word && str_eq(str_of(*word), text)))
        return;
    free(*word);
    *word = str_copy(text);
    marks->changed = true;
}

void marks_set_last(struct marks *marks, struct str id)
{
    set_word(marks, &marks->last, id);
}

void marks_set_theme(struct marks *marks, struct str name)
{
    set_word(marks, &marks->theme, name);
}

uint64_t mark_serial_after(uint64_t serial)
{
    return serial < INT64_MAX ? serial + 1 : INT64_MAX;
}

bool marks_toggle_bookmark(struct marks *marks, struct str id, struct mark_place place)
{
    struct mark *mark = find_or_insert(marks, id);

    if (!mark)
        return false;
    mark->bookmarked = !mark->bookmarked;
    if (mark->bookmarked) {
        mark->bookmark = place.position;
        mark_set_text(&mark->bookmark_words, fit_words(place.words));
        mark->bookmark_serial = marks->next_serial;
        marks->next_serial = mark_serial_after(marks->next_serial);
    }
    marks->changed = true;
    return mark->bookmarked;
}

void marks_adopt(struct marks *marks, struct str id, const struct mark *mark)
{
    struct mark *own = find_or_insert(marks, id), copy = *mark;

    if (!own)
        return;
    if (copy.bookmarked && marks->next_serial <= copy.bookmark_serial)
        marks->next_serial = mark_serial_after(copy.bookmark_serial);
    mark_own_texts(&copy);
    add_missing(own, &copy);
    marks->changed = true;
}

void marks_remove(struct marks *marks, struct str id)
{
    size_t index = lower_bound(marks, id);

    if (index == marks->count || !str_eq(marks->items[index].id, id))
        return;
    mark_free(marks->items + index);
    marks->count--;
    memmove(marks->items + index, marks->items + index + 1,
            (marks->count - index) * sizeof(*marks->items));
    marks->changed = true;
}

void marks_rename(struct marks *marks, struct str from, struct str to)
{
    const struct mark *known = marks_find(marks, from);
    struct mark mark;

    if (!known || str_eq(from, to) || !marks_may_hold(to))
        return;
    mark = *known; /* adding another one moves it */
    marks_adopt(marks, to, &mark);
    if (marks->last && str_eq(str_of(marks->last), from))
        marks_set_last(marks, to);
    marks_remove(marks, from);
}

void marks_add_missing(struct marks *marks, const struct marks *from)
{
    for (size_t i = 0; i < from->count; i++)
        marks_adopt(marks, from->items[i].id, from->items + i);
    if (from->last && !marks->last)
        marks_set_last(marks, str_of(from->last));
    if (from->theme && !marks->theme)
        marks_set_theme(marks, str_of(from->theme));
}

static int by_age_latest_first(const void *a, const void *b, void *items)
{
    const size_t *left = a, *right = b;
    uint64_t left_age = ((const struct mark *)items)[*left].bookmark_serial;
    uint64_t right_age = ((const struct mark *)items)[*right].bookmark_serial;

    if (left_age != right_age)
        return left_age < right_age ? 1 : -1;
    return (*left > *right) - (*left < *right);
}

size_t *marks_bookmarks(const struct marks *marks, size_t *count)
{
    size_t *indexes = mem_zeroed(marks->count, sizeof(*indexes));

    *count = 0;
    for (size_t i = 0; i < marks->count; i++) {
        if (marks->items[i].bookmarked)
            indexes[(*count)++] = i;
    }
    qsort_r(indexes, *count, sizeof(*indexes), by_age_latest_first, marks->items);
    return indexes;
}

void marks_free(struct marks *marks)
{
    for (size_t i = 0; i < marks->count; i++)
        mark_free(marks->items + i);
    free(marks->items);
    free(marks->content);
    buffer_free(&marks->others);
    free(marks->last);
    free(marks->theme);
    free(marks->taken_over);
    *marks = (struct marks){0};
}
