#include "base/i18n.h"
#include "layout/border.h"
#include "text/grapheme.h"
#include "view/kiosk_parts.h"

/* The head of the page, as a newspaper has it: the name, the date, a rule, and whence the news is.
 */

enum {
    DAY_LEAST_COLS = 54 /* of a screen that has the day even beside a heading that it cuts */
};

void view_kiosk_write_time(const struct kiosk *kiosk, int cols, struct buffer *out)
{
    static const char *const DAYS[] = {N_("星期日"), N_("星期一"), N_("星期二"), N_("星期三"),
                                       N_("星期四"), N_("星期五"), N_("星期六")};
    const struct clock *clock = &kiosk->clock;
    int left_cols = cols - text_cols(str_of(clock->time), false);
    struct buffer day = {0};

    buffer_addf(&day, _("%d月%d日 %s "), clock->month, clock->day, _(DAYS[clock->weekday]));
    if (text_cols(buffer_str(&day), false) > left_cols) {
        buffer_clear(&day);
        buffer_addf(&day, _("%d月%d日 "), clock->month, clock->day);
    }
    if (text_cols(buffer_str(&day), false) <= left_cols)
        buffer_add_str(out, buffer_str(&day));
    buffer_add_text(out, clock->time);
    buffer_free(&day);
}

struct str view_kiosk_name(const struct kiosk *kiosk)
{
    struct str name = kiosk->edition->name;

    return name.bytes ? name : str_of(_("看报　社区公报"));
}

/* Appends a text with a blank between its characters, as the name of a newspaper is set, if it then
 * takes at most `cols` columns; else as it is. */
static void add_spaced(struct buffer *out, struct str text, int cols, bool ambiguous_wide)
{
    struct buffer spaced = {0};

    for (size_t at = 0, bytes; at < text.bytes; at += bytes) {
        bytes = grapheme_next(text.p + at, text.bytes - at, ambiguous_wide).bytes;
        if (at)
            buffer_add_char(&spaced, ' ');
        buffer_add(&spaced, text.p + at, bytes);
    }
    buffer_add_str(out, text_cols(buffer_str(&spaced), ambiguous_wide) <= cols ? buffer_str(&spaced)
                                                                               : text);
    buffer_free(&spaced);
}

/* Says so where a page is too long for all of its articles. */
static void write_left_out(const struct kiosk_rows *rows, struct buffer *out)
{
    if (rows->left_out)
        buffer_addf(out, _("　列出%zu篇"), rows->count);
}

void view_kiosk_write_heading(const struct kiosk *kiosk, struct buffer *out)
{
    size_t count;

    switch (kiosk->screen) {
    case KIOSK_FRONT:
        buffer_addf(out, n_("%.*s　共%zu篇", kiosk->edition->shown_count),
                    STR_FMT(view_kiosk_name(kiosk)), kiosk->edition->shown_count);
        write_left_out(&kiosk->front, out);
        break;
    case KIOSK_LIST:
        if (kiosk->listed == KIOSK_BOOKMARKS)
            buffer_add_text(out, _("书签"));
        else
            kiosk_write_group(kiosk, kiosk->listed, kiosk->listed_node, out);
        count = kiosk->list.count + kiosk->list.left_out;
        buffer_addf(out, n_("　%zu篇", count), count);
        write_left_out(&kiosk->list, out);
        break;
    case KIOSK_GROUPS:
        buffer_add_text(out, _("全部文章"));
        if (kiosk->kinds.left_out)
            buffer_add_text(out, _("　没有列出的请搜索"));
        break;
    case KIOSK_ARTICLE:
        buffer_add_str(out, reading_article(&kiosk->reading)->title);
        break;
    case KIOSK_PANEL:
        buffer_add_text(out, _("按拼音首字母搜索"));
        break;
    case KIOSK_CODE:
        buffer_add_text(out, _("带回家看"));
        break;
    case KIOSK_SCREEN_COUNT:
        break;
    }
}

/* Appends the position: how much of an article is left, which screenful of the rows this is, or
 * which of the codes. */
static void write_progress(const struct kiosk *kiosk, struct buffer *out)
{
    int screens, seen;

    if (kiosk->screen == KIOSK_CODE) {
        if (kiosk->code.count > 1)
            buffer_addf(out, _("第%zu/%zu个  "), kiosk->code.chosen + 1, kiosk->code.count);
        return;
    }
    if (!kiosk_rows(kiosk) && reading_is_opening(&kiosk->reading))
        return;
    if (!kiosk_rows(kiosk)) {
        long left = reading_screens_left(&kiosk->reading);

        if (left)
            buffer_addf(out, n_("还有%ld页  ", (unsigned long)left), left);
        else
            buffer_addf(out, "%s  ", _("完"));
        return;
    }
    screens = kiosk_row_screens(kiosk, &seen);
    if (screens > 1)
        buffer_addf(out, _("第%d/%d页  "), seen, screens);
}

