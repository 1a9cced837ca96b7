#include "base/buffer.h"
#include "base/i18n.h"
#include "text/grapheme.h"
#include "text/linebreak.h"
#include "view/matches.h"
#include "view/parts.h"

#include <limits.h>
#include <stdint.h>

enum { DEPTH_COLS = 2 };

/* The texts and styles of a row of the list. */
struct row_text {
    int indent;      /* columns before the mark */
    struct str mark; /* of a fold, or of a read or unread article */
    struct style mark_style;
    int text_col; /* from the pane's left edge */
    bool is_article;
    struct buffer text;
    struct style style;
};

/* Returns the columns for a row's text; a column stays free before the separator. */
static int row_cols(const struct reader *reader, const struct row_text *row)
{
    return reader->panes.list.cols - 1 - row->text_col;
}

/* Writes a group's name and counts. The name is cut so that the counts fit, unless the row is
 * selected and wraps. */
static void write_group(const struct reader *reader, struct row_text *row, struct str label,
                        struct str counts, bool selected)
{
    bool ambiguous_wide = reader->options.style.text.ambiguous_wide;
    int room = row_cols(reader, row) - text_cols(counts, ambiguous_wide);

    view_add_cut(&row->text, label, selected ? INT_MAX : room, ambiguous_wide);
    buffer_add_str(&row->text, counts);
}

/* Returns the bytes of a row's text that fit on one line, with room for "…" if some do not. */
static size_t cut(const struct row_text *row, int cols, bool ambiguous_wide)
{
    struct str text = {row->text.data, row->text.bytes};

    if (text_cols(text, ambiguous_wide) <= cols)
        return text.bytes;
    return text_fit(text, cols - text_cols(str_of("…"), ambiguous_wide), ambiguous_wide, NULL);
}

static size_t shared_bytes(struct str a, struct str b)
{
    size_t shared = 0, least = a.bytes < b.bytes ? a.bytes : b.bytes;

    while (shared < least && a.p[shared] == b.p[shared])
        shared++;
    return shared;
}

/* Compares a row's title with the titles of rows nearby that differ from it only after its first
 * `shown` bytes. Returns the fewest bytes it shares with one of them, or 0 if there are none. */
static size_t shared_with_near(const struct reader *reader, size_t index, size_t shown)
{
    enum { NEAR_ROWS = 12 };
    const struct list *list = &reader->list;
    struct str title = edition_title(reader->edition, list_row_at(list, index).article);
    size_t least = 0;

    for (size_t i = index < NEAR_ROWS ? 0 : index - NEAR_ROWS;
         i < list->count && i <= index + NEAR_ROWS; i++) {
        struct str other = edition_title(reader->edition, list_row_at(list, i).article);
        size_t shared = shared_bytes(title, other);

        if (shared >= shown && !str_eq(title, other) && (!least || shared < least))
            least = shared;
    }
    return least;
}

/* Cuts a title in its middle if, cut at its end, it would read like another nearby. */
static void tell_apart(const struct reader *reader, size_t index, struct row_text *row)
{
    bool ambiguous_wide = reader->options.style.text.ambiguous_wide;
    size_t title_bytes =
        edition_article(reader->edition, list_row_at(&reader->list, index).article)->title.bytes;
    size_t before = row->text.bytes - title_bytes, shown, shared;
    struct buffer text = {0};

    shown = cut(row, row_cols(reader, row), ambiguous_wide);
    if (shown == row->text.bytes || shown <= before)
        return;
    shared = shared_with_near(reader, index, shown - before);
    if (!shared)
        return;
    view_add_distinct(&text, buffer_str(&row->text), before + shared, row_cols(reader, row),
                      ambiguous_wide);
    buffer_free(&row->text);
    row->text = text;
}

static struct row_text row_text(const struct reader *reader, size_t index)
{
    struct list_row row = list_row_at(&reader->list, index);
    const struct tree *tree = &reader->list.tree;
    bool selected = index == reader->list.selected;
    struct row_text out = {.is_article = row.article != SIZE_MAX};
    struct buffer counts = {0};

