#include "reader/list.h"

#include "base/alloc.h"
#include "rows.h"
#include "state/bookmarks.h"

#include <stdlib.h>

static const struct list_row NO_ROW = {SIZE_MAX, SIZE_MAX, 0, POSITION_NONE, NULL, 0, SIZE_MAX};

static bool is_hidden(const struct list *list, size_t node)
{
    for (size_t up = tree_node(&list->tree, node).parent; up != SIZE_MAX;
         up = tree_node(&list->tree, up).parent)
        if (list_is_folded(list, up))
            return true;
    return false;
}

static size_t listed_article(const struct list *list, size_t index)
{
    return list->listed[index] == UINT32_MAX ? SIZE_MAX : list->listed[index];
}

static struct list_row listed_row(const struct list *list, size_t index)
{
    struct list_row row = NO_ROW;

    row.article = listed_article(list, index);
    row.number = index + 1;
    if (list->kind == LIST_BOOKMARKS) {
        row.position = list->bookmarks[index].position;
        row.away = list->bookmarks[index].away;
    }
    return row;
}

struct list_row list_row_at(const struct list *list, size_t index)
{
    struct list_row row = NO_ROW;
    struct tree_node node;

    if (list->kind != LIST_TREE)
        return listed_row(list, index);
    row.node = rows_node(list, index);
    node = tree_node(&list->tree, row.node);
    row.article = node.article;
    row.lone = rows_lone_around(list, row.node);
    row.depth = row.lone != SIZE_MAX ? tree_node(&list->tree, row.lone).depth : node.depth;
    if (row.article != SIZE_MAX)
        row.number = node.number;
    return row;
}

struct list_row list_selected(const struct list *list)
{
    return list->selected < list->count ? list_row_at(list, list->selected) : NO_ROW;
}

bool list_is_on_group(const struct list *list)
{
    struct list_row row = list_selected(list);

    return row.node != SIZE_MAX && row.article == SIZE_MAX;
}

/* Returns the first row of an article, or SIZE_MAX if none is in view. */
static size_t find_row(const struct list *list, size_t article)
{
    if (article == SIZE_MAX)
        return SIZE_MAX;
    if (list->kind == LIST_TREE) {
        size_t node = tree_find_article(&list->tree, article, 0);

        while (node != SIZE_MAX && is_hidden(list, node))
            node = tree_find_article(&list->tree, article, node + 1);
        return node == SIZE_MAX ? node : rows_of_node(list, node);
    }
    for (size_t i = 0; i < list->count; i++)
        if (listed_article(list, i) == article)
            return i;
    return SIZE_MAX;
}

/* Selects `article` again after the rows changed; if it is gone, the row in its place. */
static void keep_selection(struct list *list, size_t article)
{
    size_t row = find_row(list, article);

    if (row != SIZE_MAX)
        list->selected = row;
    else if (list->selected >= list->count)
        list->selected = list->count ? list->count - 1 : 0;
}

void list_show_tree(struct list *list)
{
    size_t article = list_selected(list).article;

    if (list->kind == LIST_TREE)
        return;
    list->kind = LIST_TREE;
    rows_count(list);
    keep_selection(list, article);
}

/* Begins to list other rows than those of the tree. Returns the article to select again. */
static size_t begin_listing(struct list *list, enum list_kind kind)
{
    size_t article = list->kind == kind ? list_selected(list).article : SIZE_MAX;

    if (list->kind != kind)
        list->selected = list->top = 0;
    list->kind = kind;
    list->count = 0;
    return article;
}

static void add_row(struct list *list, size_t article)
{
    MEM_GROW(list->listed, list->listed_cap, list->count + 1);
    list->listed[list->count++] = (uint32_t)article;
}

/* Adds the row of a bookmark. */
static void add_bookmark(struct list *list, size_t article, struct list_bookmark bookmark)
{
    MEM_GROW(list->bookmarks, list->bookmark_cap, list->count + 1);
    list->bookmarks[list->count] = bookmark;
    add_row(list, article);
}

