#include "reader/list.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Five articles of one district, with the ids a to e. */
static const struct {
    const char *id, *date, *expires;
    bool pinned, draft;
} LISTED[] = {
    {"a", "2026-11-01", "2026-11-23", false, false},
    {"b", "2026-11-02", "", false, false},
    {"c", "", "", false, true},
    {"d", "2026-11-03", "2026-11-24", false, false},
    {"e", "2026-10-01", "", true, false},
};

enum { COUNT = sizeof(LISTED) / sizeof(*LISTED) };

struct shelf {
    struct edition edition;
    struct marks marks;
    struct list list;
};

static void fill(struct shelf *shelf)
{
    struct edition *edition = &shelf->edition;

    *shelf = (struct shelf){0};
    edition->articles = arena_alloc(&edition->arena, COUNT * sizeof(*edition->articles));
    uint32_t *by_id = arena_alloc(&edition->arena, COUNT * sizeof(*by_id));
    edition->by_id = by_id;
    edition->article_count = COUNT;
    for (size_t i = 0; i < COUNT; i++) {
        struct article *article = &edition->articles[i];

        by_id[i] = (uint32_t)i;
        article->id = article->mark_id = article->title = str_of(LISTED[i].id);
        article->date = str_of(LISTED[i].date);
        article->expires = str_of(LISTED[i].expires);
        article->pinned = LISTED[i].pinned;
        article->draft = LISTED[i].draft;
    }
}

static void show(struct shelf *shelf, struct edition_filter filter, enum sorting sorting)
{
    edition_show(&shelf->edition, &filter);
    list_group(&shelf->list, &shelf->edition, &shelf->marks, GROUP_DISTRICT, sorting);
}

static void clear(struct shelf *shelf)
{
    list_free(&shelf->list);
    marks_free(&shelf->marks);
    arena_free(&shelf->edition.arena);
}

static const struct edition_filter TODAY = {{"2026-11-24", 10}, true, true};

/* Checks the ids of the articles in the order of their numbers. */
static void expect_numbers(struct shelf *shelf, const char *ids)
{
    size_t number = 0;

    assert_int_equal(list_articles(&shelf->list), strlen(ids));
    for (; ids[number]; number++) {
        struct list_row row;

        assert_true(list_select_number(&shelf->list, number + 1));
        row = list_selected(&shelf->list);
        assert_int_equal(row.number, number + 1);
        if (edition_article(&shelf->edition, row.article)->id.p[0] != ids[number])
            fail_msg("%s: number %zu is %s", ids, number + 1,
                     edition_article(&shelf->edition, row.article)->id.p);
    }
    assert_false(list_select_number(&shelf->list, number + 1));
}

static void numbers_follow_the_order_shown(void **state)
{
    struct shelf shelf;

    (void)state;
    fill(&shelf);
    show(&shelf, (struct edition_filter){0}, SORT_PAGES);
    expect_numbers(&shelf, "eabcd");
    show(&shelf, (struct edition_filter){0}, SORT_DATES);
    expect_numbers(&shelf, "edbac");
    show(&shelf, TODAY, SORT_PAGES);
    expect_numbers(&shelf, "ebd");
    show(&shelf, TODAY, SORT_DATES);
    expect_numbers(&shelf, "edb");
    clear(&shelf);
}

static void the_selection_stays_on_its_article(void **state)
{
    struct shelf shelf;

    (void)state;
    fill(&shelf);
    show(&shelf, TODAY, SORT_PAGES);
    assert_true(list_select_article(&shelf.list, 1));
    assert_int_equal(list_selected(&shelf.list).number, 2);
    show(&shelf, TODAY, SORT_DATES);
    assert_int_equal(list_selected(&shelf.list).article, 1);
    assert_int_equal(list_selected(&shelf.list).number, 3);
    edition_show(&shelf.edition, &(struct edition_filter){0});
    list_group(&shelf.list, &shelf.edition, &shelf.marks, GROUP_AUTHOR, SORT_DATES);
    assert_int_equal(list_selected(&shelf.list).article, 1);
    assert_true(list_select_article(&shelf.list, 2));
    show(&shelf, TODAY, SORT_DATES); /* draft: not shown without drafts */
    assert_int_equal(list_selected(&shelf.list).number, 1);
    clear(&shelf);
}

