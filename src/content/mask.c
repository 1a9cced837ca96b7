#include "mask.h"

#include "base/ascii.h"
#include "base/url.h"
#include "text/utf8.h"

#include <stdint.h>

/* md4c 0.4.8 searches a paragraph's lines for each of its links, in time quadratic in their number.
 */
enum { MOST_LINES = 2048 };

/* State of masking the text up to `end`. */
struct masking {
    struct mask *mask;
    const char *text;
    size_t at;
    size_t end;
    size_t columns; /* of the table whose row begins at text[row]; 0: not in a table */
    size_t row;
    size_t column;   /* of the current cell, counted from 0 */
    bool no_comment; /* no comment is closed after `at` */
    bool no_formula;
    bool no_code[256]; /* by number of backticks: no such run closes after `at` */
};

void mask_add_prefix(struct mask *mask)
{
    struct source *source = mask->source;
    size_t at = source->copied, indent = 0;

    while (indent < mask->indent && at + indent < source->text.bytes &&
           source->text.p[at + indent] == ' ')
        indent++;
    source_copy(source, at + indent);
    source_add(source, mask->prefix);
}

void mask_copy_raw(struct mask *mask, size_t end)
{
    struct source *source = mask->source;

    while (mask->prefix.bytes && source->copied < end) {
        const char *from = source->text.p + source->copied;
        const char *newline = memchr(from, '\n', end - source->copied);

        if (!newline || newline + 1 == source->text.p + end)
            break;
        source_copy(source, (size_t)(newline - source->text.p) + 1);
        mask_add_prefix(mask);
    }
    if (source->copied < end)
        source_copy(source, end);
}

void mask_byte(struct mask *mask, size_t at, char byte)
{
    mask_copy_raw(mask, at + 1);
    mask->source->input.data[mask->source->input.bytes - 1] = byte;
}

