#include "content/tree.h"

#include "base/buffer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

/* An article of a test: its district and its topics, separated by one space. */
struct listed {
    const char *district;
    const char *topics;
};

static void make_edition(struct edition *edition, const struct listed *listed, size_t count)
{
    *edition = (struct edition){0};
    edition->article_count = count;
    edition->articles = arena_alloc(&edition->arena, count * sizeof(*edition->articles));
    for (size_t i = 0; i < count; i++) {
        struct article *article = &edition->articles[i];
        const char *topic = listed[i].topics;

        article->district = str_of(listed[i].district);
        article->topics = arena_alloc(&edition->arena, 8 * sizeof(*article->topics));
        while (*topic) {
            size_t bytes = strcspn(topic, " ");

            article->topics[article->topic_count++] = (struct str){topic, bytes};
            topic += bytes + (topic[bytes] == ' ');
        }
    }
}

/* A line for each node: two spaces a level, a group's label and count, or an article's number. */
static void show_tree(struct buffer *out, const struct tree *tree)
{
    for (size_t i = 0; i < tree->count; i++) {
        const struct tree_node *node = &tree->nodes[i];

        buffer_add_spaces(out, node->depth * 2);
        if (node->article == SIZE_MAX)
            buffer_addf(out, "%.*s (%zu)\n", STR_FMT(node->label), node->articles);
        else
            buffer_addf(out, "%zu\n", node->article);
    }
}

/* What must be so of any tree. */
static void check_links(const struct tree *tree)
{
    for (size_t i = 0; i < tree->count; i++) {
        const struct tree_node *node = &tree->nodes[i];
        size_t articles = 0;

        assert_true(node->end > i && node->end <= tree->count);
        for (size_t j = i; j < node->end; j++)
            articles += tree->nodes[j].article != SIZE_MAX;
        assert_int_equal(node->articles, articles);
        if (node->depth == 0) {
            assert_true(node->parent == SIZE_MAX);
            continue;
        }
        assert_true(node->parent < i);
        assert_int_equal(tree->nodes[node->parent].depth, node->depth - 1);
        assert_true(node->end <= tree->nodes[node->parent].end);
    }
}

static void check_tree(const struct listed *listed, size_t count, enum grouping grouping,
                       const char *expected)
{
    struct edition edition;
    struct tree tree;
    struct buffer shown = {0};

    make_edition(&edition, listed, count);
    tree_build(&tree, &edition, grouping);
    assert_int_equal(tree.grouping, grouping);
    check_links(&tree);
    show_tree(&shown, &tree);
    assert_string_equal(buffer_c_str(&shown), expected);
    buffer_free(&shown);
    tree_free(&tree);
    arena_free(&edition.arena);
}

static const struct listed bulletin[] = {
    {"萧山区", "文化 治理"}, /* 0 */
    {"上城区", "治理 产业"}, /* 1 */
    {"", "治理"},            /* 2 */
    {"萧山区", ""},          /* 3 */
    {"上城区", "产业"},      /* 4 */
    {"萧山区", "文化"},      /* 5 */
    {"上城区", "治理 文化"}, /* 6 */
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

static void no_articles(void **state)
{
    (void)state;
    check_tree(bulletin, 0, GROUP_DISTRICT, "");
    check_tree(bulletin, 0, GROUP_TOPIC, "");
}

static void nothing_but_what_has_no_group(void **state)
{
    static const struct listed listed[] = {{"", ""}, {"", ""}};

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
        listed[i] = (struct listed){"x", names[i]};
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
    static const struct listed listed[] = {{"甲", "z"}, {"乙", "a"}, {"甲", "a"}};

    (void)state;
    check_tree(listed, 3, GROUP_DISTRICT,
               "甲 (2)\n  z (1)\n    0\n  a (1)\n    2\n乙 (1)\n  a (1)\n    1\n");
}

static void names_of_the_groupings(void **state)
{
    (void)state;
    assert_string_equal(grouping_name(GROUP_DISTRICT), "按地区");
    assert_string_equal(grouping_name(GROUP_TOPIC), "按主题");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_district),
        cmocka_unit_test(by_topic),
        cmocka_unit_test(no_articles),
        cmocka_unit_test(nothing_but_what_has_no_group),
        cmocka_unit_test(many_groups_keep_the_order_of_their_first_article),
        cmocka_unit_test(a_group_stands_by_its_first_article_of_any_topic),
        cmocka_unit_test(names_of_the_groupings),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
