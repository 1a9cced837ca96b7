/* The geometry of every screen at any size, and the movement of the focus. */

#include "kiosk/visit.h"
#include "view/kiosk_view.h"

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
    bool top_begins_a_row = !kiosk_rows(kiosk)->count;

    assert_true(is_within(geometry->rows, geometry->body));
    page.line -= kiosk->scrolled_lines[kiosk->screen];
    page.lines = geometry->page_lines;
    expect_apart(kiosk, kiosk_row_rect, kiosk_rows(kiosk)->count, page);
    for (size_t i = 0; i < kiosk_rows(kiosk)->count; i++) {
        struct rect rect = kiosk_row_rect(kiosk, i);

        assert_true(rect.lines <= geometry->rows.lines);
        assert_true(is_within(kiosk_row_inner(kiosk, i), rect));
        top_begins_a_row =
            top_begins_a_row ||
            rect.line - kiosk_rows(kiosk)->items[i].heading_lines == geometry->rows.line;
    }
    assert_true(top_begins_a_row);
    if (kiosk->focus.kind == TARGET_ENTRY)
        assert_true(is_within(kiosk_row_rect(kiosk, kiosk->focus.value), geometry->rows));
}

static struct rect rect_of_button(const struct kiosk *kiosk, size_t number)
{
    enum kiosk_button buttons[KIOSK_BUTTON_COUNT];

    assert_true(number < kiosk_buttons(kiosk, buttons));
    return kiosk_button_rect(kiosk, buttons[number]);
}

static void expect_in_place(const struct kiosk *kiosk)
{
    const struct kiosk_geometry *geometry = &kiosk->geometry;
    enum kiosk_button buttons[KIOSK_BUTTON_COUNT];

    assert_int_equal(geometry->masthead.lines, geometry->body.line);
    assert_int_equal(geometry->body.line + geometry->body.lines, geometry->bar.line);
    assert_int_equal(geometry->bar.line + geometry->bar.lines, kiosk->lines);
    expect_apart(kiosk, rect_of_button, kiosk_buttons(kiosk, buttons), geometry->bar);
    if (kiosk->screen == KIOSK_PANEL)
        expect_letters(kiosk);
    if (kiosk_rows(kiosk))
        expect_rows(kiosk);
    else
        assert_true(is_within(geometry->text, geometry->body));
}

static void everything_is_in_its_place_at_every_size(void **state)
{
    static const char *const SCREENS[] = {"", "t", "t2", "3", "/t"};
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

/* Nothing has a place there, so an arrow moves nothing and, to the left, goes back. */
static void left_goes_back_where_it_is_too_small(void **state)
{
    struct visit *visit = *state;

    visit_press(visit, "t");
    kiosk_resize(&visit->kiosk, 10, 2);
    assert_true(visit->kiosk.geometry.too_small);
    visit_press(visit, "<Left>");
    visit_expect_screen(visit, KIOSK_FRONT);
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
        assert_int_equal(geometry->button_lines, lines < 27 ? 2 : 3);
        for (size_t i = 0; i < FRONT_ROWS; i++)
            assert_true(kiosk_row_rect(&visit->kiosk, i).lines >= 3);
    }
    kiosk_resize(&visit->kiosk, 80, 17);
    assert_int_equal(geometry->button_lines, 1);
    assert_true(kiosk_row_rect(&visit->kiosk, FRONT_P).lines < 3);
}

/* Returns the line after the last of row `row`, on the screen. */
static int line_after(const struct visit *visit, size_t row)
{
    struct rect rect = kiosk_row_rect(&visit->kiosk, row);

    return rect.line + rect.lines;
}

