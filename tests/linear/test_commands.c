#include "linear/talk.h"

enum { TANK_PIECE = 3 }; /* the piece of b with the first 水箱 */

static struct linear *linear_of(void **state)
{
    struct talk *talk = *state;

    return &talk->linear;
}

/* Opens an article of the tree. */
static struct linear *open_article(void **state, const char *id)
{
    struct talk *talk = *state;
    struct linear *linear = &talk->linear;

    linear_contents(linear);
    while (!linear->readout ||
           list_article_at(&linear->list, linear->index) != bulletin_find(&talk->bulletin, id))
        linear_next(linear);
    buffer_clear(&linear->io.out);
    return linear;
}

static void the_contents_are_the_top_menu(void **state)
{
    linear_contents(linear_of(state));
    talk_expect(*state, "按地区：\n1、东桥，3 篇，3 篇未读\n2、西门，2 篇，2 篇未读\n");
}

static void a_number_leads_to_a_menu_or_an_article(void **state)
{
    struct linear *linear = linear_of(state);

    linear_contents(linear);
    talk_expect_start(*state, "按地区：");
    linear_number(linear, 1);
    talk_expect(*state, "东桥，3 篇，3 篇未读：\n1、物业，2 篇，2 篇未读\n2、文化：合唱团招新\n");
    linear_number(linear, 2);
    talk_expect_start(*state, "标题：合唱团招新\n");
    talk_expect_piece(*state, "c", 1);
    assert_true(marks_find(&linear->marks, str_of("c"))->read);
}

static void a_number_of_no_choice_is_told(void **state)
{
    struct linear *linear = linear_of(state);

    linear_contents(linear);
    buffer_clear(&linear->io.out);
    linear_number(linear, 0);
    talk_expect(*state, "没有 0 号；编号从 1 到 2\n");
    linear_number(linear, 3);
    talk_expect(*state, "没有 3 号；编号从 1 到 2\n");
}

static void in_an_article_a_number_is_a_pieces(void **state)
{
    struct linear *linear = open_article(state, "b");

    linear_number(linear, 2);
    talk_expect_piece(*state, "b", 2);
    buffer_clear(&linear->io.out);
    linear_number(linear, 99);
    talk_expect_start(*state, "没有第 99 段；共 ");
    talk_expect_piece(*state, "b", 2);
}

static void enter_reads_on_to_the_last_article(void **state)
{
    struct linear *linear = open_article(state, "b");
    size_t count = readout_count(linear->readout);

    assert_true(count > 3);
    for (size_t number = 2; number <= count; number++) {
        linear_continue(linear);
        talk_expect_piece(*state, "b", number);
    }
    linear_continue(linear);
    talk_expect_piece(*state, "c", 1);
    for (int i = 0; i < 2; i++)
        linear_continue(linear);
    talk_expect_piece(*state, "e", 1);
    buffer_clear(&linear->io.out);
    linear_continue(linear);
    talk_expect(*state, "这是最后一篇\n");
}

static void enter_among_choices_says_more_of_them(void **state)
{
    struct talk *talk = *state;
    struct linear *linear = &talk->linear;

    for (int i = 0; i < 25; i++) {
        char id[] = {'n', (char)('a' + i), '\0'};

        bulletin_put(&talk->bulletin, id, "title: 题\ndistrict: 东桥\ntopic: 物业\n", "文。\n");
    }
    bulletin_load(&talk->bulletin);
    list_group(&linear->list, &talk->bulletin.edition, &linear->marks, GROUP_DISTRICT, SORT_PAGES);
    linear_contents(linear);
    linear_number(linear, 1);
    linear_number(linear, 1);
    assert_int_equal(linear->offered, 20);
    buffer_clear(&linear->io.out);
    linear_continue(linear);
    talk_expect_start(*state, "21、题\n");
    assert_int_equal(linear->offered, 27);
    linear_continue(linear);
    talk_expect(*state, "都列完了\n");
    linear_number(linear, 25);
    linear_back(linear); /* outputs the choices around number 25 */
    assert_int_equal(linear->offered, 27);
}

static void enter_is_explained_once_where_an_article_goes_on(void **state)
{
    struct linear *linear = open_article(state, "a");

    linear->enter_explained = false;
    linear_repeat(linear);
    talk_expect(*state, "车位一个。\n");
    linear_next(linear);
    assert_non_null(strstr(buffer_c_str(&linear->io.out), "按 Enter 继续"));
    buffer_clear(&linear->io.out);
    linear_continue(linear);
    assert_null(strstr(buffer_c_str(&linear->io.out), "按 Enter 继续"));
}

