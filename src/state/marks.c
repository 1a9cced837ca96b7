#include "state/marks.h"

#include "base/alloc.h"
#include "base/number.h"
#include "text/utf8.h"

#include <inttypes.h>
#include <stdlib.h>

static const char FIRST_LINE[] = "kanbao-state 1";

/* The most fields of a line of the file. */
enum { MAX_FIELDS = 4 };

/* Returns whether a line can hold the id: it is UTF-8, not empty, without tabs, newlines and other
 * control characters. */
static bool id_is_valid(struct str id)
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

static struct mark *insert_at(struct marks *marks, size_t index, struct str id)
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

int64_t marks_position(const struct marks *marks, struct str id)
{
    const struct mark *mark = marks_find(marks, id);

    return mark && mark->has_position ? mark->position : INT64_MIN;
}

/* Returns the mark of an article, added if there was none, or NULL if a line cannot hold the id. */
static struct mark *find_or_insert(struct marks *marks, struct str id)
{
    size_t index = lower_bound(marks, id);

    if (index < marks->count && str_eq(marks->items[index].id, id))
        return marks->items + index;
    return id_is_valid(id) ? insert_at(marks, index, id) : NULL;
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

/* Adds the facts of a later mark of the same article. */
static void merge_mark(struct mark *mark, const struct mark *later)
{
    mark->read |= later->read;
    if (later->has_position) {
        mark->has_position = true;
        mark->position = later->position;
    }
    if (later->bookmarked) {
        mark->bookmarked = true;
        mark->bookmark = later->bookmark;
        mark->bookmark_serial = later->bookmark_serial;
    }
}

/* Sorts marks in the order of their lines by id, and merges those of the same id. */
static void sort_and_merge(struct marks *marks)
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
            merge_mark(merged + count - 1, mark);
            free((char *)mark->id.p);
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
        if (id_is_valid(ids[i])) {
            insert_at(marks, marks->count, ids[i])->read = true;
            marks->changed = true;
        }
    sort_and_merge(marks);
}

void marks_set_position(struct marks *marks, struct str id, int64_t position)
{
    struct mark *mark = find_or_insert(marks, id);

    if (!mark || (mark->has_position && mark->position == position))
        return;
    mark->has_position = true;
    mark->position = position;
    marks->changed = true;
}

