#include "row.h"

#include "base/i18n.h"
#include "text/grapheme.h"
#include "view/parts.h"

#include <stdint.h>

enum {
    ROOMY_COLS = 40, /* from here on a list has room for numbers and deeper indents */
    DEPTH_COLS = 2,
    NARROW_DEPTH_COLS = 1,
    TITLE_LEAST_COLS = 16 /* beside a date */
};

static int cols_of(const struct reader *reader, struct str text)
{
    return text_cols(text, reader->options.style.text.ambiguous_wide);
}

/* Returns the bytes of a text that fit on one line, with room for "…" if some do not. */
static size_t fitting(const struct reader *reader, struct str text, int cols)
{
    if (cols_of(reader, text) <= cols)
        return text.bytes;
    return text_fit(text, cols - cols_of(reader, str_of("…")),
                    reader->options.style.text.ambiguous_wide, NULL);
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

/* Sets the text of an article's row: cut at its end or, if it would read like another nearby then,
 * in its middle. */
static void cut_title(const struct reader *reader, size_t index, struct row_text *row, int cols)
{
    bool ambiguous_wide = reader->options.style.text.ambiguous_wide;
    struct str whole = buffer_str(&row->whole);
    size_t title_bytes =
        edition_title(reader->edition, list_row_at(&reader->list, index).article).bytes;
    size_t before = whole.bytes - title_bytes, shown = fitting(reader, whole, cols), shared = 0;

    row->is_cut = shown < whole.bytes;
    if (row->is_cut && shown > before)
        shared = shared_with_near(reader, index, shown - before);
    if (shared)
        view_add_distinct(&row->text, whole, before + shared, cols, ambiguous_wide);
    else
        view_add_cut(&row->text, whole, cols, ambiguous_wide);
    row->tail_start = row->text.bytes;
    if (row->head_bytes > row->text.bytes)
        row->head_bytes = row->text.bytes;
}

/* Writes an article's date: without its year if it is of this one, else without its day. */
static void write_date(const struct reader *reader, const struct article *article,
                       struct buffer *out)
{
    enum { YEAR_BYTES = 4, MONTH_BYTES = 7 };
    struct str today = reader->edition->filter.today, date = article->date;

    if (date.bytes <= MONTH_BYTES)
        buffer_add_str(out, date);
    else if (today.bytes > YEAR_BYTES && memcmp(today.p, date.p, YEAR_BYTES) == 0)
        buffer_add(out, date.p + YEAR_BYTES + 1, date.bytes - YEAR_BYTES - 1);
    else
        buffer_add(out, date.p, MONTH_BYTES);
}

/* Returns where a search has found the words of the article in a row, or NULL. */
static const char *found_in(const struct reader *reader, struct list_row at)
{
    static const char *const PLACES[SEARCH_DONE] = {
        [SEARCH_TITLES] = N_("标题"), [SEARCH_HEADERS] = N_("文首"), [SEARCH_BODIES] = N_("正文")};
    const struct search *search = &reader->search;

    if (reader->list.kind != LIST_RESULTS || !search->query.word_count || at.number > search->count)
        return NULL;
    return _(PLACES[search->results[at.number - 1].pass]);
}

/* Sets the text at the row's right edge, if there is room for it beside the title, and returns the
 * columns that it leaves. */
static int write_right(const struct reader *reader, struct list_row at, struct row_text *row)
{
    const struct article *article = edition_article(reader->edition, at.article);
    int cols, least = TITLE_LEAST_COLS, whole = cols_of(reader, buffer_str(&row->whole));

    if (found_in(reader, at)) {
        buffer_add_text(&row->right, found_in(reader, at));
    } else if (reader_shows_dates(reader) && article->date.bytes) {
        write_date(reader, article, &row->right);
    } else if (at.lone != SIZE_MAX && at.depth && !tree_node(&reader->list.tree, at.lone).unnamed) {
        buffer_add_str(&row->right, tree_label(&reader->list.tree, reader->edition, at.lone));
        least = whole;
    }
    row->right_cols = cols_of(reader, buffer_str(&row->right));
    cols = row->cols - row->right_cols - 1;
    if (row->right_cols && cols >= (least < whole ? least : whole))
        return cols;
    row->right_cols = 0;
    buffer_clear(&row->right);
    return row->cols;
}

/* Writes what stands before an article's title: its number while one is typed or where there is
 * room, and the group on the top level that shares its row. */
static void write_head(const struct reader *reader, struct list_row at, struct row_text *row)
{
    const struct tree *tree = &reader->list.tree;
    struct tree_node group;

    if (reader->mode == MODE_NUMBER || reader->panes.list.cols >= ROOMY_COLS)
        buffer_addf(&row->whole, "%zu ", at.number);
    if (at.lone != SIZE_MAX && !at.depth) {
        group = tree_node(tree, at.lone);
        if (!group.unnamed && !group.pinned) /* the title says that it is pinned */
            buffer_addf(&row->whole, "%.*s ", STR_FMT(tree_label(tree, reader->edition, at.lone)));
    }
    row->head_bytes = row->whole.bytes;
}

static void set_text_col(const struct reader *reader, struct row_text *row)
{
    row->text_col = row->indent + cols_of(reader, row->mark) + cols_of(reader, row->star) + 1;
    row->cols = reader->panes.list.cols - 1 - row->text_col;
}

static void write_article(const struct reader *reader, size_t index, struct list_row at,
                          struct row_text *row)
{
    struct str mark_id = edition_mark_id(reader->edition, at.article);
    bool unread = !marks_is_read(reader->marks, mark_id);

    row->is_article = true;
    row->mark = str_of(unread ? "●" : "○");
    if (marks_is_bookmarked(reader->marks, mark_id))
        row->star = str_of(reader_is_mono(reader) ? "*" : "★");
    row->style = (struct style){ROLE_TEXT, unread ? CELL_BOLD : 0};
    row->mark_style = (struct style){unread || row->star.bytes ? ROLE_UNREAD : ROLE_GROUP, 0};
    row->head_style = row->tail_style = (struct style){ROLE_GROUP, 0};
    set_text_col(reader, row);
    write_head(reader, at, row);
    view_add_title(&row->whole, reader->edition, at.article);
    cut_title(reader, index, row, write_right(reader, at, row));
}

/* Writes a group's name and its counts, for which a long name makes room. */
static void write_group(const struct reader *reader, struct list_row at, struct row_text *row)
{
    const struct tree *tree = &reader->list.tree;
    struct str label = tree_label(tree, reader->edition, at.node);
    size_t unread = list_unread(&reader->list, at.node);
    struct buffer counts = {0};
    int room;

    row->mark = str_of(list_is_folded(&reader->list, at.node) ? "▸" : "▾");
    row->style = row->mark_style = row->tail_style = (struct style){ROLE_GROUP, 0};
    set_text_col(reader, row);
    buffer_addf(&counts, " (%zu)", tree_articles_below(tree, at.node));
    if (unread)
        buffer_addf(&counts, _(" 未读%zu"), unread);
    room = row->cols - cols_of(reader, buffer_str(&counts));
    row->is_cut = cols_of(reader, label) > room;
    view_add_cut(&row->text, label, room, reader->options.style.text.ambiguous_wide);
    row->tail_start = row->text.bytes;
    buffer_add_str(&row->text, buffer_str(&counts));
    buffer_add_str(&row->whole, label);
    buffer_add_str(&row->whole, buffer_str(&counts));
    buffer_free(&counts);
}

/* Writes a bookmark whose article is away. */
static void write_away(const struct reader *reader, struct list_row at, struct row_text *row)
{
    row->mark = str_of("×");
    row->style = row->mark_style = row->head_style = row->tail_style = (struct style){ROLE_DIM, 0};
    set_text_col(reader, row);
    buffer_addf(&row->whole, _("%zu %s（不在了）"), at.number, at.away->title);
    row->is_cut = cols_of(reader, buffer_str(&row->whole)) > row->cols;
    view_add_cut(&row->text, buffer_str(&row->whole), row->cols,
                 reader->options.style.text.ambiguous_wide);
    row->tail_start = row->text.bytes;
}

struct row_text row_text(const struct reader *reader, size_t index)
{
    struct list_row at = list_row_at(&reader->list, index);
    struct row_text row = {.selected = index == reader->list.selected};
    bool roomy = reader->panes.list.cols >= ROOMY_COLS;
    enum { STYLES = 4 };
    struct style *styles[STYLES] = {&row.mark_style, &row.head_style, &row.style, &row.tail_style};

    row.indent = at.depth * (roomy ? DEPTH_COLS : NARROW_DEPTH_COLS);
    row.is_group = !at.away && at.article == SIZE_MAX;
    if (at.away)
        write_away(reader, at, &row);
    else if (at.article != SIZE_MAX)
        write_article(reader, index, at, &row);
    else
        write_group(reader, at, &row);
    for (size_t i = 0; i < STYLES && row.selected; i++)
        styles[i]->role = reader->article_focused ? ROLE_SELECTED_UNFOCUSED : ROLE_SELECTED;
    return row;
}

void row_free(struct row_text *row)
{
    buffer_free(&row->whole);
    buffer_free(&row->text);
    buffer_free(&row->right);
}
