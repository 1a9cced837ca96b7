/* Whatever ends the program, it ends cleanly, restores the terminal, and says what was wrong. */

#include "pty/fixture.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

static const char *const open_content[] = {FIXTURE_CONTENT, NULL};

static void test_q(void **state)
{
    fixture_open(*state, "");
    assert_true(harness_keys(((struct fixture *)*state)->harness, "q"));
    fixture_assert_exit(*state, 0);
}

static void test_capital_q_in_an_article(void **state)
{
    fixture_open(*state, "jj<Enter>jj");
    assert_true(harness_keys(((struct fixture *)*state)->harness, "Q"));
    fixture_assert_exit(*state, 0);
}

static void test_a_key_that_was_bound_to_quit(void **state)
{
    struct fixture *fixture = *state;
    sandbox_write(&fixture->sandbox, "config/kanbao/kanbao.ini",
                  str_of("[keys]\nquit-now = ~\nquit =\n"));
    fixture_start(fixture, 80, 24, open_content);
    assert_true(harness_wait_text(fixture->harness, "上城区", SANDBOX_DEADLINE_MS));
    assert_true(harness_keys(fixture->harness, "Qq<C-c>?"));
    assert_true(harness_wait_text(fixture->harness, "看报  帮助", SANDBOX_DEADLINE_MS));
    assert_true(harness_keys(fixture->harness, "~"));
    fixture_assert_exit(fixture, 0);
}

static void test_a_key_with_two_actions(void **state)
{
    struct fixture *fixture = *state;
    sandbox_write(&fixture->sandbox, "config/kanbao/kanbao.ini", str_of("[keys]\nzoom = f\n"));
    /* Wide enough for a long name of the temporary folder. */
    fixture_start(fixture, 200, 24, open_content);
    fixture_assert_exit(fixture, 2);
    fixture_assert_error_lines(fixture, 1);
    assert_true(harness_wait_text(fixture->harness, "kanbao.ini:2:1: 错误: ", 0));
}

static void test_primary_screen_is_as_it_was(void **state)
{
    struct fixture *fixture = *state;
    fixture_open(fixture, "jj<Enter>");
    assert_true(harness_keys(fixture->harness, "Q"));
    fixture_assert_exit(fixture, 0);
    char *row = terminal_row(harness_terminal(fixture->harness), 0);
    assert_string_equal(row, "");
    free(row);
}

static void test_no_input(void **state)
{
    fixture_start_with(
        *state,
        &(struct harness_start){.argv = open_content, .rows = 24, .cols = 80, .stdin_null = true});
    fixture_assert_exit(*state, 0);
}

struct signal_row {
    const char *name;
    int signal;
    const char *keys;
};

static const struct signal_row signal_rows[] = {
    {"SIGTERM in the tree", SIGTERM, "<Enter>m<Esc>"},
    {"SIGTERM in an article", SIGTERM, "<Enter>jm"},
    {"SIGTERM while searching", SIGTERM, "<Enter>m/物"},
    {"SIGINT", SIGINT, "<Enter>m"},
    {"SIGHUP", SIGHUP, "<Enter>m"},
};

/* A signal ends the program as a key would: an earlier bookmark is saved. */
static void test_signal(void **state)
{
    struct fixture *fixture = *state;
    const struct signal_row *row = fixture->row;
    fixture_open(fixture, row->keys);
    harness_signal(fixture->harness, row->signal);
    int status = fixture_exit_status(fixture);
    assert_true(status == 0 || status == 128 + row->signal);
    fixture_assert_error_lines(fixture, 1);
    assert_true(sandbox_exists(&fixture->sandbox, "state/kanbao/marks"));
}

static void test_hang_up(void **state)
{
    struct fixture *fixture = *state;
    struct harness_end end;
    fixture_open(fixture, "<Enter>m");
    harness_hang_up(fixture->harness);
    assert_true(harness_wait_exit(fixture->harness, SANDBOX_DEADLINE_MS, &end));
    assert_true(WIFEXITED(end.status));
    assert_true(end.leaves_no_process);
    assert_true(sandbox_exists(&fixture->sandbox, "state/kanbao/marks"));
}

/* The program ends even if no signal can tell it of the hang-up. */
static void test_hang_up_unnoticed(void **state)
{
    struct fixture *fixture = *state;
    struct harness_end end;
    fixture->harness = harness_new(
        &fixture->sandbox,
        &(struct harness_start){.argv = (const char *const[]){"/bin/sh", "-c",
                                                              "trap '' HUP; exec \"$0\" content",
                                                              sandbox_kanbao(), NULL},
                                .rows = 24,
                                .cols = 80});
    assert_true(fixture_wait_frame(fixture, 80, 24, "", FIXTURE_CONTENT));
    harness_hang_up(fixture->harness);
    assert_true(harness_wait_exit(fixture->harness, SANDBOX_DEADLINE_MS, &end));
    assert_true(WIFEXITED(end.status));
}

