#include "commands.h"

#include "base/alloc.h"
#include "reader/list.h"
#include "state/bookmarks.h"

#include <stdlib.h>

/* Headlines of the front page: all that are pinned or of today up to MOST_HEADLINES; with fewer
 * than HEADLINES the first other articles are added. */
enum { HEADLINES = 3, MOST_HEADLINES = 6 };

static struct kiosk_row *add_row(struct kiosk_rows *rows)
{
    MEM_GROW(rows->items, rows->cap, rows->count + 1);
    return &rows->items[rows->count++];
}

static void add_article(struct kiosk_rows *rows, size_t article, int64_t position)
{
    *add_row(rows) = (struct kiosk_row){.node = SIZE_MAX, .article = article, .position = position};
}

static bool is_headline(const struct kiosk *kiosk, size_t article)
{
    const struct article *a = &kiosk->edition->articles[article];

    return a->pinned || str_eq(a->date, kiosk->edition->filter.today);
}

/* Adds articles for which is_headline() is `wanted`, up to `most` headlines in all. */
static void add_headlines(struct kiosk *kiosk, bool wanted, size_t most)
{
    const struct edition *edition = kiosk->edition;

    /* Pinned articles come first in `shown`. */
    for (size_t i = 0; i < edition->shown_count && kiosk->front.count < most; i++)
        if (is_headline(kiosk, edition->shown[i]) == wanted)
            add_article(&kiosk->front, edition->shown[i], POSITION_NONE);
}

/* Returns whether a group is that of the pinned articles, which are on the front page already. */
static bool is_pinned(const struct kiosk *kiosk, const struct tree *tree, size_t node)
{
    size_t first = node;

    while (first < tree->count && tree->nodes[first].article == SIZE_MAX)
        first++;
    return first < tree->count && kiosk->edition->articles[tree->nodes[first].article].pinned;
}

/* Returns whether no unpinned article has a topic, so that a lone group 未分类 would be useless. */
static bool has_no_topics(const struct kiosk *kiosk, const struct tree *tree)
{
    if (tree->grouping != GROUP_TOPIC)
        return false;
    for (size_t node = 0; node < tree->count; node++)
        if (tree->nodes[node].article != SIZE_MAX &&
            kiosk->edition->articles[tree->nodes[node].article].topic_count &&
            !kiosk->edition->articles[tree->nodes[node].article].pinned)
            return false;
    return true;
}

static void add_groups(struct kiosk *kiosk, enum kiosk_list list)
{
    const struct tree *tree = &kiosk->groups[list];

    if (has_no_topics(kiosk, tree))
        return;
    for (size_t node = 0; node < tree->count; node = tree->nodes[node].end)
        if (!is_pinned(kiosk, tree, node))
            *add_row(&kiosk->front) =
                (struct kiosk_row){.list = list, .node = node, .article = SIZE_MAX};
}

void kiosk_fill_front(struct kiosk *kiosk)
{
    kiosk->front.count = 0;
    add_headlines(kiosk, true, MOST_HEADLINES);
    add_headlines(kiosk, false, HEADLINES);
    add_groups(kiosk, KIOSK_DISTRICT);
    add_groups(kiosk, KIOSK_TOPIC);
}

const struct tree_node *kiosk_group(const struct kiosk *kiosk, const struct kiosk_row *row)
{
    return &kiosk->groups[row->list].nodes[row->node];
}

void kiosk_fill_group(struct kiosk *kiosk, enum kiosk_list list, size_t node)
{
    const struct tree *tree = &kiosk->groups[list];

    kiosk->listed = list;
    kiosk->listed_node = node;
    kiosk->list.count = 0;
    for (size_t i = node + 1; i < tree->nodes[node].end; i++)
        if (tree->nodes[i].article != SIZE_MAX)
            add_article(&kiosk->list, tree->nodes[i].article, POSITION_NONE);
}

void kiosk_fill_bookmarks(struct kiosk *kiosk)
{
    size_t count;
    struct bookmark *bookmarks = bookmarks_shown(kiosk->marks, kiosk->edition, &count);

    kiosk->listed = KIOSK_BOOKMARKS;
    kiosk->list.count = 0;
    for (size_t i = 0; i < count; i++)
        add_article(&kiosk->list, bookmarks[i].article, bookmarks[i].position);
    free(bookmarks);
}

void kiosk_fill_results(struct kiosk *kiosk)
{
    const struct search *search = &kiosk->search;

    kiosk->results.count = 0;
    for (size_t i = 0; i < search->count; i++)
        add_article(&kiosk->results, search->results[i].article, search->results[i].position);
}

const struct kiosk_rows *kiosk_rows_of(const struct kiosk *kiosk, enum kiosk_screen screen)
{
    switch (screen) {
    case KIOSK_FRONT:
        return &kiosk->front;
    case KIOSK_LIST:
        return &kiosk->list;
    case KIOSK_PANEL:
        return &kiosk->results;
    case KIOSK_ARTICLE:
        break;
    }
    return NULL;
}

const struct kiosk_rows *kiosk_rows(const struct kiosk *kiosk)
{
    return kiosk_rows_of(kiosk, kiosk->screen);
}

size_t kiosk_row_of(const struct kiosk_rows *rows, size_t article)
{
    for (size_t i = 0; i < rows->count; i++)
        if (rows->items[i].article == article)
            return i;
    return SIZE_MAX;
}
