#include "content/tree.h"

#include "base/buffer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

/* An article for a test. Several topics or authors are separated by one space. */
struct listed {
    const char *district;
    const char *topics;
    const char *authors;
    const char *place;
    const char *issue;
    const char *date;
    bool pinned;
};

static struct str str_or_none(const char *text)
{
    return text ? str_of(text) : (struct str){0};
}

static struct str *split(struct edition *edition, const char *words, size_t *count)
{
    struct str *parts = arena_alloc(&edition->arena, 8 * sizeof(*parts));

    for (*count = 0; words && *words; ++*count) {
        size_t bytes = strcspn(words, " ");

        parts[*count] = (struct str){words, bytes};
        words += bytes + (words[bytes] == ' ');
    }
    return parts;
}

static void make_edition(struct edition *edition, const struct listed *listed, size_t count)
{
    *edition = (struct edition){0};
    edition->article_count = count;
    edition->articles = arena_alloc(&edition->arena, count * sizeof(*edition->articles));
    for (size_t i = 0; i < count; i++) {
        struct article *article = &edition->articles[i];

        article->district = str_or_none(listed[i].district);
        article->topics = split(edition, listed[i].topics, &article->topic_count);
        article->authors = split(edition, listed[i].authors, &article->author_count);
        article->place = str_or_none(listed[i].place);
        article->issue = str_or_none(listed[i].issue);
        article->date = str_or_none(listed[i].date);
        article->month = (struct str){article->date.p, article->date.bytes ? 7 : 0};
        article->pinned = listed[i].pinned;
    }
    edition_show(edition, &(struct edition_filter){0});
}

/* Writes a line for each node: two spaces per level, then a group's label and count, or an
 * article's number. */
static void show_tree(struct buffer *out, const struct tree *tree, const struct edition *edition)
{
    for (size_t i = 0; i < tree->count; i++) {
        struct tree_node node = tree_node(tree, i);

        buffer_add_spaces(out, node.depth * 2);
        if (node.article == SIZE_MAX)
            buffer_addf(out, "%.*s (%zu)\n", STR_FMT(tree_label(tree, edition, i)),
                        tree_articles_below(tree, i));
        else
            buffer_addf(out, "%zu\n", node.article);
    }
}

/* Checks invariants of any tree. */
static void check_links(const struct tree *tree)
{
    size_t number = 0;

    for (size_t i = 0; i < tree->count; i++) {
        struct tree_node node = tree_node(tree, i);
        size_t articles = 0;

        number += node.article != SIZE_MAX;
        assert_int_equal(node.number, number);
        if (node.article != SIZE_MAX) {
            assert_int_equal(tree_find_number(tree, number), i);
            assert_true(tree_find_article(tree, node.article, 0) <= i);
        }
        assert_true(node.end > i && node.end <= tree->count);
        for (size_t j = i; j < node.end; j++)
            articles += tree_node(tree, j).article != SIZE_MAX;
        assert_int_equal(tree_articles_below(tree, i), articles);
        if (node.depth == 0) {
            assert_true(node.parent == SIZE_MAX);
            continue;
        }
        assert_true(node.parent < i);
        assert_int_equal(tree_node(tree, node.parent).depth, node.depth - 1);
        assert_true(node.end <= tree_node(tree, node.parent).end);
    }
    assert_int_equal(tree_articles(tree), number);
    assert_true(tree_find_number(tree, number + 1) == SIZE_MAX);
    assert_true(tree_find_number(tree, 0) == SIZE_MAX);
}

static void check_sorted(const struct listed *listed, size_t count, enum grouping grouping,
                         enum sorting sorting, const char *expected)
{
    struct edition edition;
    struct tree tree;
    struct buffer shown = {0};

    make_edition(&edition, listed, count);
    tree_build(&tree, &edition, grouping, sorting);
    assert_int_equal(tree.grouping, grouping);
    assert_int_equal(tree.sorting, sorting);
    check_links(&tree);
    show_tree(&shown, &tree, &edition);
    assert_string_equal(buffer_c_str(&shown), expected);
    buffer_free(&shown);
    tree_free(&tree);
    arena_free(&edition.arena);
}

static void check_tree(const struct listed *listed, size_t count, enum grouping grouping,
                       const char *expected)
{
    check_sorted(listed, count, grouping, SORT_PAGES, expected);
}

static const struct listed bulletin[] = {
    {.district = "萧山区", .topics = "文化 治理"}, /* 0 */
    {.district = "上城区", .topics = "治理 产业"}, /* 1 */
    {.district = "", .topics = "治理"},            /* 2 */
    {.district = "萧山区", .topics = ""},          /* 3 */
    {.district = "上城区", .topics = "产业"},      /* 4 */
    {.district = "萧山区", .topics = "文化"},      /* 5 */
    {.district = "上城区", .topics = "治理 文化"}, /* 6 */
};

