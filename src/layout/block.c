#include "layout/block.h"

#include "base/alloc.h"
#include "layout/align.h"
#include "layout/border.h"
#include "layout/fit.h"
#include "layout/table.h"
#include "layout/title.h"
#include "text/grapheme.h"
#include "text/kinsoku.h"
#include "text/linebreak.h"
#include "text/utf8.h"
#include "text/width.h"

#include <stdlib.h>

enum {
    CHARACTER_COLS = 2,                  /* width of a Han character */
    PARAGRAPH_COLS = 2 * CHARACTER_COLS, /* indent of a first line (clreq 3.1.2) */
    NARROW_PARAGRAPH_COLS = CHARACTER_COLS,
    NARROW_COLS = 24, /* a narrower text has the narrow indent */
    QUOTE_COLS = 2 * CHARACTER_COLS,
    LEAST_TEXT_COLS = 4 * CHARACTER_COLS, /* below this width of the text, indents shrink */
    BOX_COLS = 4,                         /* both sides of a box, each with a blank */
    LEAST_BOX_COLS = BOX_COLS + 4 * CHARACTER_COLS,
    LEAST_HANG_COLS = 10 * CHARACTER_COLS, /* a narrower text has no hanging margin */
};

static bool stands_apart(const struct block *block)
{
    switch (block->kind) {
    case BLOCK_HEADING:
    case BLOCK_CODE:
    case BLOCK_CAPTION:
    case BLOCK_RULE:
    case BLOCK_TABLE:
    case BLOCK_NOTE:
        return true;
    case BLOCK_PARAGRAPH:
    case BLOCK_KICKER:
    case BLOCK_TITLE:
    case BLOCK_SUBTITLE:
    case BLOCK_BYLINE:
    case BLOCK_LINK:
    case BLOCK_NEXT:
        break;
    }
    return false;
}

static bool is_header(const struct block *block)
{
    return block->kind == BLOCK_KICKER || block->kind == BLOCK_TITLE ||
           block->kind == BLOCK_SUBTITLE || block->kind == BLOCK_BYLINE;
}

/* Returns whether a blank line separates two paragraphs in the large style. Items that the author
 * did not separate stay one list, as in print: their markers hang, and a list of short items is
 * best taken in at one glance. */
static bool paragraphs_part(const struct block *block, const struct block *before)
{
    return block->kind == BLOCK_PARAGRAPH && before->kind == BLOCK_PARAGRAPH &&
           !(block->tight && before->tight);
}

/* Returns whether a blank line comes before the block: not between paragraphs, except in the large
 * style, but around anything that is not running text. */
static bool blank_before(const struct block *block, const struct block *before, bool large)
{
    if (!before || block->kind == BLOCK_NEXT || (block->continues && block->kind != BLOCK_TABLE))
        return false;
    if (is_header(before) != is_header(block) ||
        (before->kind == BLOCK_LINK) != (block->kind == BLOCK_LINK))
        return true;
    if ((large && paragraphs_part(block, before)) || block->note != before->note)
        return true;
    return stands_apart(block) || (stands_apart(before) && before->kind != BLOCK_HEADING) ||
           block->quote_depth != before->quote_depth;
}

static bool is_running_text(const struct block *block)
{
    return block->kind == BLOCK_PARAGRAPH || block->kind == BLOCK_NOTE;
}

/* Returns whether a table fits into `cols` without shrinking; if not, it gets no indent. */
static bool has_room(const struct table *table, int cols, const struct layout_options *options)
{
    return table_natural_cols(table, &options->style) <= cols;
}

/* Reduces an indent if it would leave the text too little room. */
static int afford_indent(int indent, int cols)
{
    int most = cols > LEAST_TEXT_COLS ? cols - LEAST_TEXT_COLS : 0;

    return indent < most ? indent : most;
}

