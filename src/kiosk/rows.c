#include "commands.h"

#include "base/alloc.h"
#include "base/bounds.h"
#include "state/bookmarks.h"

#include <stdlib.h>

static void add_row(struct kiosk_rows *rows, struct kiosk_row row)
{
    if (rows->count == BOUND_KIOSK_ROWS) {
        rows->left_out++;
        return;
    }
    MEM_GROW(rows->items, rows->cap, rows->count + 1);
    rows->items[rows->count++] = row;
}

static void clear(struct kiosk_rows *rows)
{
    rows->count = rows->left_out = 0;
}

static struct kiosk_row article_row(size_t article)
{
    return (struct kiosk_row){.node = SIZE_MAX, .article = article, .position = POSITION_NONE};
}

void kiosk_add_article(struct kiosk_rows *rows, enum kiosk_section section, size_t article)
{
    struct kiosk_row row = article_row(article);

    row.section = section;
    if (article != SIZE_MAX)
        add_row(rows, row);
}

/* A row, and what it is ordered by. */
struct place {
    struct kiosk_row row;
    enum search_rank rank; /* of a result */
    struct str date;
};

/* Orders by rank, then newest first; what has no date comes last, in its order. */
static int compare_places(const void *a, const void *b)
{
    const struct place *left = a, *right = b;
    int order = str_cmp(right->date, left->date);

    if (left->rank != right->rank)
        return left->rank < right->rank ? -1 : 1;
    if (order)
        return order;
    return (left->row.article > right->row.article) - (left->row.article < right->row.article);
}

/* The first places of a page, of which there are at most BOUND_KIOSK_ROWS: a heap with the last of
 * them at its top, so that of a hundred thousand articles most are compared once. */
struct places {
    struct place *items;
    size_t count;
    size_t left_out;
};

static struct places new_places(size_t most)
{
    return (struct places){
        mem_zeroed(most < BOUND_KIOSK_ROWS ? most : BOUND_KIOSK_ROWS, sizeof(struct place)), 0, 0};
}

static void swap_places(struct places *places, size_t a, size_t b)
{
    struct place kept = places->items[a];

    places->items[a] = places->items[b];
    places->items[b] = kept;
}

static bool is_later(const struct places *places, size_t a, size_t b)
{
    return compare_places(&places->items[a], &places->items[b]) > 0;
}

static void sift_up(struct places *places, size_t at)
{
    for (; at > 0 && is_later(places, at, (at - 1) / 2); at = (at - 1) / 2)
        swap_places(places, at, (at - 1) / 2);
}

static void sift_down(struct places *places)
{
    for (size_t at = 0, below; (below = 2 * at + 1) < places->count; at = below) {
        if (below + 1 < places->count && is_later(places, below + 1, below))
            below++;
        if (!is_later(places, below, at))
            return;
        swap_places(places, at, below);
    }
}

static void add_place(struct places *places, struct place place)
{
    if (places->count < BOUND_KIOSK_ROWS) {
        places->items[places->count] = place;
        sift_up(places, places->count++);
        return;
    }
    places->left_out++;
    if (compare_places(&place, &places->items[0]) > 0)
        return;
    places->items[0] = place;
    sift_down(places);
}

/* Fills rows with articles in their order. Frees the places. */
static void fill(struct kiosk_rows *rows, struct places *places)
{
    clear(rows);
    if (places->count)
        qsort(places->items, places->count, sizeof(*places->items), compare_places);
    for (size_t i = 0; i < places->count; i++)
        add_row(rows, places->items[i].row);
    rows->left_out = places->left_out;
    free(places->items);
}

static void add_groups(struct kiosk *kiosk, enum kiosk_list list)
{
    enum { MOST = BOUND_KIOSK_ROWS / KIOSK_GROUP_KINDS };
    const struct tree *tree = &kiosk->groups[list];
    size_t before = kiosk->kinds.count;
    bool any_named = false;

    for (size_t node = 0; node < tree->count; node = tree_node(tree, node).end) {
        struct tree_node group = tree_node(tree, node);

        if (group.pinned) /* its articles are on the front page already */
            continue;
        any_named |= !group.unnamed;
        if (kiosk->kinds.count - before == MOST)
            kiosk->kinds.left_out++;
        else
            add_row(&kiosk->kinds, (struct kiosk_row){.section = KIOSK_BY_KIND + list,
                                                      .list = list,
                                                      .node = node,
                                                      .article = SIZE_MAX});
    }
    if (!any_named)
        kiosk->kinds.count = before;
}

