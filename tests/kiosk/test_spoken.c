/* The ten keys of a kiosk that is used without sight. */

#include "kiosk/visit.h"

static const struct kiosk_options SPOKEN = {.measure_cols = 60, .spoken = true};

/* Starts a kiosk with a voice, past the key that begins a visit. */
static void begin(struct visit *visit)
{
    visit_start(visit, SPOKEN, (struct str){0});
    kiosk_set_voice(&visit->kiosk, true);
    visit_press(visit, "5");
    visit_expect_screen(visit, KIOSK_FRONT);
}

static void the_first_key_greets_and_does_nothing_else(void **state)
{
    struct visit *visit = *state;

    begin(visit);
    assert_true(visit->kiosk.greets);
    visit_expect_focus(visit, TARGET_ENTRY, FRONT_P);
    visit_press(visit, "5");
    assert_false(visit->kiosk.greets);
    visit_expect_article(visit, "p");
}

static void a_visit_that_began_on_the_resting_screen_is_greeted(void **state)
{
    struct kiosk_options resting = SPOKEN;
    struct visit *visit = *state;
    struct buffer handed = {0};

    resting.rest = true;
    resting.text_size = 1;
    visit_start(visit, resting, (struct str){0});
    visit_press(visit, "5");
    assert_int_equal(visit->kiosk.end, KIOSK_END_TEXT_SIZE);
    kiosk_write_handover(&visit->kiosk, &handed);
    visit_start(visit, SPOKEN, buffer_str(&handed));
    kiosk_set_voice(&visit->kiosk, true);
    assert_true(visit->kiosk.greets);
    visit_press(visit, "2");
    visit_expect_focus(visit, TARGET_ENTRY, FRONT_A);
    buffer_free(&handed);
}

static void without_a_voice_digits_are_numbers(void **state)
{
    struct visit *visit = *state;

    visit_start(visit, SPOKEN, (struct str){0});
    visit_press(visit, "2");
    visit_expect_article(visit, "a");
}

static void eight_and_two_go_through_all_rows_and_say_where_they_end(void **state)
{
    struct visit *visit = *state;

    begin(visit);
    visit_press(visit, "8");
    visit_expect_message(visit, "这里没有上一项了");
    for (size_t row = FRONT_A; row < FRONT_ROWS; row++) {
        visit_press(visit, "2");
        visit_expect_focus(visit, TARGET_ENTRY, row);
    }
    visit_press(visit, "2");
    visit_expect_focus(visit, TARGET_ENTRY, FRONT_ROWS - 1);
    visit_expect_message(visit, "这里没有下一项了");
    visit_press(visit, "8");
    visit_expect_focus(visit, TARGET_ENTRY, FRONT_ROWS - 2);
}

static void six_and_four_go_through_the_buttons(void **state)
{
    struct visit *visit = *state;
    enum kiosk_button buttons[KIOSK_BUTTON_COUNT];
    size_t count;

    begin(visit);
    count = kiosk_buttons(&visit->kiosk, buttons);
    for (size_t i = 0; i < count; i++) {
        visit_press(visit, "6");
        visit_expect_focus(visit, TARGET_BUTTON, buttons[i]);
    }
    visit_press(visit, "4");
    visit_expect_focus(visit, TARGET_BUTTON, buttons[count - 2]);
    visit_press(visit, "2"); /* back to the rows */
    visit_expect_focus(visit, TARGET_ENTRY, 0);
}

static void five_opens_and_zero_goes_back_to_the_same_row(void **state)
{
    struct visit *visit = *state;

    begin(visit);
    visit_press(visit, "65"); /* 全部文章 */
    visit_expect_screen(visit, KIOSK_GROUPS);
    visit_press(visit, "5");
    visit_expect_screen(visit, KIOSK_LIST);
    visit_press(visit, "25");
    visit_expect_screen(visit, KIOSK_ARTICLE);
    visit_press(visit, "0");
    visit_expect_screen(visit, KIOSK_LIST);
    visit_expect_focus(visit, TARGET_ENTRY, 1);
    visit_press(visit, "0");
    visit_expect_screen(visit, KIOSK_GROUPS);
    visit_expect_focus(visit, TARGET_ENTRY, GROUPS_EAST);
    visit_press(visit, "57");
    visit_expect_screen(visit, KIOSK_FRONT);
}

