#include "base/buffer.h"
#include "base/i18n.h"
#include "layout/border.h"
#include "text/grapheme.h"
#include "view/kiosk_parts.h"
#include "view/matches.h"
#include "view/parts.h"

#include <ctype.h>

enum { BOX_LINES = 3, BOX_LEAST_COLS = 12 };

/* The texts of a row. */
struct kiosk_row_text {
    struct buffer above; /* an article's kicker, or a group's kind */
    struct buffer name;
    struct buffer below; /* an article's origin or the passage found in it; a group's count */
    struct str summary;  /* of an article */
};

static void row_text_free(struct kiosk_row_text *text)
{
    buffer_free(&text->above);
    buffer_free(&text->name);
    buffer_free(&text->below);
}

static void write_article(struct kiosk *kiosk, size_t row, int cols, struct kiosk_row_text *text)
{
    size_t index = kiosk_rows(kiosk)->items[row].article;
    const struct article *article = &kiosk->edition->articles[index];

    buffer_add_str(&text->above, article->kicker);
    text->summary = article->summary;
    view_add_title(&text->name, kiosk->edition, index);
    if (kiosk->screen == KIOSK_PANEL && kiosk->search.results[row].in_text) {
        search_context(&kiosk->search.results[row], cols - 6, &text->below);
        return;
    }
    if (marks_is_read(kiosk->marks, article->mark_id))
        buffer_add_text(&text->below, _("已读　"));
    buffer_add_str(&text->below, article->district);
    if (article->place.bytes)
        buffer_addf(&text->below, " %.*s", STR_FMT(article->place));
    if (article->date.bytes)
        buffer_addf(&text->below, "　%.*s", STR_FMT(article->date));
}

static void write_row(struct kiosk *kiosk, size_t index, int cols, struct kiosk_row_text *text)
{
    const struct kiosk_row *row = &kiosk_rows(kiosk)->items[index];
    const struct tree_node *group;

    buffer_addf(&text->name, "%zu ", index + 1);
    if (row->article != SIZE_MAX) {
        write_article(kiosk, index, cols, text);
        return;
    }
    group = kiosk_group(kiosk, row);
    buffer_add_text(&text->above, row->list == KIOSK_DISTRICT ? _("地区") : _("主题"));
    buffer_add_str(&text->name, group->label);
    buffer_addf(&text->below, n_("%zu篇", group->articles), group->articles);
}

/* Returns whether a line of the scrolled page is in view and can be drawn. */
static bool in_view(struct rect view, int line)
{
    return line >= view.line && line < view.line + view.lines;
}

/* Writes the name with the search's matches marked. */
static void put_name(struct frame *frame, const struct kiosk *kiosk, int line, struct rect rect,
                     struct str name, struct style style)
{
    const struct query *query = kiosk->screen == KIOSK_PANEL && kiosk->search.query.word_count
                                    ? &kiosk->search.query
                                    : NULL;
    bool fits = text_cols(name, frame->ambiguous_wide) <= rect.cols;
    struct matches matches = {0};
    int col = rect.col, end = rect.col + rect.cols;

    if (!in_view(kiosk->geometry.rows, line))
        return;
    matches_find(&matches, query, &(struct rich_text){.text = name});
    if (!fits || !matches.count) {
        frame_put_cut(frame, line, col, end, name, style);
    } else {
        for (size_t at = 0, to; at < name.bytes; at = to) {
            struct style run = style;

            to = matches_run(&matches, at, name.bytes, &run);
            col = frame_put(frame, line, col, end, (struct str){name.p + at, to - at}, run);
        }
    }
    matches_free(&matches);
}

/* Draws the upper or lower side of a box with a text set into it. */
static void put_side(struct frame *frame, const struct kiosk *kiosk, struct rect view, int line,
                     struct rect rect, const char *const corners[2], struct str text, bool at_end,
                     struct style style)
{
    const struct border *border = border_of(&kiosk->options.style);
    struct buffer side = {0};
    int room = rect.cols - 8, cols, col, first;

    if (!in_view(view, line))
        return;
    buffer_add_text(&side, corners[0]);
    border_fill(&side, border->horizontal, rect.cols - 2);
    buffer_add_text(&side, corners[1]);
    frame_put(frame, line, rect.col, rect.col + rect.cols, buffer_str(&side), style);
    buffer_free(&side);
    if (!text.bytes || room < 4)
        return;
    cols = text_cols(text, frame->ambiguous_wide);
    cols = cols < room ? cols : room;
    first = at_end ? rect.col + rect.cols - 4 - cols : rect.col + 3;
    col = frame_put_cut(frame, line, first, first + cols, text, style);
    frame_fill(frame, line, first - 1, first, style);
    frame_fill(frame, line, col, first + cols + 1, style);
}

