#include "chunk.h"

#include "line.h"
#include "numbering.h"
#include "tame.h"

#include <ctype.h>
#include <md4c.h>
#include <stdint.h>
#include <string.h>

/* A scan over the lines of a chunk. What decides is where the parser would see a new top-level
 * block. Outside of lists and quotes that is plain to see; a fence that may belong to one of those
 * puts it in doubt, and then the parser itself is asked about what is since the last block that is
 * certain. */
struct scan {
    const char *text;
    size_t bytes;
    size_t at;           /* where the line begins */
    size_t line_end;     /* before its newline */
    size_t next;         /* after it */
    bool after_blank;    /* the line before it is blank, or none */
    size_t run_start;    /* where the lines began that have no blank one between them */
    bool in_container;   /* a list or a quote may be open */
    size_t certain;      /* where a top-level block began last */
    bool doubt;          /* since then: `fence` and `in_container` may be wrong */
    size_t budget;       /* bytes that the parser may still be asked about */
    struct fence before; /* the fence open at the chunk's beginning */
    struct fence fence;  /* the one open at `at` */
};

enum { BUDGET_BYTES = 2 * CHUNK_HARD_BYTES, HARD_SEARCH_BYTES = 4096 };

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t';
}

/* The bytes of a list marker at `at`, 0 where there is none. */
static size_t list_marker(const struct scan *scan, size_t at)
{
    enum { MAX_DIGITS = 9 };
    size_t end = at;

    if (at == scan->line_end)
        return 0;
    if (strchr("-+*", scan->text[at]) && scan->text[at]) {
        end++;
    } else {
        while (end < scan->line_end && end - at < MAX_DIGITS && scan->text[end] >= '0' &&
               scan->text[end] <= '9')
            end++;
        if (end == at || end == scan->line_end ||
            (scan->text[end] != '.' && scan->text[end] != ')'))
            return 0;
        end++;
    }
    return end == scan->line_end || is_space(scan->text[end]) ? end - at : 0;
}

/* How many fence marks stand at `at`, if they open a fence. */
static size_t fence_marks(const struct scan *scan, size_t at)
{
    char mark = at < scan->line_end ? scan->text[at] : '\0';
    size_t end = at;

    if (mark != '`' && mark != '~')
        return 0;
    while (end < scan->line_end && scan->text[end] == mark)
        end++;
    if (end - at < 3)
        return 0;
    if (mark == '`' && memchr(scan->text + end, '`', scan->line_end - end))
        return 0;
    return end - at;
}

/* Whether the line closes the open fence, as md4c has it: only spaces may follow the marks. */
static bool closes_fence(const struct scan *scan)
{
    size_t at = scan->at, marks;

    while (at < scan->line_end && scan->text[at] == ' ')
        at++;
    if (at - scan->at > 3)
        return false;
    for (marks = 0; at < scan->line_end && scan->text[at] == scan->fence.mark; at++)
        marks++;
    while (at < scan->line_end && scan->text[at] == ' ')
        at++;
    return marks >= scan->fence.bytes && at == scan->line_end;
}

/* A line with white space, a container's mark or a fence at its beginning. */
static void read_marked_line(struct scan *scan)
{
    size_t at = scan->at, indent, marker, marks;
    bool container = false;

    while (at < scan->line_end && is_space(scan->text[at]))
        at++;
    indent = at - scan->at;
    if (at == scan->line_end)
        return;
    if (indent && memchr(scan->text + scan->at, '\t', indent))
        indent = 4;
    while (at < scan->line_end) {
        marker = scan->text[at] == '>' ? 1 : list_marker(scan, at);
        if (!marker)
            break;
        container = true;
        at += marker;
        while (at < scan->line_end && is_space(scan->text[at]))
            at++;
    }
    if (container)
        scan->in_container = true;
    else if (scan->after_blank && indent == 0)
        scan->in_container = false;
    marks = fence_marks(scan, at);
    if (!marks)
        return;
    /* Right after a table it is the table's last row. */
    if (container || scan->in_container || indent > 3 ||
        memchr(scan->text + scan->run_start, '|', scan->at - scan->run_start))
        scan->doubt = true;
    if (!container && (indent == 0 || (indent <= 3 && !scan->in_container)))
        scan->fence = (struct fence){scan->text[at], indent, marks};
}

