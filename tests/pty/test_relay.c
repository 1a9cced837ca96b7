/* The terminal functions a kiosk needs: processes take the terminal over from one another without a
 * flash, signals have no effect, and unknown sequences are swallowed whole. The program
 * tests/relay/relay.c shows the events it gets. */

#include "pty/fixture.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST = 1 };

/* Returns the path of the built relay; the caller frees. */
static char *relay_path(void)
{
    const char *build = getenv("BUILD");
    char *path = NULL;

    assert_true(asprintf(&path, "%s/tests/relay/relay", build && *build ? build : "build") > 0);
    return path;
}

static void start(struct fixture *fixture)
{
    char *relay = relay_path();

    fixture->harness = harness_new(
        &fixture->sandbox, &(struct harness_start){
                               .argv = (const char *const[]){relay, NULL}, .rows = 12, .cols = 60});
    free(relay);
    assert_true(harness_wait_screen(fixture->harness, "process 1\n\n\n\n\n\n\n\n\n\n\n\n",
                                    SANDBOX_DEADLINE_MS));
}

/* Waits for a screen with the rows `log` below the process's name. */
static bool wait_log(struct fixture *fixture, int number, const char *log)
{
    char screen[512];
    size_t rows = 1;

    snprintf(screen, sizeof screen, "process %d\n%s", number, log);
    for (const char *at = log; (at = strchr(at, '\n')); at++)
        rows++;
    for (; rows < 12; rows++)
        strcat(screen, "\n");
    return harness_wait_screen(fixture->harness, screen, SANDBOX_DEADLINE_MS);
}

static size_t count_written(struct fixture *fixture, const char *bytes)
{
    struct str output = harness_output(fixture->harness);
    size_t count = 0, length = strlen(bytes);

    for (size_t at = 0; at + length <= output.bytes; at++)
        count += memcmp(output.p + at, bytes, length) == 0;
    return count;
}

static void test_taking_over(void **state)
{
    struct fixture *fixture = *state;

    start(fixture);
    assert_true(harness_keys(fixture->harness, "j"));
    assert_true(wait_log(fixture, 1, "key j\n"));
    for (int number = 2; number < 5; number++) {
        assert_true(harness_keys(fixture->harness, "x"));
        assert_true(wait_log(fixture, number, ""));
    }
    assert_true(harness_press(fixture->harness, FIRST, 3, 4));
    assert_true(wait_log(fixture, 4, "place 3,4\nleave 3,4\n"));
    assert_true(harness_send(fixture->harness, "\033[200~two words\033[201~\033[A"));
    assert_true(wait_log(fixture, 4, "place 3,4\nleave 3,4\npaste two words\nkey <Up>\n"));
    /* The primary screen never appeared, and no mode was reset. */
    assert_int_equal(count_written(fixture, "\033[?1049h"), 1); /* at the first start */
    assert_int_equal(count_written(fixture, "\033[?1049l"), 0);
    assert_int_equal(count_written(fixture, "\033[?1006l"), 0);
    assert_int_equal(count_written(fixture, "\033[?2004l"), 0);
    assert_true(harness_keys(fixture->harness, "q"));
    fixture_assert_exit(fixture, 0);
}

static void test_end_by_a_signal(void **state)
{
    struct fixture *fixture = *state;

    start(fixture);
    assert_true(harness_keys(fixture->harness, "x"));
    assert_true(wait_log(fixture, 2, ""));
    harness_signal(fixture->harness, SIGTERM);
    fixture_assert_exit(fixture, 0);
}

/* Keys typed while no process has the terminal go to the next process. */
static void test_typed_between(void **state)
{
    struct fixture *fixture = *state;

    start(fixture);
    assert_true(harness_keys(fixture->harness, "x"));
    assert_true(harness_keys(fixture->harness, "j"));
    assert_true(harness_wait_text(fixture->harness, "process 2", SANDBOX_DEADLINE_MS));
    assert_true(harness_keys(fixture->harness, "q"));
    fixture_assert_exit(fixture, 0);
}

