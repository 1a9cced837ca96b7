#include "view/kiosk_view.h"

#include "base/i18n.h"
#include "text/grapheme.h"
#include "view/kiosk_parts.h"
#include "view/parts.h"

void view_kiosk_fill(struct frame *frame, struct rect rect, struct style style,
                     struct target target)
{
    for (int line = rect.line; line < rect.line + rect.lines; line++) {
        frame_fill(frame, line, rect.col, rect.col + rect.cols, style);
        if (target.kind != TARGET_NONE)
            frame_add_target(frame, line, rect.col, rect.col + rect.cols, target);
    }
}

void view_kiosk_centre(struct frame *frame, struct rect rect, int line, struct str text,
                       struct style style)
{
    int cols = text_cols(text, frame->ambiguous_wide);
    int col = cols < rect.cols ? rect.col + (rect.cols - cols + 1) / 2 : rect.col;

    frame_put_cut(frame, rect.line + line, col, rect.col + rect.cols, text, style);
}

/* Draws a message over the last line of the body. The next touch removes it. */
static void draw_message(struct frame *frame, const struct kiosk *kiosk)
{
    struct rect rect = kiosk->geometry.body;

    if (!kiosk->message.bytes)
        return;
    rect.line += rect.lines - 1;
    rect.lines = 1;
    view_kiosk_fill(frame, rect, (struct style){ROLE_MESSAGE, 0}, (struct target){0});
    view_kiosk_centre(frame, rect, 0, buffer_str(&kiosk->message),
                      (struct style){ROLE_MESSAGE, CELL_BOLD});
}

/* Makes the next article's title, which stands at the end of an article, open that article. */
static void add_next_target(struct frame *frame, struct kiosk *kiosk)
{
    struct reading *reading = &kiosk->reading;
    const struct rect rect = kiosk->geometry.text;
    struct layout_at at = reading->top;

    for (int row = 0; reading->layout && row < reading_lines_in_view(reading); row++) {
        if (layout_line(reading->layout, at).block->kind == BLOCK_NEXT)
            frame_add_target(frame, rect.line + row, 0, frame->cols,
                             (struct target){TARGET_BUTTON, KIOSK_NEXT});
        if (!layout_next(reading->layout, &at))
            break;
    }
}

static void draw_body(struct frame *frame, struct kiosk *kiosk)
{
    if (kiosk->screen == KIOSK_ARTICLE) {
        view_article(frame, &kiosk->reading, kiosk->geometry.text, NULL, false);
        add_next_target(frame, kiosk);
        return;
    }
    if (kiosk->screen == KIOSK_CODE) {
        view_kiosk_code(frame, kiosk);
        return;
    }
    if (kiosk->screen == KIOSK_PANEL)
        view_kiosk_letters(frame, kiosk);
    view_kiosk_rows(frame, kiosk);
}

void view_kiosk(struct frame *frame, struct kiosk *kiosk)
{
    frame_reset(frame, kiosk->cols, kiosk->lines, kiosk->options.style.text.ambiguous_wide);
    frame->theme = kiosk_theme(kiosk);
    if (kiosk->geometry.too_small) {
        view_put_wrapped(frame, &kiosk->options.style,
                         (struct rect){0, 0, frame->lines, frame->cols}, 0, 0,
                         str_of(_("窗口太小，请放大")), (struct style){ROLE_MESSAGE, 0});
        return;
    }
    if (kiosk_is_dark(kiosk)) {
        view_kiosk_night(frame, kiosk);
        return;
    }
    if (kiosk->presence == KIOSK_RESTING) {
        view_kiosk_headlines(frame, kiosk);
        return;
    }
    view_kiosk_masthead(frame, kiosk);
    draw_body(frame, kiosk);
    view_kiosk_edition(frame, kiosk);
    if (kiosk->presence == KIOSK_ASKING)
        view_kiosk_question(frame, kiosk);
    else
        view_kiosk_buttons(frame, kiosk);
    draw_message(frame, kiosk);
}
