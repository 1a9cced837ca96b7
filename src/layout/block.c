#include "layout/block.h"

#include "base/alloc.h"
#include "base/i18n.h"
#include "layout/table.h"
#include "text/grapheme.h"
#include "text/kinsoku.h"
#include "text/linebreak.h"
#include "text/utf8.h"
#include "text/width.h"

#include <stdlib.h>

enum {
    CHARACTER_COLS = 2,                  /* of a Han character */
    PARAGRAPH_COLS = 2 * CHARACTER_COLS, /* a first line's indent (clreq 3.1.2) */
    LIST_COLS = 2 * CHARACTER_COLS,
    QUOTE_COLS = 2 * CHARACTER_COLS,
    LEAST_TEXT_COLS = 4 * CHARACTER_COLS, /* indents give way before the text gets narrower */
};

struct indents {
    int first;
    int rest;
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
    default:
        return false;
    }
}

static bool is_header(const struct block *block)
{
    return block->kind == BLOCK_KICKER || block->kind == BLOCK_TITLE ||
           block->kind == BLOCK_SUBTITLE || block->kind == BLOCK_BYLINE;
}

/* Paragraphs follow one another without a blank line; what is not running text stands apart. */
static bool blank_before(const struct block *block, const struct block *before)
{
    if (!before || block->kind == BLOCK_NEXT)
        return false;
    if (is_header(before) != is_header(block))
        return true;
    return stands_apart(block) || (stands_apart(before) && before->kind != BLOCK_HEADING) ||
           block->quote_depth != before->quote_depth;
}

/* A table gives up its indent where it would have to be shrunk for it. */
static bool has_room(const struct table *table, int indent, const struct layout_options *options)
{
    return table_natural_cols(table, options->ambiguous_wide) <= options->cols - indent;
}

static struct indents block_indents(const struct block *block, const struct layout_options *options)
{
    int cols = options->cols;
    int base = QUOTE_COLS * block->quote_depth + LIST_COLS * block->list_depth;
    struct indents indents = {base, base};
    int most = cols > LEAST_TEXT_COLS ? cols - LEAST_TEXT_COLS : 0;

    switch (block->kind) {
    case BLOCK_PARAGRAPH:
    case BLOCK_NOTE:
        if (!block->list_depth)
            indents.first += PARAGRAPH_COLS;
        break;
    case BLOCK_CAPTION:
    case BLOCK_CODE:
        indents.first += PARAGRAPH_COLS;
        indents.rest += PARAGRAPH_COLS;
        break;
    case BLOCK_TABLE:
        if (has_room(block->table, base + PARAGRAPH_COLS, options)) {
            indents.first += PARAGRAPH_COLS;
            indents.rest += PARAGRAPH_COLS;
        }
        break;
    default:
        break;
    }
    if (indents.first > most)
        indents.first = most;
    if (indents.rest > most)
        indents.rest = most;
    return indents;
}

static struct str block_marker(const struct block *block)
{
    return block->kind == BLOCK_CAPTION ? str_of(_("▲")) : block->marker;
}

static void add_line(struct block_lines *lines, size_t *cap, struct block_line line)
{
    lines->lines = mem_grow(lines->lines, cap, lines->count + 1, sizeof(*lines->lines));
    lines->lines[lines->count++] = line;
}

/* Is the text one character and nothing but stops and closing marks after it? */
static bool is_single_character(struct str text)
{
    size_t at = 0, characters = 0;

    while (at < text.bytes) {
        char32_t cp;

        at += utf8_decode(text.p + at, text.bytes - at, &cp);
        if (text_width(cp, false) == 0 || (kinsoku_of(cp) & KINSOKU_NOT_START))
            continue;
        if (text_width(cp, false) != CHARACTER_COLS || ++characters > 1)
            return false;
    }
    return characters == 1;
}