enum { BULLETIN_COUNT = sizeof(bulletin) / sizeof(*bulletin) };

static void by_district(void **state)
{
    (void)state;
    check_tree(bulletin, BULLETIN_COUNT, GROUP_DISTRICT,
               "萧山区 (3)\n"
               "  文化 (2)\n"
               "    0\n"
               "    5\n"
               "  未分类 (1)\n"
               "    3\n"
               "上城区 (3)\n"
               "  治理 (2)\n"
               "    1\n"
               "    6\n"
               "  产业 (1)\n"
               "    4\n"
               "未分区 (1)\n"
               "  治理 (1)\n"
               "    2\n");
}

static void by_topic(void **state)
{
    (void)state;
    check_tree(bulletin, BULLETIN_COUNT, GROUP_TOPIC,
               "文化 (3)\n"
               "  0\n"
               "  5\n"
               "  6\n"
               "治理 (4)\n"
               "  0\n"
               "  1\n"
               "  2\n"
               "  6\n"
               "产业 (2)\n"
               "  1\n"
               "  4\n"
               "未分类 (1)\n"
               "  3\n");
}

static const struct listed named[] = {
    {.place = "河边", .authors = "甲 乙", .issue = "第9期"}, /* 0 */
    {.authors = "丙", .issue = "第10期", .place = "山前"},   /* 1 */
    {.authors = "乙 丙 乙", .place = "河边"},                /* 2 */
    {.issue = "第9期"},                                      /* 3 */
    {.place = "山前", .authors = "丙", .issue = "第10期"},   /* 4 */
};

enum { NAMED_COUNT = sizeof(named) / sizeof(*named) };

static void by_place(void **state)
{
    (void)state;
    check_tree(named, NAMED_COUNT, GROUP_PLACE,
               "河边 (2)\n  0\n  2\n"
               "山前 (2)\n  1\n  4\n"
               "未注明地点 (1)\n  3\n");
}

static void by_author_under_each_of_them_once(void **state)
{
    (void)state;
    check_tree(named, NAMED_COUNT, GROUP_AUTHOR,
               "甲 (1)\n  0\n"
               "乙 (2)\n  0\n  2\n"
               "丙 (3)\n  1\n  2\n  4\n"
               "未署名 (1)\n  3\n");
}

static void by_issue_without_dates(void **state)
{
    (void)state;
    check_tree(named, NAMED_COUNT, GROUP_ISSUE,
               "第9期 (2)\n  0\n  3\n"
               "第10期 (2)\n  1\n  4\n"
               "未注明期号 (1)\n  2\n");
}

static const struct listed dated[] = {
    {.issue = "一", .district = "甲", .date = "2026-01-05"},                 /* 0 */
    {.issue = "二", .district = "乙", .date = "2026-02-28"},                 /* 1 */
    {.issue = "", .district = "甲", .date = "2027-01-01"},                   /* 2 */
    {.issue = "零", .district = "乙"},                                       /* 3 */
    {.issue = "一", .district = "丙"},                                       /* 4 */
    {.issue = "二", .district = "甲", .date = "2026-03-01"},                 /* 5 */
    {.issue = "三", .district = "丙", .date = "2026-02-28"},                 /* 6 */
    {.issue = "二", .district = "丙", .date = "2025-01-01", .pinned = true}, /* 7 */
};

enum { DATED_COUNT = sizeof(dated) / sizeof(*dated) };

static void by_issue_the_newest_first(void **state)
{
    (void)state;
    check_tree(dated, DATED_COUNT, GROUP_ISSUE,
               "置顶 (1)\n  7\n"
               "二 (2)\n  1\n  5\n"
               "三 (1)\n  6\n"
               "一 (2)\n  0\n  4\n"
               "零 (1)\n  3\n"
               "未注明期号 (1)\n  2\n");
    check_sorted(dated, DATED_COUNT, GROUP_ISSUE, SORT_DATES,
                 "置顶 (1)\n  7\n"
                 "二 (2)\n  5\n  1\n"
                 "三 (1)\n  6\n"
                 "一 (2)\n  0\n  4\n"
                 "零 (1)\n  3\n"
                 "未注明期号 (1)\n  2\n");
}

static void by_month_the_newest_first(void **state)
{
    (void)state;
    check_tree(dated, DATED_COUNT, GROUP_MONTH,
               "置顶 (1)\n  7\n"
               "2027-01 (1)\n  2\n"
               "2026-03 (1)\n  5\n"
               "2026-02 (2)\n  1\n  6\n"
               "2026-01 (1)\n  0\n"
               "未注明日期 (2)\n  3\n  4\n");
}

