/* Whatever happens to it, the program ends cleanly, gives the terminal back, and says what was
 * wrong. */

#include "pty/fixture.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

#define CONTENT "content"

static const char *const open_content[] = {CONTENT, NULL};

static void assert_terminal_restored(const struct harness_end *end)
{
    assert_true(end->leaves_alternate);
    assert_true(end->leaves_cursor);
    assert_true(end->leaves_mouse);
    assert_true(end->leaves_paste);
    assert_true(end->leaves_termios);
    assert_true(end->leaves_no_process);
}

/* Waits for an end by itself, the terminal given back. Returns the status. */
static int clean_exit_status(struct fixture *fixture)
{
    struct harness_end end;
    assert_true(harness_wait_exit(fixture->harness, SANDBOX_DEADLINE_MS, &end));
    assert_terminal_restored(&end);
    assert_true(WIFEXITED(end.status));
    return WEXITSTATUS(end.status);
}

static void assert_exit(struct fixture *fixture, int status)
{
    assert_int_equal(clean_exit_status(fixture), status);
}

/* After the end: so many lines say why. */
static void assert_error_lines(struct fixture *fixture, size_t lines)
{
    if (fixture_error_lines(fixture) != lines)
        terminal_report(harness_terminal(fixture->harness), NULL);
    assert_int_equal(fixture_error_lines(fixture), lines);
}

/* Ended by itself with this status, and with one line that says why. */
static void assert_error_exit(struct fixture *fixture, int status)
{
    assert_exit(fixture, status);
    assert_error_lines(fixture, 1);
}

static void open_to(struct fixture *fixture, const char *keys)
{
    fixture_start(fixture, 80, 24, open_content);
    assert_true(fixture_wait_frame(fixture, 80, 24, "", CONTENT));
    assert_true(harness_keys(fixture->harness, keys));
    assert_true(fixture_wait_frame(fixture, 80, 24, keys, CONTENT));
}

static void test_q(void **state)
{
    open_to(*state, "");
    assert_true(harness_keys(((struct fixture *)*state)->harness, "q"));
    assert_exit(*state, 0);
}

static void test_capital_q_in_an_article(void **state)
{
    open_to(*state, "jj<Enter>jj");
    assert_true(harness_keys(((struct fixture *)*state)->harness, "Q"));
    assert_exit(*state, 0);
}

static void test_primary_screen_is_as_it_was(void **state)
{
    struct fixture *fixture = *state;
    open_to(fixture, "jj<Enter>");
    assert_true(harness_keys(fixture->harness, "Q"));
    assert_exit(fixture, 0);
    char *row = terminal_row(harness_terminal(fixture->harness), 0);
    assert_string_equal(row, "");
    free(row);
}

static void test_no_input(void **state)
{
    fixture_start_with(
        *state,
        &(struct harness_start){.argv = open_content, .rows = 24, .cols = 80, .stdin_null = true});
    assert_exit(*state, 0);
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

/* The signal ends it as a key would: the bookmark made before it is on the disk. */
static void test_signal(void **state)
{
    struct fixture *fixture = *state;
    const struct signal_row *row = fixture->row;
    open_to(fixture, row->keys);
    harness_signal(fixture->harness, row->signal);
    int status = clean_exit_status(fixture);
    assert_true(status == 0 || status == 128 + row->signal);
    assert_error_lines(fixture, 1);
    assert_true(sandbox_exists(&fixture->sandbox, "state/kanbao/state"));
}

static void test_hang_up(void **state)
{
    struct fixture *fixture = *state;
    struct harness_end end;
    open_to(fixture, "<Enter>m");
    harness_hang_up(fixture->harness);
    assert_true(harness_wait_exit(fixture->harness, SANDBOX_DEADLINE_MS, &end));
    assert_true(WIFEXITED(end.status));
    assert_true(end.leaves_no_process);
    assert_true(sandbox_exists(&fixture->sandbox, "state/kanbao/state"));
}

/* The program ends even when it cannot be told of the hang-up by a signal. */
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
    assert_true(fixture_wait_frame(fixture, 80, 24, "", CONTENT));
    harness_hang_up(fixture->harness);
    assert_true(harness_wait_exit(fixture->harness, SANDBOX_DEADLINE_MS, &end));
    assert_true(WIFEXITED(end.status));
}