/* No title is cut while lines stand empty, and rows beside each other are equally tall. */
static void a_row_is_as_tall_as_its_title(void **state)
{
    struct visit *visit = *state;
    struct kiosk *kiosk = &visit->kiosk;
    struct kiosk_row_text text = {0};
    int lines;

    bulletin_put(&visit->bulletin, "p",
                 "title: 关于调整东桥社区老年食堂供餐时间并恢复送餐到家服务以及办理用餐补贴的通知\n"
                 "district: 东桥\npinned: true\n",
                 "周三。\n");
    visit_reload(visit);
    visit_start(visit, VISIT_OPTIONS, (struct str){0});
    for (int cols = 30; cols <= 160; cols += 10)
        for (int height = 12; height <= 50; height += 2) {
            kiosk_resize(kiosk, cols, height);
            kiosk_write_row(kiosk, FRONT_P, kiosk_row_inner(kiosk, FRONT_P).cols, &text);
            lines = kiosk_name_lines(kiosk, buffer_str(&text.name),
                                     kiosk_row_inner(kiosk, FRONT_P).cols);
            assert_true(lines * kiosk_row_inner(kiosk, FRONT_P).cols >=
                        (int)(text.name.bytes / 3 * 2));
            assert_true(kiosk_row_rect(kiosk, FRONT_P).lines >= lines);
            if (kiosk_row_rect(kiosk, FRONT_A).col > 0)
                assert_int_equal(line_after(visit, FRONT_P), line_after(visit, FRONT_A));
            kiosk_row_text_free(&text);
        }
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

/* Finds all targets that arrows reach from the focus. The keys `again` open the screen where an
 * arrow has left it. Returns their number. */
static size_t walk(struct visit *visit, const char *again, struct target found[MOST_TARGETS])
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
            if (kiosk->screen != screen)
                visit_press(visit, again);
            else if (!is_among(found, count, kiosk->focus)) {
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
        visit_press(visit, "<F1>"); /* the first input brings the button that ends a visit */
        assert_int_equal(walk(visit, "", found),
                         FRONT_ROWS + kiosk_buttons(&visit->kiosk, buttons));
    }
}

static void the_arrows_lead_to_all_letters_and_no_further(void **state)
{
    enum { LETTERS = sizeof(KIOSK_LETTERS) - 1 };
    struct visit *visit = *state;
    struct target found[MOST_TARGETS];
    enum kiosk_button buttons[KIOSK_BUTTON_COUNT];

    visit_press(visit, "/");
    visit_expect_focus(visit, TARGET_LETTER, 0);
    assert_int_equal(walk(visit, "/", found), LETTERS + kiosk_buttons(&visit->kiosk, buttons));
    visit_touch(visit, TARGET_LETTER, LETTERS);
    assert_int_equal(visit->kiosk.letters.bytes, 0);
    visit_touch(visit, TARGET_LETTER, LETTERS - 1);
    assert_int_equal(visit->kiosk.letters.bytes, 1);
}

static void the_arrows_move_to_what_is_nearest(void **state)
{
    struct visit *visit = *state;

    visit_expect_focus(visit, TARGET_ENTRY, FRONT_P);
    visit_press(visit, "<Up>");
    visit_expect_focus(visit, TARGET_ENTRY, FRONT_P);
    visit_press(visit, "t");
    visit_expect_focus(visit, TARGET_ENTRY, GROUPS_EAST);
    visit_press(visit, "<Right>");
    visit_expect_focus(visit, TARGET_ENTRY, GROUPS_WEST);
    visit_press(visit, "<Right>");
    visit_expect_focus(visit, TARGET_ENTRY, GROUPS_WEST);
    visit_press(visit, "<Down>");
    visit_expect_focus(visit, TARGET_ENTRY, GROUPS_SPORT);
    visit_press(visit, "<Up><Left><Down>");
    visit_expect_focus(visit, TARGET_ENTRY, GROUPS_PROPERTY);
    visit_press(visit, "<Down>");
    visit_expect_focus(visit, TARGET_ENTRY, GROUPS_NOVEMBER);
    visit_press(visit, "<Down>");
    assert_int_equal(visit->kiosk.focus.kind, TARGET_BUTTON);
    visit_press(visit, "<Up>");
    visit_expect_focus(visit, TARGET_ENTRY, GROUPS_NOVEMBER);
}