static void by_date_groups_stand_by_their_newest_article(void **state)
{
    (void)state;
    check_sorted(dated, DATED_COUNT, GROUP_PLACE, SORT_DATES,
                 "置顶 (1)\n  7\n"
                 "未注明地点 (7)\n  2\n  5\n  1\n  6\n  0\n  3\n  4\n");
    check_sorted(dated, DATED_COUNT, GROUP_DISTRICT, SORT_DATES,
                 "置顶 (1)\n  7\n"
                 "甲 (3)\n  未分类 (3)\n    2\n    5\n    0\n"
                 "乙 (2)\n  未分类 (2)\n    1\n    3\n"
                 "丙 (2)\n  未分类 (2)\n    6\n    4\n");
}

static void what_is_pinned_is_on_top_and_leaves_the_groups_in_order(void **state)
{
    static const struct listed listed[] = {
        {.district = "甲", .topics = "一", .pinned = true, .date = "2026-01-01"},
        {.district = "乙", .topics = "一"},
        {.district = "甲", .topics = "二"},
        {.district = "丙",
         .topics = "二",
         .pinned = true,
         .date = "2026-01-02",
         .authors = "某 另"},
    };
    static const struct listed all[] = {{.district = "甲", .topics = "一", .pinned = true}};

    (void)state;
    check_tree(listed, 4, GROUP_DISTRICT,
               "置顶 (2)\n  0\n  3\n"
               "乙 (1)\n  一 (1)\n    1\n"
               "甲 (1)\n  二 (1)\n    2\n");
    check_sorted(listed, 4, GROUP_AUTHOR, SORT_DATES,
                 "置顶 (2)\n  3\n  0\n"
                 "未署名 (2)\n  1\n  2\n");
    check_tree(all, 1, GROUP_TOPIC, "置顶 (1)\n  0\n");
}

static void what_is_not_to_be_seen_is_in_no_tree(void **state)
{
    struct edition edition;
    struct buffer shown = {0};
    struct tree tree;

    (void)state;
    make_edition(&edition, bulletin, BULLETIN_COUNT);
    edition.articles[1].draft = true;
    edition.articles[6].draft = true;
    edition.articles[2].expires = str_of("2026-01-31");
    edition.articles[5].expires = str_of("2026-02-01");
    edition_show(&edition, &(struct edition_filter){str_of("2026-02-01"), true, true});
    tree_build(&tree, &edition, GROUP_TOPIC, SORT_PAGES);
    check_links(&tree);
    show_tree(&shown, &tree, &edition);
    assert_string_equal(buffer_c_str(&shown), "文化 (2)\n  0\n  5\n"
                                              "治理 (1)\n  0\n"
                                              "产业 (1)\n  4\n"
                                              "未分类 (1)\n  3\n");
    buffer_free(&shown);
    tree_free(&tree);
    arena_free(&edition.arena);
}

static void no_articles(void **state)
{
    (void)state;
    for (int grouping = 0; grouping < GROUPING_COUNT; grouping++)
        for (int sorting = 0; sorting < SORTING_COUNT; sorting++)
            check_sorted(bulletin, 0, (enum grouping)grouping, (enum sorting)sorting, "");
}

static void nothing_but_what_has_no_group(void **state)
{
    static const struct listed listed[] = {{.district = "", .topics = ""},
                                           {.district = "", .topics = ""}};

    (void)state;
    check_tree(listed, 2, GROUP_DISTRICT, "未分区 (2)\n  未分类 (2)\n    0\n    1\n");
    check_tree(listed, 2, GROUP_TOPIC, "未分类 (2)\n  0\n  1\n");
}

static void many_groups_keep_the_order_of_their_first_article(void **state)
{
    enum { COUNT = 500 };
    static char names[COUNT][8];
    static struct listed listed[COUNT];
    struct buffer expected = {0};

    (void)state;
    for (int i = 0; i < COUNT; i++) {
        snprintf(names[i], sizeof(names[i]), "d%d", (COUNT - i) * 7 % COUNT / 2);
        listed[i] = (struct listed){.district = "x", .topics = names[i]};
    }
    for (int i = 0; i < COUNT; i++) {
        int count = 0, before = 0;

        for (int j = 0; j < COUNT; j++)
            count += strcmp(names[i], names[j]) == 0;
        for (int j = 0; j < i; j++)
            before += strcmp(names[i], names[j]) == 0;
        if (before)
            continue;
        buffer_addf(&expected, "%s (%d)\n", names[i], count);
        for (int j = 0; j < COUNT; j++)
            if (strcmp(names[i], names[j]) == 0)
                buffer_addf(&expected, "  %d\n", j);
    }
    check_tree(listed, COUNT, GROUP_TOPIC, buffer_c_str(&expected));
    buffer_free(&expected);
}

