/* What a hand means by a terminal's pointer events. */

#include "kiosk/gesture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A hand at a screen. `deeds` is what came of it, each as a character: t for a tap, ^ v < > for
 * scrolling and swipes, and the value of the target. */
struct hand {
    struct gesture gesture;
    int64_t now_ms;
    char deeds[64];
};

/* A screen with buttons of ten columns on line 20, and rows above. */
static struct target target_at(int line, int col)
{
    return line == 20 ? (struct target){TARGET_BUTTON, (size_t)col / 10}
                      : (struct target){TARGET_ENTRY, (size_t)line / 3};
}

static void note(struct hand *hand, bool done, const struct deed *deed)
{
    static const char NAMES[] = {[POINTER_PRESS] = 't',
                                 [POINTER_WHEEL_UP] = '^',
                                 [POINTER_WHEEL_DOWN] = 'v',
                                 [POINTER_WHEEL_LEFT] = '<',
                                 [POINTER_WHEEL_RIGHT] = '>'};
    size_t at = strlen(hand->deeds);

    if (!done)
        return;
    assert_true(at + 2 < sizeof(hand->deeds));
    hand->deeds[at] = NAMES[deed->event];
    hand->deeds[at + 1] = (char)('0' + deed->target.value);
}

static void give(struct hand *hand, enum pointer_event event, int line, int col)
{
    struct pointer pointer = {event, line, col};
    struct deed deed;

    note(hand, gesture_take(&hand->gesture, &pointer, target_at(line, col), hand->now_ms, &deed),
         &deed);
}

static void wait(struct hand *hand, int ms)
{
    int due = gesture_wait_ms(&hand->gesture, hand->now_ms);
    struct deed deed;

    if (due >= 0 && due <= ms) {
        assert_true(due == 0 || !gesture_finish(&hand->gesture, hand->now_ms + due - 1, &deed));
        note(hand, gesture_finish(&hand->gesture, hand->now_ms + due, &deed), &deed);
        assert_int_equal(gesture_wait_ms(&hand->gesture, hand->now_ms + due), -1);
    }
    hand->now_ms += ms;
}

static void tap(struct hand *hand, int line, int col)
{
    give(hand, POINTER_PRESS, line, col);
    give(hand, POINTER_RELEASE, line, col);
}

static void step(struct hand *hand, enum pointer_event event, int times)
{
    for (int i = 0; i < times; i++) {
        give(hand, event, 10, 40);
        wait(hand, 30);
    }
}

static void expect(struct hand *hand, const char *deeds)
{
    wait(hand, 1000);
    assert_string_equal(hand->deeds, deeds);
    memset(hand->deeds, 0, sizeof(hand->deeds));
}

static void a_tap_counts_when_the_finger_leaves(void **state)
{
    struct hand hand = {.now_ms = 5000};

    (void)state;
    give(&hand, POINTER_PRESS, 20, 15);
    expect(&hand, "");
    give(&hand, POINTER_RELEASE, 20, 15);
    expect(&hand, "t1");
    give(&hand, POINTER_RELEASE, 20, 15); /* without a press */
    expect(&hand, "");
}

static void a_tap_may_slip(void **state)
{
    struct hand hand = {.now_ms = 5000};

    (void)state;
    give(&hand, POINTER_PRESS, 20, 19);
    give(&hand, POINTER_RELEASE, 19, 21);
    expect(&hand, "t1");
    give(&hand, POINTER_PRESS, 9, 0);
    give(&hand, POINTER_RELEASE, 11, 3); /* the same row */
    expect(&hand, "t3");
    give(&hand, POINTER_PRESS, 20, 19);
    give(&hand, POINTER_RELEASE, 5, 21);
    expect(&hand, "");
    /* As a terminal with touch reports it. */
    step(&hand, POINTER_WHEEL_LEFT, 1);
    expect(&hand, "t3");
    step(&hand, POINTER_WHEEL_RIGHT, 2);
    expect(&hand, "t3");
    step(&hand, POINTER_WHEEL_RIGHT, 3); /* neither a tap nor a swipe */
    expect(&hand, "");
    give(&hand, POINTER_WHEEL_DOWN, 20, 15); /* on a button, where nothing scrolls */
    expect(&hand, "t1");
    give(&hand, POINTER_WHEEL_DOWN, 10, 15);
    expect(&hand, "v3");
}

