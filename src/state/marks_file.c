#include "base/alloc.h"
#include "base/number.h"
#include "mark.h"

#include <inttypes.h>
#include <stdlib.h>

static const char FIRST_LINE[] = "kanbao-state 2", FIRST_LINE_BEFORE[] = "kanbao-state 1";

/* Before the name of the content that the lines up to the next such line are of. */
static const char CONTENT[] = "content";

/* The most fields of a line of the file. */
enum { MAX_FIELDS = 6 };

static void add_fact(struct buffer *out, const char *kind, struct str text)
{
    buffer_add_text(out, kind);
    buffer_add_char(out, '\t');
    buffer_add_str(out, text);
}

static void add_line(struct buffer *out, const char *kind, const char *text)
{
    if (!text)
        return;
    add_fact(out, kind, str_of(text));
    buffer_add_char(out, '\n');
}

static void add_words(struct buffer *out, const char *words)
{
    if (words)
        buffer_addf(out, "\t%s", words);
    buffer_add_char(out, '\n');
}

static void write_mark(const struct mark *mark, struct buffer *out)
{
    if (mark->read) {
        add_fact(out, "read", mark->id);
        buffer_add_char(out, '\n');
    }
    if (mark->has_position) {
        add_fact(out, "place", mark->id);
        buffer_addf(out, "\t%" PRId64, mark->position);
        add_words(out, mark->words);
    }
    if (mark->bookmarked) {
        add_fact(out, "bookmark", mark->id);
        buffer_addf(out, "\t%" PRId64 "\t%" PRIu64, mark->bookmark, mark->bookmark_serial);
        add_words(out, mark->bookmark_words);
    }
    if (mark->title) {
        add_fact(out, "text", mark->id);
        buffer_addf(out, "\t%" PRIu64 "\t%s\n", mark->fingerprint, mark->title);
    }
}

static void write_own(const struct marks *marks, struct buffer *out)
{
    add_line(out, CONTENT, marks->content);
    add_line(out, "last", marks->last);
    for (size_t i = 0; i < marks->count; i++)
        write_mark(marks->items + i, out);
}