static size_t run_of(const struct masking *masking, char byte)
{
    size_t end = masking->at;

    while (end < masking->end && masking->text[end] == byte)
        end++;
    return end - masking->at;
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

static void pass_code(struct masking *masking)
{
    size_t marks = run_of(masking, '`');
    size_t known = sizeof(masking->no_code) / sizeof(*masking->no_code);
    size_t closing = SIZE_MAX;

    if (marks < known && !masking->no_code[marks]) {
        closing = mask_code_end(masking->text, masking->at, marks, masking->end);
        masking->no_code[marks] = closing == SIZE_MAX;
    }
    masking->at = closing == SIZE_MAX ? masking->at + marks : closing + marks;
}

static bool begins(const struct masking *masking, const char *with)
{
    size_t bytes = strlen(with);

    return masking->end - masking->at >= bytes &&
           memcmp(masking->text + masking->at, with, bytes) == 0;
}

static void skip_comment(struct masking *masking)
{
    size_t left = masking->end - masking->at - 2;
    const char *closing =
        masking->no_comment ? NULL : memmem(masking->text + masking->at + 2, left, "-->", 3);

    if (!closing) {
        if (!masking->no_comment)
            findings_add(masking->mask->findings, FINDING_SHOWN_COMMENT, (int64_t)masking->at,
                         (struct str){0});
        masking->no_comment = true;
        masking->at++;
        return;
    }
    mask_copy_raw(masking->mask, masking->at);
    masking->at = (size_t)(closing - masking->text) + 3;
    source_skip(masking->mask->source, masking->at);
}

/* Replaces the colon in tags of WPS and Word, <o:p> and <st1:place w:st="on">: CommonMark allows
 * none there, and md4c 0.4.8 takes </o:p> for an address. */
static void mask_colon(struct masking *masking, size_t name, size_t end)
{
    size_t at = name;

    while (at < end &&
           (ascii_is_letter(masking->text[at]) || (at > name && ascii_is_digit(masking->text[at]))))
        at++;
    if (at + 1 < end && masking->text[at] == ':' && ascii_is_letter(masking->text[at + 1]) &&
        (masking->text[name - 1] == '/' || at - name == 1 ||
         memchr(masking->text + at, ' ', end - at)))
        mask_byte(masking->mask, at, '-');
}

/* Passes a tag or an address in <> without masking anything in it. */
static void pass_tag(struct masking *masking)
{
    enum { MOST_BYTES = 4096 };
    size_t at = masking->at + 1;
    size_t end = masking->end - at < MOST_BYTES ? masking->end : at + MOST_BYTES, name;
    char quote = '\0';

    masking->at++;
    if (at < end && masking->text[at] == '/')
        at++;
    if (at == end || !ascii_is_letter(masking->text[at]))
        return;
    name = at;
    for (; at < end; at++) {
        char byte = masking->text[at];

        if (byte == quote)
            quote = '\0';
        else if (!quote && (byte == '"' || byte == '\''))
            quote = byte;
        else if (!quote && (byte == '<' || (byte == '|' && masking->columns)))
            return;
        else if (!quote && byte == '>')
            break;
    }
    if (at == end)
        return;
    mask_colon(masking, name, at);
    masking->at = at + 1;
}

/* Returns the bytes up to the line's end. */
static size_t line_left(const struct masking *masking, size_t at)
{
    const char *newline = memchr(masking->text + at, '\n', masking->end - at);

    return newline ? (size_t)(newline - masking->text) - at : masking->end - at;
}

/* Passes the title after a link's target without masking anything in it. */
static void pass_title(struct masking *masking)
{
    size_t at = masking->at, left;
    const char *end;

    while (at < masking->end && ascii_is_space(masking->text[at]))
        at++;
    if (at == masking->at || at == masking->end ||
        (masking->text[at] != '"' && masking->text[at] != '\''))
        return;
    left = line_left(masking, at + 1);
    end = memchr(masking->text + at + 1, masking->text[at], left);
    if (end &&
        !(masking->columns && memchr(masking->text + at, '|', (size_t)(end - masking->text) - at)))
        masking->at = (size_t)(end - masking->text) + 1;
}

/* Passes a link's target, from its opening bracket on, without masking anything in it. */
static void pass_target(struct masking *masking)
{
    size_t at = masking->at + 1;
    int depth = 1;

    while (at < masking->end && ascii_is_space(masking->text[at]))
        at++;
    masking->at = at;
    if (at < masking->end && masking->text[at] == '<') {
        const char *end = memchr(masking->text + at, '>', line_left(masking, at));

        masking->at = end ? (size_t)(end - masking->text) + 1 : at;
        pass_title(masking);
        return;
    }
    for (; at < masking->end && depth > 0; at++) {
        char byte = masking->text[at];

        if (ascii_is_space(byte) || (byte == '|' && masking->columns))
            break;
        if (byte == '\\' && at + 1 < masking->end)
            at++;
        else if (byte == '(')
            depth++;
        else if (byte == ')')
            depth--;
    }
    if (at > masking->end)
        at = masking->end;
    masking->at = at;
    if (depth > 0)
        pass_title(masking);
}

/* Returns the offset at which the formula opened at `at` by this many dollars closes, or SIZE_MAX.
 * A single dollar closes only after a non-blank and before a non-digit, so that prices are not
 * formulas. */
static size_t formula_end(const struct masking *masking, size_t dollars)
{
    size_t at = masking->at + dollars;

    if (at >= masking->end || (dollars == 1 && ascii_is_space(masking->text[at])))
        return SIZE_MAX;
    for (; at < masking->end; at++) {
        char byte = masking->text[at];

        if (byte == '\\') {
            at++;
        } else if ((byte == '|' && masking->columns) ||
                   (dollars == 1 && (byte == '`' || (byte == ']' && at + 1 < masking->end &&
                                                     masking->text[at + 1] == '(')))) {
            return SIZE_MAX;
        } else if (byte == '$' && dollars == 2) {
            if (at + 1 < masking->end && masking->text[at + 1] == '$')
                return at;
        } else if (byte == '$' && !ascii_is_space(masking->text[at - 1]) &&
                   !(at + 1 < masking->end && ascii_is_digit(masking->text[at + 1]))) {
            return at > masking->at + 1 ? at : SIZE_MAX;
        }
    }
    return SIZE_MAX;
}

static void mask_formula(struct masking *masking, size_t dollars, size_t closing)
{
    struct mask *mask = masking->mask;

    for (size_t at = masking->at + dollars; at < closing; at++) {
        char byte = masking->text[at];

        if (byte == '\n' && dollars == 2) {
            mask_copy_raw(mask, at);
            source_add(mask->source, str_of("\\"));
        } else if (byte && strchr("\\*_[]<>&!`~=#+-", byte)) {
            mask_byte(mask, at, 'x');
        }
    }
    masking->at = closing + dollars;
}

static void pass_dollars(struct masking *masking)
{
    size_t dollars = run_of(masking, '$');
    size_t closing = dollars > 2 || masking->no_formula ? SIZE_MAX : formula_end(masking, dollars);

    if (closing != SIZE_MAX)
        mask_formula(masking, dollars, closing);
    else
        masking->at += dollars;
}

/* Returns whether only white space and pipes follow up to the row's end. */
static bool is_last_pipe(const struct masking *masking)
{
    for (size_t at = masking->at; at < masking->end; at++)
        if (masking->text[at] != '|' && !ascii_is_space(masking->text[at]))
            return false;
    return true;
}

/* Passes a pipe before, between or after the cells of a row. Adds a space to an empty cell, which
 * the parser would skip, and escapes the pipe before a surplus cell, which it would drop. */
static void pass_pipe(struct masking *masking)
{
    struct mask *mask = masking->mask;
    bool parts = masking->at > masking->row && !is_last_pipe(masking);

    if (parts && ++masking->column >= masking->columns) {
        if (masking->column == masking->columns)
            findings_add(mask->findings, FINDING_SURPLUS_CELL, (int64_t)masking->at,
                         (struct str){0});
        mask_copy_raw(mask, masking->at);
        source_add(mask->source, str_of("\\"));
    } else if (masking->at + 1 < masking->end && masking->text[masking->at + 1] == '|') {
        mask_copy_raw(mask, masking->at + 1);
        source_add(mask->source, str_of(" "));
    }
    masking->at++;
}

/* Passes a bare address, masking the marks in it so that they are text. */
static void pass_address(struct masking *masking)
{
    size_t end;

    if (!begins(masking, "http://") && !begins(masking, "https://")) {
        masking->at++;
        return;
    }
    end = masking->at +
          url_bare_bytes((struct str){masking->text + masking->at, masking->end - masking->at});
    for (; masking->at < end; masking->at++)
        if (strchr("*_~", masking->text[masking->at]))
            mask_byte(masking->mask, masking->at, 'x');
}

static void pass_angle_bracket(struct masking *masking)
{
    if (begins(masking, "<!--"))
        skip_comment(masking);
    else
        pass_tag(masking);
}

static void pass_parenthesis(struct masking *masking)
{
    if (masking->at > 0 && masking->text[masking->at - 1] == ']')
        pass_target(masking);
    else
        masking->at++;
}

static void pass(struct masking *masking)
{
    char byte = masking->text[masking->at];

    switch (byte) {
    case '\\':
        masking->at += masking->end - masking->at > 1 ? 2 : 1;
        break;
    case '`':
        pass_code(masking);
        break;
    case '<':
        pass_angle_bracket(masking);
        break;
    case '$':
        pass_dollars(masking);
        break;
    case '(':
        pass_parenthesis(masking);
        break;
    case '|':
        if (masking->columns)
            pass_pipe(masking);
        else
            masking->at++;
        break;
    case '\n':
        masking->mask->lines++;
        masking->at++;
        break;
    case '[':
        if (masking->mask->lines > MOST_LINES)
            mask_byte(masking->mask, masking->at, 'x');
        masking->at++;
        break;
    case '*':
    case '_':
        mask_byte(masking->mask, masking->at++, MASK_MARK);
        break;
    case 'h':
        pass_address(masking);
        break;
    default:
        masking->at++;
        break;
    }
}

static void go(struct masking *masking)
{
    static const bool marks[256] = {
        ['\\'] = true, ['`'] = true, ['<'] = true, ['$'] = true,  ['('] = true, ['|'] = true,
        ['*'] = true,  ['_'] = true, ['['] = true, ['\n'] = true, ['h'] = true};

    while ((masking->at = utf8_next_ascii(masking->text, masking->at, masking->end)) <
           masking->end) {
        if (marks[(unsigned char)masking->text[masking->at]])
            pass(masking);
        else
            masking->at++;
    }
    mask_copy_raw(masking->mask, masking->end);
}

void mask_copy(struct mask *mask, size_t end)
{
    struct masking masking = {
        .mask = mask, .text = mask->source->text.p, .at = mask->source->copied, .end = end};

    go(&masking);
}

void mask_copy_row(struct mask *mask, size_t end, size_t columns)
{
    struct masking masking = {.mask = mask,
                              .text = mask->source->text.p,
                              .at = mask->source->copied,
                              .end = end,
                              .columns = columns,
                              .row = mask->source->copied};

    go(&masking);
}

size_t mask_count_cells(struct str row)
{
    size_t cells = 1, at = 0, marks, closing;
    bool any = false;

    while (row.bytes && ascii_is_space(row.p[row.bytes - 1]))
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
