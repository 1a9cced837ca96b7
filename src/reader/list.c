#include "reader/list.h"

#include "base/alloc.h"
#include "state/bookmarks.h"

#include <stdlib.h>

static struct list_row *add_row(struct list *list)
{
    MEM_GROW(list->rows, list->cap, list->count + 1);
    return &list->rows[list->count++];
}

/* Adds a row to the results or the bookmarks. */
static void add_list_row(struct list *list, size_t article, int64_t position)
{
    size_t number = list->count + 1;

    *add_row(list) = (struct list_row){SIZE_MAX, article, number, position};
}

/* Selects `article` again after the rows changed; if it is gone, the row in its place. */
static void keep_selection(struct list *list, size_t article)
{
    for (size_t i = 0; article != SIZE_MAX && i < list->count; i++) {
        if (list->rows[i].article == article) {
            list->selected = i;
            return;
        }
    }
    if (list->selected >= list->count)
        list->selected = list->count ? list->count - 1 : 0;
}

static size_t selected_article(const struct list *list)
{
    const struct list_row *row = list_selected(list);

    return row ? row->article : SIZE_MAX;
}

void list_show_tree(struct list *list)
{
    const struct list_row *row = list_selected(list);
    size_t node = row && list->kind == LIST_TREE ? row->node : SIZE_MAX;
    size_t article = selected_article(list), number = 0;

    list->kind = LIST_TREE;
    list->count = 0;
    for (size_t i = 0; i < list->tree.count; i++) {
        const struct tree_node *n = &list->tree.nodes[i];
        bool is_article = n->article != SIZE_MAX;

        *add_row(list) = (struct list_row){i, n->article, is_article ? ++number : 0, POSITION_NONE};
        if (list->folded[i] && !is_article) {
            number += n->articles;
            i = n->end - 1;
        }
    }
    for (size_t i = 0; node != SIZE_MAX && i < list->count; i++) {
        if (list->rows[i].node == node) {
            list->selected = i;
            return;
        }
    }
    keep_selection(list, article);
}

void list_show_results(struct list *list, const struct search *search)
{
    size_t article = list->kind == LIST_RESULTS ? selected_article(list) : SIZE_MAX;

    if (list->kind != LIST_RESULTS)
        list->selected = list->top = 0;
    list->kind = LIST_RESULTS;
    list->count = 0;
    for (size_t i = 0; i < search->count; i++)
        add_list_row(list, search->results[i].article, search->results[i].position);
    keep_selection(list, article);
}

void list_show_bookmarks(struct list *list, const struct edition *edition,
                         const struct marks *marks)
{
    size_t article = list->kind == LIST_BOOKMARKS ? selected_article(list) : SIZE_MAX;
    size_t count;
    struct bookmark *bookmarks = bookmarks_shown(marks, edition, &count);

    if (list->kind != LIST_BOOKMARKS)
        list->selected = list->top = 0;
    list->kind = LIST_BOOKMARKS;
    list->count = 0;
    for (size_t i = 0; i < count; i++)
        add_list_row(list, bookmarks[i].article, bookmarks[i].position);
    free(bookmarks);
    keep_selection(list, article);
}

void list_count_unread(struct list *list, const struct edition *edition, const struct marks *marks)
{
    for (size_t i = 0; i < list->tree.count; i++)
        list->unread[i] = 0;
    for (size_t i = 0; i < list->tree.count; i++) {
        size_t article = list->tree.nodes[i].article;

        if (article == SIZE_MAX || marks_is_read(marks, edition->articles[article].mark_id))
            continue;
        for (size_t up = i; up != SIZE_MAX; up = list->tree.nodes[up].parent)
            list->unread[up]++;
    }
}

void list_group(struct list *list, const struct edition *edition, const struct marks *marks,
                enum grouping grouping, enum sorting sorting)
{
    size_t article = selected_article(list);

    tree_free(&list->tree);
    tree_build(&list->tree, edition, grouping, sorting);
    free(list->folded);
    free(list->unread);
    list->folded = mem_zeroed(list->tree.count, sizeof(*list->folded));
    list->unread = mem_zeroed(list->tree.count, sizeof(*list->unread));
    list_count_unread(list, edition, marks);
    list->kind = LIST_TREE;
    list->count = list->selected = list->top = 0;
    list_show_tree(list);
    if (article == SIZE_MAX || !list_select_article(list, article))
        list_select_number(list, 1);
}

