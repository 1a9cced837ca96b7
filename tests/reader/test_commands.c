/* The commands of the list and of articles, called by their keys. */

#include "reader/session.h"

static void back_goes_one_step_at_a_time(void **state)
{
    struct session *session = *state;

    session_press(session, "/水箱<Enter><Enter>f水箱<Enter>");
    assert_true(reader_is_reading(&session->reader));
    session_press(session, "q");
    assert_int_equal(session->reader.find.word_count, 0);
    assert_true(reader_is_reading(&session->reader));
    session_press(session, "q");
    assert_false(reader_is_reading(&session->reader));
    assert_int_equal(session->reader.list.kind, LIST_RESULTS);
    session_press(session, "q");
    assert_int_equal(session->reader.list.kind, LIST_TREE);
    assert_false(session->reader.quit);
    session_press(session, "<Esc>");
    assert_false(session->reader.quit);
    session_press(session, "q");
    assert_true(session->reader.quit);
}

static void a_group_shows_no_article_and_is_folded_by_enter(void **state)
{
    struct session *session = *state;

    session_press(session, "g");
    session_expect_row(session, ROW_EAST);
    assert_false(reading_is_open(&session->reader.reading));
    session_press(session, "<Enter>");
    assert_int_equal(session->reader.list.count, ROWS - 3);
    session_press(session, "<Enter>");
    assert_int_equal(session->reader.list.count, ROWS);
}

static void a_folded_group_is_unfolded_for_what_is_opened_in_it(void **state)
{
    struct session *session = *state;

    session_press(session, "g<Enter>");
    assert_true(list_is_folded(&session->reader.list, ROW_EAST));
    session_press(session, "2");
    session_expect_shown(session, "b", true);
    assert_int_equal(session->reader.list.count, ROWS);
    session_press(session, "qg<Enter>4<C-o>");
    session_expect_shown(session, "b", true);
    assert_int_equal(session->reader.list.count, ROWS);
}

static void left_folds_then_goes_up_and_right_unfolds_then_goes_in(void **state)
{
    struct session *session = *state;

    session_press(session, "<Left>");
    session_expect_row(session, ROW_PROPERTY);
    session_press(session, "<Left>");
    session_expect_row(session, ROW_PROPERTY);
    assert_true(list_is_folded(&session->reader.list, ROW_PROPERTY));
    session_press(session, "<Left>");
    session_expect_row(session, ROW_EAST);
    session_press(session, "<Down><Right>");
    assert_false(list_is_folded(&session->reader.list, ROW_PROPERTY));
    session_expect_row(session, ROW_PROPERTY);
    session_press(session, "<Right>");
    session_expect_shown(session, "a", false);
    session_press(session, "<Right>");
    session_expect_shown(session, "a", true);
    session_press(session, "<Right><Left>");
    session_expect_shown(session, "a", false);
}

static void bookmarks_are_set_listed_and_led_to(void **state)
{
    struct session *session = *state;
    struct reader *reader = &session->reader;
    int64_t place;

    session_press(session, "'");
    session_expect_message(session, "还没有书签：读文章时按 m 加上");
    session_press(session, "2<Space><Space>m");
    session_expect_message(session, "已加书签；按 ' 看书签列表");
    place = session_top(session);
    session_press(session, "3m'");
    assert_int_equal(reader->list.kind, LIST_BOOKMARKS);
    assert_int_equal(reader->list.count, 2);
    session_expect_shown(session, "c", false); /* newest bookmark first */
    session_press(session, "j");
    session_expect_shown(session, "b", false);
    assert_int_equal(reader->reading.match, place);
    session_press(session, "q");
    assert_int_equal(reader->list.kind, LIST_TREE);
}

/* The position of a bookmark at the beginning is not taken for none. */
static void a_bookmark_at_the_beginning_leads_there(void **state)
{
    struct session *session = *state;

    session_press(session, "2m<Space><Space>");
    assert_false(reading_at_start(&session->reader.reading));
    session_press(session, "q'<Enter>");
    session_expect_shown(session, "b", true);
    assert_true(reading_at_start(&session->reader.reading));
}

