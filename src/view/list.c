#include "base/buffer.h"
#include "base/i18n.h"
#include "row.h"
#include "text/grapheme.h"
#include "view/matches.h"
#include "view/parts.h"

/* Returns whether the selected row's text wraps: only where neither its row nor the status line
 * holds it, as rows that stay where they are read better. */
static bool wraps(const struct reader *reader, size_t index, const struct row_text *row)
{
    struct buffer whole = {0};
    bool too_long;

    if (index != reader->list.selected || reader->article_focused || !row->is_cut)
        return false;
    view_add_selected(reader, &whole);
    too_long =
        text_cols(buffer_str(&whole), reader->options.style.text.ambiguous_wide) > reader->cols - 2;
    buffer_free(&whole);
    return too_long;
}

/* Returns the lines a row takes. */
static int row_lines(const struct reader *reader, size_t index)
{
    struct row_text row = row_text(reader, index);
    int lines = 1;

    if (wraps(reader, index, &row)) {
        lines = 0;
        for (size_t at = 0; at < row.whole.bytes; lines++)
            at =
                layout_text_line(&reader->options.style, buffer_str(&row.whole), at, row.cols).next;
    }
    row_free(&row);
    return lines;
}

/* Scrolls the list so that the whole selected row is in view. */
static void keep_in_view(struct reader *reader)
{
    struct list *list = &reader->list;
    int lines = reader->panes.list.lines, selected_lines;

    if (list->selected < list->top)
        list->top = list->selected;
    selected_lines = list->count ? row_lines(reader, list->selected) : 0;
    if ((long)(list->selected - list->top) + selected_lines > lines)
        list->top = list->selected + (size_t)selected_lines > (size_t)lines
                        ? list->selected + (size_t)selected_lines - (size_t)lines
                        : 0;
    if (list->top > list->selected)
        list->top = list->selected;
    /* Leave no blank lines at the bottom while there are rows above. */
    while (list->top > 0 && (long)(list->count - list->top) + selected_lines - 1 < (long)lines)
        list->top--;
}

/* Puts the bytes [at, end) of a row's text, with the matches of a search marked. Returns the column
 * after them. */
static int put_text(struct frame *frame, const struct row_text *row, const struct buffer *text,
                    const struct matches *matches, size_t at, size_t end, int line, int col)
{
    while (at < end) {
        struct style style = at < row->head_bytes   ? row->head_style
                             : at < row->tail_start ? row->style
                                                    : row->tail_style;
        size_t to = at < row->head_bytes   ? row->head_bytes
                    : at < row->tail_start ? row->tail_start
                                           : end;

        to = matches_run(matches, at, to < end ? to : end, &style);
        col =
            frame_put(frame, line, col, frame->cols, (struct str){text->data + at, to - at}, style);
        at = to;
    }
    return col;
}

/* Draws the lines of a row's text. Returns the line after them. */
static int draw_text(struct frame *frame, struct reader *reader, const struct row_text *row,
                     bool wrapped, int line)
{
    const struct buffer *text = wrapped ? &row->whole : &row->text;
    struct rect rect = reader->panes.list;
    struct matches matches = {0};
    size_t at = 0;

    matches_find(&matches, row->is_article ? reader_query(reader) : NULL,
                 &(struct rich_text){.text = buffer_str(text)});
    do {
        struct text_line piece = {.end = text->bytes, .next = text->bytes};

        if (wrapped)
            piece = layout_text_line(&reader->options.style, buffer_str(text), at, row->cols);
        if (row->selected)
            frame_fill(frame, rect.line + line, rect.col, rect.col + rect.cols, row->style);
        put_text(frame, row, text, &matches, at, piece.end, rect.line + line,
                 rect.col + row->text_col);
        at = piece.next;
        line++;
    } while (at < text->bytes && line < rect.lines);
    matches_free(&matches);
    return line;
}

/* Draws a row. Returns the line after it. */
static int draw_row(struct frame *frame, struct reader *reader, size_t index, int line)
{
    struct rect rect = reader->panes.list;
    struct row_text row = row_text(reader, index);
    bool wrapped = wraps(reader, index, &row);
    int end = rect.col + rect.cols, first = rect.line + line, col;

    line = draw_text(frame, reader, &row, wrapped, line);
    col = frame_put(frame, first, rect.col + row.indent, end, row.mark, row.mark_style);
    frame_put(frame, first, col, end, row.star, row.mark_style);
    if (!wrapped)
        frame_put(frame, first, end - 1 - row.right_cols, end - 1, buffer_str(&row.right),
                  row.tail_style);
    for (int i = first; i < rect.line + line; i++)
        frame_add_target(frame, i, rect.col, end, (struct target){TARGET_ROW, index});
    if (row.is_group)
        frame_add_target(frame, first, rect.col, rect.col + row.text_col,
                         (struct target){TARGET_FOLD, index});
    row_free(&row);
    return line;
}

void view_add_selected(const struct reader *reader, struct buffer *out)
{
    const struct list *list = &reader->list;
    struct row_text row;

    if (!reader->panes.list.cols || reader->article_focused || list->selected >= list->count)
        return;
    row = row_text(reader, list->selected);
    if (row.is_cut)
        buffer_add_str(out, buffer_str(&row.whole));
    row_free(&row);
}

void view_list(struct frame *frame, struct reader *reader)
{
    struct list *list = &reader->list;
    int line = 0;

    keep_in_view(reader);
    for (size_t i = list->top; i < list->count && line < reader->panes.list.lines; i++)
        line = draw_row(frame, reader, i, line);
    view_list_bar(frame, reader);
}
