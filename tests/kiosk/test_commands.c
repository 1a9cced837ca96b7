/* An article, the buttons and the panel of letters. */

#include "kiosk/visit.h"

static void each_screen_has_its_buttons(void **state)
{
    struct visit *visit = *state;

    assert_false(visit_shows(visit, KIOSK_BACK) || visit_shows(visit, KIOSK_ERASE));
    assert_true(visit_shows(visit, KIOSK_SEARCH) && visit_shows(visit, KIOSK_LARGER));
    assert_false(visit_shows(visit, KIOSK_BOOKMARK_LIST)); /* there are no bookmarks yet */
    visit_push(visit, KIOSK_BOOKMARK);                     /* not on this screen */
    visit_push(visit, KIOSK_BACK);
    assert_int_equal(visit->bulletin.marks.count, 0);
    visit_press(visit, "2");
    assert_true(visit_shows(visit, KIOSK_BOOKMARK) && visit_shows(visit, KIOSK_NEXT));
    assert_false(visit_shows(visit, KIOSK_SEARCH));
    visit_press(visit, "0/");
    assert_true(visit_shows(visit, KIOSK_HOME));
    assert_false(visit_shows(visit, KIOSK_ERASE)); /* there is no letter yet */
}

static void digits_in_an_article_press_its_buttons(void **state)
{
    struct visit *visit = *state;

    visit_press(visit, "2５"); /* 后一篇 */
    visit_expect_article(visit, "b");
    visit_press(visit, "9"); /* 带走: there is nothing to take */
    visit_expect_message(visit, "没有第 9 项");
    visit_expect_article(visit, "b");
    visit_press(visit, "2"); /* 往前翻, on the first page */
    visit_expect_message(visit, "没有第 2 项");
    visit_press(visit, "1");
    visit_expect_screen(visit, KIOSK_FRONT);
}

/* Beside rows the buttons have numbers above those of the rows. */
static void digits_beside_rows_press_buttons(void **state)
{
    struct visit *visit = *state;

    assert_int_equal(kiosk_button_number(&visit->kiosk, KIOSK_SEARCH), 92);
    visit_press(visit, "9");
    visit_expect_screen(visit, KIOSK_FRONT);
    visit_press(visit, "2");
    visit_expect_screen(visit, KIOSK_PANEL);
    assert_int_equal(kiosk_button_number(&visit->kiosk, KIOSK_BACK), 0);
    visit_press(visit, "91");
    visit_expect_screen(visit, KIOSK_FRONT);
    visit_press(visit, "9<Enter>");
    visit_expect_message(visit, "没有第 9 项");
    visit_press(visit, "99");
    visit_expect_message(visit, "没有第 99 项");
}

/* A button that does nothing leaves its place empty, and the others keep theirs. */
static void buttons_stay_where_they_are(void **state)
{
    struct visit *visit = *state;
    const struct kiosk *kiosk = &visit->kiosk;
    struct rect before, after;

    visit_press(visit, "3");
    assert_false(visit_shows(visit, KIOSK_PAGE_UP));
    before = kiosk_button_rect(kiosk, KIOSK_PAGE_DOWN);
    visit_push(visit, KIOSK_PAGE_DOWN);
    assert_true(visit_shows(visit, KIOSK_PAGE_UP));
    after = kiosk_button_rect(kiosk, KIOSK_PAGE_DOWN);
    assert_memory_equal(&before, &after, sizeof(before));
    assert_int_equal(kiosk_button_number(kiosk, KIOSK_PAGE_DOWN), 3);
}

static void a_visit_is_ended_by_a_button(void **state)
{
    struct visit *visit = *state;

    assert_false(visit_shows(visit, KIOSK_QUIT)); /* nobody has touched anything */
    visit_press(visit, "j");
    assert_true(visit_shows(visit, KIOSK_QUIT));
    visit_push(visit, KIOSK_QUIT);
    assert_int_equal(visit->kiosk.end, KIOSK_END_QUIT);
}

