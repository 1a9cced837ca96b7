/* The moods of an idle kiosk: headlines in turn, the question to a visitor, the end of a visit. */

#include "kiosk/visit.h"
#include "view/kiosk_view.h"

/* The question comes after a minute and stays for ten seconds, a headline for five. */
static const struct kiosk_options IDLE = {
    .measure_cols = 60, .idle_seconds = 60, .countdown_seconds = 10, .attract_seconds = 5};

enum { SECOND = 1000, REST_AFTER = 20 * SECOND };

static void begin(struct visit *visit, struct kiosk_options options)
{
    visit_start(visit, options, (struct str){0});
}

static void untouched_the_headlines_take_turns(void **state)
{
    struct visit *visit = *state;
    const struct kiosk *kiosk = &visit->kiosk;

    begin(visit, IDLE);
    visit_wait(visit, REST_AFTER - 1);
    assert_int_equal(kiosk->presence, KIOSK_AWAKE);
    visit_wait(visit, 1);
    assert_int_equal(kiosk->presence, KIOSK_RESTING);
    assert_int_equal(kiosk->headline, 0);
    for (size_t i = 1; i <= 6; i++) {
        visit_wait(visit, 5 * SECOND - 1);
        assert_int_equal(kiosk->headline, i - 1);
        visit_wait(visit, 1);
        assert_int_equal(kiosk->headline, i % 6);
    }
    assert_int_equal(kiosk->end, KIOSK_END_NONE);
}

/* The launcher shows headlines in larger letters, and what wakes them brings the first size back.
 */
static void with_a_launcher_rest_is_for_another_process(void **state)
{
    struct visit *visit = *state;
    struct kiosk_options options = IDLE;
    struct buffer handed = {0};

    options.text_size = 1;
    options.rests_apart = true;
    begin(visit, options);
    visit_wait(visit, REST_AFTER);
    assert_int_equal(visit->kiosk.end, KIOSK_END_REST);

    options.rests_apart = false;
    options.rest = true;
    begin(visit, options);
    assert_int_equal(visit->kiosk.presence, KIOSK_RESTING);
    visit_wait(visit, 5 * SECOND);
    assert_int_equal(visit->kiosk.headline, 1);
    visit_touch(visit, TARGET_ENTRY, 1);
    assert_int_equal(visit->kiosk.end, KIOSK_END_TEXT_SIZE);
    kiosk_write_handover(&visit->kiosk, &handed);

    options.rest = false;
    options.rests_apart = true;
    visit_start(visit, options, buffer_str(&handed));
    visit_expect_article(visit, "a");
    assert_int_equal(visit->kiosk.presence, KIOSK_AWAKE);
    visit_wait(visit, REST_AFTER);
    assert_int_equal(visit->kiosk.end, KIOSK_END_NONE); /* a visitor is there */
    buffer_free(&handed);
}

static void a_touch_of_the_headline_opens_it_and_elsewhere_wakes(void **state)
{
    struct visit *visit = *state;

    begin(visit, IDLE);
    visit_wait(visit, REST_AFTER);
    visit_wait(visit, 5 * SECOND);
    visit_touch(visit, TARGET_ENTRY, visit->kiosk.headline);
    visit_expect_article(visit, "a");
    begin(visit, IDLE);
    visit_wait(visit, REST_AFTER);
    visit_touch(visit, TARGET_NONE, 0);
    visit_expect_screen(visit, KIOSK_FRONT);
    assert_int_equal(visit->kiosk.presence, KIOSK_AWAKE);
    begin(visit, IDLE);
    visit_wait(visit, REST_AFTER);
    kiosk_point(&visit->kiosk, POINTER_WHEEL_DOWN, (struct target){TARGET_ENTRY, 1});
    visit_expect_screen(visit, KIOSK_FRONT);
    begin(visit, IDLE);
    visit_wait(visit, REST_AFTER);
    visit_touch(visit, TARGET_ENTRY, 6);
    visit_expect_screen(visit, KIOSK_FRONT);
}