static void set_word(struct marks *marks, char **word, struct str text)
{
    if (!id_is_valid(text) || (*word && str_eq(str_of(*word), text)))
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

/* Returns the next serial number, or the same if it is the largest that a file can hold; only a
 * file that was tampered with has that. */
static uint64_t serial_after(uint64_t serial)
{
    return serial < INT64_MAX ? serial + 1 : INT64_MAX;
}

bool marks_toggle_bookmark(struct marks *marks, struct str id, int64_t position)
{
    struct mark *mark = find_or_insert(marks, id);

    if (!mark)
        return false;
    mark->bookmarked = !mark->bookmarked;
    if (mark->bookmarked) {
        mark->bookmark = position;
        mark->bookmark_serial = marks->next_serial;
        marks->next_serial = serial_after(marks->next_serial);
    }
    marks->changed = true;
    return mark->bookmarked;
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

static void add_fact(struct buffer *out, const char *kind, struct str id)
{
    buffer_add_text(out, kind);
    buffer_add_char(out, '\t');
    buffer_add_str(out, id);
}

void marks_write(struct marks *marks, struct buffer *out)
{
    buffer_addf(out, "%s\n", FIRST_LINE);
    if (marks->last) {
        add_fact(out, "last", str_of(marks->last));
        buffer_add_char(out, '\n');
    }
    if (marks->theme) {
        add_fact(out, "theme", str_of(marks->theme));
        buffer_add_char(out, '\n');
    }
    for (size_t i = 0; i < marks->count; i++) {
        const struct mark *mark = marks->items + i;

        if (mark->read) {
            add_fact(out, "read", mark->id);
            buffer_add_char(out, '\n');
        }
        if (mark->has_position) {
            add_fact(out, "place", mark->id);
            buffer_addf(out, "\t%" PRId64 "\n", mark->position);
        }
        if (mark->bookmarked) {
            add_fact(out, "bookmark", mark->id);
            buffer_addf(out, "\t%" PRId64 "\t%" PRIu64 "\n", mark->bookmark, mark->bookmark_serial);
        }
    }
    marks->changed = false;
}

/* Parses a text that is a decimal number in the range of int64_t and nothing else. */
static bool parse_number(struct str text, int64_t *number)
{
    bool negative = text.bytes && text.p[0] == '-';
    struct str rest = {text.p + negative, text.bytes - negative};
    uint64_t value;
    size_t digits = number_read(rest, (uint64_t)INT64_MAX + negative, &value);

    /* Negate value - 1, then subtract 1: for INT64_MIN the value itself is out of range. */
    *number = negative && value ? -(int64_t)(value - 1) - 1 : (int64_t)value;
    return digits && digits == rest.bytes;
}

/* Splits a line at its tabs. Returns the number of fields, or 0 if it exceeds MAX_FIELDS. */
static size_t split_fields(struct str line, struct str fields[MAX_FIELDS])
{
    size_t count = 0;

    for (;;) {
        const char *tab = line.bytes ? memchr(line.p, '\t', line.bytes) : NULL;

        if (count == MAX_FIELDS)
            return 0;
        if (!tab) {
            fields[count] = line;
            return count + 1;
        }
        fields[count++] = (struct str){line.p, (size_t)(tab - line.p)};
        line.bytes -= (size_t)(tab + 1 - line.p);
        line.p = tab + 1;
    }
}

/* Returns the mark that the next fact about `id` goes to: the last mark, or a new one after it.
 * Clears *sorted if `id` is out of order, as never in a file of marks_write(); the id may then have
 * two marks. */
static struct mark *mark_for_fact(struct marks *marks, struct str id, bool *sorted)
{
    if (marks->count) {
        struct mark *last = marks->items + marks->count - 1;
        int order = str_cmp(last->id, id);

        if (order == 0)
            return last;
        if (order > 0)
            *sorted = false;
    }
    return insert_at(marks, marks->count, id);
}

static bool parse_line(struct marks *marks, struct str line, bool *sorted)
{
    struct str fields[MAX_FIELDS] = {{0}};
    size_t count = split_fields(line, fields);
    struct str kind = fields[0], id = fields[1];
    int64_t position = 0, serial = 0;
    struct mark *mark;

    if (count < 2 || !id_is_valid(id) || (count > 2 && !parse_number(fields[2], &position)) ||
        (count > 3 && (!parse_number(fields[3], &serial) || serial < 0)))
        return false;
    if (count == 2 && str_eq(kind, str_of("last"))) {
        free(marks->last);
        marks->last = str_copy(id);
    } else if (count == 2 && str_eq(kind, str_of("theme"))) {
        free(marks->theme);
        marks->theme = str_copy(id);
    } else if (count == 2 && str_eq(kind, str_of("read"))) {
        mark_for_fact(marks, id, sorted)->read = true;
    } else if (count == 3 && str_eq(kind, str_of("place"))) {
        mark = mark_for_fact(marks, id, sorted);
        mark->has_position = true;
        mark->position = position;
    } else if (count == 4 && str_eq(kind, str_of("bookmark"))) {
        mark = mark_for_fact(marks, id, sorted);
        mark->bookmarked = true;
        mark->bookmark = position;
        mark->bookmark_serial = (uint64_t)serial;
        if (marks->next_serial <= mark->bookmark_serial)
            marks->next_serial = serial_after(mark->bookmark_serial);
    } else {
        return false;
    }
    return true;
}

/* Takes the next line off `text`, without its LF or CRLF. Returns false if the text ends within the
 * line. */
static bool take_line(struct str *text, struct str *line)
{
    size_t bytes = text->bytes;

    *line = str_take_line(text);
    if (line->bytes == bytes)
        return false;
    if (line->bytes && line->p[line->bytes - 1] == '\r')
        line->bytes--;
    return true;
}

bool marks_parse(struct marks *marks, struct str text, size_t *bad_line)
{
    struct str line;
    size_t line_number = 1;
    bool sorted = true;
    bool sound = take_line(&text, &line) && str_eq(line, str_of(FIRST_LINE));

    marks_free(marks);
    while (sound && text.bytes) {
        line_number++;
        sound = take_line(&text, &line) && parse_line(marks, line, &sorted);
    }
    if (!sorted)
        sort_and_merge(marks);
    if (!sound)
        *bad_line = line_number;
    return sound;
}

void marks_free(struct marks *marks)
{
    for (size_t i = 0; i < marks->count; i++)
        free((char *)marks->items[i].id.p);
    free(marks->items);
    free(marks->last);
    free(marks->theme);
    *marks = (struct marks){0};
}
