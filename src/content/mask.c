#include "mask.h"

#include "text/utf8.h"

#include <stdint.h>

/* md4c 0.4.8 looks through a paragraph's lines for each of its links, so that its time goes by the
 * square of their number. */
enum { MOST_LINES = 2048 };

/* A walk over the text up to `end`. */
struct walk {
    struct mask *mask;
    const char *text;
    size_t at;
    size_t end;
    size_t columns; /* of a table whose row begins at text[row]; 0: it is none */
    size_t row;
    size_t column;   /* the cell's, counted from 0 */
    bool no_comment; /* behind `at` none is closed */
    bool no_formula;
    bool no_code[256]; /* by the number of its backticks */
};

/* Copies up to `to`, with the prefix at each line's beginning. */
static void copy(struct mask *mask, size_t to)
{
    struct source *source = mask->source;

    while (mask->prefix.bytes && source->copied < to) {
        const char *from = source->text.p + source->copied;
        const char *newline = memchr(from, '\n', to - source->copied);
        size_t indent = 0;

        if (!newline || newline + 1 == source->text.p + to)
            break;
        source_copy(source, (size_t)(newline - source->text.p) + 1);
        while (indent < mask->indent && source->copied + indent < source->text.bytes &&
               source->text.p[source->copied + indent] == ' ')
            indent++;
        source_copy(source, source->copied + indent);
        source_add(source, mask->prefix);
    }
    if (source->copied < to)
        source_copy(source, to);
}

/* Masks text[at]. */
static void put(struct mask *mask, size_t at, char byte)
{
    copy(mask, at + 1);
    mask->source->input.data[mask->source->input.bytes - 1] = byte;
}

static size_t run_of(const struct walk *walk, char byte)
{
    size_t end = walk->at;

    while (end < walk->end && walk->text[end] == byte)
        end++;
    return end - walk->at;
}

size_t mask_code_end(const char *text, size_t at, size_t marks, size_t end)
{
    for (at += marks; at < end;) {
        const char *tick = memchr(text + at, '`', end - at);
        size_t found = 0;

        if (!tick)
            break;
        at = (size_t)(tick - text);
        while (at + found < end && text[at + found] == '`')
            found++;
        if (found == marks)
            return at;
        at += found;
    }
    return SIZE_MAX;
}

static void pass_code(struct walk *walk)
{
    size_t marks = run_of(walk, '`');
    size_t known = sizeof(walk->no_code) / sizeof(*walk->no_code);
    size_t closing = SIZE_MAX;

    if (marks < known && !walk->no_code[marks]) {
        closing = mask_code_end(walk->text, walk->at, marks, walk->end);
        walk->no_code[marks] = closing == SIZE_MAX;
    }
    walk->at = closing == SIZE_MAX ? walk->at + marks : closing + marks;
}

static bool begins(const struct walk *walk, const char *with)
{
    size_t bytes = strlen(with);

    return walk->end - walk->at >= bytes && memcmp(walk->text + walk->at, with, bytes) == 0;
}

static void skip_comment(struct walk *walk)
{
    size_t left = walk->end - walk->at - 2;
    const char *closing =
        walk->no_comment ? NULL : memmem(walk->text + walk->at + 2, left, "-->", 3);

    if (!closing) {
        if (!walk->no_comment)
            findings_add(walk->mask->findings, FINDING_SHOWN_COMMENT, (int64_t)walk->at,
                         (struct str){0});
        walk->no_comment = true;
        walk->at++;
        return;
    }
    copy(walk->mask, walk->at);
    walk->at = (size_t)(closing - walk->text) + 3;
    source_skip(walk->mask->source, walk->at);
}

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* The tags of WPS and Word, <o:p> and <st1:place w:st="on">, are none of CommonMark's, but </o:p>
 * is an address to md4c 0.4.8. */
static void mask_colon(struct walk *walk, size_t name, size_t end)
{
    size_t at = name;

    while (at < end && (is_letter(walk->text[at]) ||
                        (at > name && walk->text[at] >= '0' && walk->text[at] <= '9')))
        at++;
    if (at + 1 < end && walk->text[at] == ':' && is_letter(walk->text[at + 1]) &&
        (walk->text[name - 1] == '/' || at - name == 1 || memchr(walk->text + at, ' ', end - at)))
        put(walk->mask, at, '-');
}