struct stop_row {
    const char *name;
    int signal; /* 0: Ctrl-Z */
    bool gives_back;
};

static const struct stop_row stop_rows[] = {
    {"Ctrl-Z and fg", 0, true},
    {"SIGTSTP and fg", SIGTSTP, true},
    {"SIGSTOP and fg", SIGSTOP, false},
};

/* Runs the program in a shell that, when the program has stopped, sets its own modes, as shells do
 * that edit lines, and goes on with `line`. */
static void start_in_shell(struct fixture *fixture, const char *line)
{
    char *script = NULL;

    assert_true(asprintf(&script, "set -m; modes=$(stty -g); \"$0\" content; stty \"$modes\"; %s",
                         line) > 0);
    fixture->harness =
        harness_new(&fixture->sandbox,
                    &(struct harness_start){.argv = (const char *const[]){"/bin/sh", "-c", script,
                                                                          sandbox_kanbao(), NULL},
                                            .rows = 24,
                                            .cols = 80});
    free(script);
    assert_true(fixture_wait_frame(fixture, 80, 24, "", FIXTURE_CONTENT));
}

static void stop_program(struct fixture *fixture, int number)
{
    pid_t pids[HARNESS_PROCESSES_MAX];

    if (!number) {
        assert_true(harness_keys(fixture->harness, "<C-z>"));
    } else {
        assert_int_equal(harness_processes(fixture->harness, pids), 2);
        kill(pids[1], number);
    }
    assert_true(harness_wait_text(fixture->harness, "stopped", SANDBOX_DEADLINE_MS));
}

/* In a shell, a stop restores the terminal, unless nothing announces it, and fg takes the terminal
 * over again, whatever has become of its modes and its screen. */
static void test_stop_and_continue(void **state)
{
    struct fixture *fixture = *state;
    const struct stop_row *row = fixture->row;
    const struct terminal *terminal;
    start_in_shell(fixture, "echo stopped; read x; fg >/dev/null; echo ended with $?");
    terminal = harness_terminal(fixture->harness);
    assert_true(harness_keys(fixture->harness, "j"));
    assert_true(fixture_wait_frame(fixture, 80, 24, "j", FIXTURE_CONTENT));
    stop_program(fixture, row->signal);
    assert_int_equal(terminal->alternate, !row->gives_back);
    assert_int_equal(terminal->mouse, !row->gives_back);
    assert_int_equal(terminal->cursor_visible, row->gives_back);
    assert_true(harness_keys(fixture->harness, "<Enter>"));
    assert_true(fixture_wait_frame(fixture, 80, 24, "j", FIXTURE_CONTENT));
    assert_true(terminal->mouse);
    assert_true(harness_keys(fixture->harness, "<Down>"));
    assert_true(fixture_wait_frame(fixture, 80, 24, "j<Down>", FIXTURE_CONTENT));
    assert_true(harness_keys(fixture->harness, "Q"));
    fixture_assert_exit(fixture, 0);
    assert_true(harness_wait_text(fixture->harness, "ended with 0", 0));
}

/* A program that is ended while it is stopped does nothing to the terminal, which is the shell's.
 */
static void test_end_while_stopped(void **state)
{
    struct fixture *fixture = *state;
    size_t drawn;
    start_in_shell(fixture, "echo stopped; read x; kill %1; fg >/dev/null; echo ended with $?");
    stop_program(fixture, SIGTSTP);
    drawn = harness_output(fixture->harness).bytes;
    assert_true(harness_keys(fixture->harness, "<Enter>"));
    assert_true(harness_wait_text(fixture->harness, "ended with 0", SANDBOX_DEADLINE_MS));
    fixture_assert_exit(fixture, 0);
    assert_null(memchr(harness_output(fixture->harness).p + drawn, '\033',
                       harness_output(fixture->harness).bytes - drawn));
}

/* Ctrl-Z without a shell that could continue the program: it keeps the screen. */
static void test_suspend_without_a_shell(void **state)
{
    struct fixture *fixture = *state;
    fixture_open(fixture, "j");
    assert_true(harness_keys(fixture->harness, "<C-z>"));
    assert_true(harness_wait_output(fixture->harness, "\033[?1049h", 2, SANDBOX_DEADLINE_MS));
    assert_true(fixture_wait_frame(fixture, 80, 24, "j", FIXTURE_CONTENT));
    assert_true(harness_keys(fixture->harness, "j"));
    assert_true(fixture_wait_frame(fixture, 80, 24, "jj", FIXTURE_CONTENT));
}

struct size_row {
    const char *name;
    int cols;
    int rows;
    const char *text;
};

static const struct size_row size_rows[] = {
    {"a window of 1x1", 1, 1, NULL},
    {"a window of 19x4", 19, 4, "小"},
    {"a window of 2x2", 2, 2, NULL},
};

