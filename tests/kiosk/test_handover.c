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

    visit_press(visit, "t22]");
    visit_expect_article(visit, "e");
    visit_press(visit, "]<Esc>003<Space><Space>m");
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

    visit_press(visit, "t42");
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

static void the_bookmarks_stay_open_without_any(void **state)
{
    struct visit *visit = *state;

    visit_press(visit, "3m0'1m0");
    visit_expect_screen(visit, KIOSK_LIST);
    visit_expect_rows(visit, "");
    hand_over(visit);
    visit_expect_screen(visit, KIOSK_LIST);
    visit_expect_rows(visit, "");
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

static void the_voice_stays_as_it_was_set_until_the_visit_ends(void **state)
{
    struct visit *visit = *state;
    const struct kiosk_speech *speech = &visit->kiosk.speech;

    kiosk_set_voice(&visit->kiosk, true);
    visit_press(visit, "1");
    visit_push(visit, KIOSK_ALOUD);
    visit_push(visit, KIOSK_ALOUD_SLOWER);
    visit_push(visit, KIOSK_ALOUD_LOUDER);
    hand_over(visit);
    assert_int_equal(speech->rate, -40);
    assert_int_equal(speech->volume, 60);
    visit_start(visit, VISIT_OPTIONS, (struct str){0});
    assert_int_equal(speech->rate, -20);
    assert_int_equal(speech->volume, 40);
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

    visit_press(visit, "t42");
    visit_expect_article(visit, "d");
    bulletin_remove(&visit->bulletin, "d");
    hand_over(visit);
    visit_expect_message(visit, "刚才的文章已经撤下");
    visit_expect_screen(visit, KIOSK_LIST);
    visit_expect_rows(visit, "c");
}

static void a_list_that_is_gone_is_what_led_to_it(void **state)
{
    struct visit *visit = *state;

    visit_press(visit, "t51");
    visit_expect_article(visit, "e");
    bulletin_remove(&visit->bulletin, "e");
    hand_over(visit);
    visit_expect_message(visit, "刚才的文章已经撤下");
    visit_expect_screen(visit, KIOSK_GROUPS);
    visit_press(visit, "0");
    visit_expect_screen(visit, KIOSK_FRONT);
}

/* The article may have another topic in the new edition, or its bookmark was taken away. */
static void an_article_that_left_its_list_goes_back_to_the_list(void **state)
{
    struct visit *visit = *state;

    visit_press(visit, "t42");
    bulletin_put(&visit->bulletin, "d", "title: 旧书市集\ndistrict: 西门\ntopic: 健身\n",
                 "带上旧书。\n");
    hand_over(visit);
    visit_expect_article(visit, "d");
    visit_press(visit, "[]");
    visit_expect_article(visit, "d");
    visit_press(visit, "<Esc>");
    visit_expect_screen(visit, KIOSK_LIST);
    visit_expect_rows(visit, "c");
    visit_press(visit, "<Esc><Esc>3m]m0'2m");
    visit_expect_article(visit, "b");
    hand_over(visit);
    visit_expect_article(visit, "b");
    visit_press(visit, "<Esc>");
    visit_expect_screen(visit, KIOSK_LIST);
    visit_expect_rows(visit, "c");
}

/* Adds articles to the district of the list that `keys` open, so that it has several pages. */
static void fill_pages(struct visit *visit, const char *keys)
{
    for (char id = 'f'; id <= 'o'; id++)
        bulletin_put(&visit->bulletin, (char[]){id, id, '\0'},
                     "title: 题\ndistrict: 西门\ntopic: 文化\n", "正文。\n");
    visit_reload(visit);
    visit_start(visit, VISIT_OPTIONS, (struct str){0});
    visit_press(visit, keys);
}

/* The pages of the front, of all groups, of a list and of results, their focus and the rows in view
 * are as they were when an article is left, whatever led to it. */
static void the_place_on_each_page_is_kept(void **state)
{
    static const struct {
        const char *keys, *then;                    /* `then`: once a search is done */
        enum kiosk_screen back[KIOSK_SCREEN_COUNT]; /* the screens that back leads to */
    } CASES[] = {
        {"<Space><Down><Enter>", "", {KIOSK_FRONT}},
        {"t2<Space><Down><Enter>", "", {KIOSK_LIST, KIOSK_GROUPS, KIOSK_FRONT}},
        {"<Space>t2<Space><Enter>", "", {KIOSK_LIST, KIOSK_GROUPS, KIOSK_FRONT}},
        {"/t", "<Down><Down><Down><Down><Enter>", {KIOSK_PANEL, KIOSK_FRONT}},
        {"<Down>t<Down>2<Down>/t",
         "<Tab><Enter>2<Space><Enter>",
         {KIOSK_LIST, KIOSK_GROUPS, KIOSK_FRONT}},
    };
    struct visit *visit = *state;
    struct kiosk *kiosk = &visit->kiosk;

    for (size_t i = 0; i < sizeof(CASES) / sizeof(*CASES); i++) {
        int scrolled[KIOSK_SCREEN_COUNT];
        struct target focus[KIOSK_SCREEN_COUNT];

        fill_pages(visit, CASES[i].keys);
        while (kiosk_work(kiosk))
            continue;
        visit_press(visit, CASES[i].then);
        visit_expect_screen(visit, KIOSK_ARTICLE);
        memcpy(scrolled, kiosk->scrolled_lines, sizeof(scrolled));
        memcpy(focus, kiosk->saved_focus, sizeof(focus));
        hand_over(visit);
        hand_over(visit);
        visit_expect_screen(visit, KIOSK_ARTICLE);
        for (size_t step = 0; step == 0 || CASES[i].back[step - 1] != KIOSK_FRONT; step++) {
            visit_press(visit, "<Esc>");
            visit_expect_screen(visit, CASES[i].back[step]);
            visit_expect_focus(visit, focus[kiosk->screen].kind, focus[kiosk->screen].value);
            assert_int_equal(kiosk->scrolled_lines[kiosk->screen], scrolled[kiosk->screen]);
        }
    }
}

/* A launcher's terminal begins small and is resized once it is there. */
static void the_place_is_kept_through_the_sizes_of_a_start(void **state)
{
    struct visit *visit = *state;
    struct kiosk *kiosk = &visit->kiosk;
    size_t top;

    fill_pages(visit, "t2<Space>");
    top = kiosk->top_row[KIOSK_LIST];
    assert_true(top > 0);
    hand_over(visit);
    kiosk_resize(kiosk, 18, 4);
    kiosk_resize(kiosk, 40, 12);
    kiosk_resize(kiosk, 60, 20);
    kiosk_resize(kiosk, 80, 24);
    visit_expect_screen(visit, KIOSK_LIST);
    assert_int_equal(kiosk->top_row[KIOSK_LIST], top);
}

/* In a new edition the focus stays on its article. */
static void the_focus_goes_with_its_article(void **state)
{
    struct visit *visit = *state;
    struct kiosk *kiosk = &visit->kiosk;
    size_t row, top;

    fill_pages(visit, "<Space><Down>");
    row = kiosk->focus.value;
    top = kiosk->top_row[KIOSK_FRONT];
    assert_true(top > 0);
    bulletin_put(&visit->bulletin, "z", "title: 题\ndate: 2026-11-24\n", "正文。\n");
    hand_over(visit);
    visit_expect_focus(visit, TARGET_ENTRY, row + 1);
    assert_int_equal(kiosk->top_row[KIOSK_FRONT], top + 1);
}

/* A new notice is seen at once by whoever has not gone on. */
static void the_front_page_stays_at_its_beginning(void **state)
{
    struct visit *visit = *state;
    struct kiosk *kiosk = &visit->kiosk;

    bulletin_put(&visit->bulletin, "z", "title: 题\npinned: true\norder: 1\ndate: 2026-11-25\n",
                 "正文。\n");
    hand_over(visit);
    visit_expect_focus(visit, TARGET_ENTRY, 0);
    assert_int_equal(kiosk->top_row[KIOSK_FRONT], 0);
    assert_int_equal(kiosk_rows(kiosk)->items[0].article, bulletin_find(&visit->bulletin, "z"));
}

static void what_is_damaged_begins_anew_without_marks(void **state)
{
#define LINES "\n\n\n\n0 0 0 \n0 0 0 \n0 0 0 \n0 0 0 \n0 0 0 \n0 0 0 \n"
#define MARKS "kanbao-state 2\nread\ta\n"
    static const char *const HANDED[] = {
        "kiosk-visit 4\n0 0 1 0 0 0 0 0 0 80 140" LINES MARKS,
        "kiosk-visit 5\n0 0 1 0 0 0 0 0 0 80" LINES MARKS,
        "kiosk-visit 5\n0 6 1 0 0 0 0 0 0 80 140" LINES MARKS,
        "kiosk-visit 5\n0 0 1 0 0 0 0 0 4 80 140" LINES MARKS,
        "kiosk-visit 5\n0 0 1 0 0 0 0 0 0 80 140\n\n\n\n0 0 0 \n0 0 0 \n0 0 \n0 0 0 \n0 0 0 \n0 "
        "0 0 "
        "\n" MARKS,
        "kiosk-visit 5\n0 0 1 0 0 0 0 0 0 80 140\n\n\n\n0 0 0 \n0 0 0 \n0 0 0 \n99 0 0 \n0 0 0 "
        "\n" MARKS,
        "kiosk-visit 5\n0 0 1 0 0 0 0 0 0 80 140" LINES MARKS "read",
        "kiosk-visit 5\n0 0 1 0 0 0 0 0 0 80 201" LINES MARKS,
        "kiosk-visit 5",
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

    visit_press(visit, "t42m");
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
        VISIT_TEST(the_bookmarks_stay_open_without_any),
        VISIT_TEST(the_letters_and_their_results_are_there_again),
        VISIT_TEST(the_style_and_the_time_since_the_last_touch_go_on),
        VISIT_TEST(the_voice_stays_as_it_was_set_until_the_visit_ends),
        VISIT_TEST(a_place_is_found_by_its_words_where_text_came_or_went),
        VISIT_TEST(without_its_words_a_place_stays_where_it_was),
        VISIT_TEST(an_article_that_is_gone_is_told),
        VISIT_TEST(a_list_that_is_gone_is_what_led_to_it),
        VISIT_TEST(an_article_that_left_its_list_goes_back_to_the_list),
        VISIT_TEST(the_place_on_each_page_is_kept),
        VISIT_TEST(the_place_is_kept_through_the_sizes_of_a_start),
        VISIT_TEST(the_focus_goes_with_its_article),
        VISIT_TEST(the_front_page_stays_at_its_beginning),
        VISIT_TEST(what_is_damaged_begins_anew_without_marks),
        VISIT_TEST(any_cut_and_any_digit_are_survived),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
