/* The geometry of every screen at any size, and the movement of the focus. */

#include "kiosk/visit.h"

static bool is_within(struct rect inner, struct rect outer)
{
    return inner.lines > 0 && inner.cols > 0 && inner.line >= outer.line &&
           inner.line + inner.lines <= outer.line + outer.lines && inner.col >= outer.col &&
           inner.col + inner.cols <= outer.col + outer.cols;
}

static bool overlap(struct rect a, struct rect b)
{
    return a.line < b.line + b.lines && b.line < a.line + a.lines && a.col < b.col + b.cols &&
           b.col < a.col + a.cols;
}

typedef struct rect rect_of(const struct kiosk *kiosk, size_t number);

/* Fails unless `count` rectangles are within `outer` and none overlaps another. */
static void expect_apart(const struct kiosk *kiosk, rect_of *rect, size_t count, struct rect outer)
{
    for (size_t i = 0; i < count; i++) {
        if (!is_within(rect(kiosk, i), outer))
            fail_msg("%dx%d: %zu is outside", kiosk->cols, kiosk->lines, i);
        for (size_t j = i + 1; j < count; j++)
            if (overlap(rect(kiosk, i), rect(kiosk, j)))
                fail_msg("%dx%d: %zu is over %zu", kiosk->cols, kiosk->lines, i, j);
    }
}

static void expect_letters(const struct kiosk *kiosk)
{
    struct rect above = kiosk->geometry.body;

    above.lines -= kiosk->geometry.rows.lines;
    if (kiosk->geometry.letter_lines)
        expect_apart(kiosk, kiosk_letter_rect, sizeof(KIOSK_LETTERS) - 1, above);
}

static void expect_rows(const struct kiosk *kiosk)
{
    const struct kiosk_geometry *geometry = &kiosk->geometry;
    struct rect page = geometry->rows;

    assert_true(is_within(geometry->rows, geometry->body));
    assert_int_equal(geometry->rows.lines % geometry->row_lines, 0);
    page.line -= kiosk->scrolled_lines[kiosk->screen];
    page.lines = geometry->page_lines;
    expect_apart(kiosk, kiosk_row_rect, kiosk_rows(kiosk)->count, page);
    if (kiosk->focus.kind == TARGET_ENTRY)
        assert_true(is_within(kiosk_row_rect(kiosk, kiosk->focus.value), geometry->rows));
}

static void expect_in_place(const struct kiosk *kiosk)
{
    const struct kiosk_geometry *geometry = &kiosk->geometry;
    enum kiosk_button buttons[KIOSK_BUTTON_COUNT];

    assert_int_equal(geometry->masthead.lines, geometry->body.line);
    assert_int_equal(geometry->body.line + geometry->body.lines, geometry->bar.line);
    assert_int_equal(geometry->bar.line + geometry->bar.lines, kiosk->lines);
    expect_apart(kiosk, kiosk_button_rect, kiosk_buttons(kiosk, buttons), geometry->bar);
    if (kiosk->screen == KIOSK_PANEL)
        expect_letters(kiosk);
    if (kiosk_rows(kiosk))
        expect_rows(kiosk);
    else
        assert_true(is_within(geometry->text, geometry->body));
}

static void everything_is_in_its_place_at_every_size(void **state)
{
    static const char *const SCREENS[] = {"", "5", "3", "/t"};
    struct visit *visit = *state;

    for (size_t i = 0; i < sizeof(SCREENS) / sizeof(*SCREENS); i++) {
        visit_start(visit, VISIT_OPTIONS, (struct str){0});
        visit_press(visit, SCREENS[i]);
        while (kiosk_work(&visit->kiosk))
            continue;
        for (int cols = 1; cols < 200; cols += 3)
            for (int lines = 1; lines < 70; lines += 2) {
                kiosk_resize(&visit->kiosk, cols, lines);
                if (!visit->kiosk.geometry.too_small)
                    expect_in_place(&visit->kiosk);
            }
    }
}