void list_show_results(struct list *list, const struct search *search)
{
    size_t article = begin_listing(list, LIST_RESULTS);

    for (size_t i = 0; i < search->count; i++)
        add_row(list, search->results[i].article);
    keep_selection(list, article);
}

int64_t list_position(const struct list *list, const struct search *search, size_t index)
{
    return list->kind == LIST_RESULTS && index < search->count
               ? search_passage(search, index)->position
               : list_row_at(list, index).position;
}

struct mark_place list_place(const struct list *list, const struct search *search,
                             const struct edition *edition, const struct marks *marks, size_t index)
{
    struct mark_place place = {.position = list_position(list, search, index)};

    if (list->kind == LIST_BOOKMARKS && place.position != POSITION_NONE)
        place.words =
            marks_bookmark(marks, edition_mark_id(edition, list_article_at(list, index))).words;
    return place;
}

struct str list_away_id(const struct list *list)
{
    struct list_row row = list_selected(list);

    return row.away ? str_of(row.away->id) : (struct str){0};
}

static void free_away(struct list *list)
{
    for (size_t i = 0; i < list->away_count; i++) {
        free(list->away[i].id);
        free(list->away[i].title);
    }
    free(list->away);
    list->away = NULL;
    list->away_count = 0;
}

/* Adds a bookmark whose article is away. `list->away` has room for it. */
static void add_away(struct list *list, const struct bookmark *bookmark)
{
    struct away_bookmark *away = list->away + list->away_count++;

    *away =
        (struct away_bookmark){str_copy(bookmark->mark->id), str_copy(bookmark_title(bookmark))};
    add_bookmark(list, SIZE_MAX, (struct list_bookmark){POSITION_NONE, away});
}

void list_show_bookmarks(struct list *list, const struct edition *edition,
                         const struct marks *marks)
{
    size_t article = begin_listing(list, LIST_BOOKMARKS), count;
    struct bookmark *bookmarks = bookmarks_all(marks, edition, &count);

    free_away(list);
    list->away = mem_zeroed(count, sizeof(*list->away));
    for (size_t i = 0; i < count; i++)
        if (bookmarks[i].article != SIZE_MAX)
            add_bookmark(list, bookmarks[i].article,
                         (struct list_bookmark){bookmarks[i].mark->bookmark, NULL});
        else
            add_away(list, bookmarks + i);
    free(bookmarks);
    keep_selection(list, article);
}

size_t list_unread(const struct list *list, size_t group)
{
    return list->unread[tree_group_number(&list->tree, group)];
}

/* Counts all articles of each group as unread. */
static void count_all_unread(struct list *list)
{
    for (size_t i = 0; i < list->tree.count; i = rows_group_after(&list->tree, i)) {
        if (tree_node(&list->tree, i).article == SIZE_MAX)
            list->unread[tree_group_number(&list->tree, i)] =
                (uint32_t)tree_articles_below(&list->tree, i);
    }
}

/* Counts an article's node as read, or as unread, in the groups above it. */
static void count_read(struct list *list, size_t node, bool read)
{
    for (size_t up = tree_node(&list->tree, node).parent; up != SIZE_MAX;
         up = tree_node(&list->tree, up).parent)
        list->unread[tree_group_number(&list->tree, up)] += read ? UINT32_MAX : 1;
}

void list_count_unread(struct list *list, const struct edition *edition, const struct marks *marks)
{
    uint8_t *read = mem_zeroed(edition->article_count / 8 + 1, sizeof(*read));
    size_t node = SIZE_MAX, place = 0;

    count_all_unread(list);
    for (size_t i = 0; i < marks->count; i++) {
        size_t article = SIZE_MAX;

        if (marks->items[i].read)
            article = edition_find_next_marked(edition, marks->items[i].id, &place);
        if (article != SIZE_MAX) {
            read[article / 8] |= (uint8_t)(1 << article % 8);
            node = 0;
        }
    }
    for (; node != SIZE_MAX && (node = tree_find_any(&list->tree, read, node)) != SIZE_MAX; node++)
        count_read(list, node, true);
    free(read);
}

