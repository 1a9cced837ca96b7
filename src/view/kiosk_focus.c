#include "layout/border.h"
#include "view/kiosk_parts.h"

#include <string.h>

/* The focus, which no hue alone marks. */

enum { FRAME_LINES = 3, FRAME_COLS = 6 };

static void put_side(struct frame *frame, const struct border *border, int line, struct rect rect,
                     const char *left, const char *right, struct style style)
{
    struct buffer side = {0};

    buffer_add_text(&side, left);
    border_fill(&side, border->heavy, rect.cols - 2);
    buffer_add_text(&side, right);
    frame_put(frame, line, rect.col, rect.col + rect.cols, buffer_str(&side), style);
    buffer_free(&side);
}

void view_kiosk_frame(struct frame *frame, const struct kiosk *kiosk, struct rect rect,
                      struct style style)
{
    const struct border *border = border_of(&kiosk->options.style);
    const char *const *corners = border->heavy_corners;
    int last = rect.line + rect.lines - 1, end = rect.col + rect.cols;

    put_side(frame, border, rect.line, rect, corners[0], corners[1], style);
    put_side(frame, border, last, rect, corners[2], corners[3], style);
    for (int line = rect.line + 1; line < last; line++) {
        frame_put(frame, line, rect.col, end, str_of(border->heavy_vertical), style);
        frame_put(frame, line, end - 1, end, str_of(border->heavy_vertical), style);
    }
}

void view_kiosk_pointer(struct frame *frame, const struct kiosk *kiosk, int line, int col,
                        struct style style)
{
    frame_put(frame, line, col, col + 1, str_of(border_of(&kiosk->options.style)->pointer), style);
}

static bool has_frame(struct rect rect)
{
    return rect.lines >= FRAME_LINES && rect.cols >= FRAME_COLS;
}

/* Returns the part of a key's rectangle that is drawn, without the gaps before the next keys. */
static struct rect drawn_part(const struct kiosk *kiosk, struct rect rect, int label_lines)
{
    if (rect.col + rect.cols < kiosk->cols)
        rect.cols--;
    /* Two lines have no middle for a label of one: the second is a gap. */
    if ((rect.lines == 2 && label_lines == 1) || rect.lines > FRAME_LINES)
        rect.lines--;
    return rect;
}

/* Draws a line between a key and that above it, where they touch. */
static void part_from_above(struct frame *frame, struct rect rect)
{
    for (int col = rect.col; rect.line > 0 && col < rect.col + rect.cols; col++) {
        struct cell *above = frame_cell(frame, rect.line - 1, col);

        if (above->style.role == ROLE_BAR || above->style.role == ROLE_KEY)
            above->style.attrs |= CELL_UNDERLINE;
    }
}

void view_kiosk_key(struct frame *frame, const struct kiosk *kiosk, struct rect rect,
                    struct str label, struct target target)
{
    int label_lines = memchr(label.p, '\n', label.bytes) ? 2 : 1;
    struct rect drawn = drawn_part(kiosk, rect, label_lines);
    bool focused = kiosk->focus.kind == target.kind && kiosk->focus.value == target.value;
    bool framed = focused && has_frame(drawn);
    int first = (drawn.lines - label_lines) / 2;
    struct style style = {focused && !framed ? ROLE_SELECTED : ROLE_BAR, CELL_BOLD};

    view_kiosk_fill(frame, rect, (struct style){ROLE_TEXT, 0}, target);
    view_kiosk_fill(frame, drawn, style, (struct target){0});
    part_from_above(frame, drawn);
    if (framed)
        view_kiosk_frame(frame, kiosk, drawn, (struct style){ROLE_KEY, CELL_BOLD});
    if (focused)
        view_kiosk_pointer(frame, kiosk, drawn.line + first, drawn.col + framed,
                           (struct style){framed ? ROLE_KEY : ROLE_SELECTED, CELL_BOLD});
    for (int line = 0; line < label_lines; line++)
        view_kiosk_centre(frame, drawn, first + line, str_take_line(&label), style);
}