/* Ctrl-Z under a shell gives the terminal back, and fg takes it again. */
static void test_suspend_and_continue(void **state)
{
    struct fixture *fixture = *state;
    const char *const argv[] = {
        "/bin/sh", "-c",
        "set -m; \"$0\" content; echo stopped; read x; fg >/dev/null; echo ended with $?",
        sandbox_kanbao(), NULL};
    fixture->harness = harness_new(&fixture->sandbox,
                                   &(struct harness_start){.argv = argv, .rows = 24, .cols = 80});
    assert_true(fixture_wait_frame(fixture, 80, 24, "", CONTENT));
    assert_true(harness_keys(fixture->harness, "j<C-z>"));
    assert_true(harness_wait_text(fixture->harness, "stopped", SANDBOX_DEADLINE_MS));
    assert_false(harness_terminal(fixture->harness)->alternate);
    assert_true(harness_terminal(fixture->harness)->cursor_visible);
    assert_true(harness_keys(fixture->harness, "<Enter>"));
    assert_true(fixture_wait_frame(fixture, 80, 24, "j", CONTENT));
    assert_true(harness_keys(fixture->harness, "<Down>"));
    assert_true(fixture_wait_frame(fixture, 80, 24, "j<Down>", CONTENT));
    assert_true(harness_keys(fixture->harness, "Q"));
    assert_exit(fixture, 0);
    assert_true(harness_wait_text(fixture->harness, "ended with 0", 0));
}

/* Ctrl-Z without a shell that could continue it: the screen is taken again. */
static void test_suspend_without_a_shell(void **state)
{
    struct fixture *fixture = *state;
    open_to(fixture, "j");
    assert_true(harness_keys(fixture->harness, "<C-z>"));
    assert_true(harness_wait_output(fixture->harness, "\033[?1049h", 2, SANDBOX_DEADLINE_MS));
    assert_true(fixture_wait_frame(fixture, 80, 24, "j", CONTENT));
    assert_true(harness_keys(fixture->harness, "j"));
    assert_true(fixture_wait_frame(fixture, 80, 24, "jj", CONTENT));
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
    assert_true(fixture_wait_frame(fixture, row->cols, row->rows, "", CONTENT));
    if (row->text)
        assert_true(harness_wait_text(fixture->harness, row->text, SANDBOX_DEADLINE_MS));
    harness_resize(fixture->harness, 24, 80);
    assert_true(fixture_wait_frame(fixture, 80, 24, "", CONTENT));
    harness_resize(fixture->harness, row->rows, row->cols);
    assert_true(fixture_wait_frame(fixture, row->cols, row->rows, "", CONTENT));
    assert_true(harness_keys(fixture->harness, "q"));
    assert_exit(fixture, 0);
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
};

static void test_term(void **state)
{
    struct fixture *fixture = *state;
    const struct term_row *row = fixture->row;
    sandbox_env(&fixture->sandbox, "TERM", row->term);
    fixture_start(fixture, 80, 24, open_content);
    if (!row->opens) {
        assert_in_range(clean_exit_status(fixture), 1, 2);
        assert_error_lines(fixture, 1);
        return;
    }
    assert_true(fixture_wait_frame(fixture, 80, 24, "", CONTENT));
    assert_true(harness_keys(fixture->harness, "jj<Enter>j"));
    assert_true(fixture_wait_frame(fixture, 80, 24, "jj<Enter>j", CONTENT));
    assert_true(harness_keys(fixture->harness, "Q"));
    assert_exit(fixture, 0);
}

struct locale_row {
    const char *name;
    const char *locale;
};

