/* The rows of the front page and of lists, and opening them. */

#include "kiosk/visit.h"

static struct str label(struct visit *visit, size_t row)
{
    const struct kiosk *kiosk = &visit->kiosk;

    assert_int_equal(kiosk->front.items[row].article, SIZE_MAX);
    return kiosk_group(kiosk, &kiosk->front.items[row])->label;
}

static void expect_label(struct visit *visit, size_t row, const char *text)
{
    if (!str_eq(label(visit, row), str_of(text)))
        fail_msg("row %zu: %.*s", row, STR_FMT(label(visit, row)));
}

static void the_front_page_has_headlines_then_districts_then_topics(void **state)
{
    struct visit *visit = *state;
    const struct kiosk_rows *front = kiosk_rows(&visit->kiosk);

    assert_int_equal(front->count, FRONT_ROWS);
    assert_int_equal(front->items[FRONT_P].article, bulletin_find(&visit->bulletin, "p"));
    assert_int_equal(front->items[FRONT_A].article, bulletin_find(&visit->bulletin, "a"));
    assert_int_equal(front->items[FRONT_B].article, bulletin_find(&visit->bulletin, "b"));
    expect_label(visit, FRONT_EAST, "东桥");
    expect_label(visit, FRONT_WEST, "西门");
    expect_label(visit, FRONT_PROPERTY, "物业");
    expect_label(visit, FRONT_CULTURE, "文化");
    expect_label(visit, FRONT_SPORT, "健身");
}

static void there_are_six_headlines_at_the_most(void **state)
{
    struct visit *visit = *state;

    for (int i = 0; i < 8; i++)
        bulletin_put(&visit->bulletin, (char[]){(char)('s' + i), '\0'},
                     "title: 题\ndistrict: 东桥\npinned: true\n", "正文。\n");
    visit_reload(visit);
    visit_start(visit, VISIT_OPTIONS, (struct str){0});
    assert_true(visit->kiosk.front.items[5].article != SIZE_MAX);
    expect_label(visit, 6, "东桥");
}

static void without_any_topic_there_is_no_group_of_those_without(void **state)
{
    struct visit *visit = *state;

    for (char id = 'a'; id <= 'e'; id++)
        bulletin_put(&visit->bulletin, (char[]){id, '\0'}, "title: 题\ndistrict: 东桥\n",
                     "正文。\n");
    visit_reload(visit);
    visit_start(visit, VISIT_OPTIONS, (struct str){0});
    assert_int_equal(visit->kiosk.front.count, 4);
    expect_label(visit, 3, "东桥");
}

static void a_row_is_opened_by_number_by_enter_and_by_touch(void **state)
{
    struct visit *visit = *state;

    visit_press(visit, "2");
    visit_expect_article(visit, "a");
    visit_press(visit, "0");
    visit_expect_screen(visit, KIOSK_FRONT);
    visit_expect_focus(visit, TARGET_ENTRY, FRONT_A);
    visit_press(visit, "<Down><Enter>");
    visit_expect_article(visit, "b");
    visit_press(visit, "<Esc>");
    visit_touch(visit, TARGET_ENTRY, FRONT_P);
    visit_expect_article(visit, "p");
    visit_push(visit, KIOSK_BACK);
    visit_touch(visit, TARGET_ENTRY, FRONT_ROWS);
    visit_expect_screen(visit, KIOSK_FRONT);
}

static void an_opened_article_counts_as_read(void **state)
{
    struct visit *visit = *state;

    assert_null(marks_find(&visit->bulletin.marks, str_of("a")));
    visit_press(visit, "2");
    assert_true(marks_find(&visit->bulletin.marks, str_of("a"))->read);
}

static void a_group_opens_as_a_list_without_what_is_pinned(void **state)
{
    struct visit *visit = *state;

    visit_press(visit, "4");
    visit_expect_screen(visit, KIOSK_LIST);
    visit_expect_rows(visit, "ab");
    visit_expect_focus(visit, TARGET_ENTRY, 0);
    visit_press(visit, "07");
    visit_expect_rows(visit, "cd");
}

static void back_from_an_article_leads_to_its_list_and_then_home(void **state)
{
    struct visit *visit = *state;

    visit_press(visit, "52");
    visit_expect_article(visit, "d");
    visit_press(visit, "<Esc>");
    visit_expect_rows(visit, "cde");
    visit_expect_focus(visit, TARGET_ENTRY, 1);
    visit_press(visit, "<Left>");
    visit_expect_screen(visit, KIOSK_FRONT);
    visit_expect_focus(visit, TARGET_ENTRY, FRONT_WEST);
    visit_press(visit, "<Esc><Left>0");
    visit_expect_screen(visit, KIOSK_FRONT);
    visit_press(visit, "52");
    visit_push(visit, KIOSK_HOME);
    visit_expect_screen(visit, KIOSK_FRONT);
}

static void the_enter_after_a_number_that_has_opened_does_nothing(void **state)
{
    struct visit *visit = *state;

    visit_press(visit, "3<Enter>");
    visit_expect_article(visit, "b");
    assert_true(reading_at_start(&visit->kiosk.reading));
    visit_press(visit, "<Enter>");
    assert_false(reading_at_start(&visit->kiosk.reading));
}