const struct list_row *list_selected(const struct list *list)
{
    return list->selected < list->count ? &list->rows[list->selected] : NULL;
}

void list_move(struct list *list, long by)
{
    long last = (long)list->count - 1, to = (long)list->selected + by;

    if (last < 0)
        return;
    list->selected = (size_t)(to < 0 ? 0 : to > last ? last : to);
}

/* Selects the row of a tree's node, unfolding the groups above it. */
static void select_node(struct list *list, size_t node)
{
    bool unfolded = false;

    for (size_t up = list->tree.nodes[node].parent; up != SIZE_MAX;
         up = list->tree.nodes[up].parent) {
        unfolded |= list->folded[up];
        list->folded[up] = false;
    }
    if (unfolded)
        list_show_tree(list);
    for (size_t i = 0; i < list->count; i++)
        if (list->rows[i].node == node)
            list->selected = i;
}

static size_t node_of(const struct list *list, size_t article)
{
    for (size_t i = 0; i < list->tree.count; i++)
        if (list->tree.nodes[i].article == article)
            return i;
    return SIZE_MAX;
}

bool list_select_article(struct list *list, size_t article)
{
    size_t node;

    if (selected_article(list) == article)
        return true;
    for (size_t i = 0; i < list->count; i++) {
        if (list->rows[i].article == article) {
            list->selected = i;
            return true;
        }
    }
    if (list->kind != LIST_TREE || (node = node_of(list, article)) == SIZE_MAX)
        return false;
    select_node(list, node);
    return true;
}

bool list_select_number(struct list *list, size_t number)
{
    size_t seen = 0;

    if (list->kind != LIST_TREE) {
        if (number < 1 || number > list->count)
            return false;
        list->selected = number - 1;
        return true;
    }
    for (size_t i = 0; i < list->tree.count; i++) {
        if (list->tree.nodes[i].article != SIZE_MAX && ++seen == number) {
            select_node(list, i);
            return true;
        }
    }
    return false;
}

size_t list_articles(const struct list *list)
{
    size_t articles = 0;

    if (list->kind != LIST_TREE)
        return list->count;
    for (size_t i = 0; i < list->tree.count; i = list->tree.nodes[i].end)
        articles += list->tree.nodes[i].articles;
    return articles;
}

bool list_is_folded(const struct list *list, size_t node)
{
    return list->folded[node];
}

void list_fold(struct list *list, bool folded)
{
    const struct list_row *row = list_selected(list);

    if (!row || row->article != SIZE_MAX || list->folded[row->node] == folded)
        return;
    list->folded[row->node] = folded;
    list_show_tree(list);
}

bool list_select_parent(struct list *list)
{
    const struct list_row *row = list_selected(list);
    size_t parent = row && row->node != SIZE_MAX ? list->tree.nodes[row->node].parent : SIZE_MAX;

    if (parent == SIZE_MAX)
        return false;
    select_node(list, parent);
    return true;
}

/* Returns the number of indexes: nodes of the tree, or rows of the other lists. */
static size_t index_count(const struct list *list)
{
    return list->kind == LIST_TREE ? list->tree.count : list->count;
}

size_t list_selected_index(const struct list *list)
{
    const struct list_row *row = list_selected(list);

    return row && list->kind == LIST_TREE ? row->node : list->selected;
}

size_t list_article_at(const struct list *list, size_t index)
{
    if (index >= index_count(list))
        return SIZE_MAX;
    return list->kind == LIST_TREE ? list->tree.nodes[index].article : list->rows[index].article;
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
    for (size_t i = index + 1; i < index_count(list); i++)
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

size_t list_next_unread(const struct list *list, const struct edition *edition,
                        const struct marks *marks, size_t index)
{
    size_t count = index_count(list);

    for (size_t i = 1; i <= count; i++) {
        size_t next = (index + i) % count, article = list_article_at(list, next);

        if (article != SIZE_MAX && !marks_is_read(marks, edition->articles[article].mark_id))
            return next;
    }
    return SIZE_MAX;
}

void list_mark_read(struct list *list, const struct edition *edition, struct marks *marks,
                    size_t article)
{
    struct str id = edition->articles[article].mark_id;

    if (marks_is_read(marks, id))
        return;
    marks_set_read(marks, id, true);
    list_count_unread(list, edition, marks);
}

void list_free(struct list *list)
{
    tree_free(&list->tree);
    free(list->folded);
    free(list->unread);
    free(list->rows);
    *list = (struct list){0};
}
