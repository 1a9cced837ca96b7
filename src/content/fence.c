#include "fence.h"

#include "base/i18n.h"
#include "line.h"
#include "signs.h"

#include <stdbool.h>
#include <stdint.h>

/* Lines at a file's beginning in which a misplaced header is looked for. */
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

/* A walk along the lines of a file. */
struct walk {
    const char *text;
    size_t bytes;
    size_t next;
    size_t number;       /* of the line, from 1 */
    size_t number_start; /* where the line with this number begins */
    size_t start;
    struct str line;
};

static bool next_line(struct walk *walk)
{
    if (walk->next >= walk->bytes)
        return false;
    walk->start = walk->next;
    walk->line.p = walk->text + walk->start;
    walk->line.bytes = line_end(walk->text, walk->bytes, walk->start, &walk->next) - walk->start;
    /* A diagnostic counts lines by LF alone. */
    if (!walk->number || walk->text[walk->start - 1] == '\n') {
        walk->number++;
        walk->number_start = walk->number == 1 ? 0 : walk->start;
    }
    return true;
}

static struct signs signs_behind(const struct walk *walk)
{
    return signs_read((struct str){walk->text + walk->next, walk->bytes - walk->next});
}

static void set_fault(struct fence *fence, const struct walk *walk, const char *message)
{
    fence->kind = FENCE_FAULT;
    fence->line = walk->number;
    fence->column = walk->start - walk->number_start + 1;
    fence->message = _(message);
    fence->body_start = walk->bytes;
}

/* Finds the CR that no LF follows, in the first `end` bytes. */
static bool find_lone_cr(struct fence *fence, const struct walk *walk, size_t end)
{
    const char *text = walk->text, *cr = text, *start = text;

    for (; (cr = memchr(cr, '\r', (size_t)(text + end - cr))); cr++)
        if (cr + 1 == text + walk->bytes || cr[1] != '\n')
            break;
    if (!cr)
        return false;
    set_fault(fence, walk, CR_ALONE);
    fence->line = 1;
    for (const char *newline; (newline = memchr(start, '\n', (size_t)(cr - start)));) {
        start = newline + 1;
        fence->line++;
    }
    fence->column = (size_t)(cr - start) + 1;
    return true;
}

/* Returns what ends a header that `opening` begins. */
static bool is_closing(struct rule opening, struct str line)
{
    struct str trimmed = trim(line);

    if (line.bytes && line.p[0] == '.' && opening.kind == RULE_DASHES)
        return str_eq(trimmed, str_of("..."));
    return line.bytes && (line.p[0] == '-' || line.p[0] == '+') && rule_read(line).exact &&
           rule_read(line).kind == opening.kind;
}

/* A line at the margin that was meant to end the header. */
static bool is_near_closing(struct rule opening, struct str line)
{
    struct rule rule;

    if (!line.bytes || !rule_may_begin(line.p[0]))
        return false;
    rule = rule_read(line);
    return rule.kind == opening.kind && !rule.exact && rule.at_margin;
}

/* The closing line is not there: a line that might have been meant, or the opening one. */
static void set_open(struct fence *fence, struct walk walk, struct rule opening)
{
    set_fault(fence, &walk, opening.kind == RULE_DASHES ? NO_CLOSING : NO_CLOSING_PLUSES);
    while (next_line(&walk)) {
        if (rule_read(walk.line).kind != RULE_NONE) {
            set_fault(fence, &walk, CLOSING);
            break;
        }
    }
    fence->kind = FENCE_OPEN;
}

/* Returns whether the line after an opening one is empty, as it is after a rule. */
static bool blank_follows(struct walk walk)
{
    return next_line(&walk) && !trim(walk.line).bytes;
}

/* Returns whether what an exact opening line begins is no header but a rule and an article: an
 * empty line follows it, and then nothing like a header. */
static bool is_rule(const struct walk *opening, bool closed)
{
    struct signs signs;

    if (opening->next >= opening->bytes || !blank_follows(*opening))
        return false;
    signs = signs_behind(opening);
    return signs.lines && !signs_of_header(&signs, closed);
}