static void one_goes_back_by_a_piece_and_hears_one_again(void **state)
{
    struct linear *linear = open_article(state, "b");

    linear_continue(linear);
    linear_previous_piece(linear);
    talk_expect_piece(*state, "b", 1);
    buffer_clear(&linear->io.out);
    linear_previous_piece(linear);
    talk_expect(*state, "这是开头\n");
    linear_repeat(linear);
    talk_expect_start(*state, "第 1 段");
    linear_back(linear);
    buffer_clear(&linear->io.out);
    linear_repeat(linear);
    talk_expect(*state, "东桥，物业，2 篇：\n1、停车办法，已读\n2、电梯检修，已读\n");
    linear_previous_piece(linear);
    talk_expect(*state, "先打开一篇文章\n");
}

static void back_leads_from_menu_to_menu_up_to_the_contents(void **state)
{
    struct linear *linear = open_article(state, "b");

    linear_back(linear);
    assert_null(linear->readout);
    talk_expect_start(*state, "东桥，物业，2 篇：\n");
    linear_back(linear);
    talk_expect_start(*state, "东桥，3 篇，1 篇未读：\n");
    linear_back(linear);
    talk_expect_start(*state, "按地区：\n");
    linear_back(linear);
    talk_expect(*state, "已经在目录；输入 q 退出\n");
}

static void next_and_previous_go_through_the_tree(void **state)
{
    struct linear *linear = linear_of(state);

    linear_contents(linear);
    buffer_clear(&linear->io.out);
    linear_previous(linear);
    talk_expect(*state, "这是第一篇\n");
    for (const char *id = "abcde"; *id; id++) {
        linear_next(linear);
        talk_expect_piece(*state, (char[]){*id, '\0'}, 1);
    }
    buffer_clear(&linear->io.out);
    linear_next(linear);
    talk_expect(*state, "这是最后一篇\n");
    linear_previous(linear);
    talk_expect_piece(*state, "d", 1);
}

static void the_next_unread_one_is_looked_for_from_the_beginning_too(void **state)
{
    struct linear *linear = open_article(state, "c");

    marks_set_read(&linear->marks, str_of("a"), false);
    marks_set_read(&linear->marks, str_of("d"), true);
    list_count_unread(&linear->list, linear->edition, &linear->marks);
    linear_next_unread(linear);
    talk_expect_piece(*state, "e", 1);
    linear_next_unread(linear);
    talk_expect_piece(*state, "a", 1);
    buffer_clear(&linear->io.out);
    linear_next_unread(linear);
    talk_expect(*state, "全部读过了\n");
}

static void reading_goes_on_where_it_stopped(void **state)
{
    struct linear *linear = open_article(state, "b");

    linear_number(linear, 3);
    assert_int_equal(linear_unfinished(linear), linear->index);
    linear_contents(linear);
    buffer_clear(&linear->io.out);
    linear_resume(linear);
    talk_expect_start(*state, "标题：电梯检修\n东桥　物业\n接着第 3 段读；输入 1 从头读\n");
    talk_expect_piece(*state, "b", 3);
    linear_number(linear, readout_count(linear->readout)); /* the last piece */
    assert_true(linear_unfinished(linear) == SIZE_MAX);
    buffer_clear(&linear->io.out);
    linear_resume(linear);
    talk_expect(*state, "没有读到一半的文章\n");
}

static void a_search_lists_results_and_back_leads_to_where_one_was(void **state)
{
    struct linear *linear = open_article(state, "b");

    linear_number(linear, 2);
    linear_search(linear, str_of("水箱"));
    assert_int_equal(linear->list.kind, LIST_RESULTS);
    assert_int_equal(linear->list.count, 2);
    linear_number(linear, 1);
    talk_expect_piece(*state, "b", TANK_PIECE); /* the first match */
    linear_next(linear);
    talk_expect_piece(*state, "c", 1);
    linear_back(linear);
    assert_int_equal(linear->list.kind, LIST_RESULTS);
    assert_null(linear->readout);
    linear_number(linear, 2);
    linear_search(linear, str_of("旧书")); /* a search from results */
    linear_back(linear);
    assert_int_equal(linear->list.kind, LIST_TREE);
    talk_expect_piece(*state, "b", 2);
}

static void a_search_without_a_result_changes_nothing(void **state)
{
    struct linear *linear = open_article(state, "a");

    linear_search(linear, str_of("没有的"));
    talk_expect(*state, "没有找到“没有的”\n");
    talk_expect_piece(*state, "a", 1);
    linear_search(linear, (struct str){0});
    talk_expect(*state, "没有写要找的词\n");
    linear_search(linear, str_of("-"));
    talk_expect(*state, "“-”里没有要找的词\n");
    linear_search(linear, str_of("标题:有"));
    talk_expect(*state,
                "没有找到“标题:有”；没有“标题:”这一栏，只有地区、主题、地点、作者、自、至\n");
}