static void a_headline_has_no_editors_mark_and_says_when_and_where(void **state)
{
    struct visit *visit = *state;

    begin(visit, IDLE);
    visit_wait(visit, REST_AFTER);
    visit_expect_text(visit, "\n  停水通知\n  东桥\n");
    visit_wait(visit, 5 * SECOND);
    visit_expect_text(visit, "停车办法\n");
    visit_expect_text(visit, "今天　东桥\n");
}

/* As after a night: the front page, in the first size again. */
static void without_headlines_a_rest_ends(void **state)
{
    struct visit *visit = *state;
    struct kiosk_options options = IDLE;

    options.rest = true;
    options.attract_seconds = 0;
    begin(visit, options);
    visit_wait(visit, 1);
    assert_int_equal(visit->kiosk.presence, KIOSK_AWAKE);
    assert_int_equal(visit->kiosk.end, KIOSK_END_TEXT_SIZE);
}

static void a_screen_without_articles_says_so_all_the_time(void **state)
{
    struct visit *visit = *state;

    edition_show(&visit->bulletin.edition, &(struct edition_filter){.today = {"", 0}});
    visit->bulletin.edition.shown_count = 0;
    begin(visit, IDLE);
    visit_wait(visit, 10 * REST_AFTER);
    assert_int_equal(visit->kiosk.presence, KIOSK_AWAKE);
}

static void what_wakes_it_does_nothing_else(void **state)
{
    struct visit *visit = *state;
    const struct kiosk *kiosk = &visit->kiosk;

    begin(visit, IDLE);
    visit_wait(visit, REST_AFTER);
    visit_press(visit, "2");
    assert_int_equal(kiosk->presence, KIOSK_AWAKE);
    visit_expect_screen(visit, KIOSK_FRONT);
    visit_press(visit, "2");
    visit_expect_article(visit, "a");
    visit_wait(visit, 60 * SECOND);
    assert_int_equal(kiosk->presence, KIOSK_ASKING);
    visit_touch(visit, TARGET_BUTTON, KIOSK_HOME);
    assert_int_equal(kiosk->presence, KIOSK_AWAKE);
    visit_expect_article(visit, "a");
}

static void nobody_is_asked_for_and_then_gone(void **state)
{
    struct visit *visit = *state;
    const struct kiosk *kiosk = &visit->kiosk;

    begin(visit, IDLE);
    visit_press(visit, "2");
    visit_wait(visit, 60 * SECOND - 1);
    assert_int_equal(kiosk->presence, KIOSK_AWAKE);
    visit_wait(visit, 1);
    assert_int_equal(kiosk->presence, KIOSK_ASKING);
    assert_int_equal(kiosk_seconds_left(kiosk), 10);
    visit_wait(visit, 1);
    assert_int_equal(kiosk_seconds_left(kiosk), 10);
    visit_wait(visit, 9 * SECOND - 1);
    assert_int_equal(kiosk_seconds_left(kiosk), 1);
    assert_int_equal(kiosk->end, KIOSK_END_NONE);
    visit_wait(visit, SECOND);
    assert_int_equal(kiosk_seconds_left(kiosk), 0);
    assert_int_equal(kiosk->end, KIOSK_END_IDLE);
}

/* Fails unless the question comes after exactly `ms`. */
static void expect_question_after(struct visit *visit, int64_t ms)
{
    visit_wait(visit, ms - 1);
    assert_int_equal(visit->kiosk.presence, KIOSK_AWAKE);
    visit_wait(visit, 1);
    assert_int_equal(visit->kiosk.presence, KIOSK_ASKING);
}

static void who_has_much_to_read_has_more_time(void **state)
{
    struct visit *visit = *state;
    int64_t characters;

    begin(visit, IDLE);
    visit_press(visit, "3");
    characters = (int64_t)reading_characters_in_view(&visit->kiosk.reading);
    assert_in_range(characters, 100, 1000);
    expect_question_after(visit, characters * 2 * 60 * SECOND / 150);
}