void list_group(struct list *list, const struct edition *edition, const struct marks *marks,
                enum grouping grouping, enum sorting sorting)
{
    size_t article = list_selected(list).article;

    tree_free(&list->tree);
    tree_build(&list->tree, edition, grouping, sorting);
    free(list->unread);
    list->unread = mem_zeroed(list->tree.count, sizeof(*list->unread));
    list_count_unread(list, edition, marks);
    list->kind = LIST_TREE;
    list->fold_count = list->selected = list->top = 0;
    rows_note_lone(list);
    rows_count(list);
    if (article == SIZE_MAX || !list_select_article(list, article))
        list_select_number(list, 1);
}

void list_move(struct list *list, long by)
{
    long last = (long)list->count - 1, to = (long)list->selected + by;

    if (last < 0)
        return;
    list->selected = (size_t)(to < 0 ? 0 : to > last ? last : to);
}

void list_select_row(struct list *list, size_t row)
{
    list->selected = row < list->count ? row : list->count ? list->count - 1 : 0;
}

/* Selects the row of a tree's node, unfolding the groups above it. */
static void select_node(struct list *list, size_t node)
{
    for (size_t up = tree_node(&list->tree, node).parent; up != SIZE_MAX;
         up = tree_node(&list->tree, up).parent)
        rows_fold(list, up, false);
    list->selected = rows_of_node(list, node);
}

bool list_select_article(struct list *list, size_t article)
{
    size_t row, node;

    if (list_selected(list).article == article)
        return true;
    row = find_row(list, article);
    if (row != SIZE_MAX) {
        list->selected = row;
        return true;
    }
    if (list->kind != LIST_TREE || (node = tree_find_article(&list->tree, article, 0)) == SIZE_MAX)
        return false;
    select_node(list, node);
    return true;
}

bool list_select_number(struct list *list, size_t number)
{
    if (number < 1 || number > list_articles(list))
        return false;
    list_select_index(list,
                      list->kind == LIST_TREE ? tree_find_number(&list->tree, number) : number - 1);
    return true;
}

size_t list_articles(const struct list *list)
{
    return list->kind == LIST_TREE ? tree_articles(&list->tree) : list->count;
}

void list_fold(struct list *list, bool folded)
{
    if (list_is_on_group(list))
        rows_fold(list, list_selected_index(list), folded);
}

/* Appends the names of a group and of those above it, by which it is found in another tree. */
static void name_group(const struct list *list, const struct edition *edition, size_t group,
                       struct buffer *out)
{
    for (; group != SIZE_MAX; group = tree_node(&list->tree, group).parent) {
        buffer_add_str(out, tree_label(&list->tree, edition, group));
        buffer_add_char(out, '\t');
    }
    buffer_add_char(out, '\n');
}

void list_name_folds(const struct list *list, const struct edition *edition, struct buffer *out)
{
    for (size_t i = 0; i < list->fold_count; i++)
        name_group(list, edition, list->folds[i], out);
}

/* Returns the next group from a node on that one of the names, each with its newline, is of; or
 * SIZE_MAX. */
static size_t find_named(const struct list *list, const struct edition *edition, struct str names,
                         size_t from)
{
    struct buffer name = {0};
    size_t found = SIZE_MAX;

    for (size_t i = from; i < list->tree.count && names.bytes && found == SIZE_MAX; i++) {
        if (tree_node(&list->tree, i).article != SIZE_MAX)
            continue;
        buffer_clear(&name);
        name_group(list, edition, i, &name);
        for (struct str rest = names, line; rest.bytes;) {
            line = str_take_line(&rest);
            if (line.bytes + 1 == name.bytes && memcmp(line.p, name.data, line.bytes) == 0)
                found = i;
        }
    }
    buffer_free(&name);
    return found;
}

