#include "view/frame.h"

#include "base/alloc.h"
#include "text/glyph.h"
#include "text/grapheme.h"
#include "text/utf8.h"
#include "text/width.h"

#include <stdlib.h>

static const struct cell BLANK = {.cps = {' '}, .cols = 1};

static void blank(struct frame *frame, int line, int col, int end, struct style style)
{
    struct cell cell = BLANK;

    cell.style = style;
    for (; col < end; col++)
        *frame_cell(frame, line, col) = cell;
}

void frame_reset(struct frame *frame, int cols, int lines, bool ambiguous_wide)
{
    if (cols != frame->cols || lines != frame->lines)
        frame->cells = mem_resize(frame->cells, (size_t)cols * (size_t)lines, sizeof(struct cell));
    frame->cols = cols;
    frame->lines = lines;
    frame->ambiguous_wide = ambiguous_wide;
    frame->cursor_line = frame->cursor_col = -1;
    frame->target_count = 0;
    frame->linked = false;
    urls_make_room(&frame->urls);
    blank(frame, 0, 0, cols, (struct style){ROLE_TEXT, 0});
    for (int line = 1; line < lines; line++)
        memcpy(frame_cell(frame, line, 0), frame->cells, (size_t)cols * sizeof(struct cell));
}

struct cell *frame_cell(const struct frame *frame, int line, int col)
{
    return &frame->cells[(size_t)line * (size_t)frame->cols + (size_t)col];
}

/* Blanks the other half of a wide character before one of its two cells is written. */
static void split_wide(struct frame *frame, int line, int col)
{
    struct cell *cell = frame_cell(frame, line, col);

    if (cell->cols == 0 && col > 0) {
        struct style style = frame_cell(frame, line, col - 1)->style;

        *frame_cell(frame, line, col - 1) = BLANK;
        frame_cell(frame, line, col - 1)->style = style;
    }
    if (cell->cols == 2 && col + 1 < frame->cols) {
        *frame_cell(frame, line, col + 1) = BLANK;
        frame_cell(frame, line, col + 1)->style = cell->style;
    }
}

static void put_cell(struct frame *frame, int line, int col, const struct cell *cell)
{
    struct cell *to = frame_cell(frame, line, col);

    if (to->cols != 1)
        split_wide(frame, line, col);
    if (cell->cols == 2 && to[1].cols != 1)
        split_wide(frame, line, col + 1);
    *to = *cell;
    if (cell->cols == 2)
        to[1] = (struct cell){.style = cell->style};
}

/* Writes a cluster that needs more than one code point: a cell for each spacing code point, with
 * the combining ones after it. Takes exactly the columns that the layout counted; code points
 * joined by a ZWJ and emoji modifiers, for which it counted none, are left out. */
static void put_cluster(struct frame *frame, int line, int col, struct str text, int cols,
                        struct style style)
{
    struct cell cell = {.style = style};
    int end = col + cols;
    size_t at = 0, count = 0;

    while (at < text.bytes) {
        char32_t cp, glyph;
        int width;

        at += utf8_decode(text.p + at, text.bytes - at, &cp);
        width = text_width(cp, frame->ambiguous_wide);
        glyph = text_glyph(cp, frame->ambiguous_wide);
        if (!glyph || width > end - col - cell.cols)
            continue;
        if (width > 0) {
            if (count)
                put_cell(frame, line, col, &cell);
            col += cell.cols;
            cell = (struct cell){.cps = {glyph}, .cols = (uint8_t)width, .style = style};
            count = 1;
        } else if (width == 0 && count && count < CELL_CODE_POINTS) {
            cell.cps[count++] = glyph;
        }
    }
    if (count)
        put_cell(frame, line, col, &cell);
    for (col += cell.cols; col < end; col++)
        put_cell(frame, line, col, &(struct cell){.cps = {' '}, .cols = 1, .style = style});
}

int frame_put(struct frame *frame, int line, int col, int end, struct str text, struct style style)
{
    size_t at = 0;

    if (end > frame->cols)
        end = frame->cols;
    if (line < 0 || line >= frame->lines || col < 0)
        return col;
    while (at < text.bytes) {
        struct grapheme cluster =
            grapheme_next(text.p + at, text.bytes - at, frame->ambiguous_wide);
        char32_t cp;

        if (col + cluster.cols > end)
            break;
        if (utf8_decode(text.p + at, text.bytes - at, &cp) == cluster.bytes && cluster.cols > 0)
            put_cell(frame, line, col,
                     &(struct cell){.cps = {text_glyph(cp, frame->ambiguous_wide)},
                                    .cols = (uint8_t)cluster.cols,
                                    .style = style});
        else if (cluster.cols > 0)
            put_cluster(frame, line, col, (struct str){text.p + at, cluster.bytes}, cluster.cols,
                        style);
        col += cluster.cols;
        at += cluster.bytes;
    }
    return col;
}

int frame_put_cut(struct frame *frame, int line, int col, int end, struct str text,
                  struct style style)
{
    const struct str mark = str_of("…");
    int mark_cols = text_cols(mark, frame->ambiguous_wide);

    if (text_cols(text, frame->ambiguous_wide) <= end - col)
        return frame_put(frame, line, col, end, text, style);
    text.bytes = text_fit(text, end - col - mark_cols, frame->ambiguous_wide, NULL);
    col = frame_put(frame, line, col, end, text, style);
    return frame_put(frame, line, col, end, mark, style);
}

void frame_fill(struct frame *frame, int line, int col, int end, struct style style)
{
    if (end > frame->cols)
        end = frame->cols;
    if (col < 0)
        col = 0;
    if (line < 0 || line >= frame->lines || col >= end)
        return;
    split_wide(frame, line, col);
    split_wide(frame, line, end - 1);
    blank(frame, line, col, end, style);
}

void frame_add_target(struct frame *frame, int line, int col, int end, struct target target)
{
    MEM_GROW(frame->targets, frame->target_cap, frame->target_count + 1);
    frame->targets[frame->target_count++] = (struct frame_target){line, col, end, target};
}

struct target frame_target_at(const struct frame *frame, int line, int col)
{
    for (size_t i = frame->target_count; i-- > 0;) {
        const struct frame_target *target = &frame->targets[i];

        if (target->line == line && target->col <= col && col < target->end)
            return target->target;
    }
    return (struct target){0};
}

void frame_link(struct frame *frame, int line, int col, int end, struct str target)
{
    uint16_t link = urls_number(&frame->urls, target);

    if (!link || line < 0 || line >= frame->lines)
        return;
    for (; col < end && col < frame->cols; col++) {
        struct cell *cell = frame_cell(frame, line, col);

        cell->link = link;
        cell->style.attrs |= CELL_UNDERLINE;
        frame->linked = true;
    }
}

void frame_write(const struct frame *frame, struct buffer *out)
{
    for (int line = 0; line < frame->lines; line++) {
        for (int col = 0; col < frame->cols; col++) {
            const struct cell *cell = frame_cell(frame, line, col);

            for (int i = 0; i < CELL_CODE_POINTS && cell->cps[i]; i++) {
                char utf8[4];

                buffer_add(out, utf8, utf8_encode(cell->cps[i], utf8));
            }
        }
        while (out->bytes && out->data[out->bytes - 1] == ' ')
            out->bytes--;
        buffer_add_char(out, '\n');
    }
}

void frame_free(struct frame *frame)
{
    free(frame->cells);
    free(frame->targets);
    urls_free(&frame->urls);
    *frame = (struct frame){0};
}