static void test_small_window(void **state)
{
    struct fixture *fixture = *state;
    const struct size_row *row = fixture->row;
    fixture_start(fixture, row->cols, row->rows, open_content);
    assert_true(fixture_wait_frame(fixture, row->cols, row->rows, "", FIXTURE_CONTENT));
    if (row->text)
        assert_true(harness_wait_text(fixture->harness, row->text, SANDBOX_DEADLINE_MS));
    harness_resize(fixture->harness, 24, 80);
    assert_true(fixture_wait_frame(fixture, 80, 24, "", FIXTURE_CONTENT));
    harness_resize(fixture->harness, row->rows, row->cols);
    assert_true(fixture_wait_frame(fixture, row->cols, row->rows, "", FIXTURE_CONTENT));
    assert_true(harness_keys(fixture->harness, "q"));
    fixture_assert_exit(fixture, 0);
}

struct term_row {
    const char *name;
    const char *term;
    bool opens;
};

static const struct term_row term_rows[] = {
    {"TERM=dumb", "dumb", false},
    {"TERM unknown", "no-such-terminal", false},
    {"TERM unset", NULL, false},
    {"TERM empty", "", false},
    {"TERM=linux", "linux", false},
    {"TERM=vt100", "vt100", true},
    {"TERM=xterm", "xterm", true},
    {"TERM=screen-256color", "screen-256color", true},
    {"TERM=tmux-256color", "tmux-256color", true},
    {"TERM=screen", "screen", true},
    {"TERM=xterm-mono", "xterm-mono", true},
    {"TERM=xterm-256color", "xterm-256color", true},
    /* similar to xterm, even without a description on this machine */
    {"TERM=foot", "foot", true},
    {"TERM=xterm-kitty", "xterm-kitty", true},
    {"TERM=alacritty-direct", "alacritty-direct", true},
};

static void test_term(void **state)
{
    struct fixture *fixture = *state;
    const struct term_row *row = fixture->row;
    sandbox_env(&fixture->sandbox, "TERM", row->term);
    fixture_start(fixture, 80, 24, open_content);
    if (!row->opens) {
        assert_in_range(fixture_exit_status(fixture), 1, 2);
        fixture_assert_error_lines(fixture, 1);
        return;
    }
    assert_true(fixture_wait_frame(fixture, 80, 24, "", FIXTURE_CONTENT));
    assert_true(harness_keys(fixture->harness, "jj<Enter>j"));
    assert_true(fixture_wait_frame(fixture, 80, 24, "jj<Enter>j", FIXTURE_CONTENT));
    assert_true(harness_keys(fixture->harness, "Q"));
    fixture_assert_exit(fixture, 0);
}

struct locale_row {
    const char *name;
    const char *locale;
};

static const struct locale_row locale_rows[] = {
    {"LC_ALL=C", "C"},
    {"LC_ALL=POSIX", "POSIX"},
    {"LC_ALL of a locale that is not there", "zh_ZZ"},
    {"LC_ALL unset", NULL},
};

/* Chinese is drawn in every locale; in an unsuitable one a message says so. */
static void test_locale(void **state)
{
    struct fixture *fixture = *state;
    const struct locale_row *row = fixture->row;
    sandbox_env(&fixture->sandbox, "LC_ALL", row->locale);
    fixture_start(fixture, 80, 24, open_content);
    assert_true(harness_wait_text(fixture->harness, "C.UTF-8", SANDBOX_DEADLINE_MS));
    assert_true(harness_keys(fixture->harness, "jj<Enter>j"));
    assert_true(fixture_wait_frame(fixture, 80, 24, "jj<Enter>j", FIXTURE_CONTENT));
    assert_true(harness_keys(fixture->harness, "Q"));
    fixture_assert_exit(fixture, 0);
}

int main(void)
{
    static const struct CMUnitTest plain[] = {
        FIXTURE_TEST(test_q),
        FIXTURE_TEST(test_capital_q_in_an_article),
        FIXTURE_TEST(test_a_key_that_was_bound_to_quit),
        FIXTURE_TEST(test_a_key_with_two_actions),
        FIXTURE_TEST(test_primary_screen_is_as_it_was),
        FIXTURE_TEST(test_no_input),
        FIXTURE_TEST(test_hang_up),
        FIXTURE_TEST(test_hang_up_unnoticed),
        FIXTURE_TEST(test_end_while_stopped),
        FIXTURE_TEST(test_suspend_without_a_shell),
    };
    struct CMUnitTest tests[TABLE_TESTS_MAX];
    size_t count = sizeof plain / sizeof *plain;
    memcpy(tests, plain, sizeof plain);
    ADD_ROWS(tests, count, test_signal, signal_rows);
    ADD_ROWS(tests, count, test_stop_and_continue, stop_rows);
    ADD_ROWS(tests, count, test_small_window, size_rows);
    ADD_ROWS(tests, count, test_term, term_rows);
    ADD_ROWS(tests, count, test_locale, locale_rows);
    return _cmocka_run_group_tests("endings", tests, count, NULL, NULL);
}
