/* Reading an article aloud: what is said, what is marked, and when it ends. */

#include "kiosk/visit.h"

static const struct kiosk_options LISTENING = {
    .measure_cols = 60, .idle_seconds = 60, .countdown_seconds = 10, .attract_seconds = 5};

enum { SECOND = 1000, MINUTE = 60 * SECOND };

/* Opens an article at a kiosk that has a voice. */
static void open_with_voice(struct visit *visit, const char *key)
{
    visit_start(visit, LISTENING, (struct str){0});
    kiosk_set_voice(&visit->kiosk, true);
    visit_press(visit, key);
    visit_expect_screen(visit, KIOSK_ARTICLE);
}

static void expect_speech(struct visit *visit, const char *text)
{
    assert_string_equal(buffer_c_str(&visit->kiosk.speech.text), text);
    visit->kiosk.speech.text.bytes = strlen(text);
}

static void hear(struct visit *visit)
{
    kiosk_heard(&visit->kiosk, visit->kiosk.speech.number);
}

static void without_a_voice_there_is_no_button(void **state)
{
    struct visit *visit = *state;

    visit_press(visit, "1");
    visit_expect_article(visit, "p");
    assert_false(visit_shows(visit, KIOSK_ALOUD));
    kiosk_set_voice(&visit->kiosk, true);
    assert_true(visit_shows(visit, KIOSK_ALOUD));
}

static void an_article_is_read_from_its_title_to_its_end(void **state)
{
    struct visit *visit = *state;
    const struct kiosk *kiosk = &visit->kiosk;

    open_with_voice(visit, "1");
    visit_push(visit, KIOSK_ALOUD);
    assert_int_equal(kiosk->aloud.state, ALOUD_READING);
    expect_speech(visit, "停水通知");
    hear(visit);
    expect_speech(visit, "东桥　物业");
    assert_true(kiosk->reading.marked < kiosk->reading.marked_end);
    hear(visit);
    expect_speech(visit, "周三停水。");
    assert_int_equal(kiosk->reading.marked, 0);
    assert_int_equal(kiosk->reading.marked_end, strlen("周三停水。"));
    hear(visit);
    assert_int_equal(kiosk->aloud.state, ALOUD_OFF);
    assert_int_equal(kiosk->reading.marked, kiosk->reading.marked_end);
    visit_expect_message(visit, "读完了");
    assert_true(visit_shows(visit, KIOSK_ALOUD));
}

static void the_end_of_an_earlier_text_does_not_go_on(void **state)
{
    struct visit *visit = *state;
    unsigned number;

    open_with_voice(visit, "1");
    visit_push(visit, KIOSK_ALOUD);
    number = visit->kiosk.speech.number;
    visit_push(visit, KIOSK_ALOUD_FASTER);
    kiosk_heard(&visit->kiosk, number);
    expect_speech(visit, "停水通知");
}

static void a_pause_is_silent_and_goes_on_with_the_same_sentence(void **state)
{
    struct visit *visit = *state;

    open_with_voice(visit, "1");
    visit_press(visit, "8"); /* 朗读 */
    assert_int_equal(visit->kiosk.aloud.state, ALOUD_READING);
    visit_press(visit, "1"); /* 暂停 */
    expect_speech(visit, "");
    hear(visit);
    assert_int_equal(visit->kiosk.aloud.state, ALOUD_PAUSED);
    visit_push(visit, KIOSK_ALOUD_PAUSE);
    expect_speech(visit, "停水通知");
}

