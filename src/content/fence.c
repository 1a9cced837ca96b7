#include "fence.h"

#include "base/i18n.h"
#include "line.h"
#include "signs.h"

#include <stdbool.h>
#include <stdint.h>

/* Lines at a file's beginning that are searched for a misplaced header. */
enum { MOST_LINES_BEFORE = 16 };

static const char *const OPENING = N_("文件头的第一行要正好是三个减号 ---，前后没有别的字");
static const char *const CLOSING =
    N_("文件头的最后一行要和第一行一样，正好是 --- 或 +++，前后没有别的字");
static const char *const TOO_LATE =
    N_("文件头要在文件的最开头：请删去 --- 前面的空行、空格、看不见的字符或别的字");
static const char *const NO_OPENING = N_(
    "像是文件头，可是没有开头的 ---：请在它的上面和下面各加一行 ---；是正文就在前面先写一行标题");
static const char *const IN_CODE = N_("文件头外面不要用 ``` 或 ~~~ 包住：请把这一行改成 ---");
static const char *const JSON = N_("文件头不能用 JSON 写：请写成两行 --- 之间的“键: 值”");
static const char *const NO_CLOSING = N_("文件头没有结束：请在它的最后一行后面加一行 ---");
static const char *const NO_CLOSING_PLUSES = N_("文件头没有结束：请在它的最后一行后面加一行 +++");
static const char *const CR_ALONE = N_("这里换行用的是单独的 CR：请在编辑器里把换行改成 LF 再保存");

/* A position among the lines of a file. */
struct line_cursor {
    const char *text;
    size_t bytes;
    size_t next;
    size_t number;       /* of the line, from 1 */
    size_t number_start; /* where the line with this number begins */
    size_t start;
    struct str line;
};

static bool next_line(struct line_cursor *cursor)
{
    if (cursor->next >= cursor->bytes)
        return false;
    cursor->start = cursor->next;
    cursor->line.p = cursor->text + cursor->start;
    cursor->line.bytes =
        line_end(cursor->text, cursor->bytes, cursor->start, &cursor->next) - cursor->start;
    /* Count lines by LF alone, as diagnostics do. */
    if (!cursor->number || cursor->text[cursor->start - 1] == '\n') {
        cursor->number++;
        cursor->number_start = cursor->number == 1 ? 0 : cursor->start;
    }
    return true;
}

static struct signs signs_behind(const struct line_cursor *cursor)
{
    return signs_read((struct str){cursor->text + cursor->next, cursor->bytes - cursor->next});
}

static void set_fault(struct fence *fence, const struct line_cursor *cursor, const char *message)
{
    fence->kind = FENCE_FAULT;
    fence->line = cursor->number;
    fence->column = cursor->start - cursor->number_start + 1;
    fence->message = _(message);
    fence->body_start = cursor->bytes;
}

/* Finds a CR without an LF in the first `end` bytes, and reports it. */
static bool find_lone_cr(struct fence *fence, const struct line_cursor *cursor, size_t end)
{
    const char *text = cursor->text, *cr = text, *start = text;

    for (; (cr = memchr(cr, '\r', (size_t)(text + end - cr))); cr++)
        if (cr + 1 == text + cursor->bytes || cr[1] != '\n')
            break;
    if (!cr)
        return false;
    set_fault(fence, cursor, CR_ALONE);
    fence->line = 1;
    for (const char *newline; (newline = memchr(start, '\n', (size_t)(cr - start)));) {
        start = newline + 1;
        fence->line++;
    }
    fence->column = (size_t)(cr - start) + 1;
    return true;
}

/* Returns whether a line closes the header that `opening` opens. */
static bool is_closing(struct rule opening, struct str line)
{
    struct str trimmed = trim(line);

    if (line.bytes && line.p[0] == '.' && opening.kind == RULE_DASHES)
        return str_eq(trimmed, str_of("..."));
    return line.bytes && (line.p[0] == '-' || line.p[0] == '+') && rule_read(line).exact &&
           rule_read(line).kind == opening.kind;
}

/* Returns whether a line at the margin was meant to close the header. */
static bool is_near_closing(struct rule opening, struct str line)
{
    struct rule rule;

    if (!line.bytes || !rule_may_begin(line.p[0]))
        return false;
    rule = rule_read(line);
    return rule.kind == opening.kind && !rule.exact && rule.at_margin;
}

/* Reports that the closing line is missing, at a line that was perhaps meant as one, else at the
 * opening line. */
static void set_open(struct fence *fence, struct line_cursor cursor, struct rule opening)
{
    set_fault(fence, &cursor, opening.kind == RULE_DASHES ? NO_CLOSING : NO_CLOSING_PLUSES);
    while (next_line(&cursor)) {
        if (rule_read(cursor.line).kind != RULE_NONE) {
            set_fault(fence, &cursor, CLOSING);
            break;
        }
    }
    fence->kind = FENCE_OPEN;
}

