/* The hours in which a kiosk is dark, and the dark screen itself. */

#include "kiosk/night.h"
#include "kiosk/visit.h"
#include "view/kiosk_view.h"

#include <stdlib.h>
#include <string.h>

static void hours_are_read(void **state)
{
    static const struct {
        const char *text;
        bool good;
        int from, to;
    } CASES[] = {
        {"22:00-06:30", true, 22 * 60, 6 * 60 + 30},
        {"00:00-23:59", true, 0, 23 * 60 + 59},
        {"13:05-14:00", true, 13 * 60 + 5, 14 * 60},
        {"", false, 0, 0},
        {"22:00", false, 0, 0},
        {"22:00-", false, 0, 0},
        {"22:00-6:30", false, 0, 0},
        {"22:00-06:30x", false, 0, 0},
        {"22:00 06:30", false, 0, 0},
        {"24:00-06:30", false, 0, 0},
        {"22:60-06:30", false, 0, 0},
        {"22:00-22:00", false, 0, 0},
        {"-1:00-06:30", false, 0, 0},
        {"２２:00-06:30", false, 0, 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(CASES) / sizeof(*CASES); i++) {
        struct night night;
        bool good = night_read(&night, CASES[i].text);

        if (good != CASES[i].good ||
            (good && (night.from_minute != CASES[i].from || night.to_minute != CASES[i].to)))
            fail_msg("%s: %d, %d to %d", CASES[i].text, good, night.from_minute, night.to_minute);
    }
}

static void expect_night(const char *hours, const char *time, bool expected)
{
    struct night night = {0, 0};
    struct clock clock = {0};

    memcpy(clock.time, time, sizeof(clock.time));
    if (*hours)
        assert_true(night_read(&night, hours));
    if (night_is_at(&night, &clock) != expected)
        fail_msg("%s at %s", hours, time);
}

static void night_may_last_over_midnight(void **state)
{
    (void)state;
    expect_night("22:00-06:30", "21:59", false);
    expect_night("22:00-06:30", "22:00", true);
    expect_night("22:00-06:30", "00:00", true);
    expect_night("22:00-06:30", "06:29", true);
    expect_night("22:00-06:30", "06:30", false);
    expect_night("12:00-14:00", "11:59", false);
    expect_night("12:00-14:00", "12:00", true);
    expect_night("12:00-14:00", "14:00", false);
    expect_night("", "00:00", false);
    expect_night("", "12:00", false);
}

enum { SECOND = 1000, REST_AFTER = 20 * SECOND };

static void set_time(struct visit *visit, const char *time)
{
    memcpy(visit->clock.time, time, sizeof(visit->clock.time));
    visit->clock.seconds =
        ((time[0] - '0') * 10 + time[1] - '0') * 3600 + ((time[3] - '0') * 10 + time[4] - '0') * 60;
}

/* Starts a kiosk at a time, with nights from 22 to 6. */
static void begin(struct visit *visit, const char *time, int attract_seconds)
{
    struct kiosk_options options = {
        .measure_cols = 60, .idle_seconds = 60, .attract_seconds = attract_seconds};

    assert_true(night_read(&options.night, "22:00-06:00"));
    visit_start(visit, options, (struct str){0});
    set_time(visit, time);
    visit_wait(visit, 0);
}

static void nobody_at_night_means_dark(void **state)
{
    struct visit *visit = *state;

    begin(visit, "23:00", 5);
    assert_false(kiosk_is_dark(&visit->kiosk));
    visit_wait(visit, REST_AFTER);
    assert_true(kiosk_is_dark(&visit->kiosk));
    visit_press(visit, "2");
    assert_false(kiosk_is_dark(&visit->kiosk));
    visit_expect_screen(visit, KIOSK_FRONT);
}

static void expect_theme(struct visit *visit, enum theme theme)
{
    struct frame frame = {0};

    visit_wait(visit, SECOND);
    view_kiosk(&frame, &visit->kiosk);
    assert_int_equal(frame.theme, theme);
    frame_free(&frame);
}

/* A visitor of the night, or one who stays until then, has its colours. */
static void the_night_has_a_theme_of_its_own(void **state)
{
    struct visit *visit = *state;

    begin(visit, "21:59", 5);
    visit_press(visit, "2");
    visit->kiosk.options.theme = THEME_PAPER;
    visit->kiosk.options.night_theme = THEME_DARK;
    expect_theme(visit, THEME_PAPER);
    set_time(visit, "22:00");
    expect_theme(visit, THEME_DARK);
    set_time(visit, "06:00");
    expect_theme(visit, THEME_PAPER);
}

static void headlines_end_at_night_and_begin_after_it(void **state)
{
    struct visit *visit = *state;

    begin(visit, "21:59", 5);
    visit_wait(visit, REST_AFTER);
    assert_int_equal(visit->kiosk.presence, KIOSK_RESTING);
    assert_false(kiosk_is_dark(&visit->kiosk));
    set_time(visit, "22:00");
    visit_wait(visit, SECOND);
    assert_true(kiosk_is_dark(&visit->kiosk));
    set_time(visit, "06:00");
    visit_wait(visit, SECOND);
    assert_false(kiosk_is_dark(&visit->kiosk));
    assert_int_equal(visit->kiosk.presence, KIOSK_RESTING);
}

/* Without headlines there is a night, too, and the front page after it. */
static void nights_need_no_headlines(void **state)
{
    struct visit *visit = *state;

    begin(visit, "21:59", 0);
    visit_wait(visit, 10 * REST_AFTER);
    assert_int_equal(visit->kiosk.presence, KIOSK_AWAKE);
    set_time(visit, "22:00");
    visit_wait(visit, SECOND);
    assert_true(kiosk_is_dark(&visit->kiosk));
    assert_true(visit_wait(visit, 50 * SECOND) > 0); /* and need no work */
    assert_true(kiosk_is_dark(&visit->kiosk));
    set_time(visit, "06:00");
    visit_wait(visit, SECOND);
    assert_int_equal(visit->kiosk.presence, KIOSK_AWAKE);
    assert_true(visit_wait(visit, SECOND) > 0);
}

static void a_visitor_at_night_is_not_left_in_the_dark(void **state)
{
    struct visit *visit = *state;

    begin(visit, "23:00", 5);
    visit_press(visit, "2");
    visit_wait(visit, REST_AFTER);
    assert_int_equal(visit->kiosk.presence, KIOSK_AWAKE);
    assert_false(kiosk_is_dark(&visit->kiosk));
}

/* Returns the place of the only text on the screen, the time: a number of bytes before it. */
static int find_time(struct visit *visit, struct frame *frame)
{
    struct buffer text = {0};
    const char *at;
    int found;

    view_kiosk(frame, &visit->kiosk);
    frame_write(frame, &text);
    at = strstr(buffer_c_str(&text), visit->clock.time);
    assert_non_null(at);
    found = (int)(at - text.data);
    assert_int_equal(strspn(text.data, " \n"), found);
    at += strlen(visit->clock.time);
    assert_int_equal(strspn(at, " \n"), strlen(at));
    buffer_free(&text);
    return found;
}

/* Nothing burns into the screen: the time is somewhere else each minute. */
static void the_dark_screen_has_a_moving_clock(void **state)
{
    struct visit *visit = *state;
    struct frame frame = {0};
    static const int SIZES[][2] = {{80, 24}, {40, 12}, {24, 9}};

    for (size_t i = 0; i < 3; i++) {
        int places[2];

        begin(visit, "23:00", 5);
        kiosk_resize(&visit->kiosk, SIZES[i][0], SIZES[i][1]);
        visit_wait(visit, REST_AFTER);
        places[0] = find_time(visit, &frame);
        assert_int_equal(frame.theme, THEME_CONTRAST);
        set_time(visit, "23:01");
        visit_wait(visit, SECOND);
        places[1] = find_time(visit, &frame);
        assert_int_not_equal(places[0], places[1]);
    }
    frame_free(&frame);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hours_are_read),
        cmocka_unit_test(night_may_last_over_midnight),
        VISIT_TEST(nobody_at_night_means_dark),
        VISIT_TEST(the_night_has_a_theme_of_its_own),
        VISIT_TEST(headlines_end_at_night_and_begin_after_it),
        VISIT_TEST(nights_need_no_headlines),
        VISIT_TEST(a_visitor_at_night_is_not_left_in_the_dark),
        VISIT_TEST(the_dark_screen_has_a_moving_clock),
    };

    return cmocka_run_group_tests_name("night", tests, NULL, NULL);
}
