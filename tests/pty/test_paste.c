/* A paste is text in a prompt, and is ignored elsewhere. */

#include "pty/fixture.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

#define PASTED(text) "\033[200~" text "\033[201~"

struct paste_row {
    const char *name;
    const char *keys; /* typed before the paste */
    const char *bytes;
    const char *same_keys; /* keys with the same effect as all of these */
};

static const struct paste_row paste_rows[] = {
    {"in the list nothing", "", PASTED("jj\rq5\033[B\003"), ""},
    {"in an article nothing", "<Enter>", PASTED("jj\r]q5"), "<Enter>"},
    {"in the help nothing", "?", PASTED("jq\r"), "?"},
    {"while a number is typed nothing", "1", PASTED("3"), "1"},
    {"nothing at all", "/", PASTED(""), "/"},
    {"words to search for", "/", PASTED("物业"), "/物业"},
    {"after others", "/物", PASTED("业"), "/物业"},
    {"in one line", "/", PASTED("物业\r\n社区\t网格"), "/物业 社区 网格"},
    {"without what is no text", "/", PASTED("物\003\033[A业\177"), "/物[A业"},
    {"words to find here", "<Enter>f", PASTED("社区"), "<Enter>f社区"},
    {"and what is typed next", "/", PASTED("物业") "\r", "/物业<Enter>"},
    {"an end without a beginning", "/物业", "\033[201~", "/物业"},
};

static void test_paste(void **state)
{
    struct fixture *fixture = *state;
    const struct paste_row *row = fixture->row;

    fixture_open(fixture, row->keys);
    assert_true(harness_send(fixture->harness, row->bytes));
    assert_true(fixture_wait_frame(fixture, 80, 24, row->same_keys, FIXTURE_CONTENT));
}

/* A paste may come in pieces; keys typed after its end are keys again. */
static void test_pieces(void **state)
{
    static const char *const pieces[] = {"\033[200~", "qqq", "5\r", "Q\033", "[201", "~"};
    struct fixture *fixture = *state;

    fixture_open(fixture, "");
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        assert_true(harness_send(fixture->harness, pieces[i]));
        assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
    }
    assert_true(fixture_wait_frame(fixture, 80, 24, "", FIXTURE_CONTENT));
    assert_true(harness_keys(fixture->harness, "j"));
    assert_true(fixture_wait_frame(fixture, 80, 24, "j", FIXTURE_CONTENT));
}

/* The rest of an overlong paste is discarded, and a prompt takes as much as it has room for. */
static void test_long_paste(void **state)
{
    struct fixture *fixture = *state;
    struct buffer paste = {0};

    buffer_add_text(&paste, "\033[200~");
    for (int i = 0; i < 40000; i++)
        buffer_add_text(&paste, "q5Q\r");
    buffer_add_text(&paste, "\033[201~");
    fixture_open(fixture, "");
    assert_true(harness_send(fixture->harness, buffer_c_str(&paste)));
    assert_true(harness_keys(fixture->harness, "j"));
    assert_true(fixture_wait_frame(fixture, 80, 24, "j", FIXTURE_CONTENT));
    assert_true(harness_keys(fixture->harness, "/"));
    assert_true(harness_send(fixture->harness, buffer_c_str(&paste)));
    assert_true(harness_keys(fixture->harness, "<C-u>物业"));
    assert_true(fixture_wait_frame(fixture, 80, 24, "j/物业", FIXTURE_CONTENT));
    buffer_free(&paste);
}

/* The terminal is asked to mark pastes while the program uses it. */
static void test_mode(void **state)
{
    struct fixture *fixture = *state;

    fixture_start(fixture, 80, 24, (const char *const[]){FIXTURE_CONTENT, NULL});
    assert_true(harness_wait_output(fixture->harness, "\033[?2004h", 1, SANDBOX_DEADLINE_MS));
    assert_true(fixture_wait_frame(fixture, 80, 24, "", FIXTURE_CONTENT));
    assert_true(harness_keys(fixture->harness, "<C-z>"));
    assert_true(harness_wait_output(fixture->harness, "\033[?2004l", 1, SANDBOX_DEADLINE_MS));
    harness_signal(fixture->harness, SIGCONT);
    assert_true(harness_wait_output(fixture->harness, "\033[?2004h", 2, SANDBOX_DEADLINE_MS));
    assert_true(harness_keys(fixture->harness, "Q"));
    fixture_assert_exit(fixture, 0);
}

int main(void)
{
    static const struct CMUnitTest plain[] = {
        FIXTURE_TEST(test_pieces),
        FIXTURE_TEST(test_long_paste),
        FIXTURE_TEST(test_mode),
    };
    struct CMUnitTest tests[TABLE_TESTS_MAX];
    size_t count = sizeof plain / sizeof *plain;

    memcpy(tests, plain, sizeof plain);
    ADD_ROWS(tests, count, test_paste, paste_rows);
    return _cmocka_run_group_tests("paste", tests, count, NULL, NULL);
}
