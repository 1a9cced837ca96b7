#include "reader/session.h"

static void the_first_article_is_selected_and_previewed(void **state)
{
    struct session *session = *state;

    session_expect_shown(session, "a", false);
    session_expect_row(session, ROW_A);
    assert_false(session_has_read(session, "a"));
    assert_int_equal(session->reader.list.count, ROWS);
}

static void reading_goes_on_where_it_stopped(void **state)
{
    struct session *session = *state;
    int64_t stopped;

    session_press(session, "2<Space><Space>");
    stopped = session_top(session);
    assert_true(stopped > 0);
    reader_note_position(&session->reader);
    session_start(session, SESSION_OPTIONS);
    session_expect_shown(session, "b", false);
    assert_int_equal(session_top(session), stopped);
}

static void a_place_is_noted_once_until_reading_goes_on(void **state)
{
    struct session *session = *state;
    struct marks *marks = &session->bulletin.marks;

    marks->changed = false;
    reader_note_position(&session->reader);
    assert_false(marks->changed);
    session_press(session, "2j");
    reader_note_position(&session->reader);
    marks_set_place(marks, str_of("b"),
                    (struct mark_place){.position = 7}); /* as another running reader would */
    reader_note_position(&session->reader);
    assert_int_equal(marks_find(marks, str_of("b"))->position, 7);
    session_press(session, "j");
    reader_note_position(&session->reader);
    assert_int_equal(marks_find(marks, str_of("b"))->position, session_top(session));
}

static void an_opened_article_has_the_focus_and_counts_as_read(void **state)
{
    struct session *session = *state;

    assert_int_equal(list_unread(&session->reader.list, ROW_EAST), 2);
    session_press(session, "<Enter>");
    session_expect_shown(session, "a", true);
    assert_true(session_has_read(session, "a"));
    assert_int_equal(list_unread(&session->reader.list, ROW_EAST), 1);
    assert_string_equal(session->bulletin.marks.last, "a");
}

static void quit_now_quits_anywhere(void **state)
{
    struct session *session = *state;

    session_press(session, "<Enter>Q");
    assert_true(session->reader.quit);
    session_start(session, SESSION_OPTIONS);
    session_press(session, "?Q");
    assert_true(session->reader.quit);
}

static void tab_changes_the_pane(void **state)
{
    struct session *session = *state;

    session_press(session, "<Tab>");
    session_expect_shown(session, "a", true);
    session_press(session, "<Tab>");
    session_expect_shown(session, "a", false);
    session_press(session, "g<Tab>");
    assert_false(session->reader.article_focused);
}

static void keys_move_what_has_the_focus(void **state)
{
    struct session *session = *state;

    session_press(session, "j");
    session_expect_shown(session, "b", false);
    session_press(session, "<PgDn>");
    session_expect_row(session, ROWS - 1);
    session_press(session, "u");
    session_expect_row(session, 0);
    session_press(session, "d");
    session_expect_row(session, ROWS - 1);
    session_press(session, "<Home>jjj<Enter>j");
    session_expect_row(session, ROW_B);
    assert_true(session_top(session) != INT64_MIN);
    session_press(session, "k");
    assert_true(reading_at_start(&session->reader.reading));
    session_press(session, "du");
    assert_true(reading_at_start(&session->reader.reading));
    session_press(session, "G");
    assert_true(reading_at_end(&session->reader.reading));
    session_press(session, "b");
    assert_false(reading_at_end(&session->reader.reading));
    session_press(session, "g");
    assert_true(reading_at_start(&session->reader.reading));
}

static void panes_go_by_the_size(void **state)
{
    struct session *session = *state;
    struct reader *reader = &session->reader;

    assert_true(reader->panes.list.cols > 0 && reader->panes.article.cols > 0);
    assert_int_equal(reader->panes.summaries.cols, 0);
    reader_resize(reader, 140, 40);
    assert_true(reader->panes.summaries.cols > 0);
    reader_resize(reader, 40, 20);
    assert_true(reader->panes.list.cols > 0 && !reader->panes.article.cols);
    session_press(session, "<Enter>");
    assert_true(!reader->panes.list.cols && reader->panes.article.cols > 0);
    session_press(session, "<Esc>");
    assert_true(reader->panes.list.cols > 0 && !reader->panes.article.cols);
    reader_resize(reader, 19, 20);
    assert_true(reader->panes.too_small);
    reader_resize(reader, 80, 24);
    session_expect_shown(session, "a", false);
    assert_non_null(reader->reading.layout);
}

/* A run of keys without an action is told of once, and a message lasts until the next key. */
static void an_unknown_key_is_told_of_once(void **state)
{
    struct session *session = *state;

    session_press(session, "X");
    session_expect_message(session, "这个键没有用处；按 ? 看全部按键");
    session_press(session, "X");
    session_expect_message(session, "");
    session_press(session, "X看");
    session_expect_message(session, "");
    session_press(session, "jX");
    session_expect_message(session, "这个键没有用处；按 ? 看全部按键");
    session_press(session, "j");
    reader_key_press(&session->reader, RK_UNKNOWN);
    session_expect_message(session, "这个键没有用处；按 ? 看全部按键");
    reader_paste(&session->reader, str_of("看"));
    session_expect_message(session, "");
    session_press(session, "/X<Esc>?X");
    session_expect_message(session, "");
    assert_int_equal(session->reader.mode, MODE_READING);
}

