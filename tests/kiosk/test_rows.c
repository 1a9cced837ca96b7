/* The rows of the front page and of lists, and opening them. */

#include "base/bounds.h"
#include "kiosk/visit.h"

#include <stdio.h>

/* Writes the rows of the page of all groups as a line each: a section's number and a name. */
static void expect_groups(struct visit *visit, const char *text)
{
    const struct kiosk_rows *rows;
    struct buffer found = {0};

    visit_press(visit, "t");
    visit_expect_screen(visit, KIOSK_GROUPS);
    rows = kiosk_rows(&visit->kiosk);
    for (size_t i = 0; i < rows->count; i++) {
        buffer_addf(&found, "%s ", kiosk_section_heading(rows->items[i].section));
        kiosk_write_group(&visit->kiosk, rows->items[i].list, rows->items[i].node, &found);
        buffer_addf(&found, " %zu\n", kiosk_group_articles(&visit->kiosk, &rows->items[i]));
    }
    assert_string_equal(buffer_c_str(&found), text);
    buffer_free(&found);
}

/* Replaces the articles by `count` ones without anything but a title and `header`. */
static void put_articles(struct visit *visit, int count, const char *header)
{
    for (const char *id = "pabcde"; *id; id++)
        bulletin_remove(&visit->bulletin, (char[]){*id, '\0'});
    for (int i = 0; i < count; i++) {
        struct buffer id = {0}, text = {0};

        buffer_addf(&id, "n%d", i);
        buffer_addf(&text, "title: 第%d号\n%s", i, header);
        bulletin_put(&visit->bulletin, buffer_c_str(&id), buffer_c_str(&text), "正文。\n");
        buffer_free(&id);
        buffer_free(&text);
    }
    visit_reload(visit);
    visit_start(visit, VISIT_OPTIONS, (struct str){0});
}

static void restart(struct visit *visit)
{
    visit_reload(visit);
    visit_start(visit, VISIT_OPTIONS, (struct str){0});
}

static void a_day_is_said_as_people_say_it(void **state)
{
    static const char *const SAID[][2] = {
        {"2026-11-24", "今天"},         {"2026-11-23", "昨天"},
        {"2026-11-22", "11月22日"},     {"2026-11-25", "11月25日"},
        {"2026-01-05", "1月5日"},       {"2025-11-24", "2025年11月24日"},
        {"2027-01-01", "2027年1月1日"}, {"", ""},
    };
    struct visit *visit = *state;

    for (size_t i = 0; i < sizeof(SAID) / sizeof(*SAID); i++) {
        struct buffer day = {0};

        kiosk_write_day(&visit->kiosk, str_of(SAID[i][0]), &day);
        assert_string_equal(buffer_c_str(&day), SAID[i][1]);
        buffer_free(&day);
    }
}

static void yesterday_is_in_another_month_and_year(void **state)
{
    static const char *const DAYS[][2] = {
        {"2027-01-01", "2026-12-31"}, {"2028-03-01", "2028-02-29"}, {"2027-03-01", "2027-02-28"}};
    struct visit *visit = *state;

    for (size_t i = 0; i < sizeof(DAYS) / sizeof(*DAYS); i++) {
        struct buffer day = {0};

        edition_show(&visit->bulletin.edition,
                     &(struct edition_filter){.today = str_of(DAYS[i][0])});
        kiosk_write_day(&visit->kiosk, str_of(DAYS[i][1]), &day);
        assert_string_equal(buffer_c_str(&day), "昨天");
        buffer_free(&day);
    }
}

/* 区停 and 知安 join two words; 老年人 is in too few titles without 老年. */
static void frequent_words_of_titles_are_a_group(void **state)
{
    static const char *const TITLES[] = {
        "东桥社区停水通知",   "新工社区停电通知安排", "小区停车的通知",    "社区老年人手机课",
        "老年食堂和社区门诊", "老年人活动安排",       "老年人：社区与通知"};
    struct visit *visit = *state;

    for (const char *id = "pabcde"; *id; id++)
        bulletin_remove(&visit->bulletin, (char[]){*id, '\0'});
    for (size_t i = 0; i < sizeof(TITLES) / sizeof(*TITLES); i++) {
        struct buffer text = {0};

        buffer_addf(&text, "title: %s\npinned: %s\n", TITLES[i], i ? "false" : "true");
        bulletin_put(&visit->bulletin, (char[]){(char)('a' + i), '\0'}, buffer_c_str(&text),
                     "。\n");
        buffer_free(&text);
    }
    restart(visit);
    expect_groups(visit, "标题里常见的词 社区 5\n标题里常见的词 老年 4\n标题里常见的词 通知 4\n");
    visit_press(visit, "2");
    visit_expect_rows(visit, "defg");
}