/* A tag or an address in <>: nothing in it is masked. */
static void pass_tag(struct walk *walk)
{
    enum { MOST_BYTES = 4096 };
    size_t at = walk->at + 1;
    size_t end = walk->end - at < MOST_BYTES ? walk->end : at + MOST_BYTES, name;
    char quote = '\0';

    walk->at++;
    if (at < end && walk->text[at] == '/')
        at++;
    if (at == end || !is_letter(walk->text[at]))
        return;
    name = at;
    for (; at < end; at++) {
        char byte = walk->text[at];

        if (byte == quote)
            quote = '\0';
        else if (!quote && (byte == '"' || byte == '\''))
            quote = byte;
        else if (!quote && (byte == '<' || (byte == '|' && walk->columns)))
            return;
        else if (!quote && byte == '>')
            break;
    }
    if (at == end)
        return;
    mask_colon(walk, name, at);
    walk->at = at + 1;
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

/* The bytes up to the line's end. */
static size_t line_left(const struct walk *walk, size_t at)
{
    const char *newline = memchr(walk->text + at, '\n', walk->end - at);

    return newline ? (size_t)(newline - walk->text) - at : walk->end - at;
}

/* Behind a link's target: its title, in which nothing is masked either. */
static void pass_title(struct walk *walk)
{
    size_t at = walk->at, left;
    const char *end;

    while (at < walk->end && is_blank(walk->text[at]))
        at++;
    if (at == walk->at || at == walk->end || (walk->text[at] != '"' && walk->text[at] != '\''))
        return;
    left = line_left(walk, at + 1);
    end = memchr(walk->text + at + 1, walk->text[at], left);
    if (end && !(walk->columns && memchr(walk->text + at, '|', (size_t)(end - walk->text) - at)))
        walk->at = (size_t)(end - walk->text) + 1;
}

/* A link's target, at its opening bracket: nothing in it is masked. */
static void pass_target(struct walk *walk)
{
    size_t at = walk->at + 1;
    int depth = 1;

    while (at < walk->end && is_blank(walk->text[at]))
        at++;
    walk->at = at;
    if (at < walk->end && walk->text[at] == '<') {
        const char *end = memchr(walk->text + at, '>', line_left(walk, at));

        walk->at = end ? (size_t)(end - walk->text) + 1 : at;
        pass_title(walk);
        return;
    }
    for (; at < walk->end && depth > 0; at++) {
        char byte = walk->text[at];

        if (is_blank(byte) || (byte == '|' && walk->columns))
            break;
        if (byte == '\\' && at + 1 < walk->end)
            at++;
        else if (byte == '(')
            depth++;
        else if (byte == ')')
            depth--;
    }
    if (at > walk->end)
        at = walk->end;
    walk->at = at;
    if (depth > 0)
        pass_title(walk);
}

/* Returns where the formula that opens at `at` with so many dollars closes: behind something, and
 * before no digit, so that prices are none. SIZE_MAX: nowhere. */
static size_t formula_end(const struct walk *walk, size_t dollars)
{
    size_t at = walk->at + dollars;

    if (at >= walk->end || (dollars == 1 && is_blank(walk->text[at])))
        return SIZE_MAX;
    for (; at < walk->end; at++) {
        char byte = walk->text[at];

        if (byte == '\\') {
            at++;
        } else if ((byte == '|' && walk->columns) ||
                   (dollars == 1 && (byte == '`' || (byte == ']' && at + 1 < walk->end &&
                                                     walk->text[at + 1] == '(')))) {
            return SIZE_MAX;
        } else if (byte == '$' && dollars == 2) {
            if (at + 1 < walk->end && walk->text[at + 1] == '$')
                return at;
        } else if (byte == '$' && !is_blank(walk->text[at - 1]) &&
                   !(at + 1 < walk->end && walk->text[at + 1] >= '0' &&
                     walk->text[at + 1] <= '9')) {
            return at > walk->at + 1 ? at : SIZE_MAX;
        }
    }
    return SIZE_MAX;
}

static void mask_formula(struct walk *walk, size_t dollars, size_t closing)
{
    struct mask *mask = walk->mask;

    for (size_t at = walk->at + dollars; at < closing; at++) {
        char byte = walk->text[at];

        if (byte == '\n' && dollars == 2) {
            copy(mask, at);
            source_add(mask->source, str_of("\\"));
        } else if (byte && strchr("\\*_[]<>&!`~=#+-", byte)) {
            put(mask, at, 'x');
        }
    }
    walk->at = closing + dollars;
}

static void pass_dollars(struct walk *walk)
{
    size_t dollars = run_of(walk, '$');
    size_t closing = dollars > 2 || walk->no_formula ? SIZE_MAX : formula_end(walk, dollars);

    if (closing != SIZE_MAX)
        mask_formula(walk, dollars, closing);
    else
        walk->at += dollars;
}

/* Returns whether nothing but white space and pipes follows to the row's end. */
static bool is_last_pipe(const struct walk *walk)
{
    for (size_t at = walk->at; at < walk->end; at++)
        if (walk->text[at] != '|' && !is_blank(walk->text[at]))
            return false;
    return true;
}

/* A pipe before a row, between two of its cells or behind it. The parser passes over a cell without
 * a single space, and drops those beyond the last column. */
static void pass_pipe(struct walk *walk)
{
    struct mask *mask = walk->mask;
    bool parts = walk->at > walk->row && !is_last_pipe(walk);

    if (parts && ++walk->column >= walk->columns) {
        if (walk->column == walk->columns)
            findings_add(mask->findings, FINDING_SURPLUS_CELL, (int64_t)walk->at, (struct str){0});
        copy(mask, walk->at);
        source_add(mask->source, str_of("\\"));
    } else if (walk->at + 1 < walk->end && walk->text[walk->at + 1] == '|') {
        copy(mask, walk->at + 1);
        source_add(mask->source, str_of(" "));
    }
    walk->at++;
}

/* The bytes of an address that stands bare in the text, without the stops and marks that end it. */
static size_t address_bytes(const struct walk *walk)
{
    size_t end = walk->at;
    int depth = 0;

    while (end < walk->end && walk->text[end] > ' ' && walk->text[end] < 0x7F &&
           !strchr("<>\"`|\\[]", walk->text[end])) {
        depth += (walk->text[end] == '(') - (walk->text[end] == ')');
        if (depth < 0)
            break;
        end++;
    }
    while (end > walk->at && strchr("*_~.,:;!?'", walk->text[end - 1]))
        end--;
    return end - walk->at;
}

/* Nothing in a bare address is a mark. */
static void pass_address(struct walk *walk)
{
    size_t end;

    if (!begins(walk, "http://") && !begins(walk, "https://")) {
        walk->at++;
        return;
    }
    for (end = walk->at + address_bytes(walk); walk->at < end; walk->at++)
        if (strchr("*_~", walk->text[walk->at]))
            put(walk->mask, walk->at, 'x');
}

static void pass(struct walk *walk)
{
    char byte = walk->text[walk->at];

    switch (byte) {
    case '\\':
        walk->at += walk->end - walk->at > 1 ? 2 : 1;
        break;
    case '`':
        pass_code(walk);
        break;
    case '<':
        if (begins(walk, "<!--"))
            skip_comment(walk);
        else
            pass_tag(walk);
        break;
    case '$':
        pass_dollars(walk);
        break;
    case '(':
        if (walk->at > 0 && walk->text[walk->at - 1] == ']')
            pass_target(walk);
        else
            walk->at++;
        break;
    case '|':
        if (walk->columns)
            pass_pipe(walk);
        else
            walk->at++;
        break;
    case '\n':
        walk->mask->lines++;
        walk->at++;
        break;
    case '[':
        if (walk->mask->lines > MOST_LINES)
            put(walk->mask, walk->at, 'x');
        walk->at++;
        break;
    case '*':
    case '_':
        put(walk->mask, walk->at++, MASK_MARK);
        break;
    case 'h':
        pass_address(walk);
        break;
    default:
        walk->at++;
        break;
    }
}

static void go(struct walk *walk)
{
    static const bool marks[256] = {
        ['\\'] = true, ['`'] = true, ['<'] = true, ['$'] = true,  ['('] = true, ['|'] = true,
        ['*'] = true,  ['_'] = true, ['['] = true, ['\n'] = true, ['h'] = true};

    while ((walk->at = utf8_next_ascii(walk->text, walk->at, walk->end)) < walk->end) {
        if (marks[(unsigned char)walk->text[walk->at]])
            pass(walk);
        else
            walk->at++;
    }
    copy(walk->mask, walk->end);
}

void mask_copy(struct mask *mask, size_t end)
{
    struct walk walk = {
        .mask = mask, .text = mask->source->text.p, .at = mask->source->copied, .end = end};

    go(&walk);
}

void mask_copy_row(struct mask *mask, size_t end, size_t columns)
{
    struct walk walk = {.mask = mask,
                        .text = mask->source->text.p,
                        .at = mask->source->copied,
                        .end = end,
                        .columns = columns,
                        .row = mask->source->copied};

    go(&walk);
}

size_t mask_count_cells(struct str row)
{
    size_t cells = 1, at = 0, marks, closing;
    bool any = false;

    while (row.bytes && is_blank(row.p[row.bytes - 1]))
        row.bytes--;
    while (at < row.bytes) {
        char byte = row.p[at];

        if (byte == '`') {
            for (marks = 1; at + marks < row.bytes && row.p[at + marks] == '`';)
                marks++;
            closing = mask_code_end(row.p, at, marks, row.bytes);
            at = closing == SIZE_MAX ? at + marks : closing + marks;
            continue;
        }
        if (byte == '|') {
            any = true;
            cells += at > 0 && at + 1 < row.bytes;
        }
        at += byte == '\\' ? 2 : 1;
    }
    return any ? cells : 0;
}

void mask_copy_raw(struct mask *mask, size_t end)
{
    copy(mask, end);
}