static void read_line(struct scan *scan)
{
    char first = scan->text[scan->at];

    if (scan->after_blank)
        scan->run_start = scan->at;
    if (scan->fence.bytes) {
        if ((first == ' ' || first == scan->fence.mark) && closes_fence(scan)) {
            scan->fence.bytes = 0;
            scan->run_start = scan->next;
        }
    } else if (first && strchr(" \t>`~-+*0123456789", first)) {
        read_marked_line(scan);
    } else if (scan->after_blank && scan->at < scan->line_end) {
        scan->in_container = false;
    }
}

static bool is_blank_line(const struct scan *scan)
{
    size_t at = scan->at;

    while (at < scan->line_end && is_space(scan->text[at]))
        at++;
    return at == scan->line_end;
}

/* Asking the parser: what would a line of text be after what is before it? */
struct question {
    int depth;  /* of containers */
    char fence; /* the mark of the code block that is open */
    bool in_paragraph;
    const char *sentinel;
    bool top_level; /* the answer: a paragraph outside of everything */
    char in_fence;  /* or a line of a code block with this mark */
};

static int question_enter(MD_BLOCKTYPE type, void *detail, void *userdata)
{
    struct question *question = userdata;

    if (type == MD_BLOCK_QUOTE || type == MD_BLOCK_UL || type == MD_BLOCK_OL)
        question->depth++;
    else if (type == MD_BLOCK_CODE)
        question->fence = ((MD_BLOCK_CODE_DETAIL *)detail)->fence_char;
    else if (type == MD_BLOCK_P)
        question->in_paragraph = true;
    return 0;
}

static int question_leave(MD_BLOCKTYPE type, void *detail, void *userdata)
{
    struct question *question = userdata;

    (void)detail;
    if (type == MD_BLOCK_QUOTE || type == MD_BLOCK_UL || type == MD_BLOCK_OL)
        question->depth--;
    else if (type == MD_BLOCK_CODE)
        question->fence = 0;
    else if (type == MD_BLOCK_P)
        question->in_paragraph = false;
    return 0;
}

static int question_span(MD_SPANTYPE type, void *detail, void *userdata)
{
    (void)type;
    (void)detail;
    (void)userdata;
    return 0;
}

static int question_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *userdata)
{
    struct question *question = userdata;

    (void)type;
    (void)size;
    if (text == question->sentinel) {
        question->top_level = question->depth == 0 && question->in_paragraph;
        question->in_fence = question->depth == 0 ? question->fence : '\0';
    }
    return 0;
}

void chunk_add_fence(struct buffer *out, struct fence fence)
{
    if (!fence.bytes)
        return;
    buffer_add_spaces(out, (int)fence.indent);
    for (size_t i = 0; i < fence.bytes; i++)
        buffer_add_char(out, fence.mark);
    buffer_add_char(out, '\n');
}

static struct question ask_parser(const struct scan *scan, size_t at)
{
    const MD_PARSER callbacks = {.flags = MD_FLAG_NOHTML | MD_FLAG_TABLES,
                                 .enter_block = question_enter,
                                 .leave_block = question_leave,
                                 .enter_span = question_span,
                                 .leave_span = question_span,
                                 .text = question_text};
    struct question question = {0};
    struct buffer text = {0};

    if (scan->certain == 0)
        chunk_add_fence(&text, scan->before);
    buffer_add(&text, scan->text + scan->certain, at - scan->certain);
    buffer_add_text(&text, "\n\nx\n");
    tame_nesting(&text);
    question.sentinel = text.data + text.bytes - 2;
    md_parse(text.data, (MD_SIZE)text.bytes, &callbacks, &question);
    buffer_free(&text);
    return question;
}

/* Whether the parser has it that the line begins a top-level block: then nothing is in doubt. */
static bool settle_doubt(struct scan *scan)
{
    size_t bytes = scan->at - scan->certain;
    char first = scan->text[scan->at];

    /* A fence in a list that is not closed ends at this line, unless it is a fence too: md4c then
     * takes it for the closing one. */
    if (bytes > scan->budget || first == '`' || first == '~')
        return false;
    scan->budget -= bytes;
    if (!ask_parser(scan, scan->at).top_level)
        return false;
    scan->doubt = false;
    scan->in_container = false;
    scan->fence.bytes = 0;
    return true;
}

