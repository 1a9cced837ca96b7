/* The mouse has the same effects as keys: the screens are those of --frame after such keys. */

#include "pty/fixture.h"

#include <stdlib.h>
#include <string.h>
#include <uniwidth.h>

enum { MOST_PRESSES = 4, FIRST = 1, MIDDLE = 2, RIGHT = 3, WHEEL_UP = 4, WHEEL_DOWN = 5 };

struct press {
    int button; /* 0: the end */
    int row;
    int col;
};

/* At 80x24 the tree has 上城区 in row 1, the only article of 产业发展 in row 2, then 基层治理 in
 * row 3 and its two articles in rows 4 and 5. */
struct mouse_row {
    const char *name;
    const char *keys; /* typed before the mouse is used */
    struct press presses[MOST_PRESSES];
    const char *same_keys; /* keys with the same effect as all of these */
};

static const struct mouse_row mouse_rows[] = {
    {"a press opens an article", "", {{FIRST, 5, 10}}, "3"},
    {"one in the row of its group", "", {{FIRST, 2, 10}}, "<Enter>"},
    {"on the separator nothing", "", {{FIRST, 7, 32}}, ""},
    {"on the title bar nothing", "", {{FIRST, 0, 5}}, ""},
    {"a group is selected", "", {{FIRST, 1, 10}}, "g"},
    {"and, pressed again, folded", "", {{FIRST, 1, 10}, {FIRST, 1, 10}}, "g<Enter>"},
    {"a sign folds at once", "", {{FIRST, 1, 0}}, "g<Enter>"},
    {"and unfolds", "", {{FIRST, 1, 0}, {FIRST, 1, 0}}, "g<Enter><Enter>"},
    {"below the list nothing", "", {{FIRST, 22, 5}}, ""},
    {"the article's pane opens it", "", {{FIRST, 10, 60}}, "<Enter>"},
    {"from one article to another", "<Enter>", {{FIRST, 5, 10}}, "<Enter>3"},
    {"from an article to a group", "<Enter>", {{FIRST, 3, 10}}, "<Enter><Esc>j"},
    {"the wheel scrolls the article", "<Enter>", {{WHEEL_DOWN, 10, 60}}, "<Enter>jjj"},
    {"and back", "<Enter>jjjj", {{WHEEL_UP, 10, 60}}, "<Enter>j"},
    {"not past its beginning", "<Enter>j", {{WHEEL_UP, 10, 60}}, "<Enter>k"},
    {"other buttons do nothing", "", {{MIDDLE, 7, 10}, {RIGHT, 7, 10}}, ""},
    {"while a search is typed its results open", "/网格", {{FIRST, 1, 10}}, "/网格<Enter><Enter>"},
    {"the help goes away", "?", {{FIRST, 5, 10}}, ""},
    {"the wheel scrolls the help", "?", {{WHEEL_DOWN, 7, 10}}, "?j"},
    {"after a number", "1", {{FIRST, 5, 10}}, "13"},
};

static void test_mouse(void **state)
{
    struct fixture *fixture = *state;
    const struct mouse_row *row = fixture->row;

    fixture_open(fixture, row->keys);
    for (size_t i = 0; i < MOST_PRESSES && row->presses[i].button; i++)
        assert_true(harness_press(fixture->harness, row->presses[i].button, row->presses[i].row,
                                  row->presses[i].col));
    assert_true(fixture_wait_frame(fixture, 80, 24, row->same_keys, FIXTURE_CONTENT));
    assert_true(harness_keys(fixture->harness, "Q"));
    fixture_assert_exit(fixture, 0);
}

/* Returns the column of a text in a row of the screen. */
static int col_of(struct fixture *fixture, int row, const char *text)
{
    char *line = terminal_row(harness_terminal(fixture->harness), row);
    const char *found = strstr(line, text);
    int col;

    assert_non_null(found);
    col = u8_width((const uint8_t *)line, (size_t)(found - line), "UTF-8");
    free(line);
    return col;
}

struct hint_row {
    const char *name;
    const char *hint;
    const char *keys;
};

static const struct hint_row hint_rows[] = {
    {"帮助", "帮助", "?"},
    {"下一篇", "下一篇", "]"},
    {"书签, on its word's second half", "签", "m"},
    {"打开", "打开", "<Enter>"},
    {"搜索", "搜索", "/"},
};