/* Draws as much of an article's summary as there is room for. */
static void put_summary(struct frame *frame, const struct kiosk *kiosk, struct rect inner,
                        struct str summary, struct style style)
{
    const struct layout_style *set = &kiosk->options.style;
    int end = inner.col + inner.cols;

    for (size_t at = 0; at < summary.bytes && inner.lines > 0; inner.line++, inner.lines--) {
        struct text_line piece = view_text_line(set, summary, at, inner.cols);
        bool last = inner.lines == 1;
        size_t to = last ? summary.bytes : piece.end;

        if (in_view(kiosk->geometry.rows, inner.line))
            frame_put_cut(frame, inner.line, inner.col, end, (struct str){summary.p + at, to - at},
                          style);
        at = piece.next;
    }
}

/* Draws a box with texts set into its upper and lower sides, as far as it is in view. */
static void draw_frame(struct frame *frame, const struct kiosk *kiosk, struct rect view,
                       struct rect rect, struct str above, struct str below, struct style style)
{
    const struct border *border = border_of(&kiosk->options.style);
    const char *const top[] = {border->top_left, border->top_right};
    const char *const bottom[] = {border->bottom_left, border->bottom_right};
    int last = rect.line + rect.lines - 1;

    put_side(frame, kiosk, view, rect.line, rect, top, above, false, style);
    for (int line = rect.line + 1; line < last; line++) {
        if (!in_view(view, line))
            continue;
        frame_put(frame, line, rect.col, frame->cols, str_of(border->vertical), style);
        frame_put(frame, line, rect.col + rect.cols - 1, frame->cols, str_of(border->vertical),
                  style);
    }
    put_side(frame, kiosk, view, last, rect, bottom, below, true, style);
}

static void draw_box(struct frame *frame, const struct kiosk *kiosk, struct rect rect,
                     const struct kiosk_row_text *text, struct style style, struct style name)
{
    struct rect inner = {rect.line + 1, rect.col + 2, rect.lines - 2, rect.cols - 4};

    draw_frame(frame, kiosk, kiosk->geometry.rows, rect, buffer_str(&text->above),
               buffer_str(&text->below), style);
    if (!text->summary.bytes)
        inner.line += (inner.lines - 1) / 2;
    put_name(frame, kiosk, inner.line, inner, buffer_str(&text->name), name);
    inner.line++;
    inner.lines--;
    put_summary(frame, kiosk, inner, text->summary, style);
}

/* Draws a row of one line, with a free column on either side; a group's count is at its right
 * end. */
static void draw_line(struct frame *frame, const struct kiosk *kiosk, struct rect rect,
                      const struct kiosk_row_text *text, bool is_group, struct style style,
                      struct style name)
{
    struct rect inner = {0, rect.col + 1, 1, rect.cols - 2};
    struct str below = buffer_str(&text->below);
    int below_cols = text_cols(below, frame->ambiguous_wide);
    int name_cols = text_cols(buffer_str(&text->name), frame->ambiguous_wide);

    if (is_group && name_cols + below_cols + 2 <= inner.cols)
        frame_put(frame, rect.line, inner.col + inner.cols - below_cols, inner.col + inner.cols,
                  below, style);
    put_name(frame, kiosk, rect.line, inner, buffer_str(&text->name), name);
}

static void draw_row(struct frame *frame, struct kiosk *kiosk, size_t index)
{
    struct rect rect = kiosk_row_rect(kiosk, index), seen = rect;
    const struct rect view = kiosk->geometry.rows;
    bool focused = kiosk->focus.kind == TARGET_ENTRY && kiosk->focus.value == index;
    struct style style = {focused ? ROLE_SELECTED : ROLE_DIM, 0};
    struct style name = {focused ? ROLE_SELECTED : ROLE_TEXT, CELL_BOLD};
    bool is_group = kiosk_rows(kiosk)->items[index].article == SIZE_MAX;
    struct kiosk_row_text text = {0};

    if (seen.line < view.line) {
        seen.lines -= view.line - seen.line;
        seen.line = view.line;
    }
    if (seen.line + seen.lines > view.line + view.lines)
        seen.lines = view.line + view.lines - seen.line;
    if (seen.lines <= 0)
        return;
    write_row(kiosk, index, rect.cols, &text);
    view_kiosk_fill(frame, seen, (struct style){focused ? ROLE_SELECTED : ROLE_TEXT, 0},
                    (struct target){TARGET_ENTRY, index});
    if (rect.lines >= BOX_LINES && rect.cols >= BOX_LEAST_COLS)
        draw_box(frame, kiosk, rect, &text, style, name);
    else
        draw_line(frame, kiosk, rect, &text, is_group, style, name);
    row_text_free(&text);
}

