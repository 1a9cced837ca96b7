/* Whatever ends a process, whoever has the terminal, and whether or not the terminal takes output:
 * the terminal is as it was before, and what a person marked is saved. */

#include "pty/kiosk.h"
#include "skip.h"

#include "base/sanitized.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* A terminal: it takes output, none any more, hardly any more, or none from the start. */
enum terminal_is { READ, UNREAD, HARDLY_READ, UNREAD_FROM_THE_START };

enum { BY_SIGNAL = 1000 }; /* added to the signal that ended the program */

struct end_row {
    const char *name;
    enum terminal_is terminal;
    int signal;
    int status; /* the exit status, or BY_SIGNAL + signal */
};

/* A sanitizer keeps some signals for its reports, after which it exits. */
static bool is_sanitizers(int number)
{
    return number == SIGSEGV || number == SIGBUS || number == SIGFPE || number == SIGILL;
}

static void skip_sanitizers(int number)
{
    if (SANITIZED && is_sanitizers(number))
        skip_because("a sanitizer keeps this signal");
}

/* Waits for the program's end, and asserts that the terminal is restored. */
static void assert_end(struct fixture *fixture, int status)
{
    struct harness_end end;

    assert_true(harness_wait_exit(fixture->harness, SANDBOX_DEADLINE_MS, &end));
    assert_int_equal(
        WIFEXITED(end.status) ? WEXITSTATUS(end.status) : BY_SIGNAL + WTERMSIG(end.status), status);
    assert_true(end.leaves_termios);
    assert_true(end.leaves_alternate);
    assert_true(end.leaves_cursor);
    assert_true(end.leaves_mouse);
    assert_true(end.leaves_paste);
}

/* Asserts whether the state file has a text. */
static void assert_saved(struct fixture *fixture, const char *text)
{
    char *state = kiosk_read_file(fixture, "state/kanbao/marks");

    assert_non_null(strstr(state, text));
    free(state);
}

#define ENDS_BY(number) (BY_SIGNAL + (number))

static const struct end_row reader_rows[] = {
    {"the reader: SIGTERM", READ, SIGTERM, 0},
    {"the reader: SIGHUP", READ, SIGHUP, 0},
    {"the reader: SIGINT", READ, SIGINT, 0},
    {"the reader: SIGQUIT", READ, SIGQUIT, 0},
    {"the reader: SIGSEGV", READ, SIGSEGV, ENDS_BY(SIGSEGV)},
    {"the reader: SIGABRT", READ, SIGABRT, ENDS_BY(SIGABRT)},
    {"the reader: SIGBUS", READ, SIGBUS, ENDS_BY(SIGBUS)},
    {"the reader: SIGUSR1", READ, SIGUSR1, ENDS_BY(SIGUSR1)},
    {"the reader: SIGALRM", READ, SIGALRM, ENDS_BY(SIGALRM)},
    {"the reader: SIGSTKFLT", READ, SIGSTKFLT, ENDS_BY(SIGSTKFLT)},
    {"the reader, unread: SIGTERM", UNREAD, SIGTERM, 0},
    {"the reader, unread: SIGHUP", UNREAD, SIGHUP, 0},
    {"the reader, unread: SIGINT", UNREAD, SIGINT, 0},
    {"the reader, unread: SIGQUIT", UNREAD, SIGQUIT, 0},
    {"the reader, unread: SIGSEGV", UNREAD, SIGSEGV, ENDS_BY(SIGSEGV)},
    {"the reader, unread: SIGABRT", UNREAD, SIGABRT, ENDS_BY(SIGABRT)},
    {"the reader, unread: SIGALRM", UNREAD, SIGALRM, ENDS_BY(SIGALRM)},
};

/* The signal finds a mark that is not saved yet. */
static void test_reader(void **state)
{
    struct fixture *fixture = *state;
    const struct end_row *row = fixture->row;

    skip_sanitizers(row->signal);
    fixture_open(fixture, "<Enter>");
    if (row->terminal == UNREAD)
        harness_stop_reading(fixture->harness);
    assert_true(harness_keys(fixture->harness, "m"));
    if (row->terminal == UNREAD)
        assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
    else
        assert_true(fixture_wait_frame(fixture, 80, 24, "<Enter>m", FIXTURE_CONTENT));
    harness_signal(fixture->harness, row->signal);
    assert_end(fixture, row->status);
    /* CAN comes first, as the terminal may have only a part of a sequence. */
    assert_non_null(
        memchr(harness_output(fixture->harness).p, '\030', harness_output(fixture->harness).bytes));
    if (row->status == 0)
        assert_saved(fixture, "shangcheng/");
}