static void test_hint(void **state)
{
    struct fixture *fixture = *state;
    const struct hint_row *row = fixture->row;

    fixture_open(fixture, "");
    assert_true(harness_press(fixture->harness, FIRST, 23, col_of(fixture, 23, row->hint)));
    assert_true(fixture_wait_frame(fixture, 80, 24, row->keys, FIXTURE_CONTENT));
}

static void test_summaries(void **state)
{
    struct fixture *fixture = *state;

    fixture_start(fixture, 160, 40, (const char *const[]){FIXTURE_CONTENT, NULL});
    assert_true(fixture_wait_frame(fixture, 160, 40, "", FIXTURE_CONTENT));
    assert_true(harness_press(fixture->harness, WHEEL_DOWN, 1, 50));
    assert_true(fixture_wait_frame(fixture, 160, 40, "]", FIXTURE_CONTENT));
    assert_true(harness_press(fixture->harness, WHEEL_UP, 1, 50));
    assert_true(fixture_wait_frame(fixture, 160, 40, "", FIXTURE_CONTENT));
    assert_true(harness_press(fixture->harness, FIRST, 7, 50)); /* of the second article */
    assert_true(fixture_wait_frame(fixture, 160, 40, "2", FIXTURE_CONTENT));
}

/* The wheel scrolls a long list. */
static void test_list(void **state)
{
    struct fixture *fixture = *state;

    fixture_start(fixture, 80, 12, (const char *const[]){FIXTURE_CONTENT, NULL});
    assert_true(fixture_wait_frame(fixture, 80, 12, "", FIXTURE_CONTENT));
    assert_true(harness_press(fixture->harness, WHEEL_DOWN, 5, 5));
    assert_true(harness_wait_text(fixture->harness, "以文润城绘幸福底色", SANDBOX_DEADLINE_MS));
    assert_int_equal(col_of(fixture, 1, "● 乡贤"), 2);
    assert_true(harness_press(fixture->harness, WHEEL_UP, 5, 5));
    assert_true(harness_wait_text(fixture->harness, "上城区 (6)", SANDBOX_DEADLINE_MS));
}

/* Reports outside of the screen, incomplete or malformed leave the screen unchanged. */
static void test_hostile_reports(void **state)
{
    static const char *const reports[] = {
        "\033[<0;9999999999999;1M",
        "\033[<0;5;99999M",
        "\033[<0;0;0M",
        "\033[<0;0;7M",
        "\033[<0;-5;7M",
        "\033[<0;5;-7M",
        "\033[<0;81;1M",
        "\033[<0;1;25M",
        "\033[<0;4294967301;7M",
        "\033[<0;2147483648;2147483648M",
        "\033[<64;99998;99998M",
        "\033[<65;1;99998M",
        "\033[<0;5M",
        "\033[<0;5;7;9M",
        "\033[<;;M",
        "\033[<-1;5;7M",
        "\033[<0;5;7m",
        "\033[<35;5;7M",
        "\033[M   ",
        "\033[M\"\xff\xff",
    };
    struct fixture *fixture = *state;

    fixture_open(fixture, "");
    for (size_t i = 0; i < sizeof reports / sizeof *reports; i++) {
        assert_true(harness_send(fixture->harness, reports[i]));
        assert_true(fixture_wait_frame(fixture, 80, 24, "", FIXTURE_CONTENT));
    }
    assert_true(harness_send(fixture->harness, "\033[M +("));
    assert_true(fixture_wait_frame(fixture, 80, 24, "4", FIXTURE_CONTENT));
}

/* The rule beside the list follows the pointer while the button is held down. A wide list has
 * numbers. */
static void test_rule(void **state)
{
    struct fixture *fixture = *state;

    fixture_open(fixture, "");
    assert_true(harness_send(fixture->harness, "\033[<0;33;7M\033[<32;45;9M\033[<0;45;9m"));
    assert_true(harness_wait_text(fixture->harness, "● 1 上城区打造元宇宙产业标杆园区",
                                  SANDBOX_DEADLINE_MS));
    assert_int_equal(col_of(fixture, 7, "│"), 44);
    assert_true(harness_send(fixture->harness, "\033[<32;33;7M"));
    assert_true(harness_keys(fixture->harness, "j"));
    assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
    assert_int_equal(col_of(fixture, 7, "│"), 44);
}