/* No digit is left for it in an article, so it has the same other key of a keypad everywhere. */
static void a_star_ends_a_visit_on_every_screen(void **state)
{
    static const char *const WAYS[] = {"*", "2＊", "t*", "t1*", "9*", "/a*"};
    struct visit *visit = *state;

    for (size_t i = 0; i < sizeof(WAYS) / sizeof(*WAYS); i++) {
        visit_start(visit, VISIT_OPTIONS, (struct str){0});
        assert_int_equal(visit->kiosk.end, KIOSK_END_NONE);
        visit_press(visit, WAYS[i]);
        assert_int_equal(visit->kiosk.end, KIOSK_END_QUIT);
    }
}

static void from_the_front_page_one_reads_on_in_all_of_the_edition(void **state)
{
    struct visit *visit = *state;

    visit_press(visit, "1]]]]]");
    visit_expect_article(visit, "e");
    assert_false(visit_shows(visit, KIOSK_NEXT));
    visit_press(visit, "]");
    visit_expect_message(visit, "这是最后一篇");
    visit_expect_article(visit, "e");
    for (int i = 0; i < 5; i++)
        visit_push(visit, KIOSK_PREVIOUS);
    visit_expect_article(visit, "p");
    assert_false(visit_shows(visit, KIOSK_PREVIOUS));
    visit_push(visit, KIOSK_PREVIOUS);
    visit_expect_message(visit, "这是第一篇");
    visit_press(visit, "<Esc>");
    visit_expect_screen(visit, KIOSK_FRONT);
}

static void from_a_list_one_reads_on_in_the_list(void **state)
{
    struct visit *visit = *state;

    visit_press(visit, "t12");
    visit_expect_article(visit, "b");
    visit_push(visit, KIOSK_NEXT);
    visit_expect_message(visit, "这是最后一篇");
    visit_push(visit, KIOSK_PREVIOUS);
    visit_expect_article(visit, "a");
}

static void at_the_end_the_next_article_is_offered_first(void **state)
{
    struct visit *visit = *state;

    visit_press(visit, "2<Space>");
    visit_expect_message(visit, "完。再按一次读下一篇：电梯检修");
    visit_press(visit, "j<Space>"); /* another key takes the offer back */
    visit_expect_article(visit, "a");
    kiosk_resize(&visit->kiosk, 90, 24); /* as does another size */
    visit_press(visit, "<Space>");
    visit_expect_article(visit, "a");
    visit_press(visit, "<Enter>");
    visit_expect_article(visit, "b");
    assert_true(visit_shows(visit, KIOSK_PAGE_DOWN));
    visit_press(visit, "]]]<Space>");
    visit_expect_message(visit, "完：这是最后一篇");
    assert_false(visit_shows(visit, KIOSK_PAGE_DOWN));
}

static void pages_are_turned_by_keys_buttons_and_the_wheel(void **state)
{
    struct visit *visit = *state;
    struct reading *reading = &visit->kiosk.reading;
    int64_t second;

    visit_press(visit, "3");
    assert_false(visit_shows(visit, KIOSK_PAGE_UP));
    visit_push(visit, KIOSK_PAGE_DOWN);
    second = reading->position;
    assert_true(second > 0);
    assert_true(visit_shows(visit, KIOSK_PAGE_UP));
    visit_push(visit, KIOSK_PAGE_UP);
    assert_true(reading_at_start(reading));
    visit_press(visit, "<Space>");
    assert_int_equal(reading->position, second);
    visit_press(visit, "b<Enter>");
    assert_int_equal(reading->position, second);
    visit_press(visit, "gjjj");
    second = reading->position;
    visit_press(visit, "kkk");
    kiosk_point(&visit->kiosk, POINTER_WHEEL_DOWN, (struct target){TARGET_ARTICLE, 0});
    assert_int_equal(reading->position, second);
    visit_press(visit, "G");
    assert_true(reading_at_end(reading));
    visit_press(visit, "g");
    assert_true(reading_at_start(reading));
}