static void zoom_gives_the_article_the_screen_while_it_is_read(void **state)
{
    struct session *session = *state;
    struct reader *reader = &session->reader;

    session_press(session, "z");
    session_expect_shown(session, "a", true);
    assert_int_equal(reader->panes.list.cols, 0);
    session_press(session, "<Esc>");
    assert_true(reader->panes.list.cols > 0 && reader->panes.article.cols > 0);
    session_press(session, "<Enter>");
    assert_int_equal(reader->panes.list.cols, 0);
    session_press(session, "z");
    assert_true(reader->panes.list.cols > 0);
}

static void the_words_at_the_top_survive_a_resize(void **state)
{
    struct session *session = *state;
    struct reader *reader = &session->reader;
    int64_t before;

    session_press(session, "2<Space><Space><Space>");
    before = session_top(session);
    for (int cols = 20; cols < 160; cols += 7) {
        reader_resize(reader, cols, 10 + cols % 30);
        assert_int_equal(session_top(session), before);
    }
    session_expect_shown(session, "b", true);
}

static void a_resize_shows_the_list_from_its_beginning(void **state)
{
    struct session *session = *state;

    session->reader.list.top = 3;
    reader_resize(&session->reader, 81, 24);
    assert_int_equal(session->reader.list.top, 0);
}

static void themes_go_round_and_are_remembered(void **state)
{
    struct session *session = *state;
    struct reader_options own = SESSION_OPTIONS;

    session_press(session, "T");
    assert_int_equal(session->reader.theme, THEME_LIGHT);
    assert_string_equal(session->bulletin.marks.theme, "light");
    session_press(session, "TTTTTT");
    assert_int_equal(session->reader.theme, THEME_DEFAULT); /* without an own theme */
    own.has_own_theme = true;
    session_start(session, own);
    session_press(session, "TTTTTT");
    assert_int_equal(session->reader.theme, THEME_OWN);
    session_start(session, own);
    assert_int_equal(session->reader.theme, THEME_OWN);
    session_start(session, SESSION_OPTIONS);
    assert_int_equal(session->reader.theme, THEME_DEFAULT);
}

static void redraw_draws_the_screen_from_nothing(void **state)
{
    struct session *session = *state;

    assert_false(session->reader.redraw);
    session_press(session, "<C-l>");
    assert_true(session->reader.redraw);
    session_expect_shown(session, "a", false);
}

static void help_scrolls_and_any_other_key_leaves_it(void **state)
{
    struct session *session = *state;
    struct reader *reader = &session->reader;

    session_press(session, "?");
    assert_int_equal(reader->mode, MODE_HELP);
    session_press(session, "jk");
    assert_int_equal(reader->help_top, 0);
    session_press(session, "k");
    assert_int_equal(reader->help_top, 0);
    session_press(session, "<Space>");
    assert_int_equal(reader->help_top, 21);
    session_press(session, "bGg");
    assert_int_equal(reader->help_top, 0);
    session_press(session, "<C-l>");
    assert_true(reader->redraw);
    session_point(session, POINTER_WHEEL_DOWN, TARGET_NONE, 0);
    assert_int_equal(reader->help_top, 1);
    session_press(session, "<Enter>");
    assert_int_equal(reader->mode, MODE_READING);
    session_expect_shown(session, "a", false);
    session_press(session, "?");
    session_point(session, POINTER_PRESS, TARGET_NONE, 0);
    assert_int_equal(reader->mode, MODE_READING);
}

/* Each movement, by so many lines in its direction, and none beyond the beginning. */
static void help_moves_the_way_the_key_says(void **state)
{
    enum { PAGE = 21 };
    static const struct {
        const char *keys;
        int top;
    } movements[] = {
        {"jjj", 3}, {"k", 2}, {"<Space>", PAGE + 2}, {"<C-d>", 2 * PAGE + 2}, {"u", PAGE + 2},
        {"b", 2},   {"b", 0}, {"dd", 2 * PAGE},      {"<Home>", 0},           {"<End>kg", 0},
    };
    struct session *session = *state;

    session_press(session, "?");
    for (size_t i = 0; i < sizeof(movements) / sizeof(*movements); i++) {
        session_press(session, movements[i].keys);
        assert_int_equal(session->reader.help_top, movements[i].top);
    }
    session_press(session, "G");
    assert_true(session->reader.help_top > 100);
    session_press(session, "k");
    session_point(session, POINTER_WHEEL_UP, TARGET_NONE, 0);
    assert_true(session->reader.help_top > 100);
    session_press(session, "gj");
    session_point(session, POINTER_WHEEL_UP, TARGET_NONE, 0);
    assert_int_equal(session->reader.help_top, 0);
}

