#include "prepare.h"

#include "base/alloc.h"
#include "html.h"
#include "line.h"
#include "lines.h"
#include "mask.h"

#include <stdint.h>
#include <strings.h>

enum { CODE_COLS = 4, MAX_BOXES = 8, BOX_MARKS = 3 };

struct prepare {
    struct source *source;
    struct str text;
    struct mask mask;
    struct definitions *definitions;
    struct containers containers;
    bool after_text; /* the line before is one that a paragraph may go on from */
    bool no_comment; /* behind the line at hand no comment is closed */
    bool pending;    /* lines of a paragraph wait from source->copied on */
    char fence;      /* the mark of the code that is open, or 0 */
    size_t fence_marks;
    int fence_quotes;
    size_t columns; /* of the table that is open, or 0 */
    int table_quotes;
    int boxes;
    size_t box_source; /* of the outermost */
};

/* Puts the paragraph that waits into the input. */
static void flush(struct prepare *prepare, size_t end)
{
    if (prepare->pending && prepare->source->copied < end)
        mask_copy(&prepare->mask, end);
    prepare->pending = false;
}

/* An empty line before what would else go on with the lines before. */
static void add_blank_line(struct prepare *prepare, const struct line *line)
{
    source_add(prepare->source, prepare->mask.prefix);
    for (int i = 0; i < line->quotes; i++)
        source_add(prepare->source, str_of(">"));
    source_add(prepare->source, str_of("\n"));
}

/* The prefix of a line that begins here. */
static void add_prefix(struct prepare *prepare, size_t start)
{
    size_t indent = 0;

    if (!prepare->boxes || prepare->source->copied != start)
        return;
    while (indent < prepare->mask.indent && start + indent < prepare->text.bytes &&
           prepare->text.p[start + indent] == ' ')
        indent++;
    source_copy(prepare->source, start + indent);
    source_add(prepare->source, prepare->mask.prefix);
}

/* The beginning of a line, up to its content. */
static void begin_line(struct prepare *prepare, const struct line *line)
{
    add_prefix(prepare, line->start);
    if (prepare->source->copied < line->content)
        source_copy(prepare->source, line->content);
}

static bool starts_with(struct str text, const char *with)
{
    size_t bytes = strlen(with);

    return text.bytes >= bytes && strncasecmp(text.p, with, bytes) == 0;
}

/* HTML that goes on over blank lines until its end: returns that, NULL for other lines. */
static const char *verbatim_end(struct str content)
{
    static const char *const names[] = {"pre", "script", "style", "textarea"};
    static const char *const ends[] = {"</pre>", "</script>", "</style>", "</textarea>"};

    if (starts_with(content, "<!--"))
        return "-->";
    if (!content.bytes || content.p[0] != '<')
        return NULL;
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        size_t bytes = strlen(names[i]);
        struct str name = {content.p + 1, content.bytes - 1};

        if (starts_with(name, names[i]) && (name.bytes == bytes || strchr(" \t>", name.p[bytes])))
            return ends[i];
    }
    return NULL;
}

/* Where `what` begins, in any case, from text[at] on; SIZE_MAX: nowhere. */
static size_t find(struct str text, size_t at, const char *what)
{
    size_t bytes = strlen(what);

    for (const char *p; at < text.bytes && (p = memchr(text.p + at, what[0], text.bytes - at));) {
        at = (size_t)(p - text.p);
        if (text.bytes - at >= bytes && strncasecmp(p, what, bytes) == 0)
            return at;
        at++;
    }
    return SIZE_MAX;
}

/* Behind the comments that follow one another from text[at] on before the line's end. */
static size_t pass_comments(struct str text, size_t at, size_t end)
{
    for (;;) {
        size_t next = at, closing;

        while (next < end && text.p[next] == ' ')
            next++;
        if (!starts_with((struct str){text.p + next, end - next}, "<!--"))
            return at;
        closing = find((struct str){text.p, end}, next + 2, "-->");
        if (closing == SIZE_MAX)
            return at;
        at = closing + 3;
    }
}

/* Copies HTML of that kind. Returns where to go on: behind its last line, or at what stands behind
 * a comment. */