/* Whether an item begins at `at`, of CommonMark or not. */
static bool begins_item(const struct scan *scan, size_t at)
{
    return list_marker(scan, at) ||
           numbering_opens((struct str){scan->text + at, scan->line_end - at});
}

/* Behind the marks of the quotes that the line stands in. */
static size_t after_quotes(const struct scan *scan)
{
    size_t at = scan->at;

    while (at < scan->line_end && (scan->text[at] == '>' || is_space(scan->text[at])))
        at++;
    return at;
}

/* Whether the line begins a top-level block, and one that does not go on with what is before it. */
static bool begins_block(struct scan *scan)
{
    if (!scan->after_blank || is_space(scan->text[scan->at]) || scan->at == scan->line_end ||
        begins_item(scan, after_quotes(scan)))
        return false;
    return scan->doubt ? settle_doubt(scan) : !scan->fence.bytes;
}

/* A byte that makes no markup at a line's beginning. */
static bool is_harmless(char byte)
{
    return (unsigned char)byte >= 0x80 || isalpha((unsigned char)byte);
}

/* A place within a line that is too long: after a full stop or a space if there is one near, else
 * between two code points. */
static size_t cut_line(const char *text, size_t at)
{
    size_t lowest = at - HARD_SEARCH_BYTES;

    for (size_t i = at; i > lowest; i--)
        if (is_harmless(text[i]) && memcmp(text + i - 3, "。", 3) == 0)
            return i;
    for (size_t i = at; i > lowest; i--)
        if (is_harmless(text[i]) && text[i - 1] == ' ')
            return i;
    for (size_t i = at; i > lowest; i--)
        if (is_harmless(text[i]) && ((unsigned char)text[i] & 0xC0) != 0x80)
            return i;
    for (size_t i = at; i + 4 > at; i--)
        if (((unsigned char)text[i] & 0xC0) != 0x80)
            return i;
    return at;
}

/* The fence that is open at a hard cut, as the parser sees it where that is in doubt. */
static struct fence settle_fence(const struct scan *scan, size_t at, struct fence fence)
{
    struct question answer;

    if (!scan->doubt)
        return fence;
    answer = ask_parser(scan, at);
    if (!answer.in_fence)
        return (struct fence){0};
    return fence.mark == answer.in_fence && fence.bytes ? fence
                                                        : (struct fence){answer.in_fence, 0, 3};
}

struct chunk_cut chunk_find_cut(const char *text, size_t bytes, struct fence open)
{
    struct scan scan = {.text = text,
                        .bytes = bytes,
                        .after_blank = true,
                        .budget = BUDGET_BYTES,
                        .before = open,
                        .fence = open};
    struct chunk_cut line = {0}, item = {0}; /* the last places for a hard cut */

    while (scan.at < bytes) {
        scan.line_end = line_end(text, bytes, scan.at, &scan.next);
        if (begins_block(&scan)) {
            if (scan.at >= CHUNK_SOFT_BYTES)
                return (struct chunk_cut){scan.at, true, {0}};
            scan.certain = scan.at;
        }
        line = (struct chunk_cut){scan.at, false, scan.fence};
        if (scan.at >= CHUNK_SOFT_BYTES && !scan.fence.bytes && !is_space(text[scan.at]) &&
            begins_item(&scan, scan.at))
            item = line;
        if (scan.next > CHUNK_HARD_BYTES && bytes > CHUNK_HARD_BYTES)
            break;
        read_line(&scan);
        scan.after_blank = is_blank_line(&scan);
        scan.at = scan.next;
    }
    if (bytes <= CHUNK_HARD_BYTES)
        return (struct chunk_cut){bytes, true, {0}};
    if (item.bytes)
        line = item;
    if (!line.bytes)
        line = (struct chunk_cut){cut_line(text, CHUNK_HARD_BYTES), false, scan.fence};
    line.fence = settle_fence(&scan, line.bytes, line.fence);
    return line;
}
