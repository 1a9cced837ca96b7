/* The handover of a visit to another process, on the same edition or on another. */

#include "kiosk/visit.h"

#include <stdlib.h>

enum { SENTENCES = 200 };

/* Hands the visit over to a new kiosk on the reloaded folder, with only the marks in the
 * handover. */
static void hand_over(struct visit *visit)
{
    struct buffer handed = {0};

    kiosk_write_handover(&visit->kiosk, &handed);
    marks_free(&visit->bulletin.marks);
    visit_reload(visit);
    visit_start(visit, VISIT_OPTIONS, buffer_str(&handed));
    buffer_free(&handed);
}

/* Rewrites b: numbered sentences from `first` to before `end`, one a line. */
static void put_sentences(struct visit *visit, int first, int end)
{
    struct buffer body = {0};

    for (int i = first; i < end; i++)
        buffer_addf(&body, "编号%04d的一句话。\n\n", i);
    bulletin_put(&visit->bulletin, "b", "title: 电梯检修\ndistrict: 东桥\ntopic: 物业\n",
                 buffer_c_str(&body));
    buffer_free(&body);
}

static void expect_top(struct visit *visit, const char *text)
{
    const struct reading *reading = &visit->kiosk.reading;
    struct layout_line line = layout_line(reading->layout, reading->top);
    struct str found = {line.rich->text.p + line.start, line.end - line.start};

    if (!str_eq(found, str_of(text)))
        fail_msg("%.*s, not %s", STR_FMT(found), text);
}

/* Opens b and scrolls until sentence 97 is at the top. */
static void read_to(struct visit *visit, const char *keys)
{
    put_sentences(visit, 0, SENTENCES);
    visit_reload(visit);
    visit_start(visit, VISIT_OPTIONS, (struct str){0});
    visit_press(visit, keys);
    for (int i = 0; i < 100; i++)
        visit_press(visit, "j");
    visit_expect_article(visit, "b");
    expect_top(visit, "编号0097的一句话。");
}

static void an_article_is_where_it_was(void **state)
{
    struct visit *visit = *state;
    int64_t before;

    visit_press(visit, "52]");
    visit_expect_article(visit, "e");
    visit_press(visit, "]<Esc>03<Space><Space>m");
    before = visit->kiosk.reading.position;
    hand_over(visit);
    visit_expect_article(visit, "b");
    assert_int_equal(visit->kiosk.reading.position, before);
    assert_true(marks_find(&visit->bulletin.marks, str_of("b"))->bookmarked);
    assert_true(marks_find(&visit->bulletin.marks, str_of("e"))->read);
    visit_press(visit, "]"); /* the front page reads on in the edition */
    visit_expect_article(visit, "c");
    visit_press(visit, "<Esc>");
    visit_expect_screen(visit, KIOSK_FRONT);
}

static void a_list_is_open_again_and_read_on_in(void **state)
{
    struct visit *visit = *state;

    visit_press(visit, "72");
    visit_expect_article(visit, "d");
    hand_over(visit);
    visit_expect_article(visit, "d");
    visit_press(visit, "]");
    visit_expect_message(visit, "这是最后一篇");
    visit_press(visit, "<Esc>");
    visit_expect_screen(visit, KIOSK_LIST);
    visit_expect_rows(visit, "cd");
    hand_over(visit);
    visit_expect_screen(visit, KIOSK_LIST);
    visit_expect_rows(visit, "cd");
}

static void the_bookmarks_are_open_again(void **state)
{
    struct visit *visit = *state;

    visit_press(visit, "3m]m0'");
    visit_expect_rows(visit, "cb");
    hand_over(visit);
    visit_expect_screen(visit, KIOSK_LIST);
    visit_expect_rows(visit, "cb");
}

static void the_letters_and_their_results_are_there_again(void **state)
{
    struct visit *visit = *state;

    visit_press(visit, "/tcb");
    hand_over(visit);
    visit_expect_screen(visit, KIOSK_PANEL);
    assert_string_equal(buffer_c_str(&visit->kiosk.letters), "tcb");
    visit_expect_rows(visit, "a");
    visit_press(visit, "1");
    hand_over(visit);
    visit_expect_article(visit, "a");
    visit_press(visit, "<Esc>");
    visit_expect_screen(visit, KIOSK_PANEL);
    visit_expect_rows(visit, "a");
}

static void the_style_and_the_time_since_the_last_touch_go_on(void **state)
{
    struct visit *visit = *state;
    struct kiosk_options options = VISIT_OPTIONS;

    options.attract_seconds = 5;
    visit_start(visit, options, (struct str){0});
    visit_push(visit, KIOSK_LARGER);
    visit_wait(visit, 7000);
    hand_over(visit);
    assert_true(visit->kiosk.large && visit->kiosk.visited);
    assert_int_equal(visit->now_ms - visit->kiosk.since_ms, 7000);
    assert_int_equal(visit->kiosk.presence, KIOSK_AWAKE);
    visit_start(visit, options, (struct str){0});
    visit_wait(visit, 20000);
    assert_int_equal(visit->kiosk.presence, KIOSK_RESTING);
    hand_over(visit);
    assert_int_equal(visit->kiosk.presence, KIOSK_RESTING);
    assert_false(visit->kiosk.visited);
}