static void all_groups_are_on_a_page_of_their_own(void **state)
{
    struct visit *visit = *state;

    expect_groups(visit, "地区 东桥 2\n地区 西门 3\n主题 物业 2\n主题 文化 2\n主题 健身 1\n"
                         "月份 2026年11月 1\n月份 未注明日期 4\n");
    visit_press(visit, "0");
    visit_expect_screen(visit, KIOSK_FRONT);
    bulletin_put(&visit->bulletin, "c", "title: 题\nplace: 文化站\ndate: 2025-01-02\n", "正文。\n");
    restart(visit);
    expect_groups(visit, "地区 东桥 2\n地区 西门 2\n地区 未分区 1\n主题 物业 2\n主题 文化 1\n"
                         "主题 健身 1\n主题 未分类 1\n月份 2026年11月 1\n月份 2025年1月 1\n"
                         "月份 未注明日期 3\n地点 文化站 1\n地点 未注明地点 4\n");
}

/* Without groups to go to there is no button, and the key does nothing. */
static void without_groups_nothing_leads_to_them(void **state)
{
    struct visit *visit = *state;

    assert_true(visit_shows(visit, KIOSK_ALL));
    put_articles(visit, 3, "");
    assert_false(visit_shows(visit, KIOSK_ALL));
    visit_press(visit, "t");
    visit_expect_screen(visit, KIOSK_FRONT);
    visit_press(visit, "/");
    assert_false(visit_shows(visit, KIOSK_ALL));
}

static void a_bulletin_may_be_empty(void **state)
{
    struct visit *visit = *state;

    for (const char *id = "pabcde"; *id; id++)
        bulletin_remove(&visit->bulletin, (char[]){*id, '\0'});
    restart(visit);
    visit_expect_rows(visit, "");
    assert_false(visit_shows(visit, KIOSK_ALL));
    visit_press(visit, "<Down><Enter>t1<Space>/t0");
    visit_expect_screen(visit, KIOSK_FRONT);
}

static void a_list_is_newest_first(void **state)
{
    struct visit *visit = *state;

    bulletin_put(&visit->bulletin, "d",
                 "title: 题\ndistrict: 西门\ntopic: 文化\ndate: 2026-01-02\n", "正文。\n");
    bulletin_put(&visit->bulletin, "e",
                 "title: 题\ndistrict: 西门\ntopic: 健身\ndate: 2026-02-01\n", "正文。\n");
    restart(visit);
    visit_press(visit, "t2");
    visit_expect_rows(visit, "edc");
}

/* All 120 articles are reached by turning pages of the front page or of a list. */
static void all_articles_are_reached_by_turning_pages(void **state)
{
    static const char *const PAGES[] = {"", "t1"};
    struct visit *visit = *state;
    const struct kiosk *kiosk = &visit->kiosk;

    put_articles(visit, 120, "district: 东桥\ndate: 2026-11-24\n");
    for (size_t page = 0; page < sizeof(PAGES) / sizeof(*PAGES); page++) {
        size_t seen = 0;

        visit_press(visit, PAGES[page]);
        assert_int_equal(kiosk_rows(kiosk)->count, 120);
        for (int turns = 0; turns < 120 && seen < 120; turns++) {
            while (seen < 120) {
                struct rect rect = kiosk_row_rect(kiosk, seen), view = kiosk->geometry.rows;

                if (rect.line < view.line || rect.line + rect.lines > view.line + view.lines)
                    break;
                seen++;
            }
            visit_push(visit, KIOSK_PAGE_DOWN);
        }
        assert_int_equal(seen, 120);
    }
}