    out.indent = row.node == SIZE_MAX ? 0 : DEPTH_COLS * tree_node(tree, row.node).depth;
    if (row.away) {
        out.mark = str_of("×");
        out.style = out.mark_style = (struct style){ROLE_DIM, 0};
        buffer_addf(&out.text, _("%zu %s（不在了）"), row.number, row.away->title);
    } else if (!out.is_article) {
        struct tree_node node = tree_node(tree, row.node);
        size_t unread = list_unread(&reader->list, row.node);

        out.mark = str_of(list_is_folded(&reader->list, row.node) ? "▸" : "▾");
        out.style = (struct style){ROLE_GROUP, node.depth == 0 ? CELL_BOLD : 0};
        out.mark_style = out.style;
        buffer_addf(&counts, " (%zu)", node.articles);
        if (unread)
            buffer_addf(&counts, _(" 未读%zu"), unread);
    } else {
        bool unread =
            !marks_is_read(reader->marks, edition_article(reader->edition, row.article)->mark_id);

        out.mark = str_of(unread ? "●" : "○");
        out.mark_style = (struct style){ROLE_UNREAD, 0};
        out.style = (struct style){ROLE_TEXT, unread ? CELL_BOLD : 0};
        buffer_addf(&out.text, "%zu ", row.number);
        view_add_title(&out.text, reader->edition, row.article);
    }
    if (selected)
        out.style.role = out.mark_style.role =
            reader->article_focused ? ROLE_SELECTED_UNFOCUSED : ROLE_SELECTED;
    out.text_col = out.indent + text_cols(out.mark, reader->options.style.text.ambiguous_wide) + 1;
    if (!out.is_article && !row.away)
        write_group(reader, &out, tree_label(tree, reader->edition, row.node), buffer_str(&counts),
                    selected);
    else if (!selected && out.is_article)
        tell_apart(reader, index, &out);
    buffer_free(&counts);
    return out;
}

/* Returns the lines a row takes: the selected row's text wraps, the others are cut. */
static int row_lines(const struct reader *reader, size_t index)
{
    struct row_text row;
    size_t at = 0;
    int lines = 0;

    if (index != reader->list.selected)
        return 1;
    row = row_text(reader, index);
    for (; at < row.text.bytes; lines++)
        at = layout_text_line(&reader->options.style, buffer_str(&row.text), at,
                              row_cols(reader, &row))
                 .next;
    buffer_free(&row.text);
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

/* Draws a row with the search's matches marked: the selected row wrapped, others cut. Returns the
 * line after it. */
static int draw_row(struct frame *frame, struct reader *reader, size_t index, int line)
{
    struct rect rect = reader->panes.list;
    struct row_text row = row_text(reader, index);
    bool selected = index == reader->list.selected;
    int end = rect.col + rect.cols, first = line;
    struct matches matches = {0};
    size_t at = 0;

    matches_find(&matches, row.is_article ? reader_query(reader) : NULL,
                 &(struct rich_text){.text = buffer_str(&row.text)});
    while (at < row.text.bytes && line < rect.lines) {
        struct text_line piece = layout_text_line(&reader->options.style, buffer_str(&row.text), at,
                                                  row_cols(reader, &row));
        int col = rect.col + row.text_col, screen_line = rect.line + line++;

        frame_add_target(frame, screen_line, rect.col, end, (struct target){TARGET_ROW, index});
        if (!selected)
            piece.end = cut(&row, row_cols(reader, &row), frame->ambiguous_wide);
        else
            frame_fill(frame, screen_line, rect.col, end, row.style);
        while (at < piece.end) {
            struct style style = row.style;
            size_t to = matches_run(&matches, at, piece.end, &style);

            col = frame_put(frame, screen_line, col, end, (struct str){row.text.data + at, to - at},
                            style);
            at = to;
        }
        at = piece.next;
        if (!selected) {
            if (piece.end < row.text.bytes)
                frame_put(frame, screen_line, col, end, str_of("…"), row.style);
            break;
        }
    }
    frame_put(frame, rect.line + first, rect.col + row.indent, end, row.mark, row.mark_style);
    if (list_row_at(&reader->list, index).node != SIZE_MAX && !row.is_article)
        frame_add_target(frame, rect.line + first, rect.col, rect.col + row.text_col,
                         (struct target){TARGET_FOLD, index});
    matches_free(&matches);
    buffer_free(&row.text);
    return line;
}

void view_list(struct frame *frame, struct reader *reader)
{
    struct list *list = &reader->list;
    int line = 0;

    keep_in_view(reader);
    for (size_t i = list->top; i < list->count && line < reader->panes.list.lines; i++)
        line = draw_row(frame, reader, i, line);
}