static void a_place_is_found_by_its_words_where_text_came_or_went(void **state)
{
    static const int FIRST[] = {-30, 0, 50};
    struct visit *visit = *state;

    for (size_t i = 0; i < sizeof(FIRST) / sizeof(*FIRST); i++) {
        read_to(visit, "3g");
        put_sentences(visit, FIRST[i], SENTENCES);
        hand_over(visit);
        visit_expect_article(visit, "b");
        expect_top(visit, "编号0097的一句话。");
    }
}

static void without_its_words_a_place_stays_where_it_was(void **state)
{
    struct visit *visit = *state;
    int64_t before;

    read_to(visit, "3g");
    before = visit->kiosk.reading.position;
    put_sentences(visit, 1000, 1000 + SENTENCES);
    hand_over(visit);
    visit_expect_article(visit, "b");
    assert_int_equal(visit->kiosk.reading.position, before);
}

static void an_article_that_is_gone_is_told(void **state)
{
    struct visit *visit = *state;

    visit_press(visit, "72");
    visit_expect_article(visit, "d");
    bulletin_remove(&visit->bulletin, "d");
    hand_over(visit);
    visit_expect_message(visit, "刚才的文章已经撤下");
    visit_expect_screen(visit, KIOSK_LIST);
    visit_expect_rows(visit, "c");
}

static void a_list_that_is_gone_is_the_front_page(void **state)
{
    struct visit *visit = *state;

    visit_press(visit, "81");
    visit_expect_article(visit, "e");
    bulletin_remove(&visit->bulletin, "e");
    hand_over(visit);
    visit_expect_message(visit, "刚才的文章已经撤下");
    visit_expect_screen(visit, KIOSK_FRONT);
}

static void an_article_that_left_its_list_is_read_on_from_the_front_page(void **state)
{
    struct visit *visit = *state;

    visit_press(visit, "72");
    bulletin_put(&visit->bulletin, "d", "title: 旧书市集\ndistrict: 西门\ntopic: 健身\n",
                 "带上旧书。\n");
    hand_over(visit);
    visit_expect_article(visit, "d");
    visit_press(visit, "<Esc>");
    visit_expect_screen(visit, KIOSK_FRONT);
}

static void what_is_damaged_begins_anew_without_marks(void **state)
{
    static const char *const HANDED[] = {
        "kiosk-visit 2\n0 0 0 1 0 0 0\n\n\n\n\nkanbao-state 1\nread\ta\n",
        "kiosk-visit 1\n0 0 0 1 0 0\n\n\n\n\nkanbao-state 1\nread\ta\n",
        "kiosk-visit 1\n4 0 0 1 0 0 0\n\n\n\n\nkanbao-state 1\nread\ta\n",
        "kiosk-visit 1\n1 4 0 1 0 0 0\n\n\n\n\nkanbao-state 1\nread\ta\n",
        "kiosk-visit 1\n2 2 0 1 0 0 0\n\n\na\n\nkanbao-state 1\nread\ta\n",
        "kiosk-visit 1\n1 0 3 1 0 0 0\n\n\n\n\nkanbao-state 1\nread\ta\n",
        "kiosk-visit 1\n0 0 0 1 0 0 0\n\n\n\n\nkanbao-state 1\nread\ta\nread",
        "kiosk-visit 1",
        "?",
    };
    struct visit *visit = *state;

    for (size_t i = 0; i < sizeof(HANDED) / sizeof(*HANDED); i++) {
        visit_start(visit, VISIT_OPTIONS, str_of(HANDED[i]));
        visit_expect_screen(visit, KIOSK_FRONT);
        assert_false(visit->kiosk.visited);
        assert_int_equal(visit->bulletin.marks.count, 0);
    }
}

static void any_cut_and_any_digit_are_survived(void **state)
{
    struct visit *visit = *state;
    struct buffer handed = {0};

    visit_press(visit, "72m");
    kiosk_write_handover(&visit->kiosk, &handed);
    for (size_t i = 0; i < handed.bytes; i++) {
        char *copy =
            memcpy(malloc(i + 1), handed.data, i); /* a sanitizer sees a read past the end */

        marks_free(&visit->bulletin.marks);
        visit_start(visit, VISIT_OPTIONS, (struct str){copy, i});
        visit_press(visit, "<Down><Space>0");
        free(copy);
        for (char digit = '0'; digit <= '9' && handed.data[i] >= '0' && handed.data[i] <= '9';
             digit++) {
            char kept = handed.data[i];

            handed.data[i] = digit;
            marks_free(&visit->bulletin.marks);
            visit_start(visit, VISIT_OPTIONS, buffer_str(&handed));
            visit_press(visit, "<Down><Space>0");
            handed.data[i] = kept;
        }
    }
    buffer_free(&handed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        VISIT_TEST(an_article_is_where_it_was),
        VISIT_TEST(a_list_is_open_again_and_read_on_in),
        VISIT_TEST(the_bookmarks_are_open_again),
        VISIT_TEST(the_letters_and_their_results_are_there_again),
        VISIT_TEST(the_style_and_the_time_since_the_last_touch_go_on),
        VISIT_TEST(a_place_is_found_by_its_words_where_text_came_or_went),
        VISIT_TEST(without_its_words_a_place_stays_where_it_was),
        VISIT_TEST(an_article_that_is_gone_is_told),
        VISIT_TEST(a_list_that_is_gone_is_the_front_page),
        VISIT_TEST(an_article_that_left_its_list_is_read_on_from_the_front_page),
        VISIT_TEST(what_is_damaged_begins_anew_without_marks),
        VISIT_TEST(any_cut_and_any_digit_are_survived),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