static void bookmarks_of_what_is_not_to_be_seen_are_away(void **state)
{
    struct shelf shelf;

    (void)state;
    fill(&shelf);
    for (size_t i = 0; i < COUNT; i++)
        marks_toggle_bookmark(&shelf.marks, str_of(LISTED[i].id),
                              (struct mark_place){.position = 0});
    show(&shelf, TODAY, SORT_PAGES);
    marks_set_text(&shelf.marks, str_of("c"), 7, str_of("第三篇"));
    list_show_bookmarks(&shelf.list, &shelf.edition, &shelf.marks);
    assert_int_equal(shelf.list.count, COUNT);
    for (size_t i = 0; i < COUNT; i++) {
        struct list_row row = list_row_at(&shelf.list, i);
        bool hidden = i == 2 || i == 4; /* c and a */

        assert_int_equal(row.article == SIZE_MAX, hidden);
        assert_int_equal(row.number, i + 1);
        assert_int_equal(row.away != NULL, hidden);
    }
    assert_string_equal(list_row_at(&shelf.list, 2).away->title, "第三篇");
    assert_string_equal(list_row_at(&shelf.list, 4).away->title, "a");
    list_select_row(&shelf.list, 2);
    assert_true(str_eq(list_away_id(&shelf.list), str_of("c")));
    assert_int_equal(list_index_after(&shelf.list, 1), 3);
    edition_show(&shelf.edition, &(struct edition_filter){0});
    list_show_bookmarks(&shelf.list, &shelf.edition, &shelf.marks);
    expect_numbers(&shelf, "edcba");
    for (size_t i = 0; i < COUNT; i++) {
        assert_true(list_select_article(&shelf.list, i));
        assert_int_equal(list_selected(&shelf.list).article, i);
    }
    clear(&shelf);
}

static void what_is_not_to_be_seen_is_not_counted_as_unread(void **state)
{
    struct shelf shelf;
    size_t next;

    (void)state;
    fill(&shelf);
    marks_set_read(&shelf.marks, str_of("b"), true);
    show(&shelf, TODAY, SORT_PAGES);
    /* 置顶, e, 未分区, … */
    assert_int_equal(list_unread(&shelf.list, 0), 1);
    assert_int_equal(list_unread(&shelf.list, 2), 1);
    next = list_next_unread(&shelf.list, &shelf.edition, &shelf.marks, SIZE_MAX);
    assert_int_equal(next, list_index_after(&shelf.list, SIZE_MAX));
    next = list_next_unread(&shelf.list, &shelf.edition, &shelf.marks, next);
    assert_int_equal(list_article_at(&shelf.list, next), 'd' - 'a');
    next = list_next_unread(&shelf.list, &shelf.edition, &shelf.marks, next);
    assert_int_equal(list_article_at(&shelf.list, next), 'e' - 'a');
    marks_set_read(&shelf.marks, str_of("e"), true);
    marks_set_read(&shelf.marks, str_of("d"), true);
    assert_true(list_next_unread(&shelf.list, &shelf.edition, &shelf.marks, 0) == SIZE_MAX);
    clear(&shelf);
}

static uint64_t next_random(uint64_t *seed, uint64_t below)
{
    *seed = *seed * 6364136223846793005 + 1442695040888963407;
    return (*seed >> 33) % below;
}

enum { GENERATED = 40, STEPS = 60, MOST_NODES = 8 * GENERATED };

/* Fills a shelf with articles of a few districts and of up to three topics each. */
static void generate(struct shelf *shelf, uint64_t *seed)
{
    static const char *const names[] = {"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛"};
    struct edition *edition = &shelf->edition;

    *shelf = (struct shelf){0};
    edition->articles = arena_alloc(&edition->arena, GENERATED * sizeof(*edition->articles));
    uint32_t *by_id = arena_alloc(&edition->arena, GENERATED * sizeof(*by_id));
    edition->by_id = by_id;
    edition->article_count = GENERATED;
    for (size_t i = 0; i < GENERATED; i++) {
        struct article *article = &edition->articles[i];
        const char id[] = {(char)('A' + i / 10), (char)('0' + i % 10)};

        by_id[i] = (uint32_t)i;
        article->id = article->mark_id = arena_copy(&edition->arena, (struct str){id, sizeof(id)});
        article->district = str_of(names[next_random(seed, 8)]);
        article->topics = arena_alloc(&edition->arena, 3 * sizeof(*article->topics));
        article->topic_count = next_random(seed, 4);
        for (size_t j = 0; j < article->topic_count; j++)
            article->topics[j] = str_of(names[next_random(seed, 8)]);
        article->pinned = next_random(seed, 10) == 0;
    }
}

/* Returns whether a node is a group that shares the row of its only article. */
static bool is_lone(const struct list *list, size_t node)
{
    return list->joins_lone && tree_node(&list->tree, node).article == SIZE_MAX &&
           tree_articles_below(&list->tree, node) == 1;
}

/* Compares the rows with those made by going through the whole tree. */
static void check_rows(const struct list *list, const bool *folded)
{
    size_t count = 0, number = 0;

    for (size_t node = 0; node < list->tree.count; node++) {
        struct tree_node expected = tree_node(&list->tree, node);
        bool is_article = expected.article != SIZE_MAX;
        struct list_row row;

        if (is_lone(list, node))
            continue;
        assert_true(count < list->count);
        row = list_row_at(list, count++);
        assert_int_equal(row.node, node);
        assert_int_equal(row.article, expected.article);
        assert_int_equal(row.number, is_article ? number + 1 : 0);
        for (size_t up = expected.parent; up != SIZE_MAX && is_lone(list, up);
             up = tree_node(&list->tree, up).parent)
            expected.depth--;
        assert_int_equal(row.depth, expected.depth);
        assert_int_equal(row.lone != SIZE_MAX,
                         expected.parent != SIZE_MAX && is_lone(list, expected.parent));
        assert_int_equal(list_is_folded(list, node), folded[node]);
        number += is_article;
        if (folded[node]) {
            number += tree_articles_below(&list->tree, node);
            node = expected.end - 1;
        }
    }
    assert_int_equal(list->count, count);
    assert_int_equal(list_articles(list), number);
}