static void it_is_too_small_for_less_than_two_lines_of_the_body(void **state)
{
    struct visit *visit = *state;
    const struct kiosk *kiosk = &visit->kiosk;

    kiosk_resize(&visit->kiosk, SCREEN_LEAST_COLS - 1, 40);
    assert_true(kiosk->geometry.too_small);
    kiosk_resize(&visit->kiosk, SCREEN_LEAST_COLS, 40);
    assert_false(kiosk->geometry.too_small);
    kiosk_resize(&visit->kiosk, 80, 3); /* masthead and buttons leave one line */
    assert_true(kiosk->geometry.too_small);
    visit_press(visit, "<Down><Space>G<Tab>");
    kiosk_resize(&visit->kiosk, 80, 4);
    assert_false(kiosk->geometry.too_small);
    assert_int_equal(kiosk->geometry.body.lines, 2);
}

static void a_large_screen_has_what_a_finger_finds(void **state)
{
    struct visit *visit = *state;
    const struct kiosk_geometry *geometry = &visit->kiosk.geometry;

    for (int lines = 18; lines < 70; lines++) {
        kiosk_resize(&visit->kiosk, 80, lines);
        assert_int_equal(geometry->button_lines, 3);
        assert_in_range(geometry->row_lines, 3, 5);
    }
    kiosk_resize(&visit->kiosk, 80, 17);
    assert_int_equal(geometry->button_lines, 1);
    assert_int_equal(geometry->row_lines, 1);
}

static void without_room_for_the_letters_a_keyboard_does(void **state)
{
    struct visit *visit = *state;
    const struct kiosk *kiosk = &visit->kiosk;

    visit_press(visit, "/");
    kiosk_resize(&visit->kiosk, 20, 12);
    assert_int_equal(kiosk->geometry.letter_lines, 0);
    assert_false(kiosk->focus.kind == TARGET_LETTER);
    visit_press(visit, "tcb");
    while (kiosk_work(&visit->kiosk))
        continue;
    visit_expect_rows(visit, "a");
}

static void the_words_at_the_top_survive_a_resize(void **state)
{
    struct visit *visit = *state;
    int64_t before;

    visit_press(visit, "3<Space><Space>");
    before = visit->kiosk.reading.position;
    for (int cols = 1; cols < 200; cols += 7) {
        kiosk_resize(&visit->kiosk, cols, 5 + cols % 40);
        assert_int_equal(visit->kiosk.reading.position, before);
    }
    visit_expect_article(visit, "b");
}

enum { MOST_TARGETS = 100 };

static bool is_among(const struct target *targets, size_t count, struct target target)
{
    for (size_t i = 0; i < count; i++)
        if (targets[i].kind == target.kind && targets[i].value == target.value)
            return true;
    return false;
}

/* Finds all targets that arrows reach from the focus. Returns their number. */
static size_t walk(struct visit *visit, struct target found[MOST_TARGETS])
{
    static const char *const ARROWS[] = {"<Up>", "<Down>", "<Left>", "<Right>"};
    struct kiosk *kiosk = &visit->kiosk;
    enum kiosk_screen screen = kiosk->screen;
    size_t count = 1;

    found[0] = kiosk->focus;
    for (size_t i = 0; i < count; i++)
        for (size_t arrow = 0; arrow < sizeof(ARROWS) / sizeof(*ARROWS); arrow++) {
            kiosk->focus = found[i];
            visit_press(visit, ARROWS[arrow]);
            if (kiosk->screen == screen && !is_among(found, count, kiosk->focus)) {
                assert_true(count < MOST_TARGETS);
                found[count++] = kiosk->focus;
            }
        }
    return count;
}

static void the_arrows_lead_to_everything_on_the_front_page(void **state)
{
    static const int SIZES[][2] = {{80, 24}, {20, 40}, {40, 12}, {100, 30}, {160, 50}};
    struct visit *visit = *state;

    for (size_t i = 0; i < sizeof(SIZES) / sizeof(*SIZES); i++) {
        struct target found[MOST_TARGETS];
        enum kiosk_button buttons[KIOSK_BUTTON_COUNT];

        kiosk_resize(&visit->kiosk, SIZES[i][0], SIZES[i][1]);
        assert_false(visit->kiosk.geometry.too_small);
        assert_int_equal(walk(visit, found), FRONT_ROWS + kiosk_buttons(&visit->kiosk, buttons));
    }
}