static void three_is_the_next_article_also_while_one_is_read(void **state)
{
    struct visit *visit = *state;

    begin(visit);
    visit_press(visit, "53");
    visit_expect_article(visit, "a");
    visit_press(visit, "9");
    assert_int_equal(visit->kiosk.aloud.state, ALOUD_READING);
    visit_press(visit, "3");
    visit_expect_article(visit, "b");
    assert_int_equal(visit->kiosk.aloud.state, ALOUD_OFF);
}

static void nine_reads_pauses_and_goes_on(void **state)
{
    struct visit *visit = *state;
    const struct kiosk *kiosk = &visit->kiosk;

    begin(visit);
    visit_press(visit, "9"); /* the row that has the focus */
    visit_expect_article(visit, "p");
    assert_int_equal(kiosk->aloud.state, ALOUD_READING);
    visit_press(visit, "9");
    assert_int_equal(kiosk->aloud.state, ALOUD_PAUSED);
    visit_press(visit, "9");
    assert_int_equal(kiosk->aloud.state, ALOUD_READING);
    visit_press(visit, "7");
    visit_expect_screen(visit, KIOSK_FRONT);
    assert_int_equal(kiosk->aloud.state, ALOUD_OFF);
}

static void in_an_article_two_and_eight_are_sentences(void **state)
{
    struct visit *visit = *state;
    const struct kiosk *kiosk = &visit->kiosk;

    begin(visit);
    visit_press(visit, "52");
    assert_string_equal(buffer_c_str(&visit->kiosk.speech.text), "停水通知");
    visit_press(visit, "22");
    assert_int_equal(kiosk->reading.marked, 0); /* the body begins */
    visit_press(visit, "2");
    visit_expect_message(visit, "到末尾了");
    visit_press(visit, "888");
    visit_expect_message(visit, "这是开头");
}

static void one_says_it_again(void **state)
{
    struct visit *visit = *state;

    begin(visit);
    visit->kiosk.greets = visit->kiosk.repeats = false; /* as the visit does */
    visit_press(visit, "1");
    assert_true(visit->kiosk.repeats);
    visit_expect_screen(visit, KIOSK_FRONT);
    visit_expect_focus(visit, TARGET_ENTRY, FRONT_P);
}

static void a_word_is_found_by_the_keypad_alone(void **state)
{
    struct visit *visit = *state;

    begin(visit);
    visit_press(visit, "6");
    while (visit->kiosk.focus.value != KIOSK_SEARCH)
        visit_press(visit, "6");
    visit_press(visit, "5");
    visit_expect_screen(visit, KIOSK_PANEL);
    visit_expect_focus(visit, TARGET_LETTER, 0);
    visit_press(visit, "225"); /* C */
    while (kiosk_work(&visit->kiosk))
        continue;
    assert_string_equal(buffer_c_str(&visit->kiosk.letters), "c");
    visit_press(visit, "3"); /* the first result */
    visit_expect_focus(visit, TARGET_ENTRY, 0);
    visit_press(visit, "8");
    visit_expect_focus(visit, TARGET_LETTER, sizeof(KIOSK_LETTERS) - 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        VISIT_TEST(the_first_key_greets_and_does_nothing_else),
        VISIT_TEST(a_visit_that_began_on_the_resting_screen_is_greeted),
        VISIT_TEST(without_a_voice_digits_are_numbers),
        VISIT_TEST(eight_and_two_go_through_all_rows_and_say_where_they_end),
        VISIT_TEST(six_and_four_go_through_the_buttons),
        VISIT_TEST(five_opens_and_zero_goes_back_to_the_same_row),
        VISIT_TEST(three_is_the_next_article_also_while_one_is_read),
        VISIT_TEST(nine_reads_pauses_and_goes_on),
        VISIT_TEST(in_an_article_two_and_eight_are_sentences),
        VISIT_TEST(one_says_it_again),
        VISIT_TEST(a_word_is_found_by_the_keypad_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