static const struct locale_row locale_rows[] = {
    {"LC_ALL=C", "C"},
    {"LC_ALL=POSIX", "POSIX"},
    {"LC_ALL of a locale that is not there", "zz_ZZ.UTF-8"},
    {"LC_ALL unset", NULL},
};

/* Chinese is drawn in every locale, with a word about it. */
static void test_locale(void **state)
{
    struct fixture *fixture = *state;
    const struct locale_row *row = fixture->row;
    sandbox_env(&fixture->sandbox, "LC_ALL", row->locale);
    fixture_start(fixture, 80, 24, open_content);
    assert_true(harness_wait_text(fixture->harness, "C.UTF-8", SANDBOX_DEADLINE_MS));
    assert_true(harness_keys(fixture->harness, "jj<Enter>j"));
    assert_true(fixture_wait_frame(fixture, 80, 24, "jj<Enter>j", CONTENT));
    assert_true(harness_keys(fixture->harness, "Q"));
    assert_exit(fixture, 0);
}

#define ARTICLE "---\ntitle: 一篇\n---\n正文。\n"

static void test_missing_folder(void **state)
{
    fixture_start(*state, 80, 24, (const char *const[]){"no/such/folder", NULL});
    assert_error_exit(*state, 1);
}

static void test_missing_file(void **state)
{
    fixture_start(*state, 80, 24, (const char *const[]){"content/no-such.md", NULL});
    assert_error_exit(*state, 1);
}

static void test_empty_folder(void **state)
{
    struct fixture *fixture = *state;
    sandbox_make_folder(&fixture->sandbox, "paper");
    char *path = sandbox_path(&fixture->sandbox, "paper");
    fixture_start(fixture, 80, 24, (const char *const[]){path, NULL});
    assert_error_exit(fixture, 1);
    free(path);
}

static void test_folder_of_bad_articles(void **state)
{
    struct fixture *fixture = *state;
    sandbox_write(&fixture->sandbox, "paper/a.md", str_of("---\nbroken\n"));
    sandbox_write(&fixture->sandbox, "paper/b.md", str_of("# \xff\xfe\n"));
    char *path = sandbox_path(&fixture->sandbox, "paper");
    fixture_start(fixture, 80, 24, (const char *const[]){path, NULL});
    assert_exit(fixture, 1);
    assert_error_lines(fixture, 3); /* one for each, and that nothing is left */
    free(path);
}

static void test_some_bad_articles(void **state)
{
    struct fixture *fixture = *state;
    sandbox_write(&fixture->sandbox, "paper/a.md", str_of("---\nbroken\n"));
    sandbox_write(&fixture->sandbox, "paper/b.md", str_of(ARTICLE));
    char *path = sandbox_path(&fixture->sandbox, "paper");
    fixture_start(fixture, 80, 24, (const char *const[]){path, NULL});
    assert_true(fixture_wait_frame(fixture, 80, 24, "", path));
    assert_true(harness_wait_text(fixture->harness, "一篇", SANDBOX_DEADLINE_MS));
    assert_true(harness_keys(fixture->harness, "Q"));
    assert_exit(fixture, 0);
    free(path);
}

/* The content goes away while it is being read. */
static void test_content_removed_while_open(void **state)
{
    struct fixture *fixture = *state;
    sandbox_write(&fixture->sandbox, "paper/a.md", str_of(ARTICLE));
    sandbox_write(&fixture->sandbox, "paper/b.md", str_of(ARTICLE));
    char *path = sandbox_path(&fixture->sandbox, "paper");
    char *first = sandbox_path(&fixture->sandbox, "paper/a.md");
    char *second = sandbox_path(&fixture->sandbox, "paper/b.md");
    fixture_start(fixture, 80, 24, (const char *const[]){path, NULL});
    assert_true(fixture_wait_frame(fixture, 80, 24, "", path));
    remove(first);
    remove(second);
    assert_true(harness_keys(fixture->harness, "jj<Enter>"));
    assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
    assert_true(harness_keys(fixture->harness, "/文<Enter>"));
    assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
    assert_true(harness_keys(fixture->harness, "Q"));
    assert_exit(fixture, 0);
    free(second);
    free(first);
    free(path);
}