/* The key q, and then a signal because the terminal does not take the end. */
static void test_quit_unread(void **state)
{
    struct fixture *fixture = *state;

    fixture_open(fixture, "<Enter>");
    harness_stop_reading(fixture->harness);
    assert_true(harness_keys(fixture->harness, "mQ"));
    assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
    harness_signal(fixture->harness, SIGTERM);
    assert_end(fixture, 0);
    assert_saved(fixture, "shangcheng/");
}

/* Ctrl-Z, which the terminal does not take, and then a signal: the program ends and does not stop.
 */
static void test_stop_unread(void **state)
{
    struct fixture *fixture = *state;
    pid_t pids[HARNESS_PROCESSES_MAX];

    kiosk_start_in_shell(fixture, 80, 24, KIOSK_STANDS,
                         "set -m; \"$KANBAO\" content; echo ended with $?");
    assert_true(harness_wait_text(fixture->harness, "上城区", SANDBOX_DEADLINE_MS));
    assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
    assert_int_equal(harness_processes(fixture->harness, pids), 2);
    harness_stop_reading(fixture->harness);
    assert_true(harness_keys(fixture->harness, "<C-z>"));
    assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
    kill(pids[1], SIGTERM);
    assert_end(fixture, 0);
    assert_true(harness_wait_text(fixture->harness, "ended with 0", 0));
}

static const struct end_row start_rows[] = {
    {"unread from the start: SIGTERM", UNREAD_FROM_THE_START, SIGTERM, 0},
    {"unread from the start: SIGHUP", UNREAD_FROM_THE_START, SIGHUP, 0},
    {"unread from the start: SIGABRT", UNREAD_FROM_THE_START, SIGABRT, ENDS_BY(SIGABRT)},
};

/* Waits until the program has changed the terminal's modes and waits for the terminal. */
static void wait_for_start(struct fixture *fixture)
{
    long long until = sandbox_now_ms() + SANDBOX_DEADLINE_MS;

    while (!harness_modes_differ(fixture->harness) && sandbox_now_ms() < until)
        harness_pump(fixture->harness);
    assert_true(harness_modes_differ(fixture->harness));
    assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
}

static void test_start(void **state)
{
    struct fixture *fixture = *state;
    const struct end_row *row = fixture->row;

    fixture_start_with(
        fixture, &(struct harness_start){
                     .argv = (const char *const[]){"--ambiguous", "narrow", FIXTURE_CONTENT, NULL},
                     .rows = 24,
                     .cols = 80,
                     .unread = true});
    wait_for_start(fixture);
    harness_signal(fixture->harness, row->signal);
    assert_end(fixture, row->status);
}

static const struct end_row linear_rows[] = {
    {"line by line: SIGTERM", READ, SIGTERM, 0},
    {"line by line: SIGHUP", READ, SIGHUP, 0},
    {"line by line: SIGINT", READ, SIGINT, 0},
    {"line by line, unread: SIGTERM", UNREAD, SIGTERM, 0},
    {"line by line, unread: SIGHUP", UNREAD, SIGHUP, 0},
    {"line by line, unread: SIGINT", UNREAD, SIGINT, 0},
    {"line by line, hardly read: SIGTERM", HARDLY_READ, SIGTERM, 0},
};