static void who_has_answered_has_twice_the_time(void **state)
{
    struct visit *visit = *state;
    struct buffer handed = {0};

    begin(visit, IDLE);
    visit_press(visit, "2");
    expect_question_after(visit, 60 * SECOND);
    visit_press(visit, "x");
    expect_question_after(visit, 120 * SECOND);
    visit_press(visit, "x");
    expect_question_after(visit, 120 * SECOND); /* not doubled again */
    visit_press(visit, "x");
    kiosk_write_handover(&visit->kiosk, &handed);
    visit_start(visit, IDLE, buffer_str(&handed));
    buffer_free(&handed);
    expect_question_after(visit, 120 * SECOND);
}

static void every_touch_starts_the_time_anew(void **state)
{
    struct visit *visit = *state;

    begin(visit, IDLE);
    for (int i = 0; i < 5; i++) {
        visit_press(visit, "<F1>"); /* a key that does nothing */
        visit_wait(visit, 59 * SECOND);
        assert_int_equal(visit->kiosk.presence, KIOSK_AWAKE);
    }
}

static void nothing_comes_by_itself_where_no_time_is_set(void **state)
{
    struct visit *visit = *state;
    const struct kiosk *kiosk = &visit->kiosk;

    visit_wait(visit, 1000000 * SECOND);
    assert_int_equal(kiosk->presence, KIOSK_AWAKE);
    visit_press(visit, "2");
    visit_wait(visit, 1000000 * SECOND);
    assert_int_equal(kiosk->presence, KIOSK_AWAKE);
    assert_int_equal(kiosk->end, KIOSK_END_NONE);
}

static void a_person_who_may_quit_is_there_from_the_beginning(void **state)
{
    struct visit *visit = *state;
    struct kiosk_options options = IDLE;

    options.may_quit = true;
    begin(visit, options);
    visit_wait(visit, REST_AFTER);
    assert_int_equal(visit->kiosk.presence, KIOSK_AWAKE);
    visit_wait(visit, 40 * SECOND);
    assert_int_equal(visit->kiosk.presence, KIOSK_ASKING);
}

static void a_message_goes_after_six_seconds_and_its_offer_with_it(void **state)
{
    struct visit *visit = *state;

    visit_press(visit, "2<Space>");
    visit_expect_message(visit, "完。再按一次读下一篇：电梯检修");
    visit_wait(visit, 6 * SECOND - 1);
    visit_expect_message(visit, "完。再按一次读下一篇：电梯检修");
    visit_wait(visit, 1);
    visit_expect_message(visit, "");
    visit_press(visit, "<Space>");
    visit_expect_article(visit, "a");
    visit_expect_message(visit, "完。再按一次读下一篇：电梯检修");
}

static void a_tick_tells_when_the_next_change_comes(void **state)
{
    struct visit *visit = *state;

    begin(visit, IDLE);
    visit->clock.seconds = 6000; /* a whole minute */
    assert_int_equal(visit_wait(visit, 5 * SECOND), 15 * SECOND);
    visit->clock.seconds = 6050;
    assert_int_equal(visit_wait(visit, 0), 10 * SECOND); /* the minute's end */
    visit->clock.seconds = 6000;
    assert_int_equal(visit_wait(visit, 15 * SECOND), 5 * SECOND);
    visit_press(visit, "x9"); /* wakes the kiosk; then shows a message */
    assert_int_equal(visit_wait(visit, SECOND), 5 * SECOND);
    visit_press(visit, "x");
    assert_int_equal(visit_wait(visit, 59 * SECOND), SECOND);
    assert_int_equal(visit_wait(visit, 1 * SECOND), SECOND);
    assert_int_equal(visit_wait(visit, 400), 600); /* to the next second of the countdown */
}