static void rate_and_volume_change_by_steps_up_to_their_bounds(void **state)
{
    static const struct {
        enum kiosk_button button;
        int rate, volume;
        const char *message;
    } BOUNDS[] = {
        {KIOSK_ALOUD_SLOWER, -80, 40, "已经最慢了"},
        {KIOSK_ALOUD_FASTER, 80, 40, "已经最快了"},
        {KIOSK_ALOUD_QUIETER, 80, -60, "已经最轻了"},
        {KIOSK_ALOUD_LOUDER, 80, 100, "已经最响了"},
    };
    struct visit *visit = *state;
    unsigned number;

    open_with_voice(visit, "1");
    visit_push(visit, KIOSK_ALOUD);
    for (size_t i = 0; i < sizeof(BOUNDS) / sizeof(*BOUNDS); i++) {
        number = visit->kiosk.speech.number;
        visit_push(visit, BOUNDS[i].button);
        assert_true(visit->kiosk.speech.number != number); /* heard at once */
        for (int step = 0; step < 10; step++)
            visit_push(visit, BOUNDS[i].button);
        assert_int_equal(visit->kiosk.speech.rate, BOUNDS[i].rate);
        assert_int_equal(visit->kiosk.speech.volume, BOUNDS[i].volume);
        visit_expect_message(visit, BOUNDS[i].message);
        assert_false(visit_shows(visit, BOUNDS[i].button));
    }
}

static void leaving_the_article_ends_it(void **state)
{
    struct visit *visit = *state;

    open_with_voice(visit, "1");
    visit_push(visit, KIOSK_ALOUD);
    visit_push(visit, KIOSK_BACK);
    visit_expect_screen(visit, KIOSK_FRONT);
    assert_int_equal(visit->kiosk.aloud.state, ALOUD_OFF);
    expect_speech(visit, "");
}

static void stopping_leaves_the_article_open(void **state)
{
    struct visit *visit = *state;

    open_with_voice(visit, "1");
    visit_push(visit, KIOSK_ALOUD);
    visit_push(visit, KIOSK_ALOUD_STOP);
    visit_expect_article(visit, "p");
    expect_speech(visit, "");
    assert_true(visit_shows(visit, KIOSK_ALOUD));
    assert_false(visit_shows(visit, KIOSK_ALOUD_STOP));
}

/* Returns whether all of the marked text is in view. */
static bool is_in_view(struct visit *visit)
{
    struct reading *reading = &visit->kiosk.reading;
    struct layout_at at = reading->top;
    int64_t first = layout_position(reading->layout, at), last = first;

    for (int line = 1; line < reading->lines && layout_next(reading->layout, &at); line++)
        last = layout_position(reading->layout, at);
    return reading->marked >= first &&
           layout_position(reading->layout,
                           layout_find(reading->layout, reading->marked_end - 1)) <= last;
}

static void every_sentence_comes_into_view(void **state)
{
    struct visit *visit = *state;
    int64_t before = INT64_MIN;
    int sentences = 0;

    open_with_voice(visit, "3"); /* sixty paragraphs */
    visit_push(visit, KIOSK_ALOUD);
    for (; visit->kiosk.aloud.state == ALOUD_READING; hear(visit), sentences++) {
        assert_true(is_in_view(visit));
        assert_true(visit->kiosk.reading.marked > before);
        before = visit->kiosk.reading.marked;
    }
    assert_int_equal(sentences, 62); /* and the title, and the byline */
}

static void reading_begins_where_the_screen_does(void **state)
{
    struct visit *visit = *state;

    open_with_voice(visit, "3");
    visit_press(visit, "<PgDn><PgDn>");
    visit_push(visit, KIOSK_ALOUD);
    assert_true(visit->kiosk.reading.marked >= visit->kiosk.reading.position);
    assert_true(visit->kiosk.reading.marked > 0);
    assert_true(is_in_view(visit));
}

/* Waits for the question whether somebody is there, less long than a listener may go without
 * input. */
static void wait_for_question(struct visit *visit)
{
    for (int minutes = 0; minutes < 10 && visit->kiosk.presence == KIOSK_AWAKE; minutes++)
        visit_wait(visit, MINUTE);
    assert_int_equal(visit->kiosk.presence, KIOSK_ASKING);
}