static void test_signals(void **state)
{
    static const int ignored[] = {SIGINT, SIGQUIT, SIGTSTP, SIGTTIN, SIGTTOU, SIGUSR2};
    struct fixture *fixture = *state;

    start(fixture);
    for (size_t i = 0; i < sizeof ignored / sizeof *ignored; i++)
        harness_signal(fixture->harness, ignored[i]);
    assert_true(harness_keys(fixture->harness, "<C-c><C-z>j"));
    assert_true(wait_log(fixture, 1, "key <C-c>\nkey <C-z>\nkey j\n"));
    harness_signal(fixture->harness, SIGUSR1);
    assert_true(wait_log(fixture, 1, "key <C-c>\nkey <C-z>\nkey j\nuser\nidle\n"));
    harness_signal(fixture->harness, SIGHUP);
    fixture_assert_exit(fixture, 0);
}

struct swallowed_row {
    const char *name;
    const char *bytes;
    const char *log;
};

static const struct swallowed_row swallowed_rows[] = {
    {"Esc alone", "\033", "key <Esc>\n"},
    {"Alt and a letter", "\033q", "key <?>\n"},
    {"Alt and a digit", "\0335", "key <?>\n"},
    {"Alt and a Han character", "\033看", "key <?>\n"},
    {"Alt and a cursor key", "\033\033[A", "key <?>\n"},
    {"a keypad key that nobody knows", "\033Ox", "key <?>\n"},
    {"a console's function key", "\033[[E", "key <?>\n"},
    {"C1 controls", "\2335q\302\2335q", ""},
    {"intermediate bytes", "\033[2 q\033(B", ""},
    {"strings without an end", "\033]0;qqq", ""},
    {"a DCS without an end", "\033P1$qq", ""},
    {"half a CSI", "\033[1;5", ""},
    {"a place off the screen", "\033[<0;61;1M\033[<0;1;13M\033[<0;99998;99998M", ""},
    {"the last place on it", "\033[<0;60;12M", "place 11,59\n"},
};

static void test_swallowed(void **state)
{
    struct fixture *fixture = *state;
    const struct swallowed_row *row = fixture->row;
    char log[64];

    start(fixture);
    assert_true(harness_send(fixture->harness, row->bytes));
    if (*row->log)
        assert_true(wait_log(fixture, 1, row->log));
    /* Idle after the signal means that all input sent before has been read. */
    harness_signal(fixture->harness, SIGUSR1);
    snprintf(log, sizeof log, "%suser\nidle\n", row->log);
    assert_true(wait_log(fixture, 1, log));
}

/* A terminal may be resized without the signal reaching the program. */
static void test_size_without_a_signal(void **state)
{
    struct fixture *fixture = *state;
    char *relay = relay_path();

    fixture->harness = harness_new(
        &fixture->sandbox,
        &(struct harness_start){.argv = (const char *const[]){"/usr/bin/setsid", "-w", relay, NULL},
                                .rows = 12,
                                .cols = 60});
    free(relay);
    assert_true(harness_wait_text(fixture->harness, "process 1", SANDBOX_DEADLINE_MS));
    harness_resize(fixture->harness, 14, 50);
    assert_true(harness_wait_text(fixture->harness, "size 50x14", SANDBOX_DEADLINE_MS));
}

int main(void)
{
    struct CMUnitTest tests[TABLE_TESTS_MAX] = {
        FIXTURE_TEST(test_taking_over),           FIXTURE_TEST(test_end_by_a_signal),
        FIXTURE_TEST(test_typed_between),         FIXTURE_TEST(test_signals),
        FIXTURE_TEST(test_size_without_a_signal),
    };
    size_t count = 5;

    ADD_ROWS(tests, count, test_swallowed, swallowed_rows);
    return _cmocka_run_group_tests("relay", tests, count, NULL, NULL);
}