static void the_last_bookmark_taken_away_leads_back_to_the_tree(void **state)
{
    struct session *session = *state;
    struct reader *reader = &session->reader;

    session_press(session, "3m2m'");
    session_expect_shown(session, "b", false);
    session_press(session, "m");
    session_expect_message(session, "已去掉书签");
    assert_int_equal(reader->list.kind, LIST_BOOKMARKS);
    session_expect_shown(session, "c", false);
    session_press(session, "m");
    assert_int_equal(reader->list.kind, LIST_TREE);
    session_expect_shown(session, "c", false);
    session_press(session, "gm");
    session_expect_message(session, "先选一篇文章，再加书签");
}

/* It is listed with what was known of it, cannot be opened, and can be taken away. */
static void a_bookmark_whose_article_is_away(void **state)
{
    struct session *session = *state;
    struct reader *reader = &session->reader;
    struct marks *marks = &session->bulletin.marks;

    marks_toggle_bookmark(marks, str_of("gone"), (struct mark_place){.position = 7});
    marks_set_text(marks, str_of("gone"), 1, str_of("撤下的"));
    session_press(session, "3m'");
    assert_int_equal(reader->list.count, 2);
    session_press(session, "j");
    assert_string_equal(list_selected(&reader->list).away->title, "撤下的");
    assert_false(reading_is_open(&reader->reading));
    session_press(session, "<Enter>");
    session_expect_message(session, "这篇文章不在这里了；按 m 去掉书签");
    session_press(session, "<Right>");
    session_expect_message(session, "这篇文章不在这里了；按 m 去掉书签");
    assert_false(reading_is_open(&reader->reading));
    session_press(session, "A]n[");
    session_press(session, "q'jm");
    session_expect_message(session, "已去掉书签");
    assert_false(marks_is_bookmarked(marks, str_of("gone")));
    assert_int_equal(reader->list.count, 1);
    session_expect_shown(session, "c", false);
}

static void marks_changed_from_outside_are_taken_in(void **state)
{
    struct session *session = *state;
    struct reader *reader = &session->reader;

    session_press(session, "3m'");
    marks_set_read(&session->bulletin.marks, str_of("a"), true);
    marks_toggle_bookmark(&session->bulletin.marks, str_of("a"),
                          (struct mark_place){.position = 0});
    reader_marks_changed(reader);
    assert_int_equal(reader->list.count, 2);
    assert_int_equal(list_unread(&reader->list, ROW_EAST), 1);
    session_expect_shown(session, "c", false);
}

static void a_hint_names_the_key_or_none_where_none_is_bound(void **state)
{
    struct session *session = *state;
    struct reader_options options = SESSION_OPTIONS;

    options.keymap.bindings[ACTION_BOOKMARK].bound = true;
    options.keymap.bindings[ACTION_BOOKMARKS] = (struct keymap_binding){true, 0, {'B'}};
    session_start(session, options);
    session_press(session, "B");
    session_expect_message(session, "还没有书签");
    options.keymap.bindings[ACTION_BOOKMARK].keys[0] = 'x';
    session_start(session, options);
    session_press(session, "Bx");
    session_expect_message(session, "已加书签；按 B 看书签列表");
}

static void history_leads_back_through_what_was_read(void **state)
{
    struct session *session = *state;

    session_press(session, "13/水箱<Enter><Enter>");
    session_expect_shown(session, "b", true);
    session_press(session, "<C-o>");
    session_expect_shown(session, "c", true);
    assert_int_equal(session->reader.list.kind, LIST_TREE);
    session_press(session, "<C-o>");
    session_expect_shown(session, "a", true);
    session_press(session, "<C-o>");
    session_expect_message(session, "前面没有读过别的文章");
    session_expect_shown(session, "a", true);
}