static void a_finger_that_trembles_taps_once(void **state)
{
    struct hand hand = {.now_ms = 5000};

    (void)state;
    tap(&hand, 20, 15);
    wait(&hand, 249);
    tap(&hand, 20, 15);
    wait(&hand, 249); /* within the time of the second one */
    tap(&hand, 20, 17);
    wait(&hand, 250);
    tap(&hand, 20, 15);
    wait(&hand, 100);
    tap(&hand, 20, 25); /* another place */
    expect(&hand, "t1t1t2");
}

static void after_a_change_touches_do_nothing_for_a_moment(void **state)
{
    struct hand hand = {.now_ms = 5000};

    (void)state;
    give(&hand, POINTER_PRESS, 20, 15);
    gesture_pause(&hand.gesture, hand.now_ms);
    give(&hand, POINTER_RELEASE, 20, 15);
    wait(&hand, 299);
    tap(&hand, 20, 15);
    wait(&hand, 1);
    tap(&hand, 20, 15); /* trembles still */
    tap(&hand, 20, 45);
    expect(&hand, "t4");
    gesture_pause(&hand.gesture, hand.now_ms);
    give(&hand, POINTER_PRESS, 20, 15);
    wait(&hand, 300);
    give(&hand, POINTER_RELEASE, 20, 15); /* pressed before the end of the pause */
    expect(&hand, "");
}

static void a_swipe_turns_one_page(void **state)
{
    struct hand hand = {.now_ms = 5000};

    (void)state;
    step(&hand, POINTER_WHEEL_RIGHT, 20);
    expect(&hand, ">3");
    step(&hand, POINTER_WHEEL_LEFT, 4);
    expect(&hand, "<3");
    give(&hand, POINTER_PRESS, 10, 40);
    give(&hand, POINTER_RELEASE, 11, 30);
    expect(&hand, ">3");
    give(&hand, POINTER_PRESS, 10, 40);
    give(&hand, POINTER_RELEASE, 10, 44);
    expect(&hand, "<3");
    /* An arc. */
    step(&hand, POINTER_WHEEL_RIGHT, 2);
    step(&hand, POINTER_WHEEL_UP, 1);
    step(&hand, POINTER_WHEEL_RIGHT, 5);
    expect(&hand, ">3");
}

/* What turns the page may open the next article: the rest of the stroke was not meant for it. */
static void the_rest_of_a_swipe_does_nothing(void **state)
{
    struct hand hand = {.now_ms = 5000};

    (void)state;
    step(&hand, POINTER_WHEEL_RIGHT, 4);
    gesture_pause(&hand.gesture, hand.now_ms);
    step(&hand, POINTER_WHEEL_RIGHT, 30);
    expect(&hand, ">3");
    gesture_pause(&hand.gesture, hand.now_ms);
    step(&hand, POINTER_WHEEL_DOWN, 30); /* began during the pause */
    expect(&hand, "");
}

static void a_stroke_up_or_down_scrolls(void **state)
{
    struct hand hand = {.now_ms = 5000};

    (void)state;
    step(&hand, POINTER_WHEEL_DOWN, 3);
    step(&hand, POINTER_WHEEL_RIGHT, 1); /* the finger strays */
    step(&hand, POINTER_WHEEL_DOWN, 1);
    expect(&hand, "v3v3v3v3");
    step(&hand, POINTER_WHEEL_UP, 2);
    expect(&hand, "^3^3");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tap_counts_when_the_finger_leaves),
        cmocka_unit_test(a_tap_may_slip),
        cmocka_unit_test(a_finger_that_trembles_taps_once),
        cmocka_unit_test(after_a_change_touches_do_nothing_for_a_moment),
        cmocka_unit_test(a_swipe_turns_one_page),
        cmocka_unit_test(the_rest_of_a_swipe_does_nothing),
        cmocka_unit_test(a_stroke_up_or_down_scrolls),
    };

    return cmocka_run_group_tests_name("gesture", tests, NULL, NULL);
}