/* Only the last page repeats more than a line: where it goes on is marked. */
static void the_last_page_marks_its_first_new_line(void **state)
{
    struct visit *visit = *state;
    const struct reading *reading = &visit->kiosk.reading;
    struct layout_at below;

    visit_press(visit, "3");
    while (!reading_at_end(reading)) {
        assert_false(reading->has_new);
        below = reading->top;
        for (int i = reading_lines_in_view(reading); i > 0; i--)
            layout_next(reading->layout, &below);
        while (layout_is_blank(reading->layout, below))
            layout_next(reading->layout, &below);
        visit_press(visit, "<Space>");
    }
    assert_true(reading->has_new);
    assert_memory_equal(&reading->new_line, &below, sizeof(below));
    visit_press(visit, "k");
    assert_false(reading->has_new);
}

static void an_article_is_opened_again_where_one_left_it(void **state)
{
    struct visit *visit = *state;
    int64_t left;

    visit_press(visit, "3<Space><Space>");
    left = visit->kiosk.reading.position;
    visit_press(visit, "<Esc>3");
    assert_int_equal(visit->kiosk.reading.position, left);
    visit_press(visit, "G<Esc>3"); /* leaves the article at its end */
    assert_true(reading_at_start(&visit->kiosk.reading));
}

static void bookmarks_are_set_listed_and_taken_away(void **state)
{
    struct visit *visit = *state;
    int64_t place;

    assert_false(visit_shows(visit, KIOSK_BOOKMARK_LIST));
    visit_press(visit, "'");
    visit_expect_message(visit, "还没有书签；读文章时可以加上");
    visit_press(visit, "3<Space>m");
    visit_expect_message(visit, "已加书签，离开后自动清除");
    place = visit->kiosk.reading.position;
    visit_press(visit, "g]mb<Esc>"); /* another place than where it was left */
    assert_true(visit_shows(visit, KIOSK_BOOKMARK_LIST));
    visit_push(visit, KIOSK_BOOKMARK_LIST);
    visit_expect_screen(visit, KIOSK_LIST);
    visit_expect_rows(visit, "cb"); /* newest bookmark first */
    visit_press(visit, "2");
    assert_int_equal(visit->kiosk.reading.match, place);
    visit_push(visit, KIOSK_BOOKMARK);
    visit_expect_message(visit, "已取消书签");
    visit_push(visit, KIOSK_BACK);
    visit_expect_rows(visit, "c");
}

static void letters_search_by_the_initials_of_pinyin(void **state)
{
    struct visit *visit = *state;

    visit_push(visit, KIOSK_SEARCH);
    visit_expect_screen(visit, KIOSK_PANEL);
    visit_expect_rows(visit, "");
    visit_touch(visit, TARGET_LETTER, (size_t)(strchr(KIOSK_LETTERS, 't') - KIOSK_LETTERS));
    while (kiosk_work(&visit->kiosk))
        continue;
    visit_expect_rows(visit, "aepbc"); /* beginnings first */
    visit_press(visit, "CＢ");
    while (kiosk_work(&visit->kiosk))
        continue;
    assert_string_equal(buffer_c_str(&visit->kiosk.letters), "tcb");
    visit_expect_rows(visit, "a"); /* 停车办法 */
    visit_press(visit, "1");
    visit_expect_article(visit, "a");
    visit_press(visit, "0");
    visit_expect_screen(visit, KIOSK_PANEL);
    assert_string_equal(buffer_c_str(&visit->kiosk.letters), "tcb");
}

/* The title, the place and the district before the rest of the header, and this before the text;
 * of these names their beginnings, and what follows a mark, before the middle; then by date. */