static size_t pass_verbatim(struct prepare *prepare, const struct line *line, const char *end)
{
    bool comment = strcmp(end, "-->") == 0;
    size_t closing = find(prepare->text, line->content + 1, end), last, next;

    begin_line(prepare, line);
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

/* The text behind a footnote's [^label]: at the content's beginning; 0: it is no definition. */
static size_t definition_bytes(struct str content, struct str *label)
{
    size_t at = 2;

    if (!starts_with(content, "[^"))
        return 0;
    while (at < content.bytes && content.p[at] != ']' && content.p[at] != '[' &&
           content.p[at] != ' ')
        at++;
    if (at == 2 || at + 1 >= content.bytes || content.p[at] != ']' || content.p[at + 1] != ':')
        return 0;
    *label = (struct str){content.p + 2, at - 2};
    return at + 2;
}

/* Where a definition ends that begins with `line`: with its paragraph, and what is indented behind
 * blank lines. */
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

    definitions->items = mem_grow(definitions->items, &definitions->cap, definitions->count + 1,
                                  sizeof(*definitions->items));
    definitions->items[definitions->count++] =
        (struct definition){label, line->content + bytes, end, line->quotes, 0};
    if (prepare->after_text)
        add_blank_line(prepare, line);
    source_skip(prepare->source, end);
    prepare->after_text = false;
    return end;
}

/* Whether the content is a table's second row. */
static bool is_delimiter_row(struct str content)
{
    bool dash = false;

    for (size_t i = 0; i < content.bytes; i++) {
        if (!strchr("|-: \t", content.p[i]) || !content.p[i])
            return false;
        if (content.p[i] == '-')
            dash = true;
        /* Dashes and colons are one stretch in a cell. */
        if (i && (content.p[i - 1] == ' ' || content.p[i - 1] == '\t') &&
            (content.p[i] == '-' || content.p[i] == ':')) {
            size_t before = i - 1;

            while (before && (content.p[before] == ' ' || content.p[before] == '\t'))
                before--;
            if (content.p[before] == '-' || content.p[before] == ':')
                return false;
        }
    }
    return dash && memchr(content.p, '|', content.bytes);
}

/* The columns of the table whose head is `line`; 0: it is none. */
static size_t table_columns(const struct prepare *prepare, const struct line *line)
{
    struct containers containers = prepare->containers;
    struct line next;
    struct str content;
    size_t cells;

    if (line->next >= prepare->text.bytes)
        return 0;
    next = lines_read(prepare->text, line->next, &containers);
    content = line_content(prepare->text, &next);
    if (next.item || next.blank || next.quotes != line->quotes || next.indent >= CODE_COLS ||
        !is_delimiter_row(content))
        return 0;
    cells = mask_count_cells(content);
    return cells == mask_count_cells(line_content(prepare->text, line)) ? cells : 0;
}

/* A table's second row, its cells three dashes long at the least. */
static void copy_delimiters(struct prepare *prepare, const struct line *line)
{
    static const struct str DASHES = {"---", 3};
    const char *text = prepare->text.p;

    begin_line(prepare, line);
    for (size_t at = line->content; at < line->end;) {
        size_t dashes = 0;

        while (at + dashes < line->end && text[at + dashes] == '-')
            dashes++;
        at += dashes ? dashes : 1;
        source_copy(prepare->source, at);
        if (dashes && dashes < DASHES.bytes)
            source_add(prepare->source, (struct str){DASHES.p, DASHES.bytes - dashes});
    }
    mask_copy_raw(&prepare->mask, line->next);
}

static void copy_row(struct prepare *prepare, const struct line *line)
{
    begin_line(prepare, line);
    mask_copy_row(&prepare->mask, line->end, prepare->columns);
    if (prepare->source->copied < line->next)
        mask_copy_raw(&prepare->mask, line->next);
}

/* A table's head and its second row. Returns where its third begins. */
static size_t pass_table_head(struct prepare *prepare, const struct line *line, size_t columns)
{
    struct line second;

    if (prepare->after_text && !line->item)
        add_blank_line(prepare, line);
    prepare->columns = columns;
    prepare->table_quotes = line->quotes;
    copy_row(prepare, line);
    second = lines_read(prepare->text, line->next, &prepare->containers);
    copy_delimiters(prepare, &second);
    prepare->after_text = false;
    return second.next;
}

