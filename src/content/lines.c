#include "lines.h"

#include "base/ascii.h"
#include "line.h"

enum { CODE_COLS = 4, TAB_COLS = 4 };

/* A position at the beginning of a line, with its column. */
struct column_cursor {
    struct str text;
    size_t at;
    size_t end;
    int col;
};

static char peek(const struct column_cursor *cursor)
{
    return cursor->at < cursor->end ? cursor->text.p[cursor->at] : '\0';
}

static void step(struct column_cursor *cursor)
{
    cursor->col = peek(cursor) == '\t' ? (cursor->col / TAB_COLS + 1) * TAB_COLS : cursor->col + 1;
    cursor->at++;
}

static void skip_spaces(struct column_cursor *cursor)
{
    while (ascii_is_blank(peek(cursor)))
        step(cursor);
}

/* Returns the bytes of the list marker at the cursor, or 0 if there is none. */
static size_t marker_bytes(const struct column_cursor *cursor)
{
    enum { MAX_DIGITS = 9 };
    size_t at = cursor->at;
    char first = peek(cursor);

    if (first == '-' || first == '+' || first == '*') {
        at++;
    } else {
        while (at < cursor->end && at - cursor->at < MAX_DIGITS &&
               ascii_is_digit(cursor->text.p[at]))
            at++;
        if (at == cursor->at || at == cursor->end ||
            (cursor->text.p[at] != '.' && cursor->text.p[at] != ')'))
            return 0;
        at++;
    }
    return at == cursor->end || ascii_is_blank(cursor->text.p[at]) ? at - cursor->at : 0;
}

/* Closes the list items whose text begins right of a column. */
static void close_items(struct containers *containers, int col)
{
    while (containers->item_count && containers->items[containers->item_count - 1] > col)
        containers->item_count--;
}

static int base_of(const struct containers *containers)
{
    return containers->item_count ? containers->items[containers->item_count - 1] : 0;
}

static void open_item(struct column_cursor *cursor, struct containers *containers, size_t bytes)
{
    int behind;

    for (size_t i = 0; i < bytes; i++)
        step(cursor);
    behind = cursor->col;
    skip_spaces(cursor);
    if (cursor->at == cursor->end || cursor->col - behind > CODE_COLS)
        behind++;
    else
        behind = cursor->col;
    if (containers->item_count < LINES_MAX_ITEMS)
        containers->items[containers->item_count++] = behind;
}

/* Moves over quote marks and item markers to the content, opening and closing containers. */
static void open_containers(struct column_cursor *cursor, struct containers *containers,
                            struct line *line)
{
    enum { MOST_MARKERS = 64 };
    int base = 0, quotes = 0;

    for (int markers = 0; markers < MOST_MARKERS; markers++) {
        size_t bytes;

        line->quotes = quotes;

        skip_spaces(cursor);
        if (quotes == containers->quotes)
            base = containers->item_count && containers->items[0] <= cursor->col
                       ? base_of(containers)
                       : 0;
        while (quotes == containers->quotes && containers->item_count && base > cursor->col) {
            if (containers->after_text && !marker_bytes(cursor))
                break; /* a lazy continuation line */
            close_items(containers, cursor->col);
            base = base_of(containers);
        }
        line->indent = cursor->col > base ? cursor->col - base : 0;
        if (line->indent >= CODE_COLS)
            return;
        if (peek(cursor) == '>') {
            step(cursor);
            if (peek(cursor) == ' ')
                step(cursor);
            cursor->col = 0;
            if (++quotes > containers->quotes)
                *containers = (struct containers){.quotes = quotes};
            continue;
        }
        bytes = line_is_rule((struct str){cursor->text.p + cursor->at, cursor->end - cursor->at})
                    ? 0
                    : marker_bytes(cursor);
        if (!bytes)
            break;
        close_items(containers, cursor->col);
        open_item(cursor, containers, bytes);
        line->item = true;
    }
}

struct line lines_read(struct str text, size_t at, struct containers *containers)
{
    struct line line = {.start = at};
    struct column_cursor cursor = {.text = text, .at = at};

    cursor.end = line.end = line_end(text.p, text.bytes, at, &line.next);
    open_containers(&cursor, containers, &line);
    line.content = cursor.at;
    line.blank = cursor.at == cursor.end && !line.item;
    if (!line.quotes && containers->quotes && (line.blank || !containers->after_text))
        *containers = (struct containers){0};
    containers->after_text = !line.blank;
    return line;
}

struct str line_content(struct str text, const struct line *line)
{
    return (struct str){text.p + line->content, line->end - line->content};
}

bool line_is_rule(struct str content)
{
    size_t marks = 0;

    if (!content.bytes || !strchr("*-_", content.p[0]))
        return false;
    for (size_t i = 0; i < content.bytes; i++) {
        if (content.p[i] == content.p[0])
            marks++;
        else if (!ascii_is_blank(content.p[i]))
            return false;
    }
    return marks >= 3;
}

size_t line_fence(struct str content)
{
    char mark = content.bytes ? content.p[0] : '\0';
    size_t marks = 0;

    if (mark != '`' && mark != '~')
        return 0;
    while (marks < content.bytes && content.p[marks] == mark)
        marks++;
    if (marks < 3 || (mark == '`' && memchr(content.p + marks, '`', content.bytes - marks)))
        return 0;
    return marks;
}

bool line_closes_fence(struct str content, char mark, size_t marks)
{
    size_t found = 0;

    while (found < content.bytes && content.p[found] == mark)
        found++;
    for (size_t i = found; i < content.bytes; i++)
        if (!ascii_is_blank(content.p[i]))
            return false;
    return found >= marks;
}

bool line_is_heading(struct str content)
{
    size_t marks = 0;

    while (marks < content.bytes && content.p[marks] == '#')
        marks++;
    return marks >= 1 && marks <= 6 && (marks == content.bytes || ascii_is_blank(content.p[marks]));
}