void marks_write(struct marks *marks, struct buffer *out)
{
    buffer_addf(out, "%s\n", FIRST_LINE);
    add_line(out, "theme", marks->theme);
    add_line(out, "taken", marks->taken_over);
    if (!marks->content) /* what stands before the first name is of none */
        write_own(marks, out);
    buffer_add_str(out, buffer_str(&marks->others));
    if (marks->content)
        write_own(marks, out);
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

/* The fields of a line. */
struct fields {
    struct str items[MAX_FIELDS];
    size_t count;
};

/* Splits a line at its tabs. Leaves no fields if there are more than MAX_FIELDS. */
static struct fields split_fields(struct str line)
{
    struct fields fields = {0};

    for (;;) {
        const char *tab = line.bytes ? memchr(line.p, '\t', line.bytes) : NULL;

        if (fields.count == MAX_FIELDS)
            return (struct fields){0};
        fields.items[fields.count++] =
            (struct str){line.p, tab ? (size_t)(tab - line.p) : line.bytes};
        if (!tab)
            return fields;
        line.bytes -= (size_t)(tab + 1 - line.p);
        line.p = tab + 1;
    }
}

/* A file that is being read. */
struct parse {
    struct marks *marks;
    bool sorted; /* so far, as a file of marks_write() is */
    bool own;    /* the lines are of the content that is read, */
    bool named;  /* or of another one, which has a name */
    bool sound;
};

/* Returns the mark that the next fact about `id` goes to: the last mark, or a new one after it.
 * Clears `sorted` if `id` is out of order; the id may then have two marks. */
static struct mark *mark_for_fact(struct parse *parse, struct str id)
{
    struct marks *marks = parse->marks;

    if (marks->count) {
        struct mark *last = marks->items + marks->count - 1;
        int order = str_cmp(last->id, id);

        if (order == 0)
            return last;
        if (order > 0)
            parse->sorted = false;
    }
    return marks_insert_at(marks, marks->count, id);
}

/* Takes the words in the last two fields, from field `first` on, if there are any. Returns false if
 * they are not two texts. */
static bool parse_words(const struct fields *fields, size_t first, struct str *words)
{
    *words = (struct str){0};
    if (fields->count == first)
        return true;
    if (fields->count != first + 2)
        return false;
    for (size_t i = first; i < fields->count; i++)
        if (fields->items[i].bytes && !marks_may_hold(fields->items[i]))
            return false;
    words->p = fields->items[first].p;
    words->bytes = fields->items[first].bytes + 1 + fields->items[first + 1].bytes;
    return true;
}

static bool parse_place(struct parse *parse, const struct fields *fields)
{
    struct mark *mark;
    struct str words;
    int64_t position;

    if (fields->count < 3 || !parse_number(fields->items[2], &position) ||
        !parse_words(fields, 3, &words))
        return false;
    mark = mark_for_fact(parse, fields->items[1]);
    mark->has_position = true;
    mark->position = position;
    mark_set_text(&mark->words, words);
    return true;
}

static bool parse_bookmark(struct parse *parse, const struct fields *fields)
{
    struct mark *mark;
    struct str words;
    int64_t position, serial;

    if (fields->count < 4 || !parse_number(fields->items[2], &position) ||
        !parse_number(fields->items[3], &serial) || serial < 0 || !parse_words(fields, 4, &words))
        return false;
    mark = mark_for_fact(parse, fields->items[1]);
    mark->bookmarked = true;
    mark->bookmark = position;
    mark->bookmark_serial = (uint64_t)serial;
    mark_set_text(&mark->bookmark_words, words);
    if (parse->marks->next_serial <= mark->bookmark_serial)
        parse->marks->next_serial = mark_serial_after(mark->bookmark_serial);
    return true;
}

static bool parse_text(struct parse *parse, const struct fields *fields)
{
    uint64_t fingerprint;
    struct mark *mark;

    if (fields->count != 4 || !marks_may_hold(fields->items[3]) || !fields->items[2].bytes ||
        number_read(fields->items[2], UINT64_MAX, &fingerprint) != fields->items[2].bytes)
        return false;
    mark = mark_for_fact(parse, fields->items[1]);
    mark->fingerprint = fingerprint;
    mark_set_text(&mark->title, fields->items[3]);
    return true;
}

/* Parses a line about an article. */
static bool parse_fact(struct parse *parse, const struct fields *fields)
{
    struct str kind = fields->items[0], id = fields->items[1];

    if (fields->count < 2 || !marks_may_hold(id))
        return false;
    if (str_eq(kind, str_of("last")) && fields->count == 2)
        mark_set_text(&parse->marks->last, id);
    else if (str_eq(kind, str_of("read")) && fields->count == 2)
        mark_for_fact(parse, id)->read = true;
    else if (str_eq(kind, str_of("place")))
        return parse_place(parse, fields);
    else if (str_eq(kind, str_of("bookmark")))
        return parse_bookmark(parse, fields);
    else if (str_eq(kind, str_of("text")))
        return parse_text(parse, fields);
    else
        return false;
    return true;
}

/* Parses a line that is of no content in particular. Returns whether it is one. */
static bool parse_common(struct parse *parse, const struct fields *fields)
{
    struct str kind = fields->items[0], text = fields->items[1];

    if (parse->named || fields->count != 2 || !marks_may_hold(text))
        return false;
    if (str_eq(kind, str_of("theme")))
        mark_set_text(&parse->marks->theme, text);
    else if (str_eq(kind, str_of("taken")))
        mark_set_text(&parse->marks->taken_over, text);
    else
        return false;
    return true;
}

/* Parses a line, or keeps it for the content that it is of. After damage nothing more is taken of
 * this content. */
static bool parse_line(struct parse *parse, struct str line)
{
    struct marks *marks = parse->marks;
    struct fields fields = split_fields(line);

    if (fields.count == 2 && str_eq(fields.items[0], str_of(CONTENT)) &&
        marks_may_hold(fields.items[1])) {
        parse->named = true;
        parse->own = marks->content && str_eq(fields.items[1], str_of(marks->content));
        if (parse->own)
            return true;
    }
    if (parse->named && !parse->own) {
        buffer_add_str(&marks->others, line);
        buffer_add_char(&marks->others, '\n');
        return true;
    }
    return !parse->sound || parse_common(parse, &fields) ||
           (parse->own && parse_fact(parse, &fields));
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

bool marks_parse(struct marks *marks, struct str text, const char *content, size_t *bad_line)
{
    struct parse parse = {.marks = marks, .sorted = true, .own = !content, .sound = true};
    struct str line;
    size_t line_number = 1;

    marks_free(marks);
    marks->content = content ? str_copy(str_of(content)) : NULL;
    if (!take_line(&text, &line) ||
        !(str_eq(line, str_of(FIRST_LINE)) || str_eq(line, str_of(FIRST_LINE_BEFORE)))) {
        *bad_line = 1;
        return false;
    }
    while (text.bytes) {
        bool sound = take_line(&text, &line) && parse_line(&parse, line);

        line_number++;
        if (!sound && parse.sound)
            *bad_line = line_number;
        parse.sound = parse.sound && sound;
    }
    if (!parse.sorted)
        marks_sort(marks);
    return parse.sound;
}
