#include "linear/talk.h"

/* Indexes of the tree's nodes. */
enum { EAST, PROPERTY, A, B, CULTURE, C, WEST, WEST_CULTURE, D, SPORT, E };

static struct choices_source source(struct talk *talk)
{
    return (struct choices_source){&talk->bulletin.edition, &talk->linear.marks,
                                   &talk->linear.search, buffer_str(&talk->linear.words)};
}

static void expect_name(struct talk *talk, size_t menu, const char *text)
{
    struct choices_source from = source(talk);
    struct buffer name = {0};

    choices_write_name(&talk->linear.list, menu, &from, &name);
    assert_string_equal(buffer_c_str(&name), text);
    buffer_free(&name);
}

static void expect_choice(struct talk *talk, size_t menu, size_t number, const char *text)
{
    struct choices_source from = source(talk);
    struct buffer choice = {0};

    choices_write(&talk->linear.list, menu, number, &from, &choice);
    assert_string_equal(buffer_c_str(&choice), text);
    buffer_free(&choice);
}

static void a_menu_offers_what_is_right_below_it(void **state)
{
    struct talk *talk = *state;
    const struct list *list = &talk->linear.list;

    assert_int_equal(choices_count(list, SIZE_MAX), 2);
    assert_int_equal(choices_index(list, SIZE_MAX, 1), EAST);
    assert_int_equal(choices_index(list, SIZE_MAX, 2), WEST);
    assert_int_equal(choices_count(list, EAST), 2);
    assert_int_equal(choices_count(list, PROPERTY), 2);
    assert_int_equal(choices_index(list, PROPERTY, 2), B);
}

static void a_group_of_one_article_is_that_article(void **state)
{
    struct talk *talk = *state;
    const struct list *list = &talk->linear.list;

    assert_int_equal(choices_index(list, EAST, 2), C);
    assert_int_equal(choices_index(list, WEST, 1), D);
    assert_int_equal(choices_index(list, WEST, 2), E);
    expect_choice(talk, EAST, 2, "文化：合唱团招新");
}

static void a_menu_of_one_group_is_that_groups(void **state)
{
    struct talk *talk = *state;
    const struct list *list = &talk->linear.list;

    assert_true(choices_menu(list, SIZE_MAX) == SIZE_MAX);
    assert_int_equal(choices_menu(list, EAST), EAST);
    bulletin_put(&talk->bulletin, "c", "title: 合唱团招新\ndistrict: 东桥\ntopic: 物业\n",
                 "文。\n");
    bulletin_remove(&talk->bulletin, "d");
    bulletin_remove(&talk->bulletin, "e");
    bulletin_load(&talk->bulletin);
    list_group(&talk->linear.list, &talk->bulletin.edition, &talk->linear.marks, GROUP_DISTRICT,
               SORT_PAGES);
    assert_int_equal(choices_menu(list, SIZE_MAX), PROPERTY);
    assert_int_equal(choices_menu(list, EAST), PROPERTY);
    expect_name(talk, PROPERTY, "按地区，东桥，物业，3 篇，3 篇未读");
}

static void the_menu_above_is_the_next_that_leaves_a_choice(void **state)
{
    struct talk *talk = *state;
    const struct list *list = &talk->linear.list;
    size_t above = 99;

    assert_true(choices_above(list, A, &above));
    assert_int_equal(above, PROPERTY);
    assert_true(choices_above(list, C, &above)); /* the only article of its group */
    assert_int_equal(above, EAST);
    assert_true(choices_above(list, PROPERTY, &above));
    assert_int_equal(above, EAST);
    assert_true(choices_above(list, EAST, &above));
    assert_true(above == SIZE_MAX);
    above = 99;
    assert_false(choices_above(list, SIZE_MAX, &above));
    assert_int_equal(above, 99);
}

static void a_place_is_in_a_choice_or_in_none(void **state)
{
    struct talk *talk = *state;
    const struct list *list = &talk->linear.list;

    assert_int_equal(choices_number(list, SIZE_MAX, EAST), 1);
    assert_int_equal(choices_number(list, SIZE_MAX, B), 1);
    assert_int_equal(choices_number(list, SIZE_MAX, E), 2);
    assert_int_equal(choices_number(list, EAST, C), 2);
    assert_int_equal(choices_number(list, EAST, D), 0);
    for (size_t number = 1; number <= 2; number++)
        assert_int_equal(choices_number(list, EAST, choices_index(list, EAST, number)), number);
    assert_int_equal(choices_count(list, PROPERTY), 2);
    assert_int_equal(choices_number(list, PROPERTY, A), 1);
    assert_int_equal(choices_number(list, PROPERTY, B), 2);
    assert_int_equal(choices_number(list, PROPERTY, PROPERTY), 0);
    assert_int_equal(choices_number(list, PROPERTY, C), 0);
    assert_int_equal(choices_index(list, PROPERTY, 2), B);
    assert_int_equal(choices_before(list, EAST), EAST);
}