/* Folds or unfolds a group in view, or selects any node, which unfolds what is above it. */
static void fold_or_unfold(struct list *list, bool *folded, uint64_t *seed)
{
    size_t node;

    if (next_random(seed, 4) == 0) {
        size_t expected;

        node = expected = next_random(seed, list->tree.count);
        list_select_index(list, node);
        for (size_t at = node; is_lone(list, at);)
            expected = ++at;
        assert_int_equal(list_selected_index(list), expected);
        for (size_t up = tree_node(&list->tree, node).parent; up != SIZE_MAX;
             up = tree_node(&list->tree, up).parent)
            folded[up] = false;
        return;
    }
    list->selected = next_random(seed, list->count);
    node = list_selected_index(list);
    if (list_is_on_group(list))
        folded[node] = !folded[node];
    list_fold(list, folded[node]);
    assert_int_equal(list_selected_index(list), node);
}

static void rows_are_the_nodes_that_are_not_folded(void **state)
{
    uint64_t seed = 1;

    (void)state;
    for (int round = 0; round < 30; round++) {
        bool folded[MOST_NODES] = {false};
        struct shelf shelf;

        generate(&shelf, &seed);
        shelf.list.joins_lone = round % 4 > 1;
        edition_show(&shelf.edition, &(struct edition_filter){0});
        list_group(&shelf.list, &shelf.edition, &shelf.marks,
                   round % 2 ? GROUP_TOPIC : GROUP_DISTRICT, SORT_PAGES);
        assert_true(shelf.list.tree.count <= MOST_NODES);
        for (int step = 0; step < STEPS; step++) {
            fold_or_unfold(&shelf.list, folded, &seed);
            check_rows(&shelf.list, folded);
        }
        clear(&shelf);
    }
}

static bool is_unread(const struct shelf *shelf, size_t node)
{
    size_t article = tree_node(&shelf->list.tree, node).article;

    return article != SIZE_MAX &&
           !marks_is_read(&shelf->marks, edition_article(&shelf->edition, article)->mark_id);
}

/* Compares the counts with those made by asking for each article. */
static void check_unread(const struct shelf *shelf, uint64_t *seed)
{
    const struct tree *tree = &shelf->list.tree;
    size_t from = next_random(seed, tree->count), next = SIZE_MAX;

    for (size_t group = 0; group < tree->count; group++) {
        struct tree_node node = tree_node(tree, group);
        size_t unread = 0;

        for (size_t i = group; i < node.end; i++)
            unread += is_unread(shelf, i);
        if (node.article == SIZE_MAX)
            assert_int_equal(list_unread(&shelf->list, group), unread);
    }
    for (size_t i = 1; i <= tree->count && next == SIZE_MAX; i++)
        if (is_unread(shelf, (from + i) % tree->count))
            next = (from + i) % tree->count;
    assert_true(list_next_unread(&shelf->list, &shelf->edition, &shelf->marks, from) == next);
    next = SIZE_MAX;
    for (size_t i = 1; i <= tree->count && next == SIZE_MAX; i++)
        if (is_unread(shelf, (from + tree->count - i) % tree->count))
            next = (from + tree->count - i) % tree->count;
    assert_true(list_previous_unread(&shelf->list, &shelf->edition, &shelf->marks, from) == next);
}

static void unread_articles_are_counted_by_group(void **state)
{
    uint64_t seed = 2;

    (void)state;
    for (int round = 0; round < 30; round++) {
        struct shelf shelf;

        generate(&shelf, &seed);
        for (uint64_t i = next_random(&seed, 20); i > 0; i--)
            marks_set_read(&shelf.marks, shelf.edition.articles[next_random(&seed, GENERATED)].id,
                           true);
        marks_set_read(&shelf.marks, str_of("elsewhere"), true);
        edition_show(&shelf.edition, &(struct edition_filter){0});
        list_group(&shelf.list, &shelf.edition, &shelf.marks,
                   round % 2 ? GROUP_TOPIC : GROUP_DISTRICT, SORT_DATES);
        check_unread(&shelf, &seed);
        for (size_t i = 0; i < GENERATED; i++) {
            list_set_read(&shelf.list, &shelf.edition, &shelf.marks,
                          round % 3 ? next_random(&seed, GENERATED) : i,
                          round % 5 != 0 || next_random(&seed, 2));
            check_unread(&shelf, &seed);
        }
        clear(&shelf);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_follow_the_order_shown),
        cmocka_unit_test(the_selection_stays_on_its_article),
        cmocka_unit_test(bookmarks_of_what_is_not_to_be_seen_are_away),
        cmocka_unit_test(what_is_not_to_be_seen_is_not_counted_as_unread),
        cmocka_unit_test(rows_are_the_nodes_that_are_not_folded),
        cmocka_unit_test(unread_articles_are_counted_by_group),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
