#include "check_text.h"

#include "base/ascii.h"
#include "line.h"

#include <stdint.h>
#include <string.h>

/* Bytes after its brackets in which the rest of a link is searched. */
enum { LINK_MAX_BYTES = 2048 };

struct text_check {
    struct str body;
    struct findings *findings;
    const struct block *block;
    const struct rich_text *rich;
    size_t span;                       /* the first that ends after the current position */
    size_t line_start, line_end, next; /* of the current line of the body */
    size_t row_next;                   /* beginning of the line after the last row; 0: none */
    size_t row_start;                  /* beginning of the first of consecutive rows */
    size_t wide_row_next;              /* beginning of the line after the last row with ｜ */
    bool row_told, strong_told;
};

static bool is_at(struct str text, size_t at, const char *what)
{
    size_t bytes = strlen(what);

    return at <= text.bytes && text.bytes - at >= bytes && memcmp(text.p + at, what, bytes) == 0;
}

static void add(struct text_check *check, enum finding_kind kind, size_t source)
{
    findings_add(check->findings, kind, (int64_t)source, (struct str){0});
}

/* Moves on to the line of the body with this offset. Returns false if that is before the current
 * line or after the end. */
static bool find_line(struct text_check *check, size_t source)
{
    if (source < check->line_start || source >= check->body.bytes)
        return false;
    while (source >= check->next) {
        check->line_start = check->next;
        check->line_end =
            line_end(check->body.p, check->body.bytes, check->line_start, &check->next);
    }
    return true;
}

static struct str line_text(const struct text_check *check)
{
    return trim(
        (struct str){check->body.p + check->line_start, check->line_end - check->line_start});
}

/* Returns whether the sign at text[at] is the same in the body, and neither code nor escaped.
 * *source is its offset; its line becomes the current one. */
static bool is_left(struct text_check *check, size_t at, size_t bytes, size_t *source)
{
    const struct rich_text *rich = check->rich;
    int64_t found = rich_text_source(rich, at);

    while (check->span < rich->span_count && rich->spans[check->span].end <= at)
        check->span++;
    if (check->span < rich->span_count && rich->spans[check->span].start <= at &&
        (rich->spans[check->span].styles & (SPAN_CODE | SPAN_NUMBER)))
        return false;
    if (found < 0 || !find_line(check, (size_t)found))
        return false;
    *source = (size_t)found;
    return check->body.bytes - *source >= bytes &&
           memcmp(check->body.p + *source, rich->text.p + at, bytes) == 0 &&
           (!*source || check->body.p[*source - 1] != '\\');
}

/* Returns whether only a list's or a quotation's marks are before the sign on its line. */
static bool begins_line(const struct text_check *check, size_t at, size_t source)
{
    if (at == 0 && check->block->marker.bytes)
        return true;
    for (size_t i = check->line_start; i < source; i++)
        if (!strchr(" \t>", check->body.p[i]) || !check->body.p[i])
            return false;
    return true;
}

/* Checks a run of asterisks: two or three that are not escaped were meant as strong. Returns their
 * number. */
static size_t check_stars(struct text_check *check, size_t at)
{
    struct str text = check->rich->text;
    size_t stars = 0, source;

    while (at + stars < text.bytes && text.p[at + stars] == '*')
        stars++;
    if (stars >= 2 && stars <= 3 && !check->strong_told && is_left(check, at, stars, &source)) {
        add(check, FINDING_OPEN_STRONG, source);
        check->strong_told = true;
    }
    return stars;
}

static bool ends_sentence(struct str line)
{
    static const char *const closers[] = {"”", "’", "」", "』", "）", ")", "*", "\""};
    static const char *const stops[] = {"。", "！", "？"};

    for (size_t i = 0; i < sizeof(closers) / sizeof(*closers); i++) {
        size_t bytes = strlen(closers[i]);

        if (line.bytes > bytes && is_at(line, line.bytes - bytes, closers[i])) {
            line.bytes -= bytes;
            i = SIZE_MAX;
        }
    }
    for (size_t i = 0; i < sizeof(stops) / sizeof(*stops); i++)
        if (line.bytes > strlen(stops[i]) && is_at(line, line.bytes - strlen(stops[i]), stops[i]))
            return true;
    return false;
}

static bool is_han_or_wide(unsigned char byte)
{
    return byte >= 0xE3;
}

/* Returns whether a single # was meant as a heading's. It may also be a topic's, #话题 or #话题#,
 * or a number's; so its line must be a whole paragraph, in Chinese, that ends like a heading. */
static bool is_lone_heading(const struct text_check *check, struct str title)
{
    return title.bytes && is_han_or_wide((unsigned char)title.p[0]) &&
           !memchr(title.p, '#', title.bytes) && !memchr(title.p, ' ', title.bytes) &&
           !ends_sentence(title) && !check->block->list_depth && !check->block->quote_depth;
}

/* Returns whether the block is on the current line alone. */
static bool is_one_line(const struct text_check *check)
{
    size_t bytes = check->rich->text.bytes;
    int64_t last = rich_text_source(check->rich, bytes - 1);

    return last < (int64_t)check->line_end;
}

