#include "view/view.h"

#include "base/i18n.h"
#include "layout/border.h"
#include "text/grapheme.h"
#include "view/parts.h"

void view_add_title(struct buffer *out, const struct edition *edition, size_t article)
{
    const struct article *a = edition_article(edition, article);

    if (a->pinned)
        buffer_add_text(out, _("[顶]"));
    if (a->draft)
        buffer_add_text(out, _("[草稿]"));
    if (edition_has_expired(edition, article))
        buffer_add_text(out, _("[过期]"));
    buffer_add_str(out, a->title);
}

void view_add_cut(struct buffer *out, struct str text, int cols, bool ambiguous_wide)
{
    const struct str mark = str_of("…");
    size_t fitting = text.bytes;

    if (text_cols(text, ambiguous_wide) > cols)
        fitting = text_fit(text, cols - text_cols(mark, ambiguous_wide), ambiguous_wide, NULL);
    buffer_add(out, text.p, fitting);
    if (fitting < text.bytes)
        buffer_add_str(out, mark);
}

typedef struct text_line line_function(const struct layout_style *set, struct str text, size_t at,
                                       int cols);

static int put_lines(struct frame *frame, const struct layout_style *set, struct rect rect,
                     int line, int indent, struct str text, struct style style,
                     line_function *next_line)
{
    size_t at = 0;

    while (at < text.bytes) {
        struct text_line piece = next_line(set, text, at, rect.cols - indent);

        if (line >= 0 && line < rect.lines)
            frame_put(frame, rect.line + line, rect.col + indent, rect.col + rect.cols,
                      (struct str){text.p + at, piece.end - at}, style);
        line++;
        at = piece.next;
    }
    return line;
}

int view_put_wrapped(struct frame *frame, const struct layout_style *set, struct rect rect,
                     int line, int indent, struct str text, struct style style)
{
    return put_lines(frame, set, rect, line, indent, text, style, layout_text_line);
}

int view_put_title(struct frame *frame, const struct layout_style *set, struct rect rect, int line,
                   struct str text, struct style style)
{
    return put_lines(frame, set, rect, line, 0, text, style, layout_title_line);
}

static void too_small(struct frame *frame, const struct reader *reader)
{
    struct rect all = {0, 0, frame->lines, frame->cols};

    view_put_wrapped(frame, &reader->options.style, all, 0, 0, str_of(_("窗口太小，请放大")),
                     (struct style){ROLE_MESSAGE, 0});
}

static void separators(struct frame *frame, const struct reader *reader)
{
    struct rect list = reader->panes.list;
    struct str bar = str_of(border_of(&reader->options.style)->vertical);

    for (int line = 0; line < list.lines && reader->panes.separator_cols[0] >= 0; line++)
        frame_add_target(frame, list.line + line, reader->panes.separator_cols[0],
                         reader->panes.separator_cols[0] + 1, (struct target){TARGET_RULE, 0});
    for (size_t i = 0; i < sizeof(reader->panes.separator_cols) / sizeof(int); i++)
        for (int line = 0; line < list.lines && reader->panes.separator_cols[i] >= 0; line++)
            frame_put(frame, list.line + line, reader->panes.separator_cols[i], frame->cols, bar,
                      (struct style){ROLE_DIM, 0});
}

/* Makes a whole pane a target; the targets drawn into it later hide it. */
static void add_pane_target(struct frame *frame, struct rect rect, enum target_kind kind)
{
    for (int line = 0; line < rect.lines && rect.cols; line++)
        frame_add_target(frame, rect.line + line, rect.col, rect.col + rect.cols,
                         (struct target){kind, 0});
}

void view_compose(struct frame *frame, struct reader *reader)
{
    frame_reset(frame, reader->cols, reader->lines, reader->options.style.text.ambiguous_wide);
    frame->theme = reader->theme;
    if (reader->panes.too_small) {
        too_small(frame, reader);
        return;
    }
    view_title_bar(frame, reader);
    if (reader->mode == MODE_HELP) {
        view_help(frame, reader);
    } else if (reader->mode == MODE_PAGE) {
        view_page(frame, reader);
    } else {
        add_pane_target(frame, reader->panes.list, TARGET_LIST);
        add_pane_target(frame, reader->panes.summaries, TARGET_SUMMARIES);
        add_pane_target(frame, reader->panes.article, TARGET_ARTICLE);
        if (reader->panes.list.cols)
            view_list(frame, reader);
        if (reader->panes.summaries.cols)
            view_summaries(frame, reader);
        separators(frame, reader);
        if (reader->panes.article.cols) {
            if (reading_is_open(&reader->reading))
                view_article(frame, &reader->reading, reader->panes.text, reader_query(reader),
                             true);
            else
                view_group(frame, reader);
            view_article_bar(frame, reader);
        }
    }
    view_hint_bar(frame, reader);
}