void list_fold_named(struct list *list, const struct edition *edition, struct str names)
{
    for (size_t i = 0; (i = find_named(list, edition, names, i)) != SIZE_MAX; i++)
        rows_fold(list, i, true);
}

void list_name_selected(const struct list *list, const struct edition *edition, struct buffer *out)
{
    if (list_is_on_group(list))
        name_group(list, edition, list_selected_index(list), out);
}

bool list_select_named(struct list *list, const struct edition *edition, struct str name)
{
    size_t found = find_named(list, edition, name, 0);

    if (found != SIZE_MAX)
        select_node(list, found);
    return found != SIZE_MAX;
}

bool list_select_parent(struct list *list)
{
    size_t node = list_selected(list).node;
    size_t parent = node != SIZE_MAX ? tree_node(&list->tree, node).parent : SIZE_MAX;

    while (parent != SIZE_MAX && rows_is_lone(list, parent))
        parent = tree_node(&list->tree, parent).parent;
    if (parent == SIZE_MAX)
        return false;
    select_node(list, parent);
    return true;
}

size_t rows_index_count(const struct list *list)
{
    return list->kind == LIST_TREE ? list->tree.count : list->count;
}

size_t list_selected_index(const struct list *list)
{
    size_t node = list_selected(list).node;

    return node != SIZE_MAX ? node : list->selected;
}

size_t list_article_at(const struct list *list, size_t index)
{
    if (index >= rows_index_count(list))
        return SIZE_MAX;
    return list->kind == LIST_TREE ? tree_node(&list->tree, index).article
                                   : listed_article(list, index);
}

void list_select_index(struct list *list, size_t index)
{
    if (list->kind == LIST_TREE)
        select_node(list, index);
    else
        list->selected = index;
}

void list_scroll(struct list *list, long by, size_t lines)
{
    size_t most = list->count > lines ? list->count - lines : 0;

    if (by < 0)
        list->top = list->top < (size_t)-by ? 0 : list->top - (size_t)-by;
    else
        list->top = list->top + (size_t)by < most ? list->top + (size_t)by : most;
    if (list->selected < list->top)
        list->selected = list->top;
    if (lines && list->selected >= list->top + lines)
        list->selected = list->top + lines - 1;
}

size_t list_index_after(const struct list *list, size_t index)
{
    for (size_t i = index + 1; i < rows_index_count(list); i++)
        if (list_article_at(list, i) != SIZE_MAX)
            return i;
    return SIZE_MAX;
}

size_t list_index_before(const struct list *list, size_t index)
{
    for (size_t i = index; i-- > 0;)
        if (list_article_at(list, i) != SIZE_MAX)
            return i;
    return SIZE_MAX;
}

size_t list_next(const struct list *list)
{
    return list_index_after(list, list_selected_index(list));
}

size_t list_previous(const struct list *list)
{
    return list_index_before(list, list_selected_index(list));
}

void list_set_read(struct list *list, const struct edition *edition, struct marks *marks,
                   size_t article, bool read)
{
    struct str id = edition_mark_id(edition, article);
    size_t node = SIZE_MAX;

    if (marks_is_read(marks, id) == read)
        return;
    marks_set_read(marks, id, read);
    if (marks_is_read(marks, id) == read)
        node = tree_find_article(&list->tree, article, 0);
    for (; node != SIZE_MAX; node = tree_find_article(&list->tree, article, node + 1))
        count_read(list, node, read);
}

void list_free(struct list *list)
{
    tree_free(&list->tree);
    free(list->folds);
    free(list->lone);
    free(list->lone_before);
    free(list->unread);
    free(list->listed);
    free(list->bookmarks);
    free_away(list);
    *list = (struct list){0};
}
