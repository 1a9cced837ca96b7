#include "prepare.h"

#include "base/alloc.h"
#include "base/ascii.h"
#include "html.h"
#include "line.h"
#include "prepare_internal.h"

#include <stdint.h>

void prepare_flush(struct prepare *prepare, size_t end)
{
    if (prepare->pending && prepare->source->copied < end)
        mask_copy(&prepare->mask, end);
    prepare->pending = false;
}

void prepare_add_blank_line(struct prepare *prepare, const struct line *line)
{
    source_add(prepare->source, prepare->mask.prefix);
    for (int i = 0; i < line->quotes; i++)
        source_add(prepare->source, str_of(">"));
    source_add(prepare->source, str_of("\n"));
}

void prepare_add_prefix(struct prepare *prepare, size_t start)
{
    if (prepare->boxes && prepare->source->copied == start)
        mask_add_prefix(&prepare->mask);
}

void prepare_begin_line(struct prepare *prepare, const struct line *line)
{
    prepare_add_prefix(prepare, line->start);
    if (prepare->source->copied < line->content)
        source_copy(prepare->source, line->content);
}

/* Returns the end mark of HTML that continues over blank lines, or NULL for other lines. */
static const char *verbatim_end(struct str content)
{
    static const char *const names[] = {"pre", "script", "style", "textarea"};
    static const char *const ends[] = {"</pre>", "</script>", "</style>", "</textarea>"};

    if (str_case_begins(content, "<!--"))
        return "-->";
    if (!content.bytes || content.p[0] != '<')
        return NULL;
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        size_t bytes = strlen(names[i]);
        struct str name = {content.p + 1, content.bytes - 1};

        if (str_case_begins(name, names[i]) &&
            (name.bytes == bytes || strchr(" \t>", name.p[bytes])))
            return ends[i];
    }
    return NULL;
}

/* Returns the offset after the consecutive comments that begin at text[at], up to the line's end.
 */
static size_t pass_comments(struct str text, size_t at, size_t end)
{
    for (;;) {
        size_t next = at, closing;

        while (next < end && text.p[next] == ' ')
            next++;
        if (!str_case_begins((struct str){text.p + next, end - next}, "<!--"))
            return at;
        closing = str_case_find((struct str){text.p, end}, next + 2, "-->");
        if (closing == SIZE_MAX)
            return at;
        at = closing + 3;
    }
}

/* Copies HTML up to its end mark `end`. Returns the offset to go on at: after its last line, or
 * after a comment that has text behind it. */
static size_t pass_verbatim(struct prepare *prepare, const struct line *line, const char *end)
{
    bool comment = strcmp(end, "-->") == 0;
    size_t closing = str_case_find(prepare->text, line->content + 1, end), last, next;

    prepare_begin_line(prepare, line);
    if (closing == SIZE_MAX) {
        if (comment)
            findings_add(prepare->mask.findings, FINDING_OPEN_COMMENT, (int64_t)line->content,
                         (struct str){0});
        mask_copy_raw(&prepare->mask, prepare->text.bytes);
        return prepare->text.bytes;
    }
    last = line_end(prepare->text.p, prepare->text.bytes, closing, &next);
    closing += strlen(end);
    if (comment)
        closing = pass_comments(prepare->text, closing, last);
    if (comment && !prepare->boxes && !line->quotes && !prepare->containers.item_count &&
        trim((struct str){prepare->text.p + closing, last - closing}).bytes) {
        mask_copy_raw(&prepare->mask, closing);
        source_add(prepare->source, str_of("\n"));
        return closing;
    }
    mask_copy_raw(&prepare->mask, next);
    return next;
}

/* Returns the bytes of the [^label]: that begins a footnote's definition, or 0 if there is none. */
static size_t definition_bytes(struct str content, struct str *label)
{
    size_t at = 2;

    if (!str_case_begins(content, "[^"))
        return 0;
    while (at < content.bytes && content.p[at] != ']' && content.p[at] != '[' &&
           content.p[at] != ' ')
        at++;
    if (at == 2 || at + 1 >= content.bytes || content.p[at] != ']' || content.p[at + 1] != ':')
        return 0;
    *label = (struct str){content.p + 2, at - 2};
    return at + 2;
}

/* Returns the end of the definition that begins with `line`: of its paragraph and of indented lines
 * after blank ones. */
