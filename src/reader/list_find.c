#include "base/alloc.h"
#include "reader/list.h"
#include "rows.h"

#include <stdlib.h>

/* Returns the first index from `from` on and before `end` of an unread article, or SIZE_MAX. */
static size_t find_unread(const struct list *list, const struct edition *edition,
                          const struct marks *marks, size_t from, size_t end)
{
    for (size_t i = from; i < end; i++) {
        size_t article = list_article_at(list, i);

        if (article != SIZE_MAX) {
            if (!marks_is_read(marks, edition_mark_id(edition, article)))
                return i;
        } else if (!list_unread(list, i)) {
            i = tree_node(&list->tree, i).end - 1;
        }
    }
    return SIZE_MAX;
}

size_t list_next_unread(const struct list *list, const struct edition *edition,
                        const struct marks *marks, size_t index)
{
    size_t count = rows_index_count(list), after = index + 1;
    size_t found = find_unread(list, edition, marks, after, count);

    return found != SIZE_MAX ? found
                             : find_unread(list, edition, marks, 0, after < count ? after : count);
}

/* Returns the last index before `before` and from `first` on of an unread article, or SIZE_MAX. */
static size_t find_unread_before(const struct list *list, const struct edition *edition,
                                 const struct marks *marks, size_t before, size_t first)
{
    for (size_t i = before; i-- > first;) {
        size_t article = list_article_at(list, i), group = SIZE_MAX;

        if (article != SIZE_MAX && !marks_is_read(marks, edition_mark_id(edition, article)))
            return i;
        if (article != SIZE_MAX && list->kind == LIST_TREE)
            group = tree_node(&list->tree, i).parent;
        if (group != SIZE_MAX && !list_unread(list, group))
            i = group;
    }
    return SIZE_MAX;
}

size_t list_previous_unread(const struct list *list, const struct edition *edition,
                            const struct marks *marks, size_t index)
{
    size_t count = rows_index_count(list), before = index < count ? index : count;
    size_t found = find_unread_before(list, edition, marks, before, 0);

    return found != SIZE_MAX ? found : find_unread_before(list, edition, marks, count, before);
}

struct str *list_unread_ids(const struct list *list, const struct edition *edition,
                            const struct marks *marks, size_t first, size_t end, size_t *count)
{
    uint8_t *met = mem_zeroed(edition->article_count / 8 + 1, sizeof(*met));
    struct str *ids = NULL;
    size_t cap = 0;

    *count = 0;
    for (size_t index = first; index < end && index != SIZE_MAX;
         index = list_index_after(list, index)) {
        size_t article = list_article_at(list, index);
        struct str id;

        if (article == SIZE_MAX || met[article / 8] >> article % 8 & 1)
            continue;
        met[article / 8] |= (uint8_t)(1 << article % 8);
        id = edition_mark_id(edition, article);
        if (marks_is_read(marks, id))
            continue;
        MEM_GROW(ids, cap, *count + 1);
        ids[(*count)++] = id;
    }
    free(met);
    return ids;
}

bool list_select_newest(struct list *list, const struct edition *edition)
{
    size_t first = list_index_after(list, SIZE_MAX), second = first;

    if (first == SIZE_MAX || list->kind != LIST_TREE)
        return false;
    /* Behind the pinned articles the newest of the others is the first. */
    if (tree_node(&list->tree, 0).pinned)
        second = list_index_after(list, tree_node(&list->tree, 0).end - 1);
    if (second != SIZE_MAX &&
        str_cmp(edition_article(edition, list_article_at(list, second))->date,
                edition_article(edition, list_article_at(list, first))->date) > 0)
        first = second;
    list_select_index(list, first);
    return true;
}

bool list_select_date(struct list *list, const struct edition *edition, struct str date)
{
    size_t articles = list_articles(list), low = 1, high = articles + 1;

    if (articles && tree_node(&list->tree, 0).pinned)
        low += tree_articles_below(&list->tree, 0);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        size_t node = tree_find_number(&list->tree, middle);
        struct str other = edition_article(edition, list_article_at(list, node))->date;

        if (str_cmp((struct str){other.p, other.bytes < date.bytes ? other.bytes : date.bytes},
                    date) > 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low > articles)
        return false;
    list_select_number(list, low);
    return edition_article(edition, list_selected(list).article)->date.bytes > 0;
}
