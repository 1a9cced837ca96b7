#include "base/buffer.h"
#include "base/i18n.h"
#include "text/grapheme.h"
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
    struct kiosk_row_text text = {0};
    struct rect summary = rect;

    kiosk_write_row(kiosk, kiosk->headline, rect.cols, &text);
    line = put(frame, kiosk, rect, line, buffer_str(&text.above), (struct style){ROLE_KICKER, 0});
    line = view_put_title(frame, &kiosk->options.style, rect, line, buffer_str(&text.name),
                          (struct style){ROLE_TITLE, CELL_BOLD});
    line = put(frame, kiosk, rect, line, buffer_str(&text.below), (struct style){ROLE_DIM, 0});
    if (line + 1 + MOST_SUMMARY_LINES < summary.lines)
        summary.lines = line + 1 + MOST_SUMMARY_LINES;
    if (text.summary.bytes)
        line = put(frame, kiosk, summary, line + 1, text.summary, (struct style){ROLE_TEXT, 0});
    kiosk_row_text_free(&text);
    return line;
}

/* Draws the headline somewhere in a rectangle: each turn elsewhere, so that nothing burns into the
 * screen. All of its lines open the article. */
static void draw_headline(struct frame *frame, const struct kiosk *kiosk, struct rect rect)
{
    enum { ACROSS = 4, DOWN = 5 };
    struct rect text = panes_text(rect, kiosk->options.measure_cols, kiosk->large);
    int lines = put_headline(NULL, kiosk, (struct rect){.cols = text.cols}, 0);
    int spare_cols = rect.cols - text.cols;
    int spare_lines = rect.lines > lines ? rect.lines - lines : 0;

    text.col = rect.col + spare_cols * (int)(kiosk->turns % ACROSS) / (ACROSS - 1);
    text.line += spare_lines * (int)(kiosk->turns * 2 % DOWN) / (DOWN - 1);
    text.lines -= text.line - rect.line;
    put_headline(frame, kiosk, text, 0);
    for (int line = 0; line < lines && line < text.lines; line++)
        frame_add_target(frame, text.line + line, 0, frame->cols,
                         (struct target){TARGET_ENTRY, kiosk->headline});
}

/* Draws the invitation to touch the screen, to the left, in the middle or to the right. */
static void draw_prompt(struct frame *frame, int line, int place, int places)
{
    const struct str text = str_of(_("触摸屏幕或按键，开始看报"));
    int cols = text_cols(text, frame->ambiguous_wide) + 2 * MARGIN_COLS;
    struct rect rect = {line, 0, 1, cols < frame->cols ? cols : frame->cols};

    rect.col = (frame->cols - rect.cols) * place / (places - 1);
    view_kiosk_fill(frame, rect, (struct style){ROLE_MESSAGE, 0}, (struct target){0});
    view_kiosk_centre(frame, rect, 0, text, (struct style){ROLE_MESSAGE, CELL_BOLD});
}

/* Draws the sign of life in the left or the right corner of a line. */
static void draw_edition(struct frame *frame, const struct kiosk *kiosk, int line)
{
    struct buffer text = {0};
    int cols;

    view_kiosk_write_edition(kiosk, &text);
    cols = text_cols(buffer_str(&text), frame->ambiguous_wide);
    frame_put_cut(frame, line,
                  kiosk->turns % 2 || cols + 1 > frame->cols ? 1 : frame->cols - cols - 1,
                  frame->cols, buffer_str(&text), (struct style){ROLE_DIM, 0});
    buffer_free(&text);
}

void view_kiosk_headlines(struct frame *frame, const struct kiosk *kiosk)
{
    enum { NAME_LEAST_LINES = 10, SHIFTS = 3, BELOW = 4 };
    bool named = frame->lines >= NAME_LEAST_LINES;
    int shift = named ? (int)(kiosk->turns % SHIFTS) : 0;
    struct rect all = {shift, 0, frame->lines, frame->cols};
    struct rect rect = {shift + (named ? 3 : 1), MARGIN_COLS, 0, frame->cols - 2 * MARGIN_COLS};
    struct buffer time = {0};

    rect.lines = frame->lines - BELOW - rect.line;
    view_kiosk_write_time(kiosk, frame->cols, &time);
    if (named)
        view_kiosk_centre(frame, all, 0, view_kiosk_name(kiosk),
                          (struct style){ROLE_TITLE, CELL_BOLD});
    view_kiosk_centre(frame, all, named ? 1 : 0, buffer_str(&time),
                      (struct style){ROLE_TEXT, CELL_BOLD});
    if (rect.lines > 0 && kiosk->headline < kiosk->front.count)
        draw_headline(frame, kiosk, rect);
    draw_prompt(frame, frame->lines - SHIFTS + shift / 2, (int)((kiosk->turns + 1) % SHIFTS),
                SHIFTS);
    draw_edition(frame, kiosk, frame->lines - 1);
    buffer_free(&time);
}