/* A box's name and its title: ::: tip 标题. */
static void open_box(struct prepare *prepare, const struct line *line, struct str name)
{
    struct source *source = prepare->source;
    size_t start = (size_t)(name.p - prepare->text.p), at = start;

    if (!prepare->boxes) {
        prepare->mask.indent = line->content - line->start;
        prepare->box_source = line->content;
    }
    prepare->boxes++;
    prepare->mask.prefix = (struct str){"> > > > > > > > ", (size_t)prepare->boxes * 2};
    if (prepare->after_text)
        add_blank_line(prepare, &(struct line){0});
    begin_line(prepare, line);
    source_skip(source, start);
    while (at < line->end && !strchr(" \t[{", prepare->text.p[at]))
        at++;
    source_add(source, str_of("[!"));
    source_copy(source, at);
    source_add(source, str_of("]"));
    if (at < line->end && prepare->text.p[at] == '[' && prepare->text.p[line->end - 1] == ']') {
        source_add(source, str_of(" "));
        source_skip(source, at + 1);
        mask_copy(&prepare->mask, line->end - 1);
        source_skip(source, line->end);
    } else {
        mask_copy(&prepare->mask, line->end);
    }
    if (source->copied < line->next)
        source_copy(source, line->next);
    if (source->copied == prepare->text.bytes)
        source_add(source, str_of("\n"));
    prepare->after_text = true;
}

static void close_box(struct prepare *prepare, const struct line *line)
{
    source_skip(prepare->source, line->end);
    prepare->boxes--;
    prepare->mask.prefix.bytes = (size_t)prepare->boxes * 2;
    if (prepare->source->copied < line->next)
        source_copy(prepare->source, line->next);
    source_add(prepare->source, prepare->mask.prefix);
    source_add(prepare->source, str_of("\n"));
    prepare->after_text = false;
}

/* Whether the line is one of three colons or more that opens a box, by its name, or closes one. */
static bool is_box(const struct prepare *prepare, const struct line *line, struct str *name)
{
    size_t marks = 0;

    *name = line_content(prepare->text, line);
    while (marks < name->bytes && name->p[marks] == ':')
        marks++;
    if (marks < BOX_MARKS || line->quotes || line->item || line->indent >= CODE_COLS)
        return false;
    *name = trim((struct str){name->p + marks, name->bytes - marks});
    return name->bytes ? prepare->boxes < MAX_BOXES : prepare->boxes > 0;
}

static bool pass_box(struct prepare *prepare, const struct line *line)
{
    struct str name;

    if (!is_box(prepare, line, &name))
        return false;
    flush(prepare, line->start);
    prepare->columns = 0;
    if (name.bytes)
        open_box(prepare, line, name);
    else
        close_box(prepare, line);
    return true;
}

/* The content of a line within the open code, where the line is in its quotes; else NULL. */
static struct str fence_content(const struct prepare *prepare, size_t at, size_t end)
{
    const char *text = prepare->text.p;

    for (int quotes = 0;; quotes++, at++) {
        while (at < end && (text[at] == ' ' || text[at] == '\t'))
            at++;
        if (quotes == prepare->fence_quotes)
            return (struct str){text + at, end - at};
        if (at == end || text[at] != '>')
            return (struct str){0};
    }
}

/* A line within code; false where the code has ended with its quotes. */
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
    add_prefix(prepare, at);
    mask_copy_raw(&prepare->mask, *next);
    prepare->after_text = false;
    return true;
}

/* Where the line ends on which a formula of two dollars closes that opens the content; 0: it does
 * not, or not in this paragraph. */
static size_t formula_end(const struct prepare *prepare, const struct line *line)
{
    struct containers containers = prepare->containers;
    size_t at = line->content + 2;

    if (!starts_with(line_content(prepare->text, line), "$$"))
        return 0;
    for (struct line next = *line;; at = next.start) {
        if (find((struct str){prepare->text.p, next.end}, at, "$$") != SIZE_MAX)
            return next.next;
        if (next.next >= prepare->text.bytes)
            return 0;
        next = lines_read(prepare->text, next.next, &containers);
        if (next.blank)
            return 0;
    }
}

/* A comment that is opened behind other text and closed on another line. */
struct comment {
    size_t start;
    size_t end;
};