/* Opens, bookmarks and leaves a program that cannot keep its state. */
static void bookmark_and_leave(struct fixture *fixture, const struct harness_start *start)
{
    fixture_start_with(fixture, start);
    assert_true(fixture_wait_frame(fixture, 80, 24, "", CONTENT));
    assert_true(harness_keys(fixture->harness, "jj<Enter>m"));
    assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
    assert_true(harness_keys(fixture->harness, "Q"));
    assert_error_exit(fixture, 1);
}

static const struct harness_start ordinary_start = {.argv = open_content, .rows = 24, .cols = 80};

static void test_state_folder_is_a_file(void **state)
{
    struct fixture *fixture = *state;
    sandbox_write(&fixture->sandbox, "state/kanbao", str_of(""));
    bookmark_and_leave(fixture, &ordinary_start);
}

static void test_state_file_cannot_grow(void **state)
{
    struct harness_start start = ordinary_start;
    start.no_file_space = true;
    bookmark_and_leave(*state, &start);
}

/* A tmpfs without a free page, in a mount namespace of the program's own. */
static const char full_disk[] =
    "mkdir -p \"$XDG_STATE_HOME\" && mount -t tmpfs -o size=8k tmpfs \"$XDG_STATE_HOME\" && "
    "mkdir \"$XDG_STATE_HOME/kanbao\" && { cat /dev/zero >\"$XDG_STATE_HOME/fill\" 2>/dev/null; "
    "exec \"$@\"; }";

static void test_full_disk(void **state)
{
    struct fixture *fixture = *state;
    struct sandbox_result result = {0};
    const char *const trial[] = {"unshare", "-rm", "sh", "-c", full_disk, "sh", "true", NULL};
    bool works =
        sandbox_run(&fixture->sandbox, trial, SANDBOX_DEADLINE_MS, &result) && result.status == 0;
    sandbox_result_free(&result);
    if (!works) {
        print_message("skipped: no mount in a namespace of one's own here\n");
        skip();
    }
    const char *const argv[] = {"unshare",        "-rm",   "sh", "-c", full_disk, "sh",
                                sandbox_kanbao(), CONTENT, NULL};
    fixture->harness = harness_new(&fixture->sandbox,
                                   &(struct harness_start){.argv = argv, .rows = 24, .cols = 80});
    assert_true(fixture_wait_frame(fixture, 80, 24, "", CONTENT));
    assert_true(harness_keys(fixture->harness, "jj<Enter>m"));
    assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
    assert_true(harness_keys(fixture->harness, "Q"));
    assert_error_exit(fixture, 1);
}

struct damage_row {
    const char *name;
    struct str state;
};

#define BYTES(literal)                                                                             \
    {                                                                                              \
        (literal), sizeof(literal) - 1                                                             \
    }

static const struct damage_row damage_rows[] = {
    {"a state file of noise", BYTES("\x7f"
                                    "ELF\0\0\xff\xfe\n\n\t\t\n")},
    {"a state file cut short", BYTES("kanbao-state 1\nread\tshangcheng/a\nplace\tshang")},
    {"a state file of another version", BYTES("kanbao-state 99\n")},
};

static void test_damaged_state(void **state)
{
    struct fixture *fixture = *state;
    const struct damage_row *row = fixture->row;
    sandbox_write(&fixture->sandbox, "state/kanbao/state", row->state);
    fixture_start(fixture, 80, 24, open_content);
    assert_true(harness_wait_text(fixture->harness, "上城区", SANDBOX_DEADLINE_MS));
    assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
    assert_true(sandbox_exists(&fixture->sandbox, "state/kanbao/state.damaged-1"));
    assert_true(harness_keys(fixture->harness, "jj<Enter>m"));
    assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
    assert_true(harness_keys(fixture->harness, "Q"));
    assert_exit(fixture, 0);
    assert_true(sandbox_exists(&fixture->sandbox, "state/kanbao/state"));
}