static void a_search_from_a_menu_leads_back_to_it(void **state)
{
    struct linear *linear = linear_of(state);

    linear_contents(linear);
    linear_number(linear, 1);
    linear_search(linear, str_of("水箱"));
    linear_search(linear, str_of("旧书")); /* a search from results */
    buffer_clear(&linear->io.out);
    linear_back(linear);
    talk_expect_start(*state, "东桥，3 篇，3 篇未读：\n");
}

/* No piece repeats the title, so a word that is in it, too, is looked for in the body. */
static void find_begins_anew_in_the_body(void **state)
{
    struct talk *talk = *state;
    struct linear *linear = &talk->linear;
    struct buffer body = {0};

    bulletin_write_paragraphs(&body, 4);
    buffer_add_text(&body, "## 水箱\n\n水箱在这里。\n");
    bulletin_put(&talk->bulletin, "f", "title: 水箱启用\ndistrict: 西门\ntopic: 健身\n",
                 buffer_c_str(&body));
    buffer_free(&body);
    bulletin_load(&talk->bulletin);
    list_group(&linear->list, &talk->bulletin.edition, &linear->marks, GROUP_DISTRICT, SORT_PAGES);
    open_article(state, "f");
    linear_find(linear, str_of("水箱"));
    talk_expect_piece(*state, "f", TANK_PIECE);
    buffer_clear(&linear->io.out);
    linear_find(linear, (struct str){0});
    talk_expect_start(*state, "后面没有了，从头找，第 2 处，共 3 处：\n");
    talk_expect_piece(*state, "f", TANK_PIECE);
}

static void find_goes_from_piece_to_piece_and_begins_anew(void **state)
{
    struct linear *linear = open_article(state, "b");
    size_t last = readout_count(linear->readout);

    linear_find(linear, str_of("水箱"));
    talk_expect_piece(*state, "b", TANK_PIECE);
    talk_expect_start(*state, "第 1 处，共 3 处：\n小标题：水箱\n");
    linear_find(linear, (struct str){0});
    talk_expect_piece(*state, "b", last);
    buffer_clear(&linear->io.out);
    linear_find(linear, (struct str){0});
    talk_expect_start(*state, "后面没有了，从头找，第 1 处，共 3 处：\n");
    talk_expect_piece(*state, "b", TANK_PIECE);
    linear_find(linear, str_of("没有的"));
    talk_expect(*state, "本文里没有\n");
    linear_number(linear, 1);
    buffer_clear(&linear->io.out);
    linear_find(linear, str_of("sxz"));
    talk_expect_start(*state, "按拼音，第 1 处，共 1 处：\n");
    linear_contents(linear);
    buffer_clear(&linear->io.out);
    linear_find(linear, str_of("水箱"));
    talk_expect(*state, "先打开一篇文章，再在里面查找\n");
}

static void bookmarks_are_set_listed_and_taken_away(void **state)
{
    struct linear *linear = linear_of(state);

    linear_contents(linear);
    buffer_clear(&linear->io.out);
    linear_bookmarks(linear);
    talk_expect(*state, "还没有书签：读文章时输入 m 加上\n");
    linear_toggle_bookmark(linear);
    talk_expect(*state, "先打开一篇文章，再加书签\n");
    open_article(state, "b");
    linear_number(linear, 3);
    buffer_clear(&linear->io.out);
    linear_toggle_bookmark(linear);
    talk_expect(*state, "已加书签\n");
    linear_number(linear, 2);
    linear_bookmarks(linear);
    assert_int_equal(linear->list.kind, LIST_BOOKMARKS);
    linear_number(linear, 1);
    talk_expect_piece(*state, "b", 3);
    buffer_clear(&linear->io.out);
    linear_toggle_bookmark(linear);
    talk_expect(*state, "已去掉书签\n");
    linear_back(linear); /* no bookmark is left */
    assert_int_equal(linear->list.kind, LIST_TREE);
    talk_expect_piece(*state, "b", 2);
}

static void articles_are_marked_by_hand(void **state)
{
    struct linear *linear = linear_of(state);

    linear_contents(linear);
    linear_number(linear, 1);
    buffer_clear(&linear->io.out);
    linear_toggle_read(linear);
    talk_expect(*state, "先打开一篇文章，再标为读过或未读\n");
    linear_undo(linear);
    talk_expect(*state, "没有可以撤销的标记\n");
    linear_mark_all_read(linear);
    talk_expect(*state, "再输入一次 A，把 3 篇未读的标为读过\n");
    assert_false(marks_is_read(&linear->marks, str_of("a")));
    linear_mark_all_read(linear);
    talk_expect(*state, "3 篇已标为读过\n");
    assert_true(marks_is_read(&linear->marks, str_of("c")));
    assert_false(marks_is_read(&linear->marks, str_of("d")));
    linear_mark_all_read(linear);
    talk_expect(*state, "全部读过了\n");
    linear_undo(linear);
    talk_expect(*state, "已撤销，3 篇仍是未读\n");
    assert_false(marks_is_read(&linear->marks, str_of("a")));
    open_article(state, "d");
    linear_toggle_read(linear);
    talk_expect(*state, "已标为未读\n");
    assert_false(marks_is_read(&linear->marks, str_of("d")));
    linear_undo(linear);
    talk_expect(*state, "已撤销，1 篇仍是读过\n");
    assert_true(marks_is_read(&linear->marks, str_of("d")));
}