/* The first comment like that which is opened between text[at] and the line's end; false: none. */
static bool find_comment(struct prepare *prepare, size_t at, size_t end, struct comment *comment)
{
    const char *text = prepare->text.p;

    if (prepare->no_comment || !memchr(text + at, '<', end - at))
        return false;
    for (size_t bytes; at < end; at += bytes) {
        size_t closing = SIZE_MAX;

        bytes = text[at] == '\\' ? 2 : 1;
        if (text[at] == '`') {
            while (at + bytes < end && text[at + bytes] == '`')
                bytes++;
            closing = mask_code_end(text, at, bytes, end);
            if (closing != SIZE_MAX)
                at = closing;
        } else if (starts_with((struct str){text + at, end - at}, "<!--")) {
            closing = find(prepare->text, at + 2, "-->");
            prepare->no_comment = closing == SIZE_MAX;
            *comment = (struct comment){at, closing + 3};
            if (prepare->no_comment || closing >= end)
                return !prepare->no_comment;
            at = closing;
        }
    }
    return false;
}

/* Where the line ends on which the last comment is closed that this one opens behind other text,
 * or another one behind that; 0: there is none, or it ends on this line. */
static size_t comment_end(struct prepare *prepare, const struct line *line)
{
    struct comment comment = {.end = line->content};
    size_t end = line->end, next = 0;

    while (find_comment(prepare, comment.end, end, &comment))
        end = line_end(prepare->text.p, prepare->text.bytes, comment.end - 1, &next);
    return next;
}

/* Takes a comment that goes on over lines off a heading or a row. Returns where it ends; 0: there
 * is none. */
static size_t cut_comment(struct prepare *prepare, struct line *line)
{
    struct comment comment;

    if (!find_comment(prepare, line->content, line->end, &comment))
        return 0;
    line->end = line->next = comment.start;
    return comment.end;
}

/* Goes on behind a comment that was cut off, on a line of its own. */
static size_t skip_comment(struct prepare *prepare, size_t end)
{
    size_t next, last = line_end(prepare->text.p, prepare->text.bytes, end, &next);

    if (!trim((struct str){prepare->text.p + end, last - end}).bytes)
        end = next;
    source_skip(prepare->source, end);
    source_add(prepare->source, str_of("\n"));
    return end;
}

/* Whether a line begins a block of its own, so that no paragraph or table goes on with it. */
static bool begins_block(struct str content, const struct line *line)
{
    return line->item || line_is_heading(content) || line_is_rule(content) ||
           html_begins_block(content);
}

/* Where the target begins in the definition of a reference, [label]: target; 0: it is none. */
static size_t reference_target(struct str content)
{
    const char *bracket =
        content.bytes && content.p[0] == '[' ? memmem(content.p, content.bytes, "]:", 2) : NULL;

    return bracket ? (size_t)(bracket - content.p) + 2 : 0;
}

/* md4c 0.4.8 takes <h1> alone for a block of HTML, of the six headings. */
static void mask_heading_tag(struct prepare *prepare, const struct line *line)
{
    struct str content = line_content(prepare->text, line);
    size_t at = content.bytes > 1 && content.p[1] == '/' ? 3 : 2;

    if (!html_begins_block(content) || content.bytes <= at || (content.p[at - 1] | 0x20) != 'h' ||
        content.p[at] < '2' || content.p[at] > '6')
        return;
    source_copy(prepare->source, line->content + at + 1);
    prepare->source->input.data[prepare->source->input.bytes - 1] = '1';
}

/* A table's second row that has another number of cells than the line before makes no table. */
static void mask_delimiter_row(struct prepare *prepare, const struct line *line)
{
    struct str content = line_content(prepare->text, line);
    const char *dash = memchr(content.p, '-', content.bytes);

    flush(prepare, line->start);
    begin_line(prepare, line);
    source_copy(prepare->source, (size_t)(dash - prepare->text.p) + 1);
    prepare->source->input.data[prepare->source->input.bytes - 1] = 'x';
    prepare->pending = true;
}