/* What is beyond the bound of a page is counted, and reached by its month. */
static void a_page_has_a_bound(void **state)
{
    enum { MORE = 20 };
    struct visit *visit = *state;

    put_articles(visit, BOUND_KIOSK_ROWS + MORE, "district: 东桥\n");
    assert_int_equal(visit->kiosk.front.count, BOUND_KIOSK_ROWS);
    assert_int_equal(visit->kiosk.front.left_out, MORE);
    visit_press(visit, "t1");
    assert_int_equal(visit->kiosk.list.count, BOUND_KIOSK_ROWS);
    assert_int_equal(visit->kiosk.list.left_out, MORE);
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

    visit_press(visit, "t1");
    visit_expect_screen(visit, KIOSK_LIST);
    visit_expect_rows(visit, "ab");
    visit_expect_focus(visit, TARGET_ENTRY, 0);
    visit_press(visit, "04");
    visit_expect_rows(visit, "cd");
}

static void back_leads_to_where_one_came_from(void **state)
{
    struct visit *visit = *state;

    visit_press(visit, "t22");
    visit_expect_article(visit, "d");
    visit_press(visit, "<Esc>");
    visit_expect_rows(visit, "cde");
    visit_expect_focus(visit, TARGET_ENTRY, 1);
    visit_press(visit, "<Left>");
    visit_expect_screen(visit, KIOSK_GROUPS);
    visit_expect_focus(visit, TARGET_ENTRY, GROUPS_WEST);
    visit_press(visit, "<Esc>");
    visit_expect_screen(visit, KIOSK_FRONT);
    visit_press(visit, "<Esc><Left>0");
    visit_expect_screen(visit, KIOSK_FRONT);
    visit_press(visit, "t22");
    visit_push(visit, KIOSK_HOME);
    visit_expect_screen(visit, KIOSK_FRONT);
    visit_press(visit, "/t");
    visit_push(visit, KIOSK_ALL);
    visit_expect_screen(visit, KIOSK_GROUPS);
    visit_press(visit, "0");
    visit_expect_screen(visit, KIOSK_PANEL);
    assert_string_equal(buffer_c_str(&visit->kiosk.letters), "t");
}

/* However one went about, back leads to the front page in the end. */
static void back_goes_in_no_circle(void **state)
{
    struct visit *visit = *state;

    for (int i = 0; i < 3; i++)
        visit_press(visit, "/tt1/");
    visit_push(visit, KIOSK_ALL);
    visit_press(visit, "12");
    for (int i = 0; i < KIOSK_SCREEN_COUNT; i++)
        visit_press(visit, "<Esc>");
    visit_expect_screen(visit, KIOSK_FRONT);
}

/* Back to a page that was turned, it is where it was; home begins at its top. */
static void back_keeps_the_place_on_a_page_and_home_does_not(void **state)
{
    struct visit *visit = *state;
    const struct kiosk *kiosk = &visit->kiosk;
    int scrolled;

    put_articles(visit, 120, "district: 东桥\n");
    visit_press(visit, "<Space><Space><Enter>");
    visit_expect_screen(visit, KIOSK_ARTICLE);
    scrolled = kiosk->scrolled_lines[KIOSK_FRONT];
    assert_true(scrolled > 0);
    visit_press(visit, "0");
    assert_int_equal(kiosk->scrolled_lines[KIOSK_FRONT], scrolled);
    visit_press(visit, "t");
    visit_push(visit, KIOSK_HOME);
    assert_int_equal(kiosk->scrolled_lines[KIOSK_FRONT], 0);
    visit_expect_focus(visit, TARGET_ENTRY, 0);
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

    visit_press(visit, "90");
    visit_expect_message(visit, "没有第 90 项");
    visit_expect_screen(visit, KIOSK_FRONT);
}

/* The numbers of buttons begin above those of the rows, however many there are. */
static void every_row_and_button_has_its_number(void **state)
{
    struct visit *visit = *state;
    const struct kiosk *kiosk = &visit->kiosk;
    char text[16];

    for (int i = 0; i < 90; i++) {
        snprintf(text, sizeof(text), "f%02d", i);
        bulletin_put(&visit->bulletin, text, "title: 题\ndistrict: 西门\ntopic: 文化\n",
                     "正文。\n");
    }
    visit_reload(visit);
    visit_start(visit, VISIT_OPTIONS, (struct str){0});
    visit_press(visit, "t2");
    assert_int_equal(kiosk_rows(kiosk)->count, 93);
    for (size_t row = 0; row < 93; row++) {
        snprintf(text, sizeof(text), "%zu<Enter>", row + 1);
        visit_press(visit, text);
        visit_expect_screen(visit, KIOSK_ARTICLE);
        assert_int_equal(kiosk->row, row);
        visit_press(visit, "0");
    }
    assert_int_equal(kiosk_button_number(kiosk, KIOSK_HOME), 901);
    visit_press(visit, "903");
    assert_true(kiosk->scrolled_lines[KIOSK_LIST] > 0);
    visit_press(visit, "901");
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
    visit_press(visit, "t2");
    visit_expect_rows(visit, "cdefghijklmn");
}