void kiosk_fill_pages(struct kiosk *kiosk)
{
    static const enum grouping GROUPINGS[KIOSK_WORD] = {
        [KIOSK_DISTRICT] = GROUP_DISTRICT,
        [KIOSK_TOPIC] = GROUP_TOPIC,
        [KIOSK_MONTH] = GROUP_MONTH,
        [KIOSK_PLACE] = GROUP_PLACE,
    };

    for (enum kiosk_list list = 0; list < KIOSK_WORD; list++)
        tree_build(&kiosk->groups[list], kiosk->edition, GROUPINGS[list],
                   list == KIOSK_MONTH ? SORT_DATES : SORT_PAGES);
    kiosk_fill_front(kiosk);
    for (enum kiosk_list list = 0; list < KIOSK_WORD; list++)
        add_groups(kiosk, list);
    if (!kiosk->kinds.count)
        kiosk_add_words(kiosk);
}

void kiosk_add_words(struct kiosk *kiosk)
{
    struct tree *words = &kiosk->groups[KIOSK_WORD];

    if (words->records)
        return;
    kiosk_find_words(words, kiosk->edition, &kiosk->front);
    add_groups(kiosk, KIOSK_WORD);
}

size_t kiosk_group_articles(const struct kiosk *kiosk, const struct kiosk_row *row)
{
    return tree_articles_below(&kiosk->groups[row->list], row->node);
}

void kiosk_fill_group(struct kiosk *kiosk, enum kiosk_list list, size_t node)
{
    const struct tree *tree = &kiosk->groups[list];
    struct places places = new_places(tree_articles_below(tree, node));

    kiosk->listed = list;
    kiosk->listed_node = node;
    for (size_t i = node + 1; i < tree_node(tree, node).end; i++) {
        size_t article = tree_node(tree, i).article;

        if (article != SIZE_MAX)
            add_place(&places, (struct place){.row = article_row(article),
                                              .date = edition_value(kiosk->edition, article,
                                                                    EDITION_DATE, 0)});
    }
    fill(&kiosk->list, &places);
}

void kiosk_fill_bookmarks(struct kiosk *kiosk)
{
    size_t count;
    struct bookmark *bookmarks = bookmarks_shown(kiosk->marks, kiosk->edition, &count);

    kiosk->listed = KIOSK_BOOKMARKS;
    clear(&kiosk->list);
    for (size_t i = 0; i < count; i++) {
        struct kiosk_row row = article_row(bookmarks[i].article);

        row.position = bookmarks[i].mark->bookmark;
        add_row(&kiosk->list, row);
    }
    free(bookmarks);
}

void kiosk_fill_results(struct kiosk *kiosk)
{
    const struct search *search = &kiosk->search;
    struct places places = new_places(search->count);

    for (size_t i = 0; i < search->count; i++) {
        const struct search_result *result = &search->results[i];
        struct place place = {.row = article_row(result->article),
                              .rank = result->rank,
                              .date =
                                  edition_value(kiosk->edition, result->article, EDITION_DATE, 0)};

        place.row.result = i;
        add_place(&places, place);
    }
    fill(&kiosk->results, &places);
    if (kiosk->screen == KIOSK_ARTICLE && kiosk->opened_from == KIOSK_PANEL)
        kiosk->row = kiosk_row_of(&kiosk->results, kiosk->reading.article);
}

const struct kiosk_rows *kiosk_rows_of(const struct kiosk *kiosk, enum kiosk_screen screen)
{
    switch (screen) {
    case KIOSK_FRONT:
        return &kiosk->front;
    case KIOSK_GROUPS:
        return &kiosk->kinds;
    case KIOSK_LIST:
        return &kiosk->list;
    case KIOSK_PANEL:
        return &kiosk->results;
    case KIOSK_ARTICLE:
    case KIOSK_CODE:
    case KIOSK_SCREEN_COUNT:
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