/* On each screen, Right goes through its buttons one after the other, and Left back. */
static void the_arrows_move_to_a_buttons_neighbour(void **state)
{
    static const char *const screens[] = {"", "000t1", "0002", "000/"};
    struct visit *visit = *state;
    const struct kiosk *kiosk = &visit->kiosk;

    for (size_t screen = 0; screen < sizeof(screens) / sizeof(*screens); screen++) {
        enum kiosk_button buttons[KIOSK_BUTTON_COUNT];
        size_t count, i;

        visit_press(visit, screens[screen]);
        count = kiosk_buttons(kiosk, buttons);
        visit->kiosk.focus = (struct target){TARGET_BUTTON, buttons[0]};
        for (i = 1; i < count; i++) {
            struct rect before = kiosk_button_rect(kiosk, buttons[i - 1]);
            struct rect rect = kiosk_button_rect(kiosk, buttons[i]);

            if (rect.line != before.line)
                break;
            assert_true(rect.col >= before.col + before.cols);
            visit_press(visit, "<Right>");
            visit_expect_focus(visit, TARGET_BUTTON, buttons[i]);
        }
        assert_true(i > 1);
        while (--i > 0) {
            visit_press(visit, "<Left>");
            visit_expect_focus(visit, TARGET_BUTTON, buttons[i - 1]);
        }
    }
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
    visit_expect_focus(visit, TARGET_BUTTON, KIOSK_ALL);
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

/* Keys that touch have a line between them, and no key has one at its end else. */
static void a_gap_or_a_line_parts_each_key_from_the_next(void **state)
{
    static const int SIZES[][2] = {{100, 25}, {75, 19}, {50, 12}, {56, 44}, {28, 22}, {100, 33}};
    static const char *const SCREENS[] = {"3", "<Esc>t", "<Esc>/", "t"};
    struct visit *visit = *state;
    struct frame frame = {0};

    for (size_t i = 0; i < sizeof(SIZES) / sizeof(*SIZES) * 4; i++) {
        kiosk_resize(&visit->kiosk, SIZES[i / 4][0], SIZES[i / 4][1]);
        visit_press(visit, SCREENS[i % 4]);
        view_kiosk(&frame, &visit->kiosk);
        for (int at = frame.cols; at < frame.cols * frame.lines; at++) {
            const struct cell *above = &frame.cells[at - frame.cols], *cell = &frame.cells[at];
            struct target key = frame_target_at(&frame, at / frame.cols, at % frame.cols);
            struct target other = frame_target_at(&frame, at / frame.cols - 1, at % frame.cols);
            bool both = above->style.role == ROLE_BAR && cell->style.role == ROLE_BAR;
            bool touch = both && (key.kind != other.kind || key.value != other.value);

            if (above->style.role == ROLE_BAR && touch != !!(above->style.attrs & CELL_UNDERLINE))
                fail_msg("%dx%d, screen %zu, %d", frame.cols, frame.lines, i % 4, at);
        }
        visit_press(visit, i % 4 == 3 ? "<Esc><Esc><Esc>" : "");
    }
    frame_free(&frame);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        VISIT_TEST(everything_is_in_its_place_at_every_size),
        VISIT_TEST(it_is_too_small_for_less_than_two_lines_of_the_body),
        VISIT_TEST(left_goes_back_where_it_is_too_small),
        VISIT_TEST(a_large_screen_has_what_a_finger_finds),
        VISIT_TEST(a_row_is_as_tall_as_its_title),
        VISIT_TEST(without_room_for_the_letters_a_keyboard_does),
        VISIT_TEST(the_words_at_the_top_survive_a_resize),
        VISIT_TEST(the_arrows_lead_to_everything_on_the_front_page),
        VISIT_TEST(the_arrows_lead_to_all_letters_and_no_further),
        VISIT_TEST(the_arrows_move_to_what_is_nearest),
        VISIT_TEST(the_arrows_move_to_a_buttons_neighbour),
        VISIT_TEST(in_an_article_left_goes_back_and_right_to_the_buttons),
        VISIT_TEST(tab_changes_between_the_rows_and_the_buttons),
        VISIT_TEST(the_focus_stays_in_view),
        VISIT_TEST(a_gap_or_a_line_parts_each_key_from_the_next),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