static void the_best_results_come_first(void **state)
{
    struct visit *visit = *state;

    bulletin_put(&visit->bulletin, "a", "title: 甲\n", "这里停车。\n");
    bulletin_put(&visit->bulletin, "b", "title: 乙\nkicker: 停车\n", "正文。\n");
    bulletin_put(&visit->bulletin, "c", "title: 关于停车\ndate: 2026-11-24\n", "正文。\n");
    bulletin_put(&visit->bulletin, "d", "title: 丁\nplace: 停车场\ndate: 2026-11-01\n", "正文。\n");
    bulletin_put(&visit->bulletin, "e", "title: 通知：停车\ndate: 2026-11-02\n", "正文。\n");
    visit_reload(visit);
    visit_start(visit, VISIT_OPTIONS, (struct str){0});
    visit_press(visit, "/tc");
    while (kiosk_work(&visit->kiosk))
        continue;
    visit_expect_rows(visit, "edcba");
    visit_press(visit, "5");
    visit_expect_article(visit, "a");
    visit_press(visit, "[");
    visit_expect_article(visit, "b");
}

/* A result opens where its words are, the same article from elsewhere at its beginning. */
static void a_result_opens_at_its_words(void **state)
{
    struct visit *visit = *state;
    struct buffer body = {0};

    bulletin_write_paragraphs(&body, 60);
    buffer_add_text(&body, "水箱在这里。\n\n");
    bulletin_write_paragraphs(&body, 60);
    bulletin_put(&visit->bulletin, "b", "title: 电梯检修\ndistrict: 东桥\ntopic: 物业\n",
                 buffer_c_str(&body));
    buffer_free(&body);
    visit_reload(visit);
    visit_start(visit, VISIT_OPTIONS, (struct str){0});
    visit_press(visit, "3");
    visit_expect_article(visit, "b");
    assert_true(reading_at_start(&visit->kiosk.reading));
    visit_press(visit, "0/sxzz");
    while (kiosk_work(&visit->kiosk))
        continue;
    visit_expect_rows(visit, "b");
    visit_press(visit, "1");
    visit_expect_article(visit, "b");
    assert_in_range(visit->kiosk.reading.position, 1, INT64_MAX);
    assert_false(reading_at_end(&visit->kiosk.reading));
}

static void the_last_letter_is_erased_and_without_any_one_goes_back(void **state)
{
    struct visit *visit = *state;

    visit_press(visit, "/tc<BS>");
    assert_string_equal(buffer_c_str(&visit->kiosk.letters), "t");
    assert_true(visit_shows(visit, KIOSK_ERASE));
    visit_push(visit, KIOSK_ERASE);
    assert_false(visit_shows(visit, KIOSK_ERASE));
    visit_push(visit, KIOSK_ERASE);
    visit_expect_screen(visit, KIOSK_PANEL);
    visit_press(visit, "<BS>");
    visit_expect_screen(visit, KIOSK_FRONT);
}

static void home_forgets_the_letters(void **state)
{
    struct visit *visit = *state;

    visit_press(visit, "/tc<Esc>/");
    visit_expect_screen(visit, KIOSK_PANEL);
    assert_int_equal(visit->kiosk.letters.bytes, 0);
    visit_expect_rows(visit, "");
    visit_expect_focus(visit, TARGET_LETTER, 0);
}

static void there_are_sixteen_letters_at_the_most(void **state)
{
    struct visit *visit = *state;

    visit_press(visit, "/abcdefghijklmnopqrstuv");
    assert_string_equal(buffer_c_str(&visit->kiosk.letters), "abcdefghijklmnop");
    visit_touch(visit, TARGET_LETTER, sizeof(KIOSK_LETTERS) - 1); /* past the last letter */
    assert_int_equal(visit->kiosk.letters.bytes, 16);
}

static void larger_text_is_asked_for_or_set_in_another_way(void **state)
{
    struct visit *visit = *state;
    struct kiosk_options sized = VISIT_OPTIONS;

    visit_press(visit, "3<Space>");
    visit_push(visit, KIOSK_LARGER);
    assert_true(visit->kiosk.large);
    assert_true(visit->kiosk.reading.options.style.large);
    visit_expect_message(visit, "行间放宽了");
    visit_push(visit, KIOSK_LARGER);
    assert_false(visit->kiosk.reading.options.style.large);
    visit_expect_message(visit, "行间收紧了");
    assert_int_equal(visit->kiosk.end, KIOSK_END_NONE);
    sized.text_size = 1;
    visit_start(visit, sized, (struct str){0});
    visit_push(visit, KIOSK_LARGER);
    assert_int_equal(visit->kiosk.end, KIOSK_END_TEXT_SIZE);
}