/* Returns the indents of a block outside of lists, in text that begins at column `base`. */
static struct indents free_indents(const struct block *block, const struct layout_options *options,
                                   int cols, int base)
{
    switch (block->kind) {
    case BLOCK_PARAGRAPH:
    case BLOCK_NOTE:
        if (block->flush)
            return (struct indents){base, base};
        return (struct indents){
            base + (options->cols < NARROW_COLS ? NARROW_PARAGRAPH_COLS : PARAGRAPH_COLS), base};
    case BLOCK_CODE:
        return (struct indents){base + PARAGRAPH_COLS, base + PARAGRAPH_COLS};
    case BLOCK_TABLE:
        if (has_room(block->table, cols - base - PARAGRAPH_COLS, options))
            base += PARAGRAPH_COLS;
        return (struct indents){base, base};
    case BLOCK_HEADING:
    case BLOCK_CAPTION:
    case BLOCK_RULE:
    case BLOCK_KICKER:
    case BLOCK_TITLE:
    case BLOCK_SUBTITLE:
    case BLOCK_BYLINE:
    case BLOCK_LINK:
    case BLOCK_NEXT:
        break;
    }
    return (struct indents){base, base};
}

/* Returns the indents of a block. In a list, everything in an item is aligned with its first word.
 */
static struct indents block_indents(const struct block *block, const struct layout_options *options,
                                    int cols)
{
    int base = QUOTE_COLS * block->quote_depth + block->list_cols;
    struct indents indents = {base, base};

    if (!block->list_depth && !block->align)
        indents = free_indents(block, options, cols, base);
    if (is_running_text(block) && !block->align)
        indents = align_broken_lines(block->rich.text, indents);
    indents.first = afford_indent(indents.first, cols);
    indents.rest = afford_indent(indents.rest, cols);
    return indents;
}

static void add_line(struct block_lines *lines, struct block_line line)
{
    MEM_GROW(lines->lines, lines->cap, lines->count + 1);
    lines->lines[lines->count++] = line;
}

static struct str line_text(struct str text, const struct block_line *line)
{
    return (struct str){text.p + line->start, line->end - line->start};
}

/* Returns the bytes of the ideographic spaces that an author typed as an indent, which the layout
 * makes itself. */
static size_t typed_indent(struct str text)
{
    size_t at = 0;

    while (text.bytes - at >= 3 && memcmp(text.p + at, "\u3000", 3) == 0)
        at += 3;
    return at;
}

/* Ends a byline's line at its last space rather than within a name; returns it unchanged if it has
 * no space. */
static struct text_line whole_words(struct str text, size_t start, struct text_line line,
                                    const struct text_setting *setting)
{
    static const struct str WIDE_SPACE = {"\u3000", sizeof("\u3000") - 1};
    size_t next = line.next;

    if (next >= text.bytes || line.end < next)
        return line;
    while (next > start && text.p[next - 1] != ' ' &&
           (next - start < WIDE_SPACE.bytes ||
            memcmp(text.p + next - WIDE_SPACE.bytes, WIDE_SPACE.p, WIDE_SPACE.bytes) != 0))
        next--;
    if (next == start)
        return line;
    line.next = next;
    line.end = next - (text.p[next - 1] == ' ' ? 1 : WIDE_SPACE.bytes);
    line.cols = text_set_cols((struct str){text.p + start, line.end - start}, setting);
    return line;
}

/* Returns whether the line that begins at text[at] is indented like a first line. In running text
 * every line after the author's own line breaks is (CSS text-indent: each-line): see align.h. */
static bool is_first_line(const struct block *block, struct str text, size_t at, bool first)
{
    if (first)
        return !block->continues;
    return is_running_text(block) && text.p[at - 1] == '\n';
}

/* Returns whether the lines of a block may be chosen together. */
static bool is_fitted(const struct block *block)
{
    return block->kind != BLOCK_CODE && block->kind != BLOCK_BYLINE;
}

/* Fills lines with the text from `at` up to a hard line break or its end. Returns the offset after
 * it. */
static size_t fill_lines(struct block_lines *lines, const struct block *block, struct str text,
                         size_t at, struct indents indents, int end_col)
{
    bool first = is_first_line(block, text, at, lines->count == lines->blank_count);

    do {
        int indent = first ? indents.first : indents.rest;
        struct text_line line = text_line_next(text, at, end_col - indent, &lines->setting);

        if (block->kind == BLOCK_BYLINE)
            line = whole_words(text, at, line, &lines->setting);
        add_line(lines,
                 (struct block_line){LINE_TEXT, at, line.end, indent, line.cols, false, false});
        at = line.next;
        first = false;
    } while (at < text.bytes && text.p[at - 1] != '\n');
    return at;
}

