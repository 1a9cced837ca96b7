/* Tests of the harness itself: it draws, types and notices correctly, and rejects wrong screens. */

#include "pty/fixture.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* Long enough to show that something does not happen, and short because every run waits this
 * long. */
enum { NEVER_MS = 100 };

/* Discards the reports that a test provokes. Returns the argument for unhush(). */
static int hush(void)
{
    fflush(stderr);
    int kept = dup(STDERR_FILENO);
    int nowhere = open("/dev/null", O_WRONLY);
    dup2(nowhere, STDERR_FILENO);
    close(nowhere);
    return kept;
}

static void unhush(int kept)
{
    fflush(stderr);
    dup2(kept, STDERR_FILENO);
    close(kept);
}

static struct harness *start_shell(struct fixture *fixture, const char *script)
{
    const char *const argv[] = {"/bin/sh", "-c", script, NULL};
    fixture->harness = harness_new(&fixture->sandbox,
                                   &(struct harness_start){.argv = argv, .rows = 3, .cols = 20});
    return fixture->harness;
}

static void test_right_screen(void **state)
{
    struct harness *harness = start_shell(*state, "printf '看报\\033[2;3Hx'; read x");
    assert_true(harness_wait_screen(harness, "看报\n  x\n\n", SANDBOX_DEADLINE_MS));
    assert_true(harness_wait_text(harness, "报", SANDBOX_DEADLINE_MS));
}

static void test_wrong_screens(void **state)
{
    static const char *const wrong[] = {"看报\n\n\n", "看报\n x\n\n", "看报\n  x\n",
                                        "看抱\n  x\n\n", ""};
    struct harness *harness = start_shell(*state, "printf '看报\\033[2;3Hx'; read x");
    bool passed = false;
    assert_true(harness_wait_text(harness, "x", SANDBOX_DEADLINE_MS));
    int kept = hush();
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        passed |= harness_wait_screen(harness, wrong[i], NEVER_MS);
    passed |= harness_wait_text(harness, "y", NEVER_MS);
    unhush(kept);
    assert_false(passed);
}

static void test_screen_of_an_ended_program_is_not_waited_for(void **state)
{
    long long before = sandbox_now_ms();
    struct harness *harness = start_shell(*state, "printf a");
    int kept = hush();
    bool passed = harness_wait_text(harness, "b", SANDBOX_DEADLINE_MS);
    unhush(kept);
    assert_false(passed);
    assert_true(sandbox_now_ms() - before < SANDBOX_DEADLINE_MS);
}

static void test_widths(void **state)
{
    struct harness *harness =
        start_shell(*state, "printf '中”x\\r\\n“”‘’—…·●\\033[3;1H●①│■×x'; read x");
    assert_true(harness_wait_text(harness, "×x", SANDBOX_DEADLINE_MS));
    const struct terminal *terminal = harness_terminal(harness);
    assert_int_equal(terminal_cell(terminal, 0, 0).cols, 2);
    assert_int_equal(terminal_cell(terminal, 0, 1).character, UINT32_MAX);
    assert_int_equal(terminal_cell(terminal, 0, 2).cols, 1);
    assert_int_equal(terminal_cell(terminal, 0, 3).character, 'x');
    assert_int_equal(terminal_cell(terminal, 1, 7).character, 0x25CF);
    assert_int_equal(terminal_cell(terminal, 2, 5).character, 'x');
}

/* Output is drawn correctly wherever the reads split it. */
static void test_output_in_pieces(void **state)
{
    static const char output[] = "a下一篇  \033[7mn\033[0m“é”𠮷";
    size_t bytes = sizeof output - 1;
    (void)state;
    for (size_t cut = 0; cut <= bytes; cut++) {
        struct terminal terminal;
        terminal_open(&terminal, 1, 40);
        terminal_draw(&terminal, output, cut);
        terminal_draw(&terminal, output + cut, bytes - cut);
        char *row = terminal_row(&terminal, 0);
        assert_string_equal(row, "a下一篇  n“é”𠮷");
        free(row);
        terminal_close(&terminal);
    }
}

static void test_attributes_and_cursor(void **state)
{
    int row;
    int col;
    struct harness *harness = start_shell(
        *state, "printf '\\033[1;7ma\\033[0;4mb\\033[0;31mc\\033[0md\\033[3;4H'; read x");
    assert_true(harness_wait_text(harness, "abcd", SANDBOX_DEADLINE_MS));
    assert_true(harness_wait_idle(harness, SANDBOX_DEADLINE_MS));
    const struct terminal *terminal = harness_terminal(harness);
    assert_true(terminal_cell(terminal, 0, 0).bold && terminal_cell(terminal, 0, 0).reverse);
    assert_true(terminal_cell(terminal, 0, 1).underline && !terminal_cell(terminal, 0, 1).bold);
    assert_true(terminal_cell(terminal, 0, 2).coloured);
    assert_false(terminal_cell(terminal, 0, 3).coloured);
    terminal_cursor(terminal, &row, &col);
    assert_int_equal(row, 2);
    assert_int_equal(col, 3);
}