static void one_quits_where_one_may(void **state)
{
    struct visit *visit = *state;
    struct kiosk_options options = VISIT_OPTIONS;

    visit_press(visit, "qQ<C-c>");
    assert_int_equal(visit->kiosk.end, KIOSK_END_NONE);
    options.may_quit = true;
    visit_start(visit, options, (struct str){0});
    assert_true(visit_shows(visit, KIOSK_QUIT));
    visit_press(visit, "2q"); /* the first q goes back */
    visit_expect_screen(visit, KIOSK_FRONT);
    assert_int_equal(visit->kiosk.end, KIOSK_END_NONE);
    visit_press(visit, "q");
    assert_int_equal(visit->kiosk.end, KIOSK_END_QUIT);
    visit_start(visit, options, (struct str){0});
    visit_press(visit, "2Q");
    assert_int_equal(visit->kiosk.end, KIOSK_END_QUIT);
}

static void what_is_the_readers_alone_does_nothing(void **state)
{
    struct visit *visit = *state;

    visit_press(visit, "?ToAzyfNn<C-o><C-l>");
    visit_expect_screen(visit, KIOSK_FRONT);
    visit_expect_message(visit, "");
    assert_null(visit->bulletin.marks.theme);
    assert_int_equal(visit->bulletin.marks.count, 0);
}

static void an_article_that_cannot_be_read_is_told_to_both(void **state)
{
    struct visit *visit = *state;

    bulletin_remove(&visit->bulletin, "a");
    visit_press(visit, "2");
    visit_expect_screen(visit, KIOSK_FRONT);
    visit_expect_message(visit, "这篇文章现在打不开");
    assert_non_null(strstr(buffer_c_str(&visit->kiosk.fault), "/a.md: "));
    assert_null(marks_find(&visit->bulletin.marks, str_of("a")));
    visit_press(visit, "3");
    visit_expect_article(visit, "b");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        VISIT_TEST(each_screen_has_its_buttons),
        VISIT_TEST(digits_in_an_article_press_its_buttons),
        VISIT_TEST(digits_beside_rows_press_buttons),
        VISIT_TEST(buttons_stay_where_they_are),
        VISIT_TEST(a_visit_is_ended_by_a_button),
        VISIT_TEST(a_star_ends_a_visit_on_every_screen),
        VISIT_TEST(from_the_front_page_one_reads_on_in_all_of_the_edition),
        VISIT_TEST(from_a_list_one_reads_on_in_the_list),
        VISIT_TEST(at_the_end_the_next_article_is_offered_first),
        VISIT_TEST(pages_are_turned_by_keys_buttons_and_the_wheel),
        VISIT_TEST(the_last_page_marks_its_first_new_line),
        VISIT_TEST(an_article_is_opened_again_where_one_left_it),
        VISIT_TEST(bookmarks_are_set_listed_and_taken_away),
        VISIT_TEST(letters_search_by_the_initials_of_pinyin),
        VISIT_TEST(the_best_results_come_first),
        VISIT_TEST(a_result_opens_at_its_words),
        VISIT_TEST(the_last_letter_is_erased_and_without_any_one_goes_back),
        VISIT_TEST(home_forgets_the_letters),
        VISIT_TEST(there_are_sixteen_letters_at_the_most),
        VISIT_TEST(larger_text_is_asked_for_or_set_in_another_way),
        VISIT_TEST(one_quits_where_one_may),
        VISIT_TEST(what_is_the_readers_alone_does_nothing),
        VISIT_TEST(an_article_that_cannot_be_read_is_told_to_both),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