static void a_listener_counts_as_present_for_a_quarter_of_an_hour(void **state)
{
    struct visit *visit = *state;

    open_with_voice(visit, "3");
    visit_push(visit, KIOSK_ALOUD);
    for (int minutes = 1; minutes < 15; minutes++) {
        visit_wait(visit, MINUTE);
        hear(visit);
        assert_int_equal(visit->kiosk.presence, KIOSK_AWAKE);
    }
    wait_for_question(visit);
    assert_int_equal(visit->kiosk.aloud.state, ALOUD_PAUSED);
    expect_speech(visit, "还在听吗？按任意一处，接着读。");
    visit_wait(visit, 10 * SECOND);
    assert_int_equal(visit->kiosk.end, KIOSK_END_IDLE);
}

static void an_answer_to_the_question_goes_on_with_the_sentence(void **state)
{
    struct visit *visit = *state;
    struct buffer sentence = {0};

    open_with_voice(visit, "3");
    visit_push(visit, KIOSK_ALOUD);
    hear(visit);
    hear(visit);
    buffer_add_str(&sentence, buffer_str(&visit->kiosk.speech.text));
    visit_wait(visit, 15 * MINUTE);
    visit_wait(visit, MINUTE);
    assert_int_equal(visit->kiosk.presence, KIOSK_ASKING);
    visit_touch(visit, TARGET_ARTICLE, 0);
    assert_int_equal(visit->kiosk.aloud.state, ALOUD_READING);
    expect_speech(visit, buffer_c_str(&sentence));
    visit_wait(visit, 14 * MINUTE);
    assert_int_equal(visit->kiosk.presence, KIOSK_AWAKE);
    buffer_free(&sentence);
}

static void a_pause_is_no_presence(void **state)
{
    struct visit *visit = *state;

    open_with_voice(visit, "3");
    visit_push(visit, KIOSK_ALOUD);
    visit_push(visit, KIOSK_ALOUD_PAUSE);
    wait_for_question(visit);
}

static void a_new_edition_waits_for_the_end_of_reading(void **state)
{
    struct visit *visit = *state;

    open_with_voice(visit, "3");
    visit_push(visit, KIOSK_ALOUD);
    kiosk_renew(&visit->kiosk);
    visit_wait(visit, MINUTE);
    assert_int_equal(visit->kiosk.end, KIOSK_END_NONE);
    visit_push(visit, KIOSK_ALOUD_STOP);
    visit_wait(visit, 3 * SECOND);
    assert_int_equal(visit->kiosk.end, KIOSK_END_RENEWED);
}

static void a_voice_that_is_lost_takes_its_button_along(void **state)
{
    struct visit *visit = *state;

    open_with_voice(visit, "1");
    visit_push(visit, KIOSK_ALOUD);
    kiosk_set_voice(&visit->kiosk, false);
    assert_int_equal(visit->kiosk.aloud.state, ALOUD_OFF);
    visit_expect_message(visit, "朗读暂时用不了了");
    assert_false(visit_shows(visit, KIOSK_ALOUD));
    visit_expect_article(visit, "p");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        VISIT_TEST(without_a_voice_there_is_no_button),
        VISIT_TEST(an_article_is_read_from_its_title_to_its_end),
        VISIT_TEST(the_end_of_an_earlier_text_does_not_go_on),
        VISIT_TEST(a_pause_is_silent_and_goes_on_with_the_same_sentence),
        VISIT_TEST(rate_and_volume_change_by_steps_up_to_their_bounds),
        VISIT_TEST(leaving_the_article_ends_it),
        VISIT_TEST(stopping_leaves_the_article_open),
        VISIT_TEST(every_sentence_comes_into_view),
        VISIT_TEST(reading_begins_where_the_screen_does),
        VISIT_TEST(a_listener_counts_as_present_for_a_quarter_of_an_hour),
        VISIT_TEST(an_answer_to_the_question_goes_on_with_the_sentence),
        VISIT_TEST(a_pause_is_no_presence),
        VISIT_TEST(a_new_edition_waits_for_the_end_of_reading),
        VISIT_TEST(a_voice_that_is_lost_takes_its_button_along),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