static void counts_are_said_of_groups(void **state)
{
    struct talk *talk = *state;

    expect_name(talk, SIZE_MAX, "按地区");
    expect_name(talk, EAST, "东桥，3 篇，3 篇未读");
    expect_name(talk, PROPERTY, "东桥，物业，2 篇，2 篇未读");
    expect_choice(talk, SIZE_MAX, 1, "东桥，3 篇，3 篇未读");
    marks_set_read(&talk->linear.marks, str_of("a"), true);
    marks_set_read(&talk->linear.marks, str_of("b"), true);
    list_count_unread(&talk->linear.list, &talk->bulletin.edition, &talk->linear.marks);
    expect_name(talk, EAST, "东桥，3 篇，1 篇未读");
    expect_name(talk, PROPERTY, "东桥，物业，2 篇");
}

static void of_an_article_what_is_not_as_a_rule_is_said(void **state)
{
    struct talk *talk = *state;

    bulletin_put(&talk->bulletin, "a",
                 "title: 停车办法\ndistrict: 东桥\ntopic: 物业\ndraft: true\n"
                 "expires: 2026-11-01\n",
                 "文。\n");
    bulletin_load(&talk->bulletin);
    edition_show(&talk->bulletin.edition, &(struct edition_filter){.today = {"2026-11-24", 10}});
    marks_set_read(&talk->linear.marks, str_of("a"), true);
    marks_toggle_bookmark(&talk->linear.marks, str_of("a"), (struct mark_place){.position = 0});
    expect_choice(talk, PROPERTY, 1, "停车办法，草稿，过期，已读，有书签");
    expect_choice(talk, PROPERTY, 2, "电梯检修");
    list_show_bookmarks(&talk->linear.list, &talk->bulletin.edition, &talk->linear.marks);
    expect_choice(talk, SIZE_MAX, 1, "停车办法，草稿，过期，已读");
    expect_name(talk, SIZE_MAX, "书签，1 个");
}

static void results_are_rows_with_their_context(void **state)
{
    struct talk *talk = *state;
    struct list *list = &talk->linear.list;

    buffer_add_text(&talk->linear.words, "旁边");
    search_start(&talk->linear.search, &talk->bulletin.edition, buffer_str(&talk->linear.words));
    while (search_step(&talk->linear.search))
        continue;
    list_show_results(list, &talk->linear.search);
    assert_int_equal(choices_count(list, EAST), 1);
    assert_int_equal(choices_index(list, EAST, 1), 0);
    assert_int_equal(choices_number(list, EAST, 0), 1);
    assert_int_equal(choices_number(list, EAST, 1), 0);
    assert_true(choices_before(list, EAST) == SIZE_MAX);
    expect_name(talk, EAST, "搜索“旁边”，找到 1 篇");
    expect_choice(talk, EAST, 1, "合唱团招新：在水箱旁边。");
}

static void results_by_pinyin_are_called_so(void **state)
{
    struct talk *talk = *state;

    buffer_add_text(&talk->linear.words, "jssj");
    search_start(&talk->linear.search, &talk->bulletin.edition, buffer_str(&talk->linear.words));
    while (search_step(&talk->linear.search))
        continue;
    list_show_results(&talk->linear.list, &talk->linear.search);
    expect_name(talk, SIZE_MAX, "搜索“jssj”，找到 1 篇，按拼音");
    expect_choice(talk, SIZE_MAX, 1, "旧书市集");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TALK_TEST(a_menu_offers_what_is_right_below_it),
        TALK_TEST(a_group_of_one_article_is_that_article),
        TALK_TEST(a_menu_of_one_group_is_that_groups),
        TALK_TEST(the_menu_above_is_the_next_that_leaves_a_choice),
        TALK_TEST(a_place_is_in_a_choice_or_in_none),
        TALK_TEST(counts_are_said_of_groups),
        TALK_TEST(of_an_article_what_is_not_as_a_rule_is_said),
        TALK_TEST(results_are_rows_with_their_context),
        TALK_TEST(results_by_pinyin_are_called_so),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
