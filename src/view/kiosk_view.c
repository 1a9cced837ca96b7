#include "view/kiosk_view.h"

#include "base/i18n.h"
#include "layout/border.h"
#include "text/grapheme.h"
#include "view/kiosk_parts.h"
#include "view/parts.h"

enum { DAY_LEAST_COLS = 60 };

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
    int col = cols < rect.cols ? rect.col + (rect.cols - cols) / 2 : rect.col;

    frame_put_cut(frame, rect.line + line, col, rect.col + rect.cols, text, style);
}

void view_kiosk_write_time(const struct kiosk *kiosk, bool with_day, struct buffer *out)
{
    static const char *const DAYS[] = {N_("星期日"), N_("星期一"), N_("星期二"), N_("星期三"),
                                       N_("星期四"), N_("星期五"), N_("星期六")};
    const struct clock *clock = &kiosk->clock;

    if (with_day)
        buffer_addf(out, _("%d月%d日 %s "), clock->month, clock->day, _(DAYS[clock->weekday]));
    buffer_add_text(out, clock->time);
}

struct str view_kiosk_name(const struct kiosk *kiosk)
{
    struct str name = kiosk->edition->name;

    return name.bytes ? name : str_of(_("看报　社区公报"));
}

static void write_heading(const struct kiosk *kiosk, struct buffer *out)
{
    switch (kiosk->screen) {
    case KIOSK_FRONT:
        buffer_addf(out, n_("%.*s　共%zu篇", kiosk->edition->shown_count),
                    STR_FMT(view_kiosk_name(kiosk)), kiosk->edition->shown_count);
        break;
    case KIOSK_LIST:
        if (kiosk->listed == KIOSK_BOOKMARKS)
            buffer_add_text(out, _("书签"));
        else
            buffer_add_str(out, kiosk->groups[kiosk->listed].nodes[kiosk->listed_node].label);
        buffer_addf(out, n_("　%zu篇", kiosk->list.count), kiosk->list.count);
        break;
    case KIOSK_ARTICLE:
        buffer_add_str(out, reading_article(&kiosk->reading)->title);
        break;
    case KIOSK_PANEL:
        buffer_add_text(out, _("按拼音首字母搜索"));
        break;
    }
}

/* Appends the position: how much of an article is left, or which screenful of the rows this is. */
static void write_progress(const struct kiosk *kiosk, struct buffer *out)
{
    const struct kiosk_geometry *geometry = &kiosk->geometry;
    int top = kiosk->scrolled_lines[kiosk->screen], screens, seen;

    if (!kiosk_rows(kiosk)) {
        long left = reading_screens_left(&kiosk->reading);

        if (left)
            buffer_addf(out, n_("余%ld屏  ", (unsigned long)left), left);
        else
            buffer_addf(out, "%s  ", _("完"));
        return;
    }
    if (geometry->page_lines <= geometry->rows.lines)
        return;
    screens = (geometry->page_lines + geometry->rows.lines - 1) / geometry->rows.lines;
    seen = (top + geometry->rows.lines - 1) / geometry->rows.lines + 1;
    buffer_addf(out, _("第%d/%d页  "), seen < screens ? seen : screens, screens);
}

static void draw_masthead(struct frame *frame, const struct kiosk *kiosk)
{
    const struct rect rect = kiosk->geometry.masthead;
    struct buffer left = {0}, right = {0}, rule = {0};
    int right_cols;

    write_heading(kiosk, &left);
    write_progress(kiosk, &right);
    view_kiosk_write_time(kiosk, frame->cols >= DAY_LEAST_COLS, &right);
    right_cols = text_cols(buffer_str(&right), frame->ambiguous_wide);
    frame_put_cut(frame, rect.line, 1, rect.cols - right_cols - 2, buffer_str(&left),
                  (struct style){ROLE_TITLE, CELL_BOLD});
    frame_put(frame, rect.line, rect.cols - right_cols - 1, rect.cols, buffer_str(&right),
              (struct style){ROLE_TEXT, 0});
    if (rect.lines > 1) {
        border_fill(&rule, border_of(&kiosk->options.style)->heavy, rect.cols);
        frame_put(frame, rect.line + 1, 0, rect.cols, buffer_str(&rule),
                  (struct style){ROLE_DIM, 0});
    }
    buffer_free(&left);
    buffer_free(&right);
    buffer_free(&rule);
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

    for (int row = 0; row < reading_lines_in_view(reading); row++) {
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
        view_article(frame, &kiosk->reading, kiosk->geometry.text, NULL);
        add_next_target(frame, kiosk);
        return;
    }
    if (kiosk->screen == KIOSK_PANEL)
        view_kiosk_letters(frame, kiosk);
    view_kiosk_rows(frame, kiosk);
}

void view_kiosk(struct frame *frame, struct kiosk *kiosk)
{
    frame_reset(frame, kiosk->cols, kiosk->lines, kiosk->options.style.text.ambiguous_wide);
    frame->theme = kiosk->options.theme;
    if (kiosk->geometry.too_small) {
        view_put_wrapped(frame, &kiosk->options.style,
                         (struct rect){0, 0, frame->lines, frame->cols}, 0, 0,
                         str_of(_("窗口太小，请放大")), (struct style){ROLE_MESSAGE, 0});
        return;
    }
    if (kiosk->presence == KIOSK_RESTING) {
        view_kiosk_headlines(frame, kiosk);
        return;
    }
    draw_masthead(frame, kiosk);
    draw_body(frame, kiosk);
    view_kiosk_buttons(frame, kiosk);
    draw_message(frame, kiosk);
    if (kiosk->presence == KIOSK_ASKING)
        view_kiosk_question(frame, kiosk);
}