static size_t check_hash(struct text_check *check, size_t at, const char *mark)
{
    struct str text = check->rich->text, title;
    size_t bytes = strlen(mark), marks = 0, source;

    while (is_at(text, at + marks * bytes, mark))
        marks++;
    if (check->block->kind == BLOCK_PARAGRAPH && marks <= 6 &&
        is_left(check, at, marks * bytes, &source) && begins_line(check, at, source)) {
        title = (struct str){check->body.p + source + marks * bytes,
                             check->line_end - source - marks * bytes};
        if (trim(title).bytes &&
            (marks > 1 || (bytes > 1 && title.p[0] == ' ') ||
             (at == 0 && is_one_line(check) && is_lone_heading(check, trim(title)))))
            add(check, FINDING_HEADING_MARK, source);
    }
    return marks * bytes;
}

/* Returns the bytes up to a link's closing bracket, or SIZE_MAX if there is none on its line. */
static size_t target_bytes(struct str rest)
{
    size_t bytes = rest.bytes < LINK_MAX_BYTES ? rest.bytes : LINK_MAX_BYTES;

    for (size_t i = 0; i < bytes; i++)
        if (rest.p[i] == ')' || is_at(rest, i, "）"))
            return i;
    return SIZE_MAX;
}

/* Returns whether a target is the address of a page or a file: one word of ASCII with letters and a
 * dot, a slash or a colon in it. */
static bool is_address(struct str target)
{
    bool letter = false, joint = false;

    for (size_t i = 0; i < target.bytes; i++) {
        unsigned char byte = (unsigned char)target.p[i];

        if (byte <= ' ' || byte >= 0x7F)
            return false;
        letter |= ascii_is_letter(byte);
        joint |= byte == '.' || byte == '/' || byte == ':';
    }
    return letter && joint;
}

static bool is_web_address(struct str target)
{
    return is_address(target) && (memmem(target.p, target.bytes, "://", 3) ||
                                  is_at(target, 0, "www.") || is_at(target, 0, "mailto:"));
}

/* Returns whether a bracket opens on the line before offset `source`. */
static bool is_opened(const struct text_check *check, size_t source)
{
    size_t start = check->line_start;

    if (source - start > LINK_MAX_BYTES)
        start = source - LINK_MAX_BYTES;
    return memchr(check->body.p + start, '[', source - start) ||
           memmem(check->body.p + start, source - start, "［", 3);
}

/* Returns whether a target has a space in it, except before a title in quotation marks, or in a
 * formula or a template. */
static bool has_space(struct str target)
{
    struct str words = trim(target);
    const char *space = words.bytes ? memchr(words.p, ' ', words.bytes) : NULL;

    if (!space || strchr("<\"'", words.p[0]) || memchr(words.p, '\\', words.bytes) ||
        memmem(words.p, words.bytes, "{{", 2))
        return false;
    while (*space == ' ')
        space++;
    return !strchr("\"'(", *space);
}

/* Checks the text after a bracket that may close a link's text. */
static void check_link(struct text_check *check, size_t source, const char *bracket)
{
    size_t at = source + strlen(bracket), end;
    struct str rest = {check->body.p + at, check->line_end - at}, target;
    bool apart = rest.bytes && rest.p[0] == ' ';
    size_t opening = is_at(rest, apart, "(") ? 1 : is_at(rest, apart, "（") ? 3 : 0;
    bool narrow;

    if (!opening)
        return;
    rest = (struct str){rest.p + apart + opening, rest.bytes - apart - opening};
    end = target_bytes(rest);
    if (end == SIZE_MAX || !is_opened(check, source))
        return;
    target = (struct str){rest.p, end};
    narrow = !apart && opening == 1 && *bracket == ']' && rest.p[end] == ')';
    if (!narrow && (apart ? is_web_address(target) : is_address(target)))
        add(check, FINDING_LINK_MARKS, source);
    else if (narrow && has_space(target))
        add(check, FINDING_LINK_SPACE, source);
}

/* Reports [^label], whose bracket closes at text[at]. It is still text because it has no footnote.
 */
static void check_note_mark(struct text_check *check, size_t at, size_t source)
{
    enum { MOST_BYTES = 64 };
    struct str text = check->rich->text;
    size_t start = at;

    while (start > 0 && at - start < MOST_BYTES && !strchr("[ \n]", text.p[start - 1]))
        start--;
    if (start == 0 || text.p[start - 1] != '[' || at - start < 2 || text.p[start] != '^' ||
        source < at - start + 1)
        return;
    source -= at - start + 1;
    if (check->body.p[source] != '[' || (source > 0 && check->body.p[source - 1] == '\\'))
        return;
    findings_add(check->findings, FINDING_OPEN_NOTE_MARK, (int64_t)source,
                 (struct str){text.p + start + 1, at - start - 1});
}

static bool ends_with(struct str text, const char *end)
{
    return text.bytes >= strlen(end) && is_at(text, text.bytes - strlen(end), end);
}