static void test_linear(void **state)
{
    struct fixture *fixture = *state;
    const struct end_row *row = fixture->row;

    fixture_start(fixture, 80, 24, (const char *const[]){"--linear", FIXTURE_CONTENT, NULL});
    assert_true(harness_wait_text(fixture->harness, "输入编号", SANDBOX_DEADLINE_MS));
    assert_true(harness_keys(fixture->harness, "1\r1\r"));
    assert_true(harness_wait_text(fixture->harness, "以上第", SANDBOX_DEADLINE_MS));
    assert_true(harness_keys(fixture->harness, "m\r"));
    assert_true(harness_wait_text(fixture->harness, "书签", SANDBOX_DEADLINE_MS));
    if (row->terminal != READ)
        harness_stop_reading(fixture->harness);
    if (row->terminal == HARDLY_READ)
        harness_read_a_little(fixture->harness);
    assert_true(harness_keys(fixture->harness, "?\r"));
    assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
    harness_signal(fixture->harness, row->signal);
    assert_end(fixture, row->status);
    assert_saved(fixture, "bookmark");
}

struct print_row {
    const char *name;
    const char *option;
    const char *value;
};

static const struct print_row print_rows[] = {
    {"--dump", "--dump", "--width=80"}, {"--list", "--list", "--all"},
    {"--check", "--check", "--all"},    {"--search", "--search", "社区"},
    {"--frame", "--frame", "80x24"},
};

/* Makes a pipe that is full. */
static void fill_pipe(int ends[2])
{
    static const char PAGE[4096];

    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    assert_true(fcntl(ends[1], F_SETPIPE_SZ, sizeof(PAGE)) > 0);
    assert_int_equal(write(ends[1], PAGE, sizeof(PAGE)), sizeof(PAGE));
}

/* What prints has no state to save and ends at once, even if nobody reads a pipe. */
static void test_print_into_a_pipe(void **state)
{
    struct fixture *fixture = *state;
    const struct print_row *row = fixture->row;
    const char *const argv[] = {sandbox_kanbao(), row->option, row->value, FIXTURE_CONTENT, NULL};
    int ends[2], status;
    pid_t pid;

    fill_pipe(ends);
    pid = fork();
    if (pid == 0) {
        dup2(ends[1], STDOUT_FILENO);
        sandbox_exec(&fixture->sandbox, argv);
    }
    assert_true(pid > 0);
    assert_false(sandbox_wait(pid, sandbox_now_ms() + 100, &status));
    kill(pid, SIGTERM);
    assert_true(sandbox_wait(pid, sandbox_now_ms() + SANDBOX_DEADLINE_MS, &status));
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM);
    close(ends[0]);
    close(ends[1]);
}

static void test_print_to_a_terminal(void **state)
{
    struct fixture *fixture = *state;
    const struct print_row *row = fixture->row;

    fixture_start_with(
        fixture, &(struct harness_start){
                     .argv = (const char *const[]){row->option, row->value, FIXTURE_CONTENT, NULL},
                     .rows = 24,
                     .cols = 80,
                     .unread = true});
    assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
    harness_signal(fixture->harness, SIGTERM);
    assert_end(fixture, ENDS_BY(SIGTERM));
}

/* Waits for the first screen of a visit. Has the terminal not read any more if the row says so; the
 * visit then waits for it. */
static void wait_for_visit(struct fixture *fixture, enum terminal_is terminal)
{
    assert_true(harness_wait_text(fixture->harness, "看报　社区公报", SANDBOX_DEADLINE_MS));
    assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
    if (terminal == UNREAD) {
        harness_stop_reading(fixture->harness);
        assert_true(harness_keys(fixture->harness, "<Down>"));
        assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
    }
}

/* Starts a kiosk and waits as wait_for_visit() does. Returns the visit's process. */
static pid_t start_kiosk(struct fixture *fixture, enum terminal_is terminal)
{
    kiosk_start(fixture, 80, 24, KIOSK_STANDS, NULL, NULL);
    wait_for_visit(fixture, terminal);
    return kiosk_visit(fixture);
}

static int open_process(pid_t pid)
{
    int fd = (int)syscall(SYS_pidfd_open, pid, 0);

    assert_true(fd >= 0);
    return fd;
}

/* Waits, without reading the terminal, until a process has ended. */
static void wait_for_end(int process)
{
    struct pollfd ended = {process, POLLIN, 0};

    assert_int_equal(poll(&ended, 1, SANDBOX_DEADLINE_MS), 1);
    close(process);
}