/* Returns whether a block's lines are set as a title's. */
static bool is_title(const struct block *block)
{
    return !block->continues && (block->kind == BLOCK_HEADING || block->kind == BLOCK_KICKER ||
                                 block->kind == BLOCK_TITLE || block->kind == BLOCK_SUBTITLE);
}

/* Lays out text up to column `end_col`, beyond which only stops hang. */
static void lay_out_text(struct block_lines *lines, const struct block *block, struct str text,
                         const struct layout_options *options, struct indents indents, int end_col)
{
    size_t at = block->kind == BLOCK_PARAGRAPH && !block->continues ? typed_indent(text) : 0;
    bool justify = options->style.justify && is_running_text(block);

    if (lines->setting.hang)
        end_col += TEXT_HANG_COLS;
    while (at < text.bytes) {
        size_t first = lines->count;

        at = fill_lines(lines, block, text, at, indents, end_col);
        if (is_fitted(block))
            fit_lines(lines->lines + first, lines->count - first, (struct str){text.p, at}, end_col,
                      &lines->setting, is_title(block) ? title_cost : NULL);
        for (; first + 1 < lines->count; first++)
            lines->lines[first].fills = justify;
    }
}

/* Returns whether a block's lines are centred or set to the right: each is text of its own, neither
 * a row of a table, nor in a box, nor code. */
static bool is_aligned(const struct block *block)
{
    return block->align && block->kind != BLOCK_TABLE && block->kind != BLOCK_CAPTION &&
           block->kind != BLOCK_CODE;
}

/* Adds the lines of text that is composed already. */
static void take_lines(struct block_lines *lines, struct str text, int indent)
{
    for (size_t at = 0; at < text.bytes;) {
        const char *newline = memchr(text.p + at, '\n', text.bytes - at);
        size_t end = newline ? (size_t)(newline - text.p) : text.bytes;
        int cols = text_set_cols((struct str){text.p + at, end - at}, &lines->setting);

        add_line(lines, (struct block_line){LINE_TEXT, at, end, indent, cols, false, false});
        at = end + 1;
    }
}

/* Returns whether a line has no text. */
static bool is_blank(const struct block_line *line)
{
    return line->start == line->end;
}

/* Keeps a table's head on one page with its first row, its last row with the rule below, and the
 * lines of a row that is set apart by blank lines. */
static void keep_rows(struct block_lines *lines, const struct layout_options *options,
                      bool set_apart)
{
    const struct str rule = str_of(border_of(&options->style)->horizontal);
    bool in_head = !set_apart;

    for (size_t i = lines->blank_count; i + 1 < lines->count; i++) {
        struct str text = line_text(lines->composed->text, &lines->lines[i]);

        lines->lines[i].keeps =
            set_apart ? !is_blank(&lines->lines[i + 1]) : in_head || i + 2 == lines->count;
        in_head &= text.bytes < rule.bytes || memcmp(text.p, rule.p, rule.bytes) != 0;
    }
}

static void lay_out_table(struct block_lines *lines, const struct block *block,
                          const struct layout_options *options, struct indents indents,
                          struct arena *arena)
{
    int indent = indents.first > indents.rest ? indents.first : indents.rest;

    lines->composed = table_set_columns(block, lines->end_col - indent, &options->style, arena);
    if (lines->composed) {
        take_lines(lines, lines->composed->text, indent);
        keep_rows(lines, options,
                  table_is_set_apart(block->table, lines->end_col - indent, &options->style));
        return;
    }
    lines->composed = table_set_list(block, arena);
    lay_out_text(lines, block, lines->composed->text, options, indents, lines->end_col);
    keep_rows(lines, options, true);
}