static void a_group_stands_by_its_first_article_of_any_topic(void **state)
{
    static const struct listed listed[] = {{.district = "甲", .topics = "z"},
                                           {.district = "乙", .topics = "a"},
                                           {.district = "甲", .topics = "a"}};

    (void)state;
    check_tree(listed, 3, GROUP_DISTRICT,
               "甲 (2)\n  z (1)\n    0\n  a (1)\n    2\n乙 (1)\n  a (1)\n    1\n");
}

static uint64_t next_random(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005 + 1442695040888963407;
    return *seed >> 33;
}

static bool is_one_of(struct str name, const struct str *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_eq(names[i], name))
            return true;
    return false;
}

/* Checks an article in a group against the field that the group is named by. */
static void check_group_of(const struct article *article, enum grouping grouping,
                           struct tree_node group, struct str label)
{
    const struct str *names = &article->district;
    size_t count = article->district.bytes > 0;

    if (grouping == GROUP_TOPIC || (grouping == GROUP_DISTRICT && group.depth == 1)) {
        names = article->topics;
        count = article->topic_count;
    } else if (grouping == GROUP_AUTHOR) {
        names = article->authors;
        count = article->author_count;
    }
    assert_int_equal(group.pinned, article->pinned);
    if (!group.pinned)
        assert_true(group.unnamed ? !count : is_one_of(label, names, count));
}

static void groups_of_generated_editions_are_named_by_their_articles(void **state)
{
    enum { COUNT = 60 };
    static const char *const districts[] = {"", "甲", "乙", "丙"};
    static const char *const words[] = {"", "一", "二 一", "三 一 二", "二", "一 一 三"};
    static const enum grouping groupings[] = {GROUP_DISTRICT, GROUP_TOPIC, GROUP_AUTHOR};
    struct listed listed[COUNT];
    uint64_t seed = 1;

    (void)state;
    for (int round = 0; round < 60; round++) {
        struct edition edition;
        struct tree tree;

        for (size_t i = 0; i < COUNT; i++)
            listed[i] = (struct listed){.district = districts[next_random(&seed) % 4],
                                        .topics = words[next_random(&seed) % 6],
                                        .authors = words[next_random(&seed) % 6],
                                        .pinned = next_random(&seed) % 20 == 0};
        make_edition(&edition, listed, COUNT);
        tree_build(&tree, &edition, groupings[round % 3], SORT_PAGES);
        check_links(&tree);
        for (size_t i = 0; i < tree.count; i++) {
            struct tree_node node = tree_node(&tree, i);

            for (size_t up = node.parent; node.article != SIZE_MAX && up != SIZE_MAX;
                 up = tree_node(&tree, up).parent)
                check_group_of(edition_article(&edition, node.article), groupings[round % 3],
                               tree_node(&tree, up), tree_label(&tree, &edition, up));
        }
        tree_free(&tree);
        arena_free(&edition.arena);
    }
}

static void names_of_the_groupings(void **state)
{
    (void)state;
    assert_string_equal(grouping_name(GROUP_DISTRICT), "按地区");
    assert_string_equal(grouping_name(GROUP_TOPIC), "按主题");
    assert_string_equal(grouping_name(GROUP_PLACE), "按地点");
    assert_string_equal(grouping_name(GROUP_AUTHOR), "按作者");
    assert_string_equal(grouping_name(GROUP_ISSUE), "按期号");
    assert_string_equal(grouping_name(GROUP_MONTH), "按月份");
    assert_string_equal(sorting_name(SORT_PAGES), "按版面次序");
    assert_string_equal(sorting_name(SORT_DATES), "新的在前");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_district),
        cmocka_unit_test(by_topic),
        cmocka_unit_test(by_place),
        cmocka_unit_test(by_author_under_each_of_them_once),
        cmocka_unit_test(by_issue_without_dates),
        cmocka_unit_test(by_month_the_newest_first),
        cmocka_unit_test(by_issue_the_newest_first),
        cmocka_unit_test(by_date_groups_stand_by_their_newest_article),
        cmocka_unit_test(what_is_pinned_is_on_top_and_leaves_the_groups_in_order),
        cmocka_unit_test(what_is_not_to_be_seen_is_in_no_tree),
        cmocka_unit_test(no_articles),
        cmocka_unit_test(nothing_but_what_has_no_group),
        cmocka_unit_test(many_groups_keep_the_order_of_their_first_article),
        cmocka_unit_test(a_group_stands_by_its_first_article_of_any_topic),
        cmocka_unit_test(groups_of_generated_editions_are_named_by_their_articles),
        cmocka_unit_test(names_of_the_groupings),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