/* The statuses are those of a shell. */
static const struct end_row keeper_rows[] = {
    {"the keeper: SIGTERM", READ, SIGTERM, 0},
    {"the keeper: SIGHUP", READ, SIGHUP, 0},
    {"the keeper: SIGSEGV", READ, SIGSEGV, 128 + SIGSEGV},
    {"the keeper: SIGABRT", READ, SIGABRT, 128 + SIGABRT},
    {"the keeper: SIGBUS", READ, SIGBUS, 128 + SIGBUS},
    {"the keeper: SIGKILL", READ, SIGKILL, 128 + SIGKILL},
    {"the keeper, unread: SIGTERM", UNREAD, SIGTERM, 0},
    {"the keeper, unread: SIGHUP", UNREAD, SIGHUP, 0},
    {"the keeper, unread: SIGSEGV", UNREAD, SIGSEGV, 128 + SIGSEGV},
    {"the keeper, unread: SIGABRT", UNREAD, SIGABRT, 128 + SIGABRT},
    {"the keeper, unread: SIGKILL", UNREAD, SIGKILL, 128 + SIGKILL},
};

/* Whatever ends the keeper, its visit ends as well. A shell keeps the session, whose end would be
 * the visit's, too. */
static void test_keeper(void **state)
{
    struct fixture *fixture = *state;
    const struct end_row *row = fixture->row;
    pid_t pids[HARNESS_PROCESSES_MAX];
    int visit;

    skip_sanitizers(row->signal);
    kiosk_start_in_shell(
        fixture, 80, 24, KIOSK_STANDS,
        "\"$KANBAO\" --kiosk --strict-calls --clock \"$CLOCK\" content; s=$?; read x; exit $s");
    wait_for_visit(fixture, row->terminal);
    assert_int_equal(harness_processes(fixture->harness, pids), 3);
    visit = open_process(pids[2]);
    kill(pids[1], row->signal);
    wait_for_end(visit);
    assert_true(harness_keys(fixture->harness, "<Enter>"));
    assert_end(fixture, row->status);
}

static const struct end_row stopped_rows[] = {
    {"the keeper of a stopped visit: SIGTERM", READ, SIGTERM, 0},
    {"the keeper of a stopped visit: SIGHUP", READ, SIGHUP, 0},
    {"the keeper of a stopped visit: SIGABRT", READ, SIGABRT, ENDS_BY(SIGABRT)},
    {"the keeper of a stopped visit, unread: SIGTERM", UNREAD, SIGTERM, 0},
    {"the keeper of a stopped visit, unread: SIGABRT", UNREAD, SIGABRT, ENDS_BY(SIGABRT)},
};

/* A visit that does not end is killed, or has the terminal restored behind its back. */
static void test_stopped_visit(void **state)
{
    struct fixture *fixture = *state;
    const struct end_row *row = fixture->row;

    kill(start_kiosk(fixture, row->terminal), SIGSTOP);
    harness_signal(fixture->harness, row->signal);
    assert_end(fixture, row->status);
}

static const struct end_row visit_rows[] = {
    {"a visit: SIGKILL", READ, SIGKILL, 0},
    {"a visit: SIGSEGV", READ, SIGSEGV, 0},
    {"a visit: SIGABRT", READ, SIGABRT, 0},
    {"a visit: SIGSYS", READ, SIGSYS, 0},
    {"a visit, unread: SIGKILL", UNREAD, SIGKILL, 0},
    {"a visit, unread: SIGABRT", UNREAD, SIGABRT, 0},
};

/* Waits until the keeper has another visit than `before`. */
static void wait_for_next_visit(struct fixture *fixture, pid_t before)
{
    long long until = sandbox_now_ms() + SANDBOX_DEADLINE_MS;
    pid_t pids[HARNESS_PROCESSES_MAX];

    while ((harness_processes(fixture->harness, pids) < 2 || pids[1] == before) &&
           sandbox_now_ms() < until)
        harness_pump(fixture->harness);
    assert_int_not_equal(kiosk_visit(fixture), before);
}