static void a_number_that_may_go_on_waits(void **state)
{
    struct visit *visit = *state;

    fill_list(visit);
    visit_press(visit, "1");
    visit_expect_screen(visit, KIOSK_LIST);
    visit_expect_message(visit, "第 1 项：按 Enter 打开，或接着按数字");
    visit_press(visit, "2");
    visit_expect_article(visit, "n");
    visit_press(visit, "<Esc>1<Enter>");
    visit_expect_article(visit, "c");
    visit_press(visit, "<Esc>1<Down>2"); /* another key drops the number */
    visit_expect_article(visit, "d");
    visit_press(visit, "<Esc>10");
    visit_expect_article(visit, "l");
    visit_press(visit, "<Esc>1");
    visit_touch(visit, TARGET_NONE, 0);
    visit_press(visit, "3");
    visit_expect_article(visit, "e");
}

static void rows_are_turned_by_screenfuls_and_the_focus_goes_with_them(void **state)
{
    struct visit *visit = *state;
    const struct kiosk *kiosk = &visit->kiosk;

    fill_list(visit);
    assert_true(kiosk->geometry.page_lines > kiosk->geometry.rows.lines);
    assert_false(visit_shows(visit, KIOSK_PAGE_UP));
    visit_push(visit, KIOSK_PAGE_DOWN);
    assert_int_equal(kiosk_row_rect(kiosk, kiosk->focus.value).line, kiosk->geometry.rows.line);
    visit_expect_focus(visit, TARGET_ENTRY,
                       (size_t)(kiosk->geometry.rows.lines / kiosk_row_rect(kiosk, 0).lines));
    assert_true(visit_shows(visit, KIOSK_PAGE_UP));
    visit_press(visit, "<End>");
    assert_true(kiosk_row_in_view(kiosk, kiosk_rows(kiosk)->count - 1));
    assert_false(visit_shows(visit, KIOSK_PAGE_DOWN));
    visit_press(visit, "<PgUp>");
    assert_true(visit_shows(visit, KIOSK_PAGE_DOWN));
    visit_press(visit, "<Home>");
    assert_int_equal(kiosk->scrolled_lines[KIOSK_LIST], 0);
    visit_press(visit, "G0");
    visit_press(visit, "2");
    assert_int_equal(kiosk->scrolled_lines[KIOSK_LIST], 0);
}

/* The last page begins with rows of the one before; the focus is on the first that is new. */
static void the_focus_shows_where_the_last_page_goes_on(void **state)
{
    struct visit *visit = *state;
    const struct kiosk *kiosk = &visit->kiosk;
    size_t in_view, last;

    fill_list(visit);
    kiosk_resize(&visit->kiosk, 80, 22);
    last = kiosk_rows(kiosk)->count - 1;
    in_view = (size_t)(kiosk->geometry.rows.lines / kiosk_row_rect(kiosk, 0).lines);
    assert_true(last % in_view != in_view - 1);
    for (size_t first = 0; first + in_view <= last; first += in_view) {
        visit_expect_focus(visit, TARGET_ENTRY, first);
        visit_push(visit, KIOSK_PAGE_DOWN);
    }
    visit_expect_focus(visit, TARGET_ENTRY, last - last % in_view);
    assert_true(kiosk_row_in_view(kiosk, last - in_view + 1));
}

/* Through all rows of a list longer than the screen, whatever of it is in view. */
static void the_arrows_go_from_row_to_row_and_scroll(void **state)
{
    struct visit *visit = *state;
    const struct kiosk *kiosk = &visit->kiosk;
    size_t last;

    fill_list(visit);
    last = kiosk_rows(kiosk)->count - 1;
    for (size_t row = 0; row < last; row++) {
        visit_expect_focus(visit, TARGET_ENTRY, row);
        visit_press(visit, "<Down>");
    }
    visit_expect_focus(visit, TARGET_ENTRY, last);
    assert_true(kiosk->scrolled_lines[KIOSK_LIST] > 0);
    visit_press(visit, "<Down>");
    assert_int_equal(kiosk->focus.kind, TARGET_BUTTON);
    visit_press(visit, "<Up>");
    for (size_t row = last; row > 0; row--) {
        visit_expect_focus(visit, TARGET_ENTRY, row);
        visit_press(visit, "<Up>");
    }
    visit_expect_focus(visit, TARGET_ENTRY, 0);
    assert_int_equal(kiosk->scrolled_lines[KIOSK_LIST], 0);
}

