/* Marking by hand and undoing it, the unread ones, what a failed search leaves, and what is dragged
 * by the mouse. */

#include "reader/session.h"

static void one_is_marked_unread_or_read_and_undone(void **state)
{
    struct session *session = *state;

    session_press(session, "<Enter>");
    assert_true(session_has_read(session, "a"));
    session_press(session, "x");
    session_expect_message(session, "已标为未读");
    assert_false(session_has_read(session, "a"));
    assert_int_equal(list_unread(&session->reader.list, ROW_EAST), 2);
    session_press(session, "U");
    session_expect_message(session, "已撤销：1篇仍是读过");
    assert_true(session_has_read(session, "a"));
    assert_int_equal(list_unread(&session->reader.list, ROW_EAST), 1);
    session_press(session, "U");
    session_expect_message(session, "没有可以撤销的标记");
    session_press(session, "qgx");
    session_expect_message(session, "先选一篇文章，再标为读过或未读");
}

static void a_whole_group_is_undone_but_for_what_was_read_before(void **state)
{
    struct session *session = *state;

    session_press(session, "<Enter>qgAA");
    session_expect_message(session, "1篇已标为读过");
    session_press(session, "U");
    session_expect_message(session, "已撤销：1篇仍是未读");
    assert_true(session_has_read(session, "a"));
    assert_false(session_has_read(session, "b"));
    session_press(session, "jjAAU");
    assert_int_equal(list_unread(&session->reader.list, ROW_EAST), 1);
    assert_int_equal(list_unread(&session->reader.list, ROW_WEST), 2);
}

static void the_unread_one_before_is_found_around_the_beginning(void **state)
{
    struct session *session = *state;

    session_press(session, "3qp");
    session_expect_shown(session, "b", false);
    session_press(session, "pp");
    session_expect_shown(session, "d", false);
    session_press(session, "p");
    session_expect_shown(session, "b", false); /* c is read */
    session_press(session, "gAAjjAAp");
}

/* Neither a failed search nor a failed find may lead on to another article. */
static void without_a_match_the_next_one_is_none(void **state)
{
    static const char *const keys[] = {"/没有的话<Enter>n", "/没有的话<Enter>jkN",
                                       "f没有的话<Enter>n", "f没有的话<Enter>jN"};

    for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
        struct session *session = *state;

        session_reload(session, SESSION_OPTIONS);
        session_press(session, keys[i]);
        session_expect_message(session, "没有找到“没有的话”");
        session_expect_shown(session, "a", keys[i][0] == 'f');
        assert_false(session_has_read(session, "b"));
        session_press(session, "n");
        session_expect_shown(session, "a", keys[i][0] == 'f');
        session_press(session, "<Esc>n"); /* something else was done */
        session_expect_shown(session, "b", false);
    }
}

static void by_date_the_list_begins_with_the_newest(void **state)
{
    struct session *session = *state;

    session_press(session, "Go");
    session_expect_shown(session, "b", false);
    session_press(session, "oto3o"); /* not from an article that is being read */
    session_expect_shown(session, "c", true);
}

static void the_rule_is_dragged_within_bounds(void **state)
{
    struct session *session = *state;
    struct reader *reader = &session->reader;
    int before = reader->panes.list.cols;

    reader_drag(reader, 3, 50);
    assert_int_equal(reader->panes.list.cols, before);
    session_point(session, POINTER_PRESS, TARGET_RULE, 0);
    reader_drag(reader, 3, before + 8);
    assert_int_equal(reader->panes.list.cols, before + 8);
    reader_drag(reader, 3, 0);
    assert_int_equal(reader->panes.list.cols, PANES_LIST_LEAST_COLS);
    reader_drag(reader, 3, 300);
    assert_int_equal(reader->panes.article.cols, PANES_ARTICLE_LEAST_COLS);
    session_point(session, POINTER_RELEASE, TARGET_NONE, 0);
    reader_drag(reader, 3, before);
    assert_int_equal(reader->panes.article.cols, PANES_ARTICLE_LEAST_COLS);
}

static void scroll_bars_lead_from_the_beginning_to_the_end(void **state)
{
    struct session *session = *state;
    struct reader *reader = &session->reader;
    int last = reader->panes.text.lines - 1;

    session_press(session, "2");
    session_point(session, POINTER_PRESS, TARGET_ARTICLE_BAR, (size_t)last / 2);
    assert_in_range(reading_percent(&reader->reading), 40, 90);
    reader_drag(reader, 1 + last, 79);
    assert_true(reading_at_end(&reader->reading));
    reader_drag(reader, 0, 79);
    assert_true(reading_at_start(&reader->reading));
    session_press(session, "qG");
    reader_resize(reader, 40, 6); /* four lines for the list's eight rows */
    session_point(session, POINTER_PRESS, TARGET_LIST_BAR, 0);
    assert_int_equal(reader->list.top, 0);
    reader_drag(reader, 4, 39);
    assert_int_equal(reader->list.top, ROWS - 4);
    session_expect_row(session, ROWS - 4);
}

static void dates_are_shown_where_there_is_room_or_not(void **state)
{
    struct session *session = *state;

    assert_false(reader_shows_dates(&session->reader));
    session_press(session, "D");
    assert_true(reader_shows_dates(&session->reader));
    reader_resize(&session->reader, 100, 30);
    assert_false(reader_shows_dates(&session->reader));
    session_press(session, "D");
    session_expect_message(session, "显示日期");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SESSION_TEST(one_is_marked_unread_or_read_and_undone),
        SESSION_TEST(a_whole_group_is_undone_but_for_what_was_read_before),
        SESSION_TEST(the_unread_one_before_is_found_around_the_beginning),
        SESSION_TEST(without_a_match_the_next_one_is_none),
        SESSION_TEST(by_date_the_list_begins_with_the_newest),
        SESSION_TEST(the_rule_is_dragged_within_bounds),
        SESSION_TEST(scroll_bars_lead_from_the_beginning_to_the_end),
        SESSION_TEST(dates_are_shown_where_there_is_room_or_not),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