static void a_number_without_a_row_is_told(void **state)
{
    struct visit *visit = *state;

    visit_press(visit, "9");
    visit_expect_message(visit, "没有第 9 项");
    visit_expect_screen(visit, KIOSK_FRONT);
}

/* Opens a list of twelve articles. */
static void fill_list(struct visit *visit)
{
    for (int i = 0; i < 9; i++)
        bulletin_put(&visit->bulletin, (char[]){(char)('f' + i), '\0'},
                     "title: 题\ndistrict: 西门\ntopic: 文化\n", "正文。\n");
    visit_reload(visit);
    visit_start(visit, VISIT_OPTIONS, (struct str){0});
    visit_press(visit, "5");
    visit_expect_rows(visit, "cdfghijklmne");
}

static void a_number_that_may_go_on_waits(void **state)
{
    struct visit *visit = *state;

    fill_list(visit);
    visit_press(visit, "1");
    visit_expect_screen(visit, KIOSK_LIST);
    visit_expect_message(visit, "第 1 项：按 Enter 打开，或接着按数字");
    visit_press(visit, "2");
    visit_expect_article(visit, "e");
    visit_press(visit, "<Esc>1<Enter>");
    visit_expect_article(visit, "c");
    visit_press(visit, "<Esc>1<Down>2"); /* another key drops the number */
    visit_expect_article(visit, "d");
    visit_press(visit, "<Esc>10");
    visit_expect_article(visit, "m");
    visit_press(visit, "<Esc>1");
    visit_touch(visit, TARGET_NONE, 0);
    visit_press(visit, "3");
    visit_expect_article(visit, "f");
}

static void rows_are_turned_by_screenfuls_and_the_focus_goes_with_them(void **state)
{
    struct visit *visit = *state;
    const struct kiosk *kiosk = &visit->kiosk;

    fill_list(visit);
    assert_true(kiosk->geometry.page_lines > kiosk->geometry.rows.lines);
    assert_false(kiosk_button_works(kiosk, KIOSK_PAGE_UP));
    visit_push(visit, KIOSK_PAGE_DOWN);
    assert_int_equal(kiosk->scrolled_lines[KIOSK_LIST], kiosk->geometry.rows.lines);
    visit_expect_focus(visit, TARGET_ENTRY,
                       (size_t)(kiosk->geometry.rows.lines / kiosk->geometry.row_lines));
    assert_true(kiosk_button_works(kiosk, KIOSK_PAGE_UP));
    visit_press(visit, "<End>");
    assert_int_equal(kiosk->scrolled_lines[KIOSK_LIST],
                     kiosk->geometry.page_lines - kiosk->geometry.rows.lines);
    assert_false(kiosk_button_works(kiosk, KIOSK_PAGE_DOWN));
    visit_press(visit, "<PgUp>");
    assert_true(kiosk_button_works(kiosk, KIOSK_PAGE_DOWN));
    visit_press(visit, "<Home>");
    assert_int_equal(kiosk->scrolled_lines[KIOSK_LIST], 0);
    visit_press(visit, "G0");
    visit_press(visit, "5");
    assert_int_equal(kiosk->scrolled_lines[KIOSK_LIST], 0);
}

static void the_wheel_scrolls_whole_rows(void **state)
{
    struct visit *visit = *state;
    struct kiosk *kiosk = &visit->kiosk;

    fill_list(visit);
    kiosk_point(kiosk, POINTER_WHEEL_DOWN, (struct target){TARGET_ENTRY, 0});
    assert_int_equal(kiosk->scrolled_lines[KIOSK_LIST], kiosk->geometry.row_lines);
    kiosk_point(kiosk, POINTER_WHEEL_UP, (struct target){TARGET_NONE, 0});
    assert_int_equal(kiosk->scrolled_lines[KIOSK_LIST], 0);
    kiosk_point(kiosk, POINTER_WHEEL_UP, (struct target){TARGET_NONE, 0});
    assert_int_equal(kiosk->scrolled_lines[KIOSK_LIST], 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        VISIT_TEST(the_front_page_has_headlines_then_districts_then_topics),
        VISIT_TEST(there_are_six_headlines_at_the_most),
        VISIT_TEST(without_any_topic_there_is_no_group_of_those_without),
        VISIT_TEST(a_row_is_opened_by_number_by_enter_and_by_touch),
        VISIT_TEST(an_opened_article_counts_as_read),
        VISIT_TEST(a_group_opens_as_a_list_without_what_is_pinned),
        VISIT_TEST(back_from_an_article_leads_to_its_list_and_then_home),
        VISIT_TEST(the_enter_after_a_number_that_has_opened_does_nothing),
        VISIT_TEST(a_number_without_a_row_is_told),
        VISIT_TEST(a_number_that_may_go_on_waits),
        VISIT_TEST(rows_are_turned_by_screenfuls_and_the_focus_goes_with_them),
        VISIT_TEST(the_wheel_scrolls_whole_rows),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