static void history_passes_over_what_is_no_longer_there(void **state)
{
    struct session *session = *state;

    session_press(session, "1");
    history_add(&session->reader.history, str_of("gone"));
    session_press(session, "3<C-o>");
    session_expect_shown(session, "a", true);
}

static void articles_are_gone_through_in_the_order_of_the_list(void **state)
{
    struct session *session = *state;

    session_press(session, "]");
    session_expect_shown(session, "b", false);
    session_press(session, "<Enter>]");
    session_expect_shown(session, "c", true);
    session_press(session, "[[[");
    session_expect_message(session, "这是第一篇");
    session_expect_shown(session, "a", true);
    session_press(session, "4]");
    session_expect_message(session, "这是最后一篇");
    session_press(session, "N"); /* without a query */
    session_expect_message(session, "");
    session_expect_shown(session, "d", true);
}

static void the_next_unread_one_is_looked_for_from_the_beginning_too(void **state)
{
    struct session *session = *state;

    session_press(session, "24n");
    session_expect_shown(session, "a", true);
    session_press(session, "n");
    session_expect_shown(session, "c", true);
    session_press(session, "n");
    session_expect_message(session, "全部读过了");
}

static void all_is_marked_as_read_when_asked_for_twice(void **state)
{
    struct session *session = *state;

    session_press(session, "A");
    session_expect_message(session, "再按一次，把4篇未读的标为读过");
    assert_false(session_has_read(session, "d"));
    session_press(session, "jA"); /* another key takes the offer back */
    session_expect_message(session, "再按一次，把4篇未读的标为读过");
    session_press(session, "A");
    session_expect_message(session, "4篇已标为读过");
    assert_true(session_has_read(session, "a") && session_has_read(session, "d"));
    assert_int_equal(list_unread(&session->reader.list, ROW_WEST), 0);
    session_press(session, "A");
    session_expect_message(session, "全部读过了");
}

static void a_selected_group_alone_is_marked_as_read(void **state)
{
    struct session *session = *state;

    session_press(session, "gAA");
    session_expect_message(session, "2篇已标为读过");
    assert_true(session_has_read(session, "a") && session_has_read(session, "b"));
    assert_false(session_has_read(session, "c") || session_has_read(session, "d"));
}

static void another_grouping_keeps_the_article(void **state)
{
    struct session *session = *state;
    struct reader *reader = &session->reader;

    session_press(session, "3/水箱<Enter>t");
    session_expect_message(session, "按主题");
    assert_int_equal(reader->list.kind, LIST_TREE);
    assert_int_equal(reader->list.tree.grouping, GROUP_TOPIC);
    session_press(session, "tt");
    session_expect_message(session, "按作者");
    session_press(session, "<Enter>");
    assert_true(reader_is_reading(reader));
    session_press(session, "ttt");
    session_expect_message(session, "按地区");
    assert_true(reader_is_reading(reader));
}

static void another_sorting_changes_what_is_read_next(void **state)
{
    struct session *session = *state;
    struct reader *reader = &session->reader;

    session_press(session, "1");
    assert_true(str_eq(reader->reading.options.next_title, str_of("电梯检修")));
    session_press(session, "o");
    session_expect_message(session, "新的在前");
    session_expect_shown(session, "a", true);
    assert_true(str_eq(reader->reading.options.next_title, str_of("合唱团招新")));
    session_press(session, "q[o");
    session_expect_message(session, "按版面次序");
    session_expect_shown(session, "b", false);
}

static void at_the_end_the_next_article_is_offered_first(void **state)
{
    struct session *session = *state;

    session_press(session, "1<Space>");
    session_expect_message(session, "完。再按一次读下一篇：电梯检修");
    session_expect_shown(session, "a", true);
    session_press(session, "k<Space>"); /* another key takes the offer back */
    session_expect_message(session, "完。再按一次读下一篇：电梯检修");
    session_press(session, "<Space>");
    session_expect_shown(session, "b", true);
    session_press(session, "4<Space>");
    session_expect_message(session, "完：这是最后一篇");
}