/* Returns whether the line after an opening one is empty, as it is after a thematic break. */
static bool blank_follows(struct line_cursor cursor)
{
    return next_line(&cursor) && !trim(cursor.line).bytes;
}

/* Returns whether an exact opening line is a thematic break before an article, not a header: an
 * empty line follows it, and then nothing like a header. */
static bool is_rule(const struct line_cursor *opening, bool closed)
{
    struct signs signs;

    if (opening->next >= opening->bytes || !blank_follows(*opening))
        return false;
    signs = signs_behind(opening);
    return signs.lines && !signs_of_header(&signs, closed);
}

/* Reads the header opened by the line `opening`, which is an exact one. */
static void read_header(struct fence *fence, const struct line_cursor *opening, struct rule rule)
{
    struct line_cursor cursor = *opening;
    bool dashes = rule.kind == RULE_DASHES;

    while (next_line(&cursor)) {
        if (is_closing(rule, cursor.line)) {
            if (dashes && is_rule(opening, true))
                return;
            if (find_lone_cr(fence, &cursor, cursor.next))
                return;
            fence->kind = dashes ? FENCE_YAML : FENCE_TOML;
            fence->inside = (struct str){cursor.text + opening->next, cursor.start - opening->next};
            fence->line = opening->number + 1;
            fence->body_start = cursor.next;
            return;
        }
        /* The bytes may end in the middle of an exact closing line. */
        if (cursor.start + cursor.line.bytes < cursor.bytes && is_near_closing(rule, cursor.line)) {
            if (!dashes || !is_rule(opening, true))
                set_fault(fence, &cursor, CLOSING);
            return;
        }
    }
    if (dashes && is_rule(opening, false))
        return;
    if (!find_lone_cr(fence, opening, opening->next))
        set_open(fence, *opening, rule);
}

/* Reports a header in another form, if the first line with text begins one. Returns whether it
 * does. */
static bool is_other_form(struct fence *fence, const struct line_cursor *cursor)
{
    struct str rest = {cursor->text + cursor->start, cursor->bytes - cursor->start};
    struct str line = trim(cursor->line), behind_rule;
    struct signs signs;

    if (line_is_code_fence(line)) {
        signs = signs_behind(cursor);
        if (signs.strong || signs.rule_first)
            set_fault(fence, cursor, IN_CODE);
    } else if (signs_of_json(rest)) {
        set_fault(fence, cursor, JSON);
    } else if (line_is_marks(line)) {
        signs = signs_behind(cursor);
        if (signs_of_header(&signs, true))
            set_fault(fence, cursor, OPENING);
    } else if ((behind_rule = rule_rest(line)).bytes) {
        signs =
            signs_read((struct str){behind_rule.p, (size_t)(rest.p + rest.bytes - behind_rule.p)});
        if (signs_of_header(&signs, false))
            set_fault(fence, cursor, OPENING);
    } else if (line_is_key(cursor->line)) {
        signs = signs_read(rest);
        if (signs_of_header(&signs, false))
            set_fault(fence, cursor, NO_OPENING);
    }
    return fence->kind == FENCE_FAULT;
}

/* Finds a malformed header, at the file's beginning or a little below it. */
static void find_near_miss(struct fence *fence, struct line_cursor cursor)
{
    bool text_before = false;

    for (int lines = 0; lines < MOST_LINES_BEFORE && next_line(&cursor); lines++) {
        struct str line = trim_unseen(cursor.line);
        struct rule rule = rule_read(cursor.line);

        if (!line.bytes)
            continue;
        if (rule.kind != RULE_NONE) {
            struct signs signs = signs_behind(&cursor);
            bool plain = rule.exact || str_eq(line, str_of("---")) || str_eq(line, str_of("+++"));

            if (text_before ? rule.exact && signs.strong && signs.closed
                            : signs_of_header(&signs, true)) {
                set_fault(fence, &cursor, plain ? TOO_LATE : OPENING);
                return;
            }
        } else if (!text_before) {
            struct line_cursor at = cursor;

            at.line = line;
            at.start = (size_t)(line.p - cursor.text);
            if (is_other_form(fence, &at))
                return;
        }
        if (line_is_code_fence(line))
            return;
        text_before = true;
    }
}

void fence_find(struct fence *fence, const char *head, size_t bytes)
{
    struct line_cursor cursor = {.text = head, .bytes = bytes};
    struct rule rule;

    cursor.next = bytes >= 3 && memcmp(head, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    *fence = (struct fence){.body_start = cursor.next};
    if (cursor.next == bytes)
        return;
    if (strchr("-+", head[cursor.next])) {
        struct line_cursor opening = cursor;

        next_line(&opening);
        rule = rule_read(opening.line);
        if (rule.exact) {
            read_header(fence, &opening, rule);
            return;
        }
    }
    find_near_miss(fence, cursor);
}
