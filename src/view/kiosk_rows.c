#include "base/buffer.h"
#include "base/i18n.h"
#include "layout/border.h"
#include "text/grapheme.h"
#include "view/kiosk_parts.h"
#include "view/matches.h"
#include "view/parts.h"

/* A row while it is drawn: the next line of its texts. */
struct row_drawing {
    struct frame *frame;
    const struct kiosk *kiosk;
    struct rect inner; /* what is left of it */
    bool focused;
    bool reverse; /* as it has the focus and no frame */
};

static struct style styled(const struct row_drawing *row, unsigned char role, unsigned char attrs)
{
    if (row->reverse)
        role = ROLE_SELECTED;
    return (struct style){role, attrs};
}

/* Writes a piece of a line with the search's matches marked. Returns the column after it. */
static int put_marked(const struct row_drawing *row, struct str text, struct style style)
{
    const struct search *search = &row->kiosk->search;
    bool searched = row->kiosk->screen == KIOSK_PANEL && search->query.word_count;
    const struct rect *rect = &row->inner;
    struct matches matches = {0};
    int col = rect->col;

    matches_find(&matches, searched ? &search->query : NULL, &(struct rich_text){.text = text});
    for (size_t at = 0, to; at < text.bytes; at = to) {
        struct style run = style;

        to = matches_run(&matches, at, text.bytes, &run);
        col = frame_put_cut(row->frame, rect->line, col, rect->col + rect->cols,
                            (struct str){text.p + at, to - at}, run);
    }
    matches_free(&matches);
    return col;
}

/* Returns whether a text needs no more than `most` lines. */
static bool fits(const struct row_drawing *row, struct str text, int most)
{
    size_t at = 0;

    for (; at < text.bytes && most > 0; most--)
        at = layout_text_line(&row->kiosk->options.style, text, at, row->inner.cols).next;
    return at >= text.bytes;
}

/* Writes a text over at most `most` lines, the last of them cut if there is more. The lines of a
 * title are even, but where it is cut they hold all they can. */
static void put_text(struct row_drawing *row, struct str text, int most, bool title,
                     struct style style)
{
    const struct layout_style *set = &row->kiosk->options.style;

    most = most < row->inner.lines ? most : row->inner.lines;
    title = title && fits(row, text, most);
    for (size_t at = 0, next; at < text.bytes && most > 0; most--) {
        struct text_line piece = title ? layout_title_line(set, text, at, row->inner.cols)
                                       : layout_text_line(set, text, at, row->inner.cols);
        bool last = most == 1;

        next = last ? text.bytes : piece.next;
        put_marked(row, (struct str){text.p + at, (last ? text.bytes : piece.end) - at}, style);
        at = next;
        row->inner.line++;
        row->inner.lines--;
    }
}

static void put_number(const struct row_drawing *row, size_t index)
{
    int cols = row->kiosk->geometry.number_cols;
    struct buffer number = {0};

    if (row->focused)
        view_kiosk_pointer(row->frame, row->kiosk, row->inner.line, row->inner.col - cols - 3,
                           styled(row, ROLE_ACCENT, CELL_BOLD));
    if (!kiosk_is_spoken(row->kiosk))
        buffer_addf(&number, "%*zu", cols, index + 1);
    frame_put(row->frame, row->inner.line, row->inner.col - cols - 1, row->inner.col - 1,
              buffer_str(&number), styled(row, ROLE_ACCENT, CELL_BOLD));
    buffer_free(&number);
}

static void put_rule(struct frame *frame, const struct kiosk *kiosk, struct rect rect)
{
    struct buffer rule = {0};

    border_fill(&rule, border_of(&kiosk->options.style)->horizontal, rect.cols - 2);
    frame_put(frame, rect.line + rect.lines - 1, rect.col + 1, rect.col + rect.cols - 1,
              buffer_str(&rule), (struct style){ROLE_DIM, 0});
    buffer_free(&rule);
}

static void put_texts(struct row_drawing *row, size_t index)
{
    const struct kiosk *kiosk = row->kiosk;
    const struct kiosk_row_shape *shape = &kiosk->geometry.shape;
    struct kiosk_row_text text = {0};

    kiosk_write_row(kiosk, index, row->inner.cols, &text);
    put_text(row, buffer_str(&text.above), shape->above, false, styled(row, ROLE_DIM, 0));
    put_number(row, index);
    put_text(row, buffer_str(&text.name),
             kiosk_name_lines(kiosk, buffer_str(&text.name), row->inner.cols), true,
             styled(row, ROLE_TEXT, CELL_BOLD));
    put_text(row, buffer_str(&text.below), shape->below_lines, false, styled(row, ROLE_DIM, 0));
    put_text(row, text.summary, shape->summary_lines, false, styled(row, ROLE_TEXT, 0));
    kiosk_row_text_free(&text);
}