static void the_previous_unread_one_is_looked_for_from_the_end_too(void **state)
{
    struct linear *linear = open_article(state, "c");

    marks_set_read(&linear->marks, str_of("a"), false);
    list_count_unread(&linear->list, linear->edition, &linear->marks);
    linear_previous_unread(linear);
    talk_expect_piece(*state, "a", 1);
    linear_previous_unread(linear);
    talk_expect_piece(*state, "e", 1);
    linear_previous_unread(linear);
    talk_expect_piece(*state, "d", 1);
    buffer_clear(&linear->io.out);
    linear_previous_unread(linear);
    talk_expect(*state, "全部读过了\n");
}

static void history_leads_back_article_by_article(void **state)
{
    struct talk *talk = *state;
    struct linear *linear = &talk->linear;

    linear_contents(linear);
    buffer_clear(&linear->io.out);
    linear_back_in_history(linear);
    talk_expect(*state, "前面没有读过别的文章\n");
    linear_next(linear);
    linear_next(linear);
    linear_search(linear, str_of("旧书"));
    linear_number(linear, 1);
    talk_expect_piece(*state, "d", 1);
    linear_back_in_history(linear);
    talk_expect_piece(*state, "b", 1);
    assert_int_equal(linear->list.kind, LIST_TREE);
    linear_back_in_history(linear);
    talk_expect_piece(*state, "a", 1);
    buffer_clear(&linear->io.out);
    linear_back_in_history(linear);
    talk_expect(*state, "前面没有读过别的文章\n");
}

static void another_grouping_and_sorting_show_the_contents(void **state)
{
    struct linear *linear = open_article(state, "b");

    linear_regroup(linear);
    assert_int_equal(linear->list.tree.grouping, GROUP_TOPIC);
    assert_null(linear->readout);
    talk_expect_start(*state, "按主题：\n");
    linear_resort(linear);
    assert_int_equal(linear->list.tree.sorting, SORT_DATES);
    talk_expect_start(*state, "新的在前\n按主题：\n");
}

static void an_article_that_cannot_be_read_is_told(void **state)
{
    struct talk *talk = *state;
    struct linear *linear = open_article(state, "a");

    bulletin_remove(&talk->bulletin, "b");
    linear_next(linear);
    assert_null(linear->readout);
    assert_non_null(strstr(buffer_c_str(&linear->io.out), "/b.md: "));
    assert_null(marks_find(&linear->marks, str_of("b")));
    linear_next(linear); /* the next article follows the unreadable one */
    talk_expect_piece(*state, "c", 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TALK_TEST(the_contents_are_the_top_menu),
        TALK_TEST(a_number_leads_to_a_menu_or_an_article),
        TALK_TEST(a_number_of_no_choice_is_told),
        TALK_TEST(in_an_article_a_number_is_a_pieces),
        TALK_TEST(enter_reads_on_to_the_last_article),
        TALK_TEST(enter_among_choices_says_more_of_them),
        TALK_TEST(enter_is_explained_once_where_an_article_goes_on),
        TALK_TEST(one_goes_back_by_a_piece_and_hears_one_again),
        TALK_TEST(back_leads_from_menu_to_menu_up_to_the_contents),
        TALK_TEST(next_and_previous_go_through_the_tree),
        TALK_TEST(the_next_unread_one_is_looked_for_from_the_beginning_too),
        TALK_TEST(reading_goes_on_where_it_stopped),
        TALK_TEST(a_search_lists_results_and_back_leads_to_where_one_was),
        TALK_TEST(a_search_without_a_result_changes_nothing),
        TALK_TEST(a_search_from_a_menu_leads_back_to_it),
        TALK_TEST(find_begins_anew_in_the_body),
        TALK_TEST(find_goes_from_piece_to_piece_and_begins_anew),
        TALK_TEST(bookmarks_are_set_listed_and_taken_away),
        TALK_TEST(articles_are_marked_by_hand),
        TALK_TEST(the_previous_unread_one_is_looked_for_from_the_end_too),
        TALK_TEST(history_leads_back_article_by_article),
        TALK_TEST(another_grouping_and_sorting_show_the_contents),
        TALK_TEST(an_article_that_cannot_be_read_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