/* No paragraph ends in a line of one character (孤字): one unit of the line above goes with it. */
static void mend_orphan(struct block_lines *lines, struct str text,
                        const struct layout_options *options, struct indents indents)
{
    struct block_line *last, *above;
    size_t cut;
    int cols;

    if (lines->count - lines->blank_count < 2)
        return;
    last = &lines->lines[lines->count - 1];
    above = last - 1;
    if (!is_single_character((struct str){text.p + last->start, last->end - last->start}))
        return;
    cut = text_last_break(text, above->start, above->end);
    /* Nothing to give, or a hard line break above. */
    if (cut == above->start || text.p[last->start - 1] == '\n')
        return;
    cols = text_cols((struct str){text.p + cut, last->end - cut}, options->ambiguous_wide);
    if (cols > options->cols - indents.rest)
        return;
    last->start = cut;
    last->cols = cols;
    above->end = cut;
    while (above->end > above->start && text.p[above->end - 1] == ' ')
        above->end--;
    above->cols = text_cols((struct str){text.p + above->start, above->end - above->start},
                            options->ambiguous_wide);
    last->indent_cols = indents.rest;
}

/* The spaces that somebody typed for an indent, which is the layout's to make. */
static size_t typed_indent(struct str text)
{
    size_t at = 0;

    while (text.bytes - at >= 3 && memcmp(text.p + at, "\u3000", 3) == 0)
        at += 3;
    return at;
}

static void lay_out_text(struct block_lines *lines, size_t *cap, const struct block *block,
                         struct str text, const struct layout_options *options,
                         struct indents indents)
{
    size_t at = block->kind == BLOCK_PARAGRAPH ? typed_indent(text) : 0;

    while (at < text.bytes) {
        bool first = lines->count == lines->blank_count;
        int indent = first ? indents.first : indents.rest;
        struct text_line line =
            text_line_next(text, at, options->cols - indent, options->ambiguous_wide);

        add_line(lines, cap, (struct block_line){at, line.end, indent, line.cols});
        at = line.next;
    }
    if (block->kind == BLOCK_PARAGRAPH || block->kind == BLOCK_NOTE)
        mend_orphan(lines, text, options, indents);
}

/* Text whose lines are made already. */
static void take_lines(struct block_lines *lines, size_t *cap, struct str text, int indent,
                       const struct layout_options *options)
{
    for (size_t at = 0; at < text.bytes;) {
        const char *newline = memchr(text.p + at, '\n', text.bytes - at);
        size_t end = newline ? (size_t)(newline - text.p) : text.bytes;
        int cols = text_cols((struct str){text.p + at, end - at}, options->ambiguous_wide);

        add_line(lines, cap, (struct block_line){at, end, indent, cols});
        at = end + 1;
    }
}

static void lay_out_table(struct block_lines *lines, size_t *cap, const struct block *block,
                          const struct layout_options *options, struct indents indents,
                          struct arena *arena)
{
    int indent = indents.first > indents.rest ? indents.first : indents.rest;

    lines->composed =
        table_set_columns(block, options->cols - indent, options->ambiguous_wide, arena);
    if (lines->composed) {
        take_lines(lines, cap, lines->composed->text, indent, options);
        return;
    }
    lines->composed = table_set_list(block, arena);
    lay_out_text(lines, cap, block, lines->composed->text, options, indents);
}

void block_lay_out(struct block_lines *lines, const struct block *block, const struct block *before,
                   const struct layout_options *options, struct arena *arena)
{
    struct indents indents = block_indents(block, options);
    size_t cap = 0;

    *lines = (struct block_lines){0};
    if (blank_before(block, before)) {
        add_line(lines, &cap, (struct block_line){0});
        lines->blank_count = 1;
    }
    lines->marker = block_marker(block);
    if (lines->marker.bytes) {
        int marker_cols = text_cols(lines->marker, options->ambiguous_wide) + 1;

        if (indents.first < marker_cols)
            indents.first = marker_cols;
        lines->marker_col = indents.first - marker_cols;
    }
    if (block->table)
        lay_out_table(lines, &cap, block, options, indents, arena);
    else
        lay_out_text(lines, &cap, block, block->rich.text, options, indents);
    if (lines->count == lines->blank_count) /* a rule, or an item without text */
        add_line(lines, &cap, (struct block_line){0, 0, indents.first, 0});
}

void block_lines_free(struct block_lines *lines)
{
    free(lines->lines);
    *lines = (struct block_lines){0};
}