static unsigned next_random(unsigned *seed)
{
    *seed = *seed * 1664525U + 1013904223U;
    return *seed >> 8;
}

/* Appends a number for a report: mostly on the screen, sometimes just off it, sometimes invalid. */
static void add_number(struct buffer *report, unsigned *seed)
{
    static const char *const ODD[] = {"",           "0",          "-1",
                                      "99998",      "100000",     "2147483647",
                                      "2147483648", "4294967296", "99999999999999999999",
                                      "x"};

    if (next_random(seed) % 4)
        buffer_addf(report, "%u", next_random(seed) % 90);
    else
        buffer_add_text(report, ODD[next_random(seed) % (sizeof ODD / sizeof *ODD)]);
}

static void add_report(struct buffer *report, unsigned *seed)
{
    static const char *const BUTTONS[] = {"0", "0", "0",  "64",  "65", "1",
                                          "2", "3", "32", "128", "-1"};

    if (next_random(seed) % 8 == 0) {
        buffer_add_text(report, "\033[M ");
        buffer_add_char(report, (char)(33 + next_random(seed) % 200));
        buffer_add_char(report, (char)(33 + next_random(seed) % 200));
        return;
    }
    buffer_addf(report, "\033[<%s;",
                BUTTONS[next_random(seed) % (sizeof BUTTONS / sizeof *BUTTONS)]);
    add_number(report, seed);
    if (next_random(seed) % 16)
        buffer_add_char(report, ';');
    add_number(report, seed);
    buffer_add_char(report, next_random(seed) % 8 ? 'M' : 'm');
}

/* Random reports, valid and invalid, at three sizes: the program still runs and reacts. */
static void test_random_reports(void **state)
{
    static const int sizes[][2] = {{80, 24}, {40, 12}, {160, 40}};
    enum { ROUNDS = 12, REPORTS = 100 };
    struct fixture *fixture = *state;
    struct buffer reports = {0};
    unsigned seed = 5;

    fixture_open(fixture, "");
    for (int round = 0; round < ROUNDS; round++) {
        const int *size = sizes[round % 3];

        harness_resize(fixture->harness, size[1], size[0]);
        buffer_clear(&reports);
        for (int i = 0; i < REPORTS; i++)
            add_report(&reports, &seed);
        assert_true(harness_send(fixture->harness, buffer_c_str(&reports)));
        assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
    }
    buffer_free(&reports);
    /* A press may have hit 退出, which is a hint only in the list. */
    assert_true(harness_keys(fixture->harness, "?"));
    assert_true(harness_wait_text(fixture->harness, "帮助", SANDBOX_DEADLINE_MS));
    assert_true(harness_keys(fixture->harness, "Q"));
    fixture_assert_exit(fixture, 0);
}

static void test_switched_off(void **state)
{
    struct fixture *fixture = *state;
    char *config;

    sandbox_write(&fixture->sandbox, "c.ini", str_of("[screen]\nmouse = no\n"));
    config = sandbox_path(&fixture->sandbox, "c.ini");
    fixture_start(fixture, 80, 24,
                  (const char *const[]){"--config", config, FIXTURE_CONTENT, NULL});
    free(config);
    assert_true(fixture_wait_frame(fixture, 80, 24, "", FIXTURE_CONTENT));
    assert_int_equal(harness_terminal(fixture->harness)->mouse, 0);
}

int main(void)
{
    static const struct CMUnitTest plain[] = {
        FIXTURE_TEST(test_summaries),       FIXTURE_TEST(test_list),
        FIXTURE_TEST(test_hostile_reports), FIXTURE_TEST(test_rule),
        FIXTURE_TEST(test_random_reports),  FIXTURE_TEST(test_switched_off),
    };
    struct CMUnitTest tests[TABLE_TESTS_MAX];
    size_t count = sizeof plain / sizeof *plain;

    memcpy(tests, plain, sizeof plain);
    ADD_ROWS(tests, count, test_mouse, mouse_rows);
    ADD_ROWS(tests, count, test_hint, hint_rows);
    return _cmocka_run_group_tests("mouse", tests, count, NULL, NULL);
}
