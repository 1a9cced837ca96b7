#include "base/buffer.h"
#include "base/i18n.h"
#include "layout/border.h"
#include "view/kiosk_parts.h"
#include "view/parts.h"

enum { MARGIN_COLS = 2, MOST_SUMMARY_LINES = 6 };

static int put(struct frame *frame, const struct kiosk *kiosk, struct rect rect, int line,
               struct str text, struct style style)
{
    return text.bytes ? view_put_wrapped(frame, &kiosk->options.style, rect, line, 0, text, style)
                      : line;
}

/* Writes the headline from line `line` on, or only counts its lines if `frame` is NULL. */
static int put_headline(struct frame *frame, const struct kiosk *kiosk, struct rect rect, int line)
{
    size_t index = kiosk->edition->shown[kiosk->headline];
    const struct article *article = &kiosk->edition->articles[index];
    struct buffer place = {0}, title = {0};
    struct rect summary = rect;

    view_add_title(&title, kiosk->edition, index);
    buffer_add_str(&place, article->district);
    if (article->place.bytes)
        buffer_addf(&place, " %.*s", STR_FMT(article->place));
    line = put(frame, kiosk, rect, line, article->kicker, (struct style){ROLE_KICKER, 0});
    line = put(frame, kiosk, rect, line, buffer_str(&title), (struct style){ROLE_TITLE, CELL_BOLD});
    line = put(frame, kiosk, rect, line, buffer_str(&place), (struct style){ROLE_DIM, 0});
    if (line + 1 + MOST_SUMMARY_LINES < summary.lines)
        summary.lines = line + 1 + MOST_SUMMARY_LINES;
    if (article->summary.bytes)
        line = put(frame, kiosk, summary, line + 1, article->summary, (struct style){ROLE_TEXT, 0});
    buffer_free(&place);
    buffer_free(&title);
    return line;
}

/* Returns the headline's first line. It varies a little so that nothing burns into the screen. */
static int first_line(const struct kiosk *kiosk, struct rect rect)
{
    int spare = rect.lines - put_headline(NULL, kiosk, (struct rect){.cols = rect.cols}, 0);

    return spare > 2 ? spare / 3 + (int)(kiosk->headline % 3) - 1 : 0;
}

/* Draws the invitation to touch the screen, as large as a button. */
static void draw_prompt(struct frame *frame, bool large)
{
    struct rect rect = {frame->lines - (large ? 4 : 2), 0, large ? 3 : 1, frame->cols};

    if (large)
        rect = panes_text(rect, 60, false);
    view_kiosk_fill(frame, rect, (struct style){ROLE_MESSAGE, 0}, (struct target){0});
    view_kiosk_centre(frame, rect, rect.lines / 2, str_of(_("触摸屏幕或按任意键，开始看报")),
                      (struct style){ROLE_MESSAGE, CELL_BOLD});
}

void view_kiosk_headlines(struct frame *frame, const struct kiosk *kiosk)
{
    enum { LARGE_LINES = 18 };
    bool large = frame->lines >= LARGE_LINES;
    int margin = large ? 5 : 3; /* above and below */
    struct rect all = {0, 0, frame->lines, frame->cols};
    struct rect rect = panes_text((struct rect){margin, MARGIN_COLS, frame->lines - 2 * margin,
                                                frame->cols - 2 * MARGIN_COLS},
                                  kiosk->options.measure_cols, kiosk->large);
    struct buffer time = {0};

    view_kiosk_write_time(kiosk, true, &time);
    if (large)
        view_kiosk_centre(frame, all, 1, view_kiosk_name(kiosk),
                          (struct style){ROLE_TITLE, CELL_BOLD});
    view_kiosk_centre(frame, all, large ? 3 : 1, buffer_str(&time),
                      (struct style){ROLE_TEXT, CELL_BOLD});
    if (rect.lines > 0 && kiosk->headline < kiosk->edition->shown_count)
        put_headline(frame, kiosk, rect, first_line(kiosk, rect));
    draw_prompt(frame, large);
    buffer_free(&time);
}

void view_kiosk_question(struct frame *frame, const struct kiosk *kiosk)
{
    enum { LINES = 7, COLS = 44 };
    int lines = frame->lines < LINES ? frame->lines : LINES;
    int cols = frame->cols < COLS ? frame->cols : COLS;
    struct rect box = {(frame->lines - lines) / 2, (frame->cols - cols) / 2, lines, cols};
    struct rect rim = {box.line - 1, box.col - 2, box.lines + 2, box.cols + 4};
    struct style style = {ROLE_MESSAGE, 0};
    int seconds = kiosk_seconds_left(kiosk);
    struct buffer text = {0};

    view_kiosk_fill(frame, rim, (struct style){ROLE_TEXT, 0}, (struct target){0});
    view_kiosk_fill(frame, box, style, (struct target){0});
    view_kiosk_centre(frame, box, lines / 2 - 1, str_of(_("还在看吗？")),
                      (struct style){ROLE_MESSAGE, CELL_BOLD});
    buffer_addf(&text,
                kiosk->options.may_quit
                    ? n_("%d 秒后结束，阅读记录同时清除", (unsigned long)seconds)
                    : n_("%d 秒后清除阅读记录，回到首页", (unsigned long)seconds),
                seconds);
    view_kiosk_centre(frame, box, lines / 2, buffer_str(&text), style);
    view_kiosk_centre(frame, box, lines / 2 + 1, str_of(_("触摸屏幕或按任意键，继续看")), style);
    buffer_free(&text);
}