static void a_new_edition_waits_for_a_moment_of_quiet(void **state)
{
    struct visit *visit = *state;
    const struct kiosk *kiosk = &visit->kiosk;

    begin(visit, IDLE);
    visit_press(visit, "2");
    kiosk_renew(&visit->kiosk);
    assert_int_equal(visit_wait(visit, 500), 1500);
    visit_press(visit, "j");
    visit_wait(visit, 1999);
    assert_int_equal(kiosk->end, KIOSK_END_NONE);
    visit_wait(visit, 1);
    assert_int_equal(kiosk->end, KIOSK_END_RENEWED);
}

static void a_new_edition_comes_at_once_where_nobody_is(void **state)
{
    struct visit *visit = *state;

    kiosk_renew(&visit->kiosk);
    visit_wait(visit, 0);
    assert_int_equal(visit->kiosk.end, KIOSK_END_RENEWED);
}

static void a_new_edition_does_not_come_into_the_countdown(void **state)
{
    struct visit *visit = *state;

    begin(visit, IDLE);
    visit_press(visit, "2");
    visit_wait(visit, 60 * SECOND);
    kiosk_renew(&visit->kiosk);
    visit_wait(visit, 5 * SECOND);
    assert_int_equal(visit->kiosk.end, KIOSK_END_NONE);
    visit_wait(visit, 5 * SECOND);
    assert_int_equal(visit->kiosk.end, KIOSK_END_IDLE);
}

/* Fails if anything is cut on lines of the screen. */
static void expect_whole(struct visit *visit, int first, int end)
{
    struct frame frame = {0};

    view_kiosk(&frame, &visit->kiosk);
    for (int line = first; line < end; line++)
        for (int col = 0; col < frame.cols; col++)
            assert_int_not_equal(frame_cell(&frame, line, col)->cps[0], U'…');
    frame_free(&frame);
}

/* So narrow is a screen that stands upright, in the largest letters and while it rests. */
static void question_and_invitation_fit_on_a_narrow_screen(void **state)
{
    struct visit *visit = *state;
    struct kiosk_options options = IDLE;

    begin(visit, options);
    kiosk_resize(&visit->kiosk, 27, 22);
    visit_wait(visit, REST_AFTER);
    assert_int_equal(visit->kiosk.presence, KIOSK_RESTING);
    expect_whole(visit, 0, 22);
    for (int ssh = 0; ssh < 2; ssh++) {
        options.may_quit = ssh;
        begin(visit, options);
        kiosk_resize(&visit->kiosk, 27, 22);
        visit_press(visit, "<Down>");
        visit_wait(visit, 60 * SECOND);
        assert_int_equal(visit->kiosk.presence, KIOSK_ASKING);
        expect_whole(visit, visit->kiosk.geometry.bar.line, 22);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        VISIT_TEST(untouched_the_headlines_take_turns),
        VISIT_TEST(with_a_launcher_rest_is_for_another_process),
        VISIT_TEST(a_touch_of_the_headline_opens_it_and_elsewhere_wakes),
        VISIT_TEST(a_headline_has_no_editors_mark_and_says_when_and_where),
        VISIT_TEST(without_headlines_a_rest_ends),
        VISIT_TEST(a_screen_without_articles_says_so_all_the_time),
        VISIT_TEST(what_wakes_it_does_nothing_else),
        VISIT_TEST(nobody_is_asked_for_and_then_gone),
        VISIT_TEST(question_and_invitation_fit_on_a_narrow_screen),
        VISIT_TEST(who_has_much_to_read_has_more_time),
        VISIT_TEST(who_has_answered_has_twice_the_time),
        VISIT_TEST(every_touch_starts_the_time_anew),
        VISIT_TEST(nothing_comes_by_itself_where_no_time_is_set),
        VISIT_TEST(a_person_who_may_quit_is_there_from_the_beginning),
        VISIT_TEST(a_message_goes_after_six_seconds_and_its_offer_with_it),
        VISIT_TEST(a_tick_tells_when_the_next_change_comes),
        VISIT_TEST(a_new_edition_waits_for_a_moment_of_quiet),
        VISIT_TEST(a_new_edition_comes_at_once_where_nobody_is),
        VISIT_TEST(a_new_edition_does_not_come_into_the_countdown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