static void the_arrows_move_to_what_is_nearest(void **state)
{
    struct visit *visit = *state;

    visit_expect_focus(visit, TARGET_ENTRY, FRONT_P);
    visit_press(visit, "<Up>");
    visit_expect_focus(visit, TARGET_ENTRY, FRONT_P);
    visit_press(visit, "<Down><Down><Down>");
    assert_int_equal(visit->kiosk.focus.kind, TARGET_ENTRY);
    visit->kiosk.focus.value = FRONT_EAST;
    visit_press(visit, "<Right>");
    visit_expect_focus(visit, TARGET_ENTRY, FRONT_WEST);
    visit_press(visit, "<Right>");
    visit_expect_focus(visit, TARGET_ENTRY, FRONT_WEST);
    visit_press(visit, "<Down>");
    visit_expect_focus(visit, TARGET_ENTRY, FRONT_SPORT);
    visit_press(visit, "<Up><Left><Down>");
    visit_expect_focus(visit, TARGET_ENTRY, FRONT_PROPERTY);
    visit_press(visit, "<Down>");
    assert_int_equal(visit->kiosk.focus.kind, TARGET_BUTTON);
    visit_press(visit, "<Up>");
    visit_expect_focus(visit, TARGET_ENTRY, FRONT_PROPERTY);
}

static void in_an_article_left_goes_back_and_right_to_the_buttons(void **state)
{
    struct visit *visit = *state;

    visit_press(visit, "2");
    visit_expect_focus(visit, TARGET_ARTICLE, 0);
    visit_press(visit, "<Right>");
    visit_expect_focus(visit, TARGET_BUTTON, KIOSK_PAGE_DOWN);
    visit_press(visit, "<Up>");
    visit_expect_focus(visit, TARGET_ARTICLE, 0);
    visit_press(visit, "<Left>");
    visit_expect_screen(visit, KIOSK_FRONT);
}

static void tab_changes_between_the_rows_and_the_buttons(void **state)
{
    struct visit *visit = *state;

    visit_press(visit, "<Down><Tab>");
    visit_expect_focus(visit, TARGET_BUTTON, KIOSK_PAGE_UP);
    visit_press(visit, "<Tab>");
    visit_expect_focus(visit, TARGET_ENTRY, 0);
}

static void the_focus_stays_in_view(void **state)
{
    struct visit *visit = *state;
    const struct kiosk *kiosk = &visit->kiosk;

    kiosk_resize(&visit->kiosk, 40, 6);
    for (int i = 0; i < 10; i++) {
        expect_in_place(kiosk);
        visit_press(visit, "<Down>");
    }
    assert_int_equal(kiosk->focus.kind, TARGET_BUTTON);
    for (int i = 0; i < 10; i++) {
        visit_press(visit, "<Up>");
        expect_in_place(kiosk);
    }
    visit_expect_focus(visit, TARGET_ENTRY, FRONT_P);
    assert_int_equal(kiosk->scrolled_lines[KIOSK_FRONT], 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        VISIT_TEST(everything_is_in_its_place_at_every_size),
        VISIT_TEST(it_is_too_small_for_less_than_two_lines_of_the_body),
        VISIT_TEST(a_large_screen_has_what_a_finger_finds),
        VISIT_TEST(without_room_for_the_letters_a_keyboard_does),
        VISIT_TEST(the_words_at_the_top_survive_a_resize),
        VISIT_TEST(the_arrows_lead_to_everything_on_the_front_page),
        VISIT_TEST(the_arrows_move_to_what_is_nearest),
        VISIT_TEST(in_an_article_left_goes_back_and_right_to_the_buttons),
        VISIT_TEST(tab_changes_between_the_rows_and_the_buttons),
        VISIT_TEST(the_focus_stays_in_view),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