static void test_empty_state_is_no_damage(void **state)
{
    struct fixture *fixture = *state;
    sandbox_write(&fixture->sandbox, "state/kanbao/state", str_of("kanbao-state 1\n"));
    open_to(fixture, "");
    assert_false(sandbox_exists(&fixture->sandbox, "state/kanbao/state.damaged-1"));
    assert_true(harness_keys(fixture->harness, "q"));
    assert_exit(fixture, 0);
}

static void test_no_home_at_all(void **state)
{
    struct fixture *fixture = *state;
    sandbox_env(&fixture->sandbox, "HOME", NULL);
    sandbox_env(&fixture->sandbox, "XDG_STATE_HOME", NULL);
    sandbox_env(&fixture->sandbox, "XDG_CONFIG_HOME", NULL);
    open_to(fixture, "jj<Enter>");
    assert_true(harness_keys(fixture->harness, "Q"));
    assert_exit(fixture, 0);
}

/* An order whose output goes to /dev/full: one line, and a status that says so. */
struct full_row {
    const char *name;
    const char *order;
};

static const struct full_row full_rows[] = {
    {"--dump to a full disk", "--dump"},          {"--list to a full disk", "--list"},
    {"--search to a full disk", "--search=社区"}, {"--help to a full disk", "--help"},
    {"--version to a full disk", "--version"},    {"--frame to a full disk", "--frame=80x24"},
};

static void test_full_output(void **state)
{
    struct fixture *fixture = *state;
    const struct full_row *row = fixture->row;
    struct sandbox_result result = {0};
    const char *const argv[] = {
        "/bin/sh", "-c", "exec \"$0\" \"$@\" >/dev/full", sandbox_kanbao(), row->order,
        CONTENT,   NULL};
    assert_true(sandbox_run(&fixture->sandbox, argv, SANDBOX_DEADLINE_MS, &result));
    assert_true(WIFEXITED(result.status));
    assert_int_equal(WEXITSTATUS(result.status), 1);
    assert_int_equal(strncmp(buffer_c_str(&result.err), "kanbao: ", 8), 0);
    sandbox_result_free(&result);
}

int main(void)
{
    struct CMUnitTest tests[TABLE_TESTS_MAX] = {
        FIXTURE_TEST(test_q),
        FIXTURE_TEST(test_capital_q_in_an_article),
        FIXTURE_TEST(test_primary_screen_is_as_it_was),
        FIXTURE_TEST(test_no_input),
        FIXTURE_TEST(test_suspend_and_continue),
        FIXTURE_TEST(test_suspend_without_a_shell),
        FIXTURE_TEST(test_hang_up),
        FIXTURE_TEST(test_hang_up_unnoticed),
        FIXTURE_TEST(test_missing_folder),
        FIXTURE_TEST(test_missing_file),
        FIXTURE_TEST(test_empty_folder),
        FIXTURE_TEST(test_folder_of_bad_articles),
        FIXTURE_TEST(test_some_bad_articles),
        FIXTURE_TEST(test_content_removed_while_open),
        FIXTURE_TEST(test_state_folder_is_a_file),
        FIXTURE_TEST(test_state_file_cannot_grow),
        FIXTURE_TEST(test_full_disk),
        FIXTURE_TEST(test_empty_state_is_no_damage),
        FIXTURE_TEST(test_no_home_at_all),
    };
    size_t count = 19;
    ADD_ROWS(tests, count, test_signal, signal_rows);
    ADD_ROWS(tests, count, test_small_window, size_rows);
    ADD_ROWS(tests, count, test_term, term_rows);
    ADD_ROWS(tests, count, test_locale, locale_rows);
    ADD_ROWS(tests, count, test_damaged_state, damage_rows);
    ADD_ROWS(tests, count, test_full_output, full_rows);
    return _cmocka_run_group_tests("endings", tests, count, NULL, NULL);
}