static void a_link_or_else_an_id_is_copied(void **state)
{
    struct session *session = *state;
    struct reader *reader = &session->reader;
    struct reader_options none = SESSION_OPTIONS;

    session_press(session, "y");
    assert_string_equal(buffer_c_str(&reader->copied), "https://example.org/a");
    session_expect_message(session, "已请终端复制：https://example.org/a");
    session_press(session, "jy");
    assert_string_equal(buffer_c_str(&reader->copied), "b");
    session_press(session, "gy");
    session_expect_message(session, "先选一篇文章，再复制它的链接或编号");
    none.may_copy = false;
    session_start(session, none);
    session_press(session, "y");
    session_expect_message(session, "这里不能复制");
    assert_int_equal(reader->copied.bytes, 0);
}

static void an_article_that_cannot_be_read_is_not_opened(void **state)
{
    struct session *session = *state;

    bulletin_remove(&session->bulletin, "b");
    session_press(session, "j");
    assert_false(reading_is_open(&session->reader.reading));
    assert_non_null(strstr(buffer_c_str(&session->reader.message), "/b.md: "));
    session_press(session, "<Enter>");
    assert_false(session->reader.article_focused);
    assert_false(session_has_read(session, "b"));
    session_press(session, "<Space>3");
    session_expect_shown(session, "c", true);
}

static void an_article_alone_has_no_list(void **state)
{
    struct session *session = *state;
    struct reader *reader = &session->reader;
    struct reader_options single = SESSION_OPTIONS;

    single.single = true;
    for (char id = 'b'; id <= 'd'; id++)
        bulletin_remove(&session->bulletin, (char[]){id, '\0'});
    session_reload(session, single);
    session_expect_shown(session, "a", true);
    assert_int_equal(reader->panes.list.cols, 0);
    session_press(session, "<Tab><Esc><Left>3to'");
    session_expect_shown(session, "a", true);
    assert_int_equal(reader->mode, MODE_READING);
    session_press(session, "<Space>");
    session_expect_message(session, "完");
    session_press(session, "m");
    session_expect_message(session, "已加书签");
    session_press(session, "/");
    assert_int_equal(reader->mode, MODE_FIND);
    session_press(session, "<Esc>");
    assert_false(reader->quit);
    session_press(session, "q");
    assert_true(reader->quit);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SESSION_TEST(back_goes_one_step_at_a_time),
        SESSION_TEST(a_group_shows_no_article_and_is_folded_by_enter),
        SESSION_TEST(a_folded_group_is_unfolded_for_what_is_opened_in_it),
        SESSION_TEST(left_folds_then_goes_up_and_right_unfolds_then_goes_in),
        SESSION_TEST(bookmarks_are_set_listed_and_led_to),
        SESSION_TEST(a_bookmark_at_the_beginning_leads_there),
        SESSION_TEST(the_last_bookmark_taken_away_leads_back_to_the_tree),
        SESSION_TEST(a_bookmark_whose_article_is_away),
        SESSION_TEST(marks_changed_from_outside_are_taken_in),
        SESSION_TEST(a_hint_names_the_key_or_none_where_none_is_bound),
        SESSION_TEST(history_leads_back_through_what_was_read),
        SESSION_TEST(history_passes_over_what_is_no_longer_there),
        SESSION_TEST(articles_are_gone_through_in_the_order_of_the_list),
        SESSION_TEST(the_next_unread_one_is_looked_for_from_the_beginning_too),
        SESSION_TEST(all_is_marked_as_read_when_asked_for_twice),
        SESSION_TEST(a_selected_group_alone_is_marked_as_read),
        SESSION_TEST(another_grouping_keeps_the_article),
        SESSION_TEST(another_sorting_changes_what_is_read_next),
        SESSION_TEST(at_the_end_the_next_article_is_offered_first),
        SESSION_TEST(a_link_or_else_an_id_is_copied),
        SESSION_TEST(an_article_that_cannot_be_read_is_not_opened),
        SESSION_TEST(an_article_alone_has_no_list),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