/* The header that begins with the line of `opening`, which is an exact one. */
static void read_header(struct fence *fence, const struct walk *opening, struct rule rule)
{
    struct walk walk = *opening;
    bool dashes = rule.kind == RULE_DASHES;

    while (next_line(&walk)) {
        if (is_closing(rule, walk.line)) {
            if (dashes && is_rule(opening, true))
                return;
            if (find_lone_cr(fence, &walk, walk.next))
                return;
            fence->kind = dashes ? FENCE_YAML : FENCE_TOML;
            fence->inside = (struct str){walk.text + opening->next, walk.start - opening->next};
            fence->line = opening->number + 1;
            fence->body_start = walk.next;
            return;
        }
        /* The bytes may end in the middle of an exact one. */
        if (walk.start + walk.line.bytes < walk.bytes && is_near_closing(rule, walk.line)) {
            if (!dashes || !is_rule(opening, true))
                set_fault(fence, &walk, CLOSING);
            return;
        }
    }
    if (dashes && is_rule(opening, false))
        return;
    if (!find_lone_cr(fence, opening, opening->next))
        set_open(fence, *opening, rule);
}

/* The first line with text in it: whether it is a header's that is written in another way. */
static bool is_other_form(struct fence *fence, const struct walk *walk)
{
    struct str rest = {walk->text + walk->start, walk->bytes - walk->start};
    struct str line = trim(walk->line), behind_rule;
    struct signs signs;

    if (line_is_code_fence(line)) {
        signs = signs_behind(walk);
        if (signs.strong || signs.rule_first)
            set_fault(fence, walk, IN_CODE);
    } else if (signs_of_json(rest)) {
        set_fault(fence, walk, JSON);
    } else if (line_is_marks(line)) {
        signs = signs_behind(walk);
        if (signs_of_header(&signs, true))
            set_fault(fence, walk, OPENING);
    } else if ((behind_rule = rule_rest(line)).bytes) {
        signs =
            signs_read((struct str){behind_rule.p, (size_t)(rest.p + rest.bytes - behind_rule.p)});
        if (signs_of_header(&signs, false))
            set_fault(fence, walk, OPENING);
    } else if (line_is_key(walk->line)) {
        signs = signs_read(rest);
        if (signs_of_header(&signs, false))
            set_fault(fence, walk, NO_OPENING);
    }
    return fence->kind == FENCE_FAULT;
}

/* Returns what was meant as a header, at the beginning or a little below it. */
static void find_near_miss(struct fence *fence, struct walk walk)
{
    bool text_before = false;

    for (int lines = 0; lines < MOST_LINES_BEFORE && next_line(&walk); lines++) {
        struct str line = trim_unseen(walk.line);
        struct rule rule = rule_read(walk.line);

        if (!line.bytes)
            continue;
        if (rule.kind != RULE_NONE) {
            struct signs signs = signs_behind(&walk);
            bool plain = rule.exact || str_eq(line, str_of("---")) || str_eq(line, str_of("+++"));

            if (text_before ? rule.exact && signs.strong && signs.closed
                            : signs_of_header(&signs, true)) {
                set_fault(fence, &walk, plain ? TOO_LATE : OPENING);
                return;
            }
        } else if (!text_before) {
            struct walk at = walk;

            at.line = line;
            at.start = (size_t)(line.p - walk.text);
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
    struct walk walk = {.text = head, .bytes = bytes};
    struct rule rule;

    walk.next = bytes >= 3 && memcmp(head, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    *fence = (struct fence){.body_start = walk.next};
    if (walk.next == bytes)
        return;
    if (strchr("-+", head[walk.next])) {
        struct walk opening = walk;

        next_line(&opening);
        rule = rule_read(opening.line);
        if (rule.exact) {
            read_header(fence, &opening, rule);
            return;
        }
    }
    find_near_miss(fence, walk);
}