static void draw_row(struct frame *frame, const struct kiosk *kiosk, size_t index)
{
    struct rect rect = kiosk_row_rect(kiosk, index);
    const struct kiosk_row_shape *shape = &kiosk->geometry.shape;
    bool focused = kiosk->focus.kind == TARGET_ENTRY && kiosk->focus.value == index;
    struct row_drawing row = {frame, kiosk, kiosk_row_inner(kiosk, index), focused,
                              focused && !shape->rule};

    view_kiosk_fill(frame, rect, styled(&row, ROLE_TEXT, 0), (struct target){TARGET_ENTRY, index});
    row.inner.lines -= shape->rule;
    put_texts(&row, index);
    if (shape->rule)
        put_rule(frame, kiosk, rect);
}

/* Draws a frame around the row with the focus, for which it needs the rule above it and its own;
 * without rules the row is reversed already. */
static void draw_focus(struct frame *frame, const struct kiosk *kiosk)
{
    struct rect rect;

    if (kiosk->focus.kind != TARGET_ENTRY || !kiosk->geometry.shape.rule ||
        !kiosk_row_in_view(kiosk, kiosk->focus.value))
        return;
    rect = kiosk_row_rect(kiosk, kiosk->focus.value);
    rect.line--;
    rect.lines++;
    view_kiosk_frame(frame, kiosk, rect, (struct style){ROLE_ACCENT, CELL_BOLD});
}

/* Says why there are no rows and, if there is nothing to read, whom to call. On the search panel
 * the line above the letters says so. */
static void say_empty(struct frame *frame, const struct kiosk *kiosk)
{
    const struct rect view = kiosk->geometry.rows;
    bool nothing = !kiosk->edition->shown_count;
    const char *text = nothing || kiosk->listed != KIOSK_BOOKMARKS
                           ? _("暂无文章")
                           : _("还没有书签；读文章时可以加上");
    const char *reason = kiosk->options.unread           ? _("找不到放文章的文件夹")
                         : kiosk->edition->article_count ? _("文章都已过期，或者还没有发布")
                                                         : _("文件夹里还没有文章");
    struct buffer call = {0};
    int line = view.lines > 2 ? view.lines / 2 - 1 : 0;

    if (kiosk->screen == KIOSK_PANEL)
        return;
    view_kiosk_centre(frame, view, line, str_of(text), (struct style){ROLE_TITLE, CELL_BOLD});
    if (!nothing)
        return;
    if (view.lines > line + 1)
        view_kiosk_centre(frame, view, line + 1, str_of(reason), (struct style){ROLE_TEXT, 0});
    buffer_addf(&call, _("请联系：%.*s"), STR_FMT(kiosk->options.contact));
    if (kiosk->options.contact.bytes && view.lines > line + 2)
        view_kiosk_centre(frame, view, line + 2, buffer_str(&call),
                          (struct style){ROLE_TEXT, CELL_BOLD});
    buffer_free(&call);
}

/* Draws the headings of the sections in view, over a frame around a row below one. */
static void draw_headings(struct frame *frame, const struct kiosk *kiosk)
{
    const struct kiosk_rows *rows = kiosk_rows(kiosk);

    for (size_t i = 0; i < rows->count; i++) {
        struct rect rect = kiosk_row_rect(kiosk, i);
        const char *text = kiosk_heading_above(rows, i);
        struct buffer heading = {0};

        if (text && rows->items[i].heading_lines && kiosk_row_in_view(kiosk, i)) {
            buffer_addf(&heading, " %s ", text);
            frame_put_cut(frame, rect.line - 1, rect.col + 1, rect.col + rect.cols - 1,
                          buffer_str(&heading), (struct style){ROLE_HEADING, CELL_BOLD});
        }
        buffer_free(&heading);
    }
}

void view_kiosk_rows(struct frame *frame, const struct kiosk *kiosk)
{
    const struct kiosk_rows *rows = kiosk_rows(kiosk);

    if (!rows->count) {
        say_empty(frame, kiosk);
        return;
    }
    for (size_t i = 0; i < rows->count; i++)
        if (kiosk_row_in_view(kiosk, i))
            draw_row(frame, kiosk, i);
    draw_focus(frame, kiosk);
    draw_headings(frame, kiosk);
}