/* Draws an image's caption in a centered box, in place of the image. */
static void lay_out_caption(struct block_lines *lines, const struct block *block,
                            const struct layout_options *options, struct indents indents)
{
    int base = indents.rest, room = lines->end_col - base, widest = LEAST_BOX_COLS - BOX_COLS;

    if (room < LEAST_BOX_COLS) {
        lay_out_text(lines, block, block->rich.text, options, indents, lines->end_col);
        return;
    }
    add_line(lines, (struct block_line){.kind = LINE_BOX_TOP});
    lay_out_text(lines, block, block->rich.text, options, (struct indents){0, 0}, room - BOX_COLS);
    for (size_t i = lines->blank_count; i < lines->count; i++)
        widest = lines->lines[i].cols > widest ? lines->lines[i].cols : widest;
    lines->box_cols = widest + BOX_COLS;
    lines->box_col = base + (room - lines->box_cols) / 2;
    for (size_t i = lines->blank_count; i < lines->count; i++)
        lines->lines[i].indent_cols = lines->box_col + BOX_COLS / 2;
    add_line(lines, (struct block_line){.kind = LINE_BOX_BOTTOM,
                                        .start = lines->lines[lines->count - 1].start,
                                        .end = lines->lines[lines->count - 1].start});
}

/* Puts the marker before the first line, whose indent grows if the marker is long. */
static void place_marker(struct block_lines *lines, struct str marker, struct indents *indents)
{
    int cols = marker_cols(marker, lines->setting.ambiguous_wide);

    lines->marker = marker;
    if (!marker.bytes)
        return;
    if (indents->first < cols)
        indents->first = cols;
    lines->marker_col = indents->first - cols;
}

/* Keeps headings and blank lines on one page with the next line, and a box or a signature on one
 * page. */
static void keep_together(struct block_lines *lines, const struct block *block)
{
    size_t kept =
        block->kind == BLOCK_HEADING || is_header(block) ? lines->count
        : block->kind == BLOCK_CAPTION || (is_aligned(block) && block->align == CELL_RIGHT)
            ? lines->count - 1
            : lines->blank_count;

    for (size_t i = 0; i < kept; i++)
        lines->lines[i].keeps = true;
}

/* Sets the typesetting options of the block and its right edge. */
static void set_options(struct block_lines *lines, const struct block *block,
                        const struct layout_options *options)
{
    bool has_margin = options->style.text.hang && options->cols >= LEAST_HANG_COLS;

    lines->setting = options->style.text;
    lines->setting.kinsoku = kinsoku_resolve(options->style.text.kinsoku, options->cols);
    lines->setting.hang = has_margin && is_running_text(block);
    if (block->kind == BLOCK_TABLE || block->kind == BLOCK_CODE || block->kind == BLOCK_LINK)
        lines->setting.spacing = false;
    lines->end_col = has_margin ? options->cols - TEXT_HANG_COLS : options->cols;
}

void block_lay_out(struct block_lines *lines, const struct block *block, const struct block *before,
                   const struct layout_options *options, struct arena *arena)
{
    struct indents indents;

    *lines = (struct block_lines){0};
    set_options(lines, block, options);
    indents = block_indents(block, options, lines->end_col);
    if (blank_before(block, before, options->style.large)) {
        add_line(lines, (struct block_line){.kind = LINE_TEXT});
        lines->blank_count = 1;
    }
    place_marker(lines, block->marker, &indents);
    if (block->kind == BLOCK_LINK)
        indents.rest = afford_indent(indents.first, lines->end_col);
    if (block->kind == BLOCK_TABLE)
        lay_out_table(lines, block, options, indents, arena);
    else if (block->kind == BLOCK_CAPTION)
        lay_out_caption(lines, block, options, indents);
    else
        lay_out_text(lines, block, block->rich.text, options, indents, lines->end_col);
    if (is_aligned(block))
        align_lines(lines, block);
    if (lines->count == lines->blank_count) /* a rule, or an item without text */
        add_line(lines,
                 (struct block_line){.kind = block->kind == BLOCK_RULE ? LINE_RULE : LINE_TEXT,
                                     .indent_cols = indents.first});
    keep_together(lines, block);
}

void block_lines_free(struct block_lines *lines)
{
    free(lines->lines);
    *lines = (struct block_lines){0};
}
