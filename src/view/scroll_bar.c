#include "layout/border.h"
#include "view/parts.h"

/* Draws a scroll bar of one column down a pane of which `shown` of all parts are in view, after
 * `before` of them: the thumb alone, on the pane's ground. */
static void draw(struct frame *frame, const struct reader *reader, struct rect pane, int col,
                 const int64_t parts[3], enum target_kind kind)
{
    int64_t all = parts[0] + parts[1] + parts[2], outside = parts[0] + parts[2];
    int thumb = all ? (int)(parts[1] * pane.lines / all) : pane.lines, first;

    if (thumb < 1)
        thumb = 1;
    first = outside ? (int)((pane.lines - thumb) * parts[0] / outside) : 0;
    for (int line = 0; line < pane.lines; line++)
        frame_add_target(frame, pane.line + line, col, col + 1,
                         (struct target){kind, (size_t)line});
    for (int line = first; line < first + thumb; line++)
        frame_put(frame, pane.line + line, col, col + 1,
                  str_of(border_of(&reader->options.style)->thumb), (struct style){ROLE_DIM, 0});
}

void view_list_bar(struct frame *frame, const struct reader *reader)
{
    const struct list *list = &reader->list;
    struct rect pane = reader->panes.list;
    size_t lines = (size_t)pane.lines;
    size_t left = list->count > list->top + lines ? list->count - list->top - lines : 0;

    if (list->count > lines)
        draw(frame, reader, pane, pane.col + pane.cols - 1,
             (int64_t[]){(int64_t)list->top, (int64_t)lines, (int64_t)left}, TARGET_LIST_BAR);
}

void view_article_bar(struct frame *frame, const struct reader *reader)
{
    struct rect pane = reader->panes.article;
    int64_t parts[3];

    if (reading_shares(&reader->reading, &parts[0], &parts[1], &parts[2]))
        draw(frame, reader, pane, pane.col + pane.cols - 1, parts, TARGET_ARTICLE_BAR);
}
