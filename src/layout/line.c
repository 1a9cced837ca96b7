#include "layout/line.h"

#include "base/alloc.h"
#include "base/i18n.h"
#include "layout/border.h"
#include "layout/title.h"
#include "text/grapheme.h"

#include <stdlib.h>

static void add_piece(struct line_pieces *pieces, int col, struct str text, size_t start)
{
    MEM_GROW(pieces->items, pieces->cap, pieces->count + 1);
    pieces->items[pieces->count++] = (struct layout_piece){col, text, start};
}

static void add_decoration(struct line_pieces *pieces, int col, struct str text)
{
    add_piece(pieces, col, text, LAYOUT_DECORATION);
}

static void add_marker(struct line_pieces *pieces, const struct block_lines *lines, size_t index)
{
    if (index == lines->blank_count && lines->marker.bytes)
        add_decoration(pieces, lines->marker_col, lines->marker);
}

static void add_box_edge(struct line_pieces *pieces, const struct block_lines *lines, bool top,
                         const struct border *border)
{
    /* Only captions are boxed, each in place of its picture, hence the label. */
    const struct str label = str_of(top ? _("图") : "");
    int label_cols = label.bytes ? text_cols(label, false) + 2 : 0;

    buffer_add_text(&pieces->rule, top ? border->top_left : border->bottom_left);
    border_fill(&pieces->rule, border->horizontal, 1);
    if (label.bytes) {
        buffer_add_char(&pieces->rule, ' ');
        buffer_add_str(&pieces->rule, label);
        buffer_add_char(&pieces->rule, ' ');
    }
    border_fill(&pieces->rule, border->horizontal, lines->box_cols - 3 - label_cols);
    buffer_add_text(&pieces->rule, top ? border->top_right : border->bottom_right);
    add_decoration(pieces, lines->box_col, buffer_str(&pieces->rule));
}

/* Adds the line's text, split at added blank columns. */
static void add_text(struct line_pieces *pieces, const struct block_lines *lines,
                     const struct block_line *line, struct str text)
{
    struct str whole;
    int col = line->indent_cols, slack = lines->end_col - col - line->cols;
    size_t at = 0;

    if (line->start == line->end) /* a block without text has no pointer to add to */
        return;
    if (slack < 0) /* a stop hangs; one that half fits is to hang whole */
        slack += TEXT_HANG_COLS;
    if (!line->fills)
        slack = 0;
    whole = (struct str){text.p + line->start, line->end - line->start};
    pieces->gaps.count = 0;
    if (lines->setting.spacing || slack > 0)
        text_gaps_find(&pieces->gaps, whole, lines->setting.spacing, slack);
    for (size_t i = 0; i < pieces->gaps.count; i++) {
        const struct text_gap *gap = &pieces->gaps.items[i];
        struct str part = {whole.p + at, gap->at - at};

        add_piece(pieces, col, part, line->start + at);
        col += text_cols(part, lines->setting.ambiguous_wide) + gap->cols;
        at = gap->at;
    }
    if (at < whole.bytes)
        add_piece(pieces, col, (struct str){whole.p + at, whole.bytes - at}, line->start + at);
}

void line_compose(struct line_pieces *pieces, const struct block_lines *lines, size_t index,
                  struct str text, const struct layout_options *options)
{
    const struct block_line *line = &lines->lines[index];
    const struct border *border = border_of(&options->style);
    bool is_boxed = lines->box_cols && index >= lines->blank_count;

    pieces->count = 0;
    buffer_clear(&pieces->rule);
    switch (line->kind) {
    case LINE_RULE:
        border_fill(&pieces->rule, border->horizontal, lines->end_col);
        add_decoration(pieces, 0, buffer_str(&pieces->rule));
        break;
    case LINE_BOX_TOP:
    case LINE_BOX_BOTTOM:
        add_marker(pieces, lines, index);
        add_box_edge(pieces, lines, line->kind == LINE_BOX_TOP, border);
        break;
    case LINE_TEXT:
        add_marker(pieces, lines, index);
        if (is_boxed)
            add_decoration(pieces, lines->box_col, str_of(border->vertical));
        add_text(pieces, lines, line, text);
        if (is_boxed)
            add_decoration(pieces, lines->box_col + lines->box_cols - 1, str_of(border->vertical));
        break;
    }
}

void line_pieces_free(struct line_pieces *pieces)
{
    free(pieces->items);
    text_gaps_free(&pieces->gaps);
    buffer_free(&pieces->rule);
    *pieces = (struct line_pieces){0};
}

/* Returns how a short text outside of an article is set: without options that move its parts. */
static struct text_setting short_setting(const struct layout_style *style, int cols)
{
    return (struct text_setting){.kinsoku = kinsoku_resolve(style->text.kinsoku, cols),
                                 .ambiguous_wide = style->text.ambiguous_wide};
}

struct text_line layout_text_line(const struct layout_style *style, struct str text, size_t at,
                                  int cols)
{
    const struct text_setting setting = short_setting(style, cols);

    return text_line_next(text, at, cols, &setting);
}

struct text_line layout_title_line(const struct layout_style *style, struct str text, size_t at,
                                   int cols)
{
    const struct text_setting setting = short_setting(style, cols);

    return title_line_next(text, at, cols, &setting);
}