static void with_the_focus_on_a_button_the_rows_stay(void **state)
{
    struct visit *visit = *state;
    const struct kiosk *kiosk = &visit->kiosk;
    int scrolled;

    fill_list(visit);
    visit_press(visit, "G<Tab>");
    assert_int_equal(kiosk->focus.kind, TARGET_BUTTON);
    scrolled = kiosk->scrolled_lines[KIOSK_LIST];
    assert_true(scrolled > 0);
    kiosk_resize(&visit->kiosk, 80, 24);
    assert_int_equal(kiosk->scrolled_lines[KIOSK_LIST], scrolled);
}

/* The button that turns to the last page is shown no more there, and loses the focus. */
static void with_the_focus_on_a_button_that_goes_the_rows_stay(void **state)
{
    struct visit *visit = *state;
    const struct kiosk *kiosk = &visit->kiosk;

    fill_list(visit);
    visit->kiosk.focus = (struct target){TARGET_BUTTON, KIOSK_PAGE_DOWN};
    while (visit_shows(visit, KIOSK_PAGE_DOWN))
        visit_press(visit, "<Enter>");
    assert_int_equal(kiosk->focus.kind, TARGET_ENTRY);
    assert_int_equal(kiosk->scrolled_lines[KIOSK_LIST],
                     kiosk->geometry.page_lines - kiosk->geometry.rows.lines);
}

static void the_wheel_scrolls_whole_rows(void **state)
{
    struct visit *visit = *state;
    struct kiosk *kiosk = &visit->kiosk;

    fill_list(visit);
    kiosk_point(kiosk, POINTER_WHEEL_DOWN, (struct target){TARGET_ENTRY, 0});
    assert_int_equal(kiosk->scrolled_lines[KIOSK_LIST], kiosk_row_rect(kiosk, 0).lines);
    kiosk_point(kiosk, POINTER_WHEEL_UP, (struct target){TARGET_NONE, 0});
    assert_int_equal(kiosk->scrolled_lines[KIOSK_LIST], 0);
    kiosk_point(kiosk, POINTER_WHEEL_UP, (struct target){TARGET_NONE, 0});
    assert_int_equal(kiosk->scrolled_lines[KIOSK_LIST], 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        VISIT_TEST(a_day_is_said_as_people_say_it),
        VISIT_TEST(yesterday_is_in_another_month_and_year),
        VISIT_TEST(frequent_words_of_titles_are_a_group),
        VISIT_TEST(all_groups_are_on_a_page_of_their_own),
        VISIT_TEST(without_groups_nothing_leads_to_them),
        VISIT_TEST(a_bulletin_may_be_empty),
        VISIT_TEST(a_list_is_newest_first),
        VISIT_TEST(all_articles_are_reached_by_turning_pages),
        VISIT_TEST(a_page_has_a_bound),
        VISIT_TEST(a_row_is_opened_by_number_by_enter_and_by_touch),
        VISIT_TEST(an_opened_article_counts_as_read),
        VISIT_TEST(a_group_opens_as_a_list_without_what_is_pinned),
        VISIT_TEST(back_leads_to_where_one_came_from),
        VISIT_TEST(back_goes_in_no_circle),
        VISIT_TEST(back_keeps_the_place_on_a_page_and_home_does_not),
        VISIT_TEST(the_enter_after_a_number_that_has_opened_does_nothing),
        VISIT_TEST(a_number_without_a_row_is_told),
        VISIT_TEST(every_row_and_button_has_its_number),
        VISIT_TEST(a_number_that_may_go_on_waits),
        VISIT_TEST(rows_are_turned_by_screenfuls_and_the_focus_goes_with_them),
        VISIT_TEST(the_focus_shows_where_the_last_page_goes_on),
        VISIT_TEST(the_arrows_go_from_row_to_row_and_scroll),
        VISIT_TEST(with_the_focus_on_a_button_the_rows_stay),
        VISIT_TEST(with_the_focus_on_a_button_that_goes_the_rows_stay),
        VISIT_TEST(the_wheel_scrolls_whole_rows),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