static void a_press_opens_a_row_and_a_second_one_folds_a_group(void **state)
{
    struct session *session = *state;
    struct reader *reader = &session->reader;

    session_point(session, POINTER_PRESS, TARGET_ROW, ROW_C);
    session_expect_shown(session, "c", true);
    session_point(session, POINTER_PRESS, TARGET_ROW, ROW_EAST);
    session_expect_row(session, ROW_EAST);
    assert_int_equal(reader->list.count, ROWS);
    session_point(session, POINTER_PRESS, TARGET_ROW, ROW_EAST);
    assert_int_equal(reader->list.count, ROWS - 3);
    session_point(session, POINTER_PRESS, TARGET_FOLD, ROW_EAST);
    assert_int_equal(reader->list.count, ROWS);
    session_point(session, POINTER_PRESS, TARGET_ROW, ROWS); /* past the last row */
    session_expect_row(session, ROW_EAST);
}

static void a_press_on_a_place_an_article_or_an_action_does_it(void **state)
{
    struct session *session = *state;
    struct reader *reader = &session->reader;

    session_point(session, POINTER_PRESS, TARGET_ARTICLE, 0);
    session_expect_shown(session, "a", true);
    session_point(session, POINTER_PRESS, TARGET_INDEX, ROW_D);
    session_expect_shown(session, "d", true);
    session_point(session, POINTER_PRESS, TARGET_ACTION, ACTION_PREVIOUS_ARTICLE);
    session_expect_shown(session, "c", true);
    session_press(session, "/水箱");
    session_point(session, POINTER_PRESS, TARGET_ROW, 1); /* the search keeps what it found */
    session_expect_shown(session, "c", true);
    assert_int_equal(reader->mode, MODE_READING);
    assert_int_equal(reader->list.kind, LIST_RESULTS);
    session_point(session, POINTER_PRESS, TARGET_NONE, 0);
    session_expect_shown(session, "c", true);
}

static void the_wheel_moves_what_it_is_over(void **state)
{
    struct session *session = *state;
    struct reader *reader = &session->reader;

    session_press(session, "j");
    session_point(session, POINTER_WHEEL_DOWN, TARGET_ARTICLE, 0);
    assert_true(session_top(session) != INT64_MIN);
    assert_false(reader_is_reading(reader));
    session_point(session, POINTER_WHEEL_UP, TARGET_ARTICLE, 0);
    assert_true(session_top(session) == INT64_MIN);
    session_point(session, POINTER_WHEEL_DOWN, TARGET_SUMMARIES, 0);
    session_expect_shown(session, "c", false);
    session_point(session, POINTER_WHEEL_UP, TARGET_INDEX, ROW_C);
    session_expect_shown(session, "b", false);
    reader_resize(reader, 40, 6); /* four rows at a time */
    session_point(session, POINTER_WHEEL_DOWN, TARGET_LIST, 0);
    assert_int_equal(reader->list.top, 3);
    session_expect_shown(session, "b", false);
    session_point(session, POINTER_WHEEL_DOWN, TARGET_ROW, ROW_B);
    assert_int_equal(reader->list.top, ROWS - 4);
    session_expect_row(session, ROWS - 4);
    session_point(session, POINTER_WHEEL_UP, TARGET_LIST, 0);
    assert_int_equal(reader->list.top, 1);
    session_expect_row(session, ROWS - 4);
    session_press(session, "jj");
    session_point(session, POINTER_WHEEL_UP, TARGET_FOLD, 0);
    assert_int_equal(reader->list.top, 0);
    session_expect_row(session, 3); /* the last row in view */
    session_point(session, POINTER_WHEEL_DOWN, TARGET_ACTION, ACTION_QUIT);
    assert_false(reader->quit);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SESSION_TEST(the_first_article_is_selected_and_previewed),
        SESSION_TEST(reading_goes_on_where_it_stopped),
        SESSION_TEST(a_place_is_noted_once_until_reading_goes_on),
        SESSION_TEST(an_opened_article_has_the_focus_and_counts_as_read),
        SESSION_TEST(quit_now_quits_anywhere),
        SESSION_TEST(tab_changes_the_pane),
        SESSION_TEST(keys_move_what_has_the_focus),
        SESSION_TEST(panes_go_by_the_size),
        SESSION_TEST(an_unknown_key_is_told_of_once),
        SESSION_TEST(zoom_gives_the_article_the_screen_while_it_is_read),
        SESSION_TEST(the_words_at_the_top_survive_a_resize),
        SESSION_TEST(a_resize_shows_the_list_from_its_beginning),
        SESSION_TEST(themes_go_round_and_are_remembered),
        SESSION_TEST(redraw_draws_the_screen_from_nothing),
        SESSION_TEST(help_scrolls_and_any_other_key_leaves_it),
        SESSION_TEST(help_moves_the_way_the_key_says),
        SESSION_TEST(a_press_opens_a_row_and_a_second_one_folds_a_group),
        SESSION_TEST(a_press_on_a_place_an_article_or_an_action_does_it),
        SESSION_TEST(the_wheel_moves_what_it_is_over),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