static size_t definition_end(struct prepare *prepare, const struct line *line)
{
    struct containers containers = {.quotes = line->quotes, .after_text = true};
    size_t at = line->next, end = at;
    bool after_blank = false;

    while (at < prepare->text.bytes) {
        struct line next = lines_read(prepare->text, at, &containers);
        struct str label, content = line_content(prepare->text, &next);

        if (next.blank) {
            after_blank = true;
        } else {
            if (definition_bytes(content, &label) || (after_blank && next.indent < CODE_COLS) ||
                (!after_blank && next.indent < CODE_COLS &&
                 (line_is_heading(content) || line_fence(content) || next.item ||
                  line_is_rule(content))) ||
                next.quotes != line->quotes)
                break;
            after_blank = false;
            end = next.next;
        }
        at = next.next;
    }
    return end;
}

static size_t pass_definition(struct prepare *prepare, const struct line *line, size_t bytes,
                              struct str label)
{
    struct definitions *definitions = prepare->definitions;
    size_t end = definition_end(prepare, line);

    MEM_GROW(definitions->items, definitions->cap, definitions->count + 1);
    definitions->items[definitions->count++] =
        (struct definition){label, line->content + bytes, end, line->quotes, 0};
    if (prepare->after_text)
        prepare_add_blank_line(prepare, line);
    source_skip(prepare->source, end);
    prepare->after_text = false;
    return end;
}

/* Returns the content of a line in the open code fence; its pointer is NULL if the line is not in
 * the fence's quotes. */
static struct str fence_content(const struct prepare *prepare, size_t at, size_t end)
{
    const char *text = prepare->text.p;

    for (int quotes = 0;; quotes++, at++) {
        while (at < end && ascii_is_blank(text[at]))
            at++;
        if (quotes == prepare->fence_quotes)
            return (struct str){text + at, end - at};
        if (at == end || text[at] != '>')
            return (struct str){0};
    }
}

/* Copies a line of the open code fence. Returns false if the fence has ended with its quotes. */
static bool pass_fence_line(struct prepare *prepare, size_t at, size_t *next)
{
    size_t end = line_end(prepare->text.p, prepare->text.bytes, at, next);
    struct str content = fence_content(prepare, at, end);

    if (!content.p) {
        prepare->fence = 0;
        return false;
    }
    if (line_closes_fence(content, prepare->fence, prepare->fence_marks))
        prepare->fence = 0;
    prepare_add_prefix(prepare, at);
    mask_copy_raw(&prepare->mask, *next);
    prepare->after_text = false;
    return true;
}

/* Returns the offset after the line that closes the $$ formula at the beginning of the content, or
 * 0 if there is none or it does not close in this paragraph. */
static size_t formula_end(const struct prepare *prepare, const struct line *line)
{
    struct containers containers = prepare->containers;
    size_t at = line->content + 2;

    if (!str_case_begins(line_content(prepare->text, line), "$$"))
        return 0;
    for (struct line next = *line;; at = next.start) {
        if (str_case_find((struct str){prepare->text.p, next.end}, at, "$$") != SIZE_MAX)
            return next.next;
        if (next.next >= prepare->text.bytes)
            return 0;
        next = lines_read(prepare->text, next.next, &containers);
        if (next.blank)
            return 0;
    }
}

bool prepare_begins_block(struct str content, const struct line *line)
{
    return line->item || line_is_heading(content) || line_is_rule(content) ||
           html_begins_block(content);
}

/* Returns the offset of the target in a reference definition, [label]: target, or 0 if it is not
 * one. */
static size_t reference_target(struct str content)
{
    const char *bracket =
        content.bytes && content.p[0] == '[' ? memmem(content.p, content.bytes, "]:", 2) : NULL;

    return bracket ? (size_t)(bracket - content.p) + 2 : 0;
}

/* Turns <h2> to <h6> into <h1>, the only heading that md4c 0.4.8 takes for a block of HTML. */
static void mask_heading_tag(struct prepare *prepare, const struct line *line)
{
    struct str content = line_content(prepare->text, line);
    size_t at = content.bytes > 1 && content.p[1] == '/' ? 3 : 2;

    if (!html_begins_block(content) || content.bytes <= at || (content.p[at - 1] | 0x20) != 'h' ||
        content.p[at] < '2' || content.p[at] > '6')
        return;
    mask_byte(&prepare->mask, line->content + at, '1');
}