/* After a visit that crashed, the next one has the terminal as it needs it, and gives it back. */
static void test_visit(void **state)
{
    struct fixture *fixture = *state;
    const struct end_row *row = fixture->row;
    pid_t visit;

    skip_sanitizers(row->signal);
    visit = start_kiosk(fixture, row->terminal);
    kill(visit, row->signal);
    wait_for_next_visit(fixture, visit);
    if (row->terminal == READ) {
        assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
        assert_true(harness_wait_text(fixture->harness, "看报　社区公报", SANDBOX_DEADLINE_MS));
        assert_true(harness_modes_differ(fixture->harness));
        assert_true(harness_terminal(fixture->harness)->mouse);
        assert_true(harness_terminal(fixture->harness)->alternate);
    }
    harness_signal(fixture->harness, SIGTERM);
    assert_end(fixture, row->status);
}

/* The kiosk gives up after five visits that crashed; what it says stands on the screen. */
static void test_crashes(void **state)
{
    struct fixture *fixture = *state;
    pid_t visit = start_kiosk(fixture, READ);

    for (int i = 0; i < 4; i++) {
        kill(visit, SIGKILL);
        wait_for_next_visit(fixture, visit);
        assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
        visit = kiosk_visit(fixture);
    }
    kill(visit, SIGKILL);
    assert_end(fixture, 1);
    assert_true(harness_wait_text(fixture->harness, "kanbao: ", 0));
}

/* A visitor whose terminal takes nothing for as long as an idle visit lasts has gone. */
static void test_visitor_gone(void **state)
{
    struct fixture *fixture = *state;
    char *config = kiosk_config(fixture, "[kiosk]\nidle_seconds = 1\ncountdown_seconds = 1\n");

    kiosk_start(fixture, 80, 24, KIOSK_STANDS, NULL,
                (const char *const[]){"--config", config, NULL});
    free(config);
    wait_for_visit(fixture, UNREAD);
    assert_end(fixture, 0);
}

/* A kiosk beside another one goes on. */
static void test_two_keepers(void **state)
{
    struct fixture *fixture = *state;
    const char *const argv[] = {
        sandbox_kanbao(), "--kiosk", "--strict-calls", "--clock", KIOSK_STANDS,
        FIXTURE_CONTENT,  NULL};
    struct harness *other;
    struct harness_end end;
    int visit = open_process(start_kiosk(fixture, READ));

    other = harness_new(&fixture->sandbox,
                        &(struct harness_start){.argv = argv, .rows = 24, .cols = 80});
    assert_true(harness_wait_text(other, "看报　社区公报", SANDBOX_DEADLINE_MS));
    harness_signal(fixture->harness, SIGKILL);
    wait_for_end(visit);
    assert_end(fixture, ENDS_BY(SIGKILL));
    assert_true(harness_keys(other, "<Down>"));
    assert_true(harness_wait_idle(other, SANDBOX_DEADLINE_MS));
    assert_true(harness_terminal(other)->alternate);
    harness_signal(other, SIGTERM);
    assert_true(harness_wait_exit(other, SANDBOX_DEADLINE_MS, &end));
    assert_true(end.leaves_termios && end.leaves_alternate && end.leaves_mouse);
    harness_free(other);
}

int main(void)
{
    static const struct CMUnitTest plain[] = {
        FIXTURE_TEST(test_quit_unread),  FIXTURE_TEST(test_stop_unread), FIXTURE_TEST(test_crashes),
        FIXTURE_TEST(test_visitor_gone), FIXTURE_TEST(test_two_keepers),
    };
    struct CMUnitTest tests[TABLE_TESTS_MAX];
    size_t count = sizeof(plain) / sizeof(*plain);

    memcpy(tests, plain, sizeof(plain));
    ADD_ROWS(tests, count, test_reader, reader_rows);
    ADD_ROWS(tests, count, test_start, start_rows);
    ADD_ROWS(tests, count, test_linear, linear_rows);
    ADD_ROWS(tests, count, test_print_into_a_pipe, print_rows);
    ADD_ROWS(tests, count, test_print_to_a_terminal, print_rows);
    ADD_ROWS(tests, count, test_keeper, keeper_rows);
    ADD_ROWS(tests, count, test_stopped_visit, stopped_rows);
    ADD_ROWS(tests, count, test_visit, visit_rows);
    return _cmocka_run_group_tests("restore", tests, count, NULL, NULL);
}