/* Draws the heavy rule on the last line, if there is more than one. */
static void draw_rule(struct frame *frame, const struct kiosk *kiosk)
{
    const struct rect rect = kiosk->geometry.masthead;
    struct buffer rule = {0};

    if (rect.lines < 2)
        return;
    border_fill(&rule, border_of(&kiosk->options.style)->heavy, rect.cols);
    frame_put(frame, rect.line + rect.lines - 1, 0, rect.cols, buffer_str(&rule),
              (struct style){ROLE_ACCENT, 0});
    buffer_free(&rule);
}

/* Draws the heading in the middle, and below it where one is, the time and, on the front page, the
 * number of articles. */
static void draw_two_lines(struct frame *frame, const struct kiosk *kiosk)
{
    const struct rect rect = kiosk->geometry.masthead;
    struct buffer name = {0}, date = {0}, count = {0};
    int last = rect.lines - 2, left_cols;

    if (kiosk->screen == KIOSK_FRONT) {
        add_spaced(&name, view_kiosk_name(kiosk), rect.cols - 2, frame->ambiguous_wide);
        buffer_addf(&count, n_("　共%zu篇", kiosk->edition->shown_count),
                    kiosk->edition->shown_count);
        write_left_out(&kiosk->front, &count);
    } else {
        view_kiosk_write_heading(kiosk, &name);
    }
    view_kiosk_centre(frame, rect, last - 1, buffer_str(&name),
                      (struct style){ROLE_TITLE, CELL_BOLD});
    write_progress(kiosk, &date);
    view_kiosk_write_time(
        kiosk, rect.cols - 2 - text_cols(buffer_str(&date), frame->ambiguous_wide), &date);
    left_cols = rect.cols - text_cols(buffer_str(&date), frame->ambiguous_wide);
    if (left_cols >= text_cols(buffer_str(&count), frame->ambiguous_wide))
        buffer_add_str(&date, buffer_str(&count));
    view_kiosk_centre(frame, rect, last, buffer_str(&date), (struct style){ROLE_TEXT, 0});
    buffer_free(&name);
    buffer_free(&date);
    buffer_free(&count);
}

/* Draws the heading on the left, and where one is and the time on the right. */
static void draw_one_line(struct frame *frame, const struct kiosk *kiosk)
{
    const struct rect rect = kiosk->geometry.masthead;
    enum { GAPS_COLS = 4 }; /* at the edges, and between */
    struct buffer left = {0}, right = {0};
    int room_cols = rect.cols, right_cols;

    view_kiosk_write_heading(kiosk, &left);
    write_progress(kiosk, &right);
    if (rect.cols < DAY_LEAST_COLS)
        room_cols -= GAPS_COLS + text_cols(buffer_str(&left), frame->ambiguous_wide) +
                     text_cols(buffer_str(&right), frame->ambiguous_wide);
    view_kiosk_write_time(kiosk, room_cols, &right);
    right_cols = text_cols(buffer_str(&right), frame->ambiguous_wide);
    frame_put_cut(frame, rect.line, 1, rect.cols - right_cols - 2, buffer_str(&left),
                  (struct style){ROLE_TITLE, CELL_BOLD});
    frame_put(frame, rect.line, rect.cols - right_cols - 1, rect.cols, buffer_str(&right),
              (struct style){ROLE_TEXT, 0});
    buffer_free(&left);
    buffer_free(&right);
}

void view_kiosk_masthead(struct frame *frame, const struct kiosk *kiosk)
{
    if (kiosk->geometry.masthead.lines > 2)
        draw_two_lines(frame, kiosk);
    else
        draw_one_line(frame, kiosk);
    draw_rule(frame, kiosk);
}

void view_kiosk_write_edition(const struct kiosk *kiosk, struct buffer *out)
{
    struct str machine = kiosk->options.machine;
    struct buffer day = {0};

    kiosk_write_day(kiosk, kiosk->updated, &day);
    if (day.bytes)
        buffer_addf(out, _("内容更新到%.*s"), STR_FMT(buffer_str(&day)));
    buffer_free(&day);
    if (machine.bytes)
        buffer_addf(out, "%s%.*s", out->bytes ? "　" : "", STR_FMT(machine));
}

void view_kiosk_edition(struct frame *frame, const struct kiosk *kiosk)
{
    const struct rect rect = kiosk->geometry.masthead;
    struct buffer text = {0};
    int cols, line = rect.line + rect.lines - 1, end = rect.cols - 2;

    if (kiosk->screen != KIOSK_FRONT || rect.lines < 2)
        return;
    view_kiosk_write_edition(kiosk, &text);
    cols = text_cols(buffer_str(&text), frame->ambiguous_wide);
    if (cols && cols + 4 <= rect.cols) {
        frame_fill(frame, line, end - cols - 2, end, (struct style){ROLE_DIM, 0});
        frame_put(frame, line, end - cols - 1, end, buffer_str(&text), (struct style){ROLE_DIM, 0});
    }
    buffer_free(&text);
}