/* Checks a row that begins and ends with a pipe: two consecutive ones were meant as a table. */
static void check_row(struct text_check *check, size_t source)
{
    if (check->block->kind != BLOCK_PARAGRAPH || !begins_line(check, 1, source) ||
        source + 1 >= check->line_end || !ends_with(line_text(check), "|"))
        return;
    if (check->row_next != check->line_start || !check->row_next) {
        check->row_start = source;
        check->row_told = false;
    } else if (!check->row_told) {
        add(check, FINDING_TABLE_RULE, check->row_start);
        check->row_told = true;
    }
    check->row_next = check->next;
}

/* Returns the number of ｜ in a line. */
static size_t count_wide_pipes(struct str line)
{
    size_t count = 0;

    for (const char *p = line.p, *end = line.p + line.bytes;
         (p = memmem(p, (size_t)(end - p), "｜", 3)); p += 3)
        count++;
    return count;
}

static bool is_wide_rule(struct str line)
{
    static const char marks[] = {'|', '-', ':', ' ', '\t'};
    bool dash = false;

    for (size_t i = 0; i < line.bytes; i++) {
        if (is_at(line, i, "｜"))
            i += 2;
        else if (!memchr(marks, line.p[i], sizeof(marks)))
            return false;
        else
            dash |= line.p[i] == '-';
    }
    return dash;
}

/* Checks the first ｜ of a line, which is a table's row if it has ｜ or | at both ends or is the
 * line of dashes. */
static void check_wide_pipe(struct text_check *check, size_t source)
{
    struct str line = line_text(check), row = line;

    if (check->block->kind != BLOCK_PARAGRAPH || check->wide_row_next == check->next)
        return;
    while (row.bytes && row.p[0] == '>')
        row = trim((struct str){row.p + 1, row.bytes - 1});
    if (is_wide_rule(row) || ((is_at(row, 0, "｜") || is_at(row, 0, "|")) &&
                              (ends_with(row, "｜") || ends_with(row, "|")) &&
                              row.bytes > strlen("｜") && count_wide_pipes(row) > 0))
        add(check, FINDING_FULL_WIDTH_PIPE, source);
    check->wide_row_next = check->next;
}

/* Reports lines that each end a sentence: they were meant as paragraphs. */
static void check_lines(struct text_check *check)
{
    enum { FEWEST_LINES = 2 };
    const struct rich_text *rich = check->rich;
    size_t first, last, lines = 0;
    struct text_check line;

    if (check->block->kind != BLOCK_PARAGRAPH || memchr(rich->text.p, '\n', rich->text.bytes))
        return;
    first = (size_t)rich_text_source(rich, 0);
    last = (size_t)rich_text_source(rich, rich->text.bytes - 1);
    if (!find_line(check, first))
        return;
    line = *check;
    for (size_t at = first; find_line(&line, at); at = line.next) {
        if (!ends_sentence(line_text(&line)))
            return;
        lines++;
        if (last < line.next)
            break;
    }
    if (lines >= FEWEST_LINES)
        add(check, FINDING_JOINED_PARAGRAPHS, first);
}

/* Checks the sign at text[at], if it is one of interest. Returns the offset to go on at. */
static size_t check_sign(struct text_check *check, size_t at)
{
    static const char *const wide[] = {"＃", "］", "｜"};
    struct str text = check->rich->text;
    size_t source;

    switch (text.p[at]) {
    case '*':
        return at + check_stars(check, at);
    case '#':
        return at + check_hash(check, at, "#");
    case '|':
        if (is_left(check, at, 1, &source))
            check_row(check, source);
        return at + 1;
    case ']':
        if (is_left(check, at, 1, &source)) {
            check_link(check, source, "]");
            check_note_mark(check, at, source);
        }
        return at + 1;
    default:
        break;
    }
    if (is_at(text, at, wide[0]))
        return at + check_hash(check, at, wide[0]);
    if (is_at(text, at, wide[1]) && is_left(check, at, 3, &source))
        check_link(check, source, wide[1]);
    else if (is_at(text, at, wide[2]) && is_left(check, at, 3, &source))
        check_wide_pipe(check, source);
    return at + 1;
}

static void check_rich(struct text_check *check, const struct rich_text *rich)
{
    check->rich = rich;
    check->span = 0;
    check->strong_told = false;
    if (!rich->text.bytes)
        return;
    check_lines(check);
    for (size_t at = 0; at < rich->text.bytes;)
        at = strchr("*#|]\xEF", rich->text.p[at]) ? check_sign(check, at) : at + 1;
}

static void check_block(struct text_check *check, const struct block *block)
{
    const struct table *table = block->table;

    if (block->kind == BLOCK_CODE)
        return;
    check->block = block;
    check_rich(check, &block->rich);
    for (size_t i = 0; table && i < table->column_count * table->row_count; i++)
        check_rich(check, &table->cells[i]);
}

void check_text(const struct document *document, struct str body, struct findings *findings)
{
    struct text_check check = {.body = body, .findings = findings};

    for (size_t i = 0; i < document->block_count; i++)
        check_block(&check, &document->blocks[i]);
}