/* Says why there are no rows. On the search panel the line above the letters says so. */
static void say_empty(struct frame *frame, const struct kiosk *kiosk)
{
    const struct rect view = kiosk->geometry.rows;
    const char *text = kiosk->screen == KIOSK_FRONT ? _("暂无文章")
                       : kiosk->listed == KIOSK_BOOKMARKS ? _("还没有书签；读文章时可以加上")
                                                          : _("暂无文章");

    if (kiosk->screen != KIOSK_PANEL)
        view_kiosk_centre(frame, view, view.lines / 2, str_of(text),
                          (struct style){ROLE_TEXT, CELL_BOLD});
}

void view_kiosk_rows(struct frame *frame, struct kiosk *kiosk)
{
    const struct kiosk_rows *rows = kiosk_rows(kiosk);
    const struct rect view = kiosk->geometry.rows;

    if (!rows->count)
        say_empty(frame, kiosk);

    for (size_t i = 0; i < rows->count; i++) {
        struct rect rect = kiosk_row_rect(kiosk, i);

        if (rect.line >= view.line + view.lines)
            break;
        if (rect.line + rect.lines > view.line)
            draw_row(frame, kiosk, i);
    }
}

/* Draws a letter's key: a box, as rows are, if it has three lines, else a filled area. */
static void draw_letter(struct frame *frame, const struct kiosk *kiosk, size_t index)
{
    struct rect rect = kiosk_letter_rect(kiosk, index);
    bool focused = kiosk->focus.kind == TARGET_LETTER && kiosk->focus.value == index;
    bool box = rect.lines >= BOX_LINES;
    struct style style = {focused ? ROLE_SELECTED : box ? ROLE_TEXT : ROLE_BAR, CELL_BOLD};
    char letter = (char)toupper(KIOSK_LETTERS[index]);

    view_kiosk_fill(frame, rect, (struct style){ROLE_TEXT, 0},
                    (struct target){TARGET_LETTER, index});
    if (!box)
        rect.cols--; /* a gap before the next key */
    view_kiosk_fill(frame, rect, style, (struct target){0});
    if (box)
        draw_frame(frame, kiosk, kiosk->geometry.body, rect, (struct str){0}, (struct str){0},
                   (struct style){focused ? ROLE_SELECTED : ROLE_DIM, 0});
    view_kiosk_centre(frame, rect, (rect.lines - 1) / 2, (struct str){&letter, 1}, style);
}

void view_kiosk_letters(struct frame *frame, const struct kiosk *kiosk)
{
    const struct rect body = kiosk->geometry.body;
    struct buffer line = {0};

    if (!kiosk->letters.bytes)
        buffer_add_text(&line, _("例如“四季青”按 S J Q"));
    for (size_t i = 0; i < kiosk->letters.bytes; i++)
        buffer_addf(&line, "%c ", toupper(kiosk->letters.data[i]));
    if (kiosk->letters.bytes && kiosk->search.pass < SEARCH_DONE)
        buffer_add_text(&line, _("　还在找"));
    else if (kiosk->letters.bytes && !kiosk->results.count)
        buffer_add_text(&line, _("　没有找到，请删去一个字母再试"));
    else if (kiosk->letters.bytes)
        buffer_addf(&line, n_("　找到%zu篇", kiosk->results.count), kiosk->results.count);
    frame_put_cut(frame, body.line, body.col + 1, body.col + body.cols - 1, buffer_str(&line),
                  (struct style){ROLE_HEADING, CELL_BOLD});
    for (size_t i = 0; kiosk->geometry.letter_lines > 0 && i < sizeof(KIOSK_LETTERS) - 1; i++)
        draw_letter(frame, kiosk, i);
    buffer_free(&line);
}