/* Checks the bytes of keys as od shows them; the program reads `count` bytes in raw mode. */
static void expect_bytes(struct fixture *fixture, const char *mode, const char *keys,
                         const char *bytes)
{
    char script[256];
    snprintf(script, sizeof script,
             "stty raw -echo; printf '%sready'; dd bs=1 count=%d 2>/dev/null | od -An -tx1 | tr -d "
             "'\\n'; "
             "read x",
             mode, (int)(strlen(bytes) + 1) / 3);
    harness_free(fixture->harness);
    struct harness *harness = start_shell(fixture, script);
    assert_true(harness_wait_text(harness, "ready", SANDBOX_DEADLINE_MS));
    assert_true(harness_keys(harness, keys));
    assert_true(harness_wait_text(harness, bytes, SANDBOX_DEADLINE_MS));
}

static void test_keys(void **state)
{
    static const struct {
        const char *mode;
        const char *keys;
        const char *bytes;
    } cases[] = {
        {"", "j<lt>报", "6a 3c e6"},
        {"", "<C-f><C-F>", "06 06"},
        {"", "<Down>", "1b 5b 42"},
        {"\\033[?1h", "<Down>", "1b 4f 42"},
        {"\\033[?1h", "<Up>", "1b 4f 41"},
        {"\\033[?1h", "<Left>", "1b 4f 44"},
        {"\\033[?1h", "<Home>", "1b 4f 48"},
        {"\\033[?1h", "<End>", "1b 4f 46"},
        {"", "<PgDn>", "1b 5b 36 7e"},
        {"", "<PgUp>", "1b 5b 35 7e"},
        {"", "<F1>", "1b 4f 50"},
        {"", "<S-Tab>", "1b 5b 5a"},
        {"", "<Enter><Esc><Tab>", "0d 1b 09"},
        {"", "<Space><BS>", "20 7f"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_bytes(*state, cases[i].mode, cases[i].keys, cases[i].bytes);
}

static void test_unknown_key(void **state)
{
    struct harness *harness = start_shell(*state, "read x");
    int kept = hush();
    bool passed = harness_keys(harness, "j<Nokey>");
    unhush(kept);
    assert_false(passed);
    assert_int_equal(terminal_key_bytes(""), 0);
    assert_int_equal(terminal_key_bytes("<C-f>j"), 5);
    assert_int_equal(terminal_key_bytes("报j"), 3);
}

static void test_resize_reaches_the_program(void **state)
{
    struct harness *harness =
        start_shell(*state, "trap 'stty size' WINCH; stty size; while :; do read x; done");
    assert_true(harness_wait_text(harness, "3 20", SANDBOX_DEADLINE_MS));
    assert_true(harness_wait_idle(harness, SANDBOX_DEADLINE_MS));
    harness_resize(harness, 5, 30);
    assert_true(harness_wait_text(harness, "5 30", SANDBOX_DEADLINE_MS));
}

static void test_smallest_terminal(void **state)
{
    struct harness *harness = start_shell(
        *state, "trap 'stty size' WINCH; printf '\\033[?1049hready'; while :; do read x; done");
    assert_true(harness_wait_text(harness, "ready", SANDBOX_DEADLINE_MS));
    assert_true(harness_wait_idle(harness, SANDBOX_DEADLINE_MS));
    harness_resize(harness, 1, 1);
    assert_true(harness_wait_idle(harness, SANDBOX_DEADLINE_MS));
    harness_resize(harness, 4, 40);
    assert_true(harness_wait_text(harness, "4 40", SANDBOX_DEADLINE_MS));
}

static void test_clean_end(void **state)
{
    struct harness_end end;
    struct harness *harness = start_shell(
        *state,
        "before=$(stty -g); stty raw; printf '\\033[?1049h\\033[?25l\\033[?1000h\\033[?2004hin'; "
        "printf '\\033[?2004l\\033[?1000l\\033[?25h\\033[?1049l'; stty \"$before\"; "
        "echo 'last words'; exit 3");
    assert_true(harness_wait_exit(harness, SANDBOX_DEADLINE_MS, &end));
    assert_true(WIFEXITED(end.status));
    assert_int_equal(WEXITSTATUS(end.status), 3);
    assert_true(end.leaves_alternate);
    assert_true(end.leaves_cursor);
    assert_true(end.leaves_mouse);
    assert_true(end.leaves_paste);
    assert_true(end.leaves_termios);
    assert_true(end.leaves_no_process);
    char *screen = terminal_text(harness_terminal(harness));
    assert_string_equal(screen, "last words\n\n\n");
    free(screen);
}

static void test_unclean_ends(void **state)
{
    struct harness_end end;
    struct harness *harness = start_shell(
        *state, "stty raw; printf '\\033[?1049h\\033[?25l\\033[?1000h\\033[?2004h'; sleep 60 & ");
    assert_true(harness_wait_exit(harness, SANDBOX_DEADLINE_MS, &end));
    assert_false(end.leaves_alternate);
    assert_false(end.leaves_cursor);
    assert_false(end.leaves_mouse);
    assert_false(end.leaves_paste);
    assert_false(end.leaves_termios);
    assert_false(end.leaves_no_process);
}

static void test_signals(void **state)
{
    struct harness_end end;
    struct harness *harness = start_shell(*state, "printf ready; read x");
    assert_true(harness_wait_text(harness, "ready", SANDBOX_DEADLINE_MS));
    harness_signal(harness, SIGTERM);
    assert_true(harness_wait_exit(harness, SANDBOX_DEADLINE_MS, &end));
    assert_true(WIFSIGNALED(end.status));
    assert_int_equal(WTERMSIG(end.status), SIGTERM);
    assert_true(end.leaves_termios);
}

static void test_hang_up(void **state)
{
    struct harness_end end;
    struct harness *harness = start_shell(*state, "trap 'exit 7' HUP; printf ready; read x");
    assert_true(harness_wait_text(harness, "ready", SANDBOX_DEADLINE_MS));
    harness_hang_up(harness);
    assert_true(harness_wait_exit(harness, SANDBOX_DEADLINE_MS, &end));
    assert_true(WIFEXITED(end.status));
    assert_int_equal(WEXITSTATUS(end.status), 7);
}

static void test_no_end_is_noticed(void **state)
{
    struct harness_end end;
    struct harness *harness = start_shell(*state, "trap '' TERM; printf ready; read x");
    assert_true(harness_wait_text(harness, "ready", SANDBOX_DEADLINE_MS));
    harness_signal(harness, SIGTERM);
    int kept = hush();
    bool passed = harness_wait_exit(harness, NEVER_MS, &end);
    unhush(kept);
    assert_false(passed);
}

static void test_environment_is_controlled(void **state)
{
    struct fixture *fixture = *state;
    struct sandbox_result result = {0};
    const char *const argv[] = {"/usr/bin/env", NULL};
    setenv("SANDBOX_LEAK", "1", 1);
    sandbox_env(&fixture->sandbox, "TERM", NULL);
    sandbox_env(&fixture->sandbox, "NO_COLOR", "1");
    assert_true(sandbox_run(&fixture->sandbox, argv, SANDBOX_DEADLINE_MS, &result));
    const char *env = buffer_c_str(&result.out);
    assert_null(strstr(env, "SANDBOX_LEAK="));
    assert_null(strstr(env, "TERM="));
    assert_non_null(strstr(env, "NO_COLOR=1\n"));
    assert_non_null(strstr(env, "LC_ALL=C.UTF-8\n"));
    assert_non_null(strstr(env, fixture->sandbox.home));
    sandbox_result_free(&result);
}

static void test_home_is_removed(void **state)
{
    (void)state;
    struct sandbox sandbox;
    sandbox_open(&sandbox);
    sandbox_write(&sandbox, "a/b/c", str_of("x"));
    assert_true(sandbox_exists(&sandbox, "a/b/c"));
    char *home = strdup(sandbox.home);
    sandbox_close(&sandbox);
    assert_int_equal(access(home, F_OK), -1);
    free(home);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_right_screen),
        FIXTURE_TEST(test_wrong_screens),
        FIXTURE_TEST(test_screen_of_an_ended_program_is_not_waited_for),
        FIXTURE_TEST(test_widths),
        cmocka_unit_test(test_output_in_pieces),
        FIXTURE_TEST(test_attributes_and_cursor),
        FIXTURE_TEST(test_keys),
        FIXTURE_TEST(test_unknown_key),
        FIXTURE_TEST(test_resize_reaches_the_program),
        FIXTURE_TEST(test_smallest_terminal),
        FIXTURE_TEST(test_clean_end),
        FIXTURE_TEST(test_unclean_ends),
        FIXTURE_TEST(test_signals),
        FIXTURE_TEST(test_hang_up),
        FIXTURE_TEST(test_no_end_is_noticed),
        FIXTURE_TEST(test_environment_is_controlled),
        FIXTURE_TEST(test_home_is_removed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