/* A line of text. Returns where the one behind it begins. */
static size_t pass_text(struct prepare *prepare, struct line *line)
{
    bool heading = line_is_heading(line_content(prepare->text, line));
    size_t cut = heading ? cut_comment(prepare, line) : 0;
    struct str content = line_content(prepare->text, line);
    size_t columns = table_columns(prepare, line), target = reference_target(content), end;
    bool alone = heading || line_is_rule(content);

    if (columns) {
        flush(prepare, line->start);
        return pass_table_head(prepare, line, columns);
    }
    if (!prepare->after_text || begins_block(content, line))
        prepare->mask.lines = 0;
    if (!prepare->pending || target || begins_block(content, line)) {
        flush(prepare, line->start);
        begin_line(prepare, line);
        mask_heading_tag(prepare, line);
        prepare->pending = true;
    }
    if (prepare->after_text && is_delimiter_row(content))
        mask_delimiter_row(prepare, line);
    if (line_is_rule(content)) {
        mask_copy_raw(&prepare->mask, line->next);
    } else if (target) {
        mask_copy(&prepare->mask, line->content + target);
        mask_copy_raw(&prepare->mask, line->next);
    }
    if (alone || target)
        flush(prepare, line->next);
    prepare->after_text = !alone;
    if (cut)
        return skip_comment(prepare, cut);
    end = alone ? 0 : formula_end(prepare, line);
    if (!end && !alone)
        end = comment_end(prepare, line);
    return end ? end : line->next;
}

static void pass_code_line(struct prepare *prepare, const struct line *line)
{
    flush(prepare, line->start);
    add_prefix(prepare, line->start);
    mask_copy_raw(&prepare->mask, line->next);
}

/* A line while a table is open: another row, or its end. Returns where to go on behind a row; 0: it
 * is none. */
static size_t pass_row(struct prepare *prepare, struct line *line)
{
    struct str content = line_content(prepare->text, line), name;
    size_t cut;

    if (!line->blank && !line->item && !begins_block(content, line) && !line_fence(content) &&
        !is_box(prepare, line, &name) && line->quotes == prepare->table_quotes) {
        cut = cut_comment(prepare, line);
        copy_row(prepare, line);
        return cut ? skip_comment(prepare, cut) : line->next;
    }
    prepare->columns = 0;
    if (!line->blank)
        add_blank_line(prepare, line);
    return 0;
}

static void open_fence(struct prepare *prepare, const struct line *line, size_t marks)
{
    flush(prepare, line->start);
    prepare->fence = prepare->text.p[line->content];
    prepare->fence_marks = marks;
    prepare->fence_quotes = line->quotes;
    add_prefix(prepare, line->start);
    mask_copy_raw(&prepare->mask, line->next);
    prepare->after_text = false;
}

static void pass_blank(struct prepare *prepare, const struct line *line)
{
    flush(prepare, line->start);
    add_prefix(prepare, line->start);
    if (prepare->source->copied < line->next)
        source_copy(prepare->source, line->next);
    prepare->after_text = false;
}

/* A line that opens something that goes on over other lines. Returns where to go on; 0: it is none.
 */
static size_t pass_opening(struct prepare *prepare, const struct line *line)
{
    struct str content = line_content(prepare->text, line), label = {0};
    const char *end = verbatim_end(content);
    size_t marks = line_fence(content), bytes;

    if (pass_box(prepare, line))
        return line->next;
    if (marks) {
        open_fence(prepare, line, marks);
        return line->next;
    }
    if (end) {
        flush(prepare, line->start);
        prepare->after_text = false;
        return pass_verbatim(prepare, line, end);
    }
    if (!line->item && (bytes = definition_bytes(content, &label)) > 0) {
        flush(prepare, line->start);
        return pass_definition(prepare, line, bytes, label);
    }
    return 0;
}

/* Takes the line at text[at]. Returns where to go on. */
static size_t pass_line(struct prepare *prepare, size_t at)
{
    struct line line;
    size_t next;

    if (prepare->fence && pass_fence_line(prepare, at, &next))
        return next;
    line = lines_read(prepare->text, at, &prepare->containers);
    if (prepare->columns && (next = pass_row(prepare, &line)) > 0)
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

    for (size_t at = 0; at < source->text.bytes;)
        at = pass_line(&prepare, at);
    flush(&prepare, source->text.bytes);
    if (source->text.bytes && source->text.p[source->text.bytes - 1] != '\n')
        source_add(source, str_of("\n"));
    if (prepare.boxes)
        findings_add(findings, FINDING_OPEN_BOX, (int64_t)prepare.box_source, (struct str){0});
}
