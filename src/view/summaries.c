#include "view/parts.h"

#include <stdint.h>

enum { MARGIN_COLS = 1 };

/* The area the articles are drawn in. */
struct column {
    struct frame *frame; /* NULL: lines are only counted */
    const struct reader *reader;
    struct rect rect;
};

static struct style title_style(const struct reader *reader, size_t index)
{
    if (index != list_selected_index(&reader->list))
        return (struct style){ROLE_HEADING, CELL_BOLD};
    return (struct style){reader->article_focused ? ROLE_SELECTED_UNFOCUSED : ROLE_SELECTED,
                          CELL_BOLD};
}

/* Returns where a column's texts go; nowhere if they are only measured. */
static struct rect place_of(const struct column *column)
{
    return column->frame ? column->rect : (struct rect){.cols = column->rect.cols};
}

static int put(const struct column *column, int line, struct str text, struct style style)
{
    return view_put_wrapped(column->frame, &column->reader->options.style, place_of(column), line,
                            0, text, style);
}

/* Draws an article's title, byline and summary from line `line` of the column on. Returns the line
 * after them and a blank line. */
static int put_article(const struct column *column, int line, size_t index)
{
    const struct reader *reader = column->reader;
    const struct article *article =
        edition_article(reader->edition, list_article_at(&reader->list, index));
    struct buffer title = {0}, byline = {0};

    buffer_add_str(&byline, article->place.bytes ? article->place : article->district);
    if (article->date.bytes)
        buffer_addf(&byline, "%s%.*s", byline.bytes ? "　" : "", STR_FMT(article->date));
    view_add_title(&title, reader->edition, list_article_at(&reader->list, index));
    line = view_put_title(column->frame, &reader->options.style, place_of(column), line,
                          buffer_str(&title), title_style(reader, index));
    line = put(column, line, buffer_str(&byline), (struct style){ROLE_DIM, 0});
    line = put(column, line, article->summary, (struct style){ROLE_TEXT, 0});
    buffer_free(&title);
    buffer_free(&byline);
    return line + 1;
}

/* Returns the index of the first article to draw, such that the selected one is in the upper
 * half. */
static size_t first_index(const struct column *column)
{
    const struct list *list = &column->reader->list;
    const struct column measured = {NULL, column->reader, column->rect};
    size_t first = list_selected_index(list), before;
    int lines = 0;

    if (first >= list->tree.count && list->kind == LIST_TREE)
        return SIZE_MAX;
    if (list_article_at(list, first) == SIZE_MAX)
        return list_index_after(list, first);
    while ((before = list_index_before(list, first)) != SIZE_MAX) {
        lines = put_article(&measured, lines, before);
        if (lines > column->rect.lines / 2)
            break;
        first = before;
    }
    return first;
}

void view_summaries(struct frame *frame, const struct reader *reader)
{
    const struct rect pane = reader->panes.summaries;
    struct column column = {frame, reader, pane};
    int line = 0;

    column.rect.col += MARGIN_COLS;
    column.rect.cols -= 2 * MARGIN_COLS;
    if (!reader->list.count)
        return;
    for (size_t index = first_index(&column); index != SIZE_MAX && line < column.rect.lines;
         index = list_index_after(&reader->list, index)) {
        int first = line;

        line = put_article(&column, line, index);
        for (; first + 1 < line && first < pane.lines; first++)
            frame_add_target(frame, pane.line + first, pane.col, pane.col + pane.cols,
                             (struct target){TARGET_INDEX, index});
    }
}