/* Copies a line of text. Returns the offset to go on at. */
static size_t pass_text(struct prepare *prepare, struct line *line)
{
    bool heading = line_is_heading(line_content(prepare->text, line));
    size_t cut = heading ? comments_cut(prepare, line) : 0;
    struct str content = line_content(prepare->text, line);
    size_t columns = rows_columns(prepare, line), target = reference_target(content), end;
    bool rule = line_is_rule(content), begins = prepare_begins_block(content, line);

    if (columns) {
        prepare_flush(prepare, line->start);
        return rows_pass_head(prepare, line, columns);
    }
    if (!prepare->after_text || begins)
        prepare->mask.lines = 0;
    if (!prepare->pending || target || begins) {
        prepare_flush(prepare, line->start);
        prepare_begin_line(prepare, line);
        mask_heading_tag(prepare, line);
        prepare->pending = true;
    }
    if (prepare->after_text && rows_is_delimiter(content))
        rows_mask_delimiter(prepare, line);
    if (rule) {
        mask_copy_raw(&prepare->mask, line->next);
    } else if (target) {
        mask_copy(&prepare->mask, line->content + target);
        mask_copy_raw(&prepare->mask, line->next);
    }
    if (heading || rule || target)
        prepare_flush(prepare, line->next);
    prepare->after_text = !heading && !rule;
    if (cut)
        return comments_skip(prepare, cut);
    if (!prepare->after_text)
        return line->next;
    end = formula_end(prepare, line);
    if (!end)
        end = comments_end(prepare, line);
    return end ? end : line->next;
}

static void pass_code_line(struct prepare *prepare, const struct line *line)
{
    prepare_flush(prepare, line->start);
    prepare_add_prefix(prepare, line->start);
    mask_copy_raw(&prepare->mask, line->next);
}

static void open_fence(struct prepare *prepare, const struct line *line, size_t marks)
{
    prepare_flush(prepare, line->start);
    prepare->fence = prepare->text.p[line->content];
    prepare->fence_marks = marks;
    prepare->fence_quotes = line->quotes;
    prepare_add_prefix(prepare, line->start);
    mask_copy_raw(&prepare->mask, line->next);
    prepare->after_text = false;
}

static void pass_blank(struct prepare *prepare, const struct line *line)
{
    prepare_flush(prepare, line->start);
    prepare_add_prefix(prepare, line->start);
    if (prepare->source->copied < line->next)
        source_copy(prepare->source, line->next);
    prepare->after_text = false;
}

/* Handles a line that opens something that continues on other lines. Returns the offset to go on
 * at, or 0 for any other line. */
static size_t pass_opening(struct prepare *prepare, const struct line *line)
{
    struct str content = line_content(prepare->text, line), label = {0};
    const char *end = verbatim_end(content);
    size_t marks = line_fence(content), bytes;

    if (boxes_pass(prepare, line))
        return line->next;
    if (marks) {
        open_fence(prepare, line, marks);
        return line->next;
    }
    if (end) {
        prepare_flush(prepare, line->start);
        prepare->after_text = false;
        return pass_verbatim(prepare, line, end);
    }
    if (!line->item && (bytes = definition_bytes(content, &label)) > 0) {
        prepare_flush(prepare, line->start);
        return pass_definition(prepare, line, bytes, label);
    }
    return 0;
}

/* Handles the line at text[at]. Returns the offset to go on at. */
static size_t pass_line(struct prepare *prepare, size_t at)
{
    struct line line;
    size_t next;

    if (prepare->fence && pass_fence_line(prepare, at, &next))
        return next;
    line = lines_read(prepare->text, at, &prepare->containers);
    if (prepare->columns && (next = rows_pass(prepare, &line)) > 0)
        return next;
    if (line.blank)
        pass_blank(prepare, &line);
    else if (line.indent >= CODE_COLS && !prepare->after_text)
        pass_code_line(prepare, &line);
    else if (line.indent < CODE_COLS && (next = pass_opening(prepare, &line)) > 0)
        return next;
    else
        return pass_text(prepare, &line);
    return line.next;
}

void prepare(struct source *source, struct definitions *definitions, struct findings *findings)
{
    struct prepare prepare = {.source = source,
                              .text = source->text,
                              .mask = {.source = source, .findings = findings},
                              .definitions = definitions};

    buffer_reserve(&source->input, source->text.bytes);
    for (size_t at = 0; at < source->text.bytes;)
        at = pass_line(&prepare, at);
    prepare_flush(&prepare, source->text.bytes);
    if (source->text.bytes && source->text.p[source->text.bytes - 1] != '\n')
        source_add(source, str_of("\n"));
    if (prepare.boxes)
        findings_add(findings, FINDING_OPEN_BOX, (int64_t)prepare.box_source, (struct str){0});
}
