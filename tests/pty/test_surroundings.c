/* Surroundings that no person has and that anybody can make: a terminal of any size, a program
 * started without standard input, output or error. */

#include "pty/sandbox.h"

#include "base/sanitized.h"

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <cmocka.h>

#define CONTENT "content"

enum { MOST_MIB = SANITIZED ? 1024 : 64 };

static int set_up(void **state)
{
    struct sandbox *sandbox = calloc(1, sizeof(*sandbox));

    sandbox_open(sandbox);
    sandbox_env(sandbox, "TERM", "xterm-256color");
    *state = sandbox;
    return 0;
}

static int tear_down(void **state)
{
    sandbox_close(*state);
    free(*state);
    return 0;
}

/* Reads a terminal's output until `wanted` is in it. Returns false at the deadline or the end. */
static bool wait_for(int master, const char *wanted)
{
    long long until_ms = sandbox_now_ms() + SANDBOX_DEADLINE_MS;
    struct buffer seen = {0};
    bool found = false;

    while (!found && sandbox_now_ms() < until_ms) {
        struct pollfd poll_fd = {.fd = master, .events = POLLIN};
        char piece[4096];
        ssize_t bytes;

        if (poll(&poll_fd, 1, 100) <= 0)
            continue;
        bytes = read(master, piece, sizeof(piece));
        if (bytes <= 0)
            break;
        buffer_add(&seen, piece, (size_t)bytes);
        found = memmem(seen.data, seen.bytes, wanted, strlen(wanted)) != NULL;
    }
    buffer_free(&seen);
    return found;
}

/* Reads output until the program has ended. Returns its peak of memory in MiB. */
static long end_of(int master, pid_t pid, struct buffer *out, int *status)
{
    long long until_ms = sandbox_now_ms() + SANDBOX_DEADLINE_MS;
    struct rusage usage = {0};
    char rest[4096];
    ssize_t bytes;
    pid_t ended;

    while ((ended = wait4(pid, status, WNOHANG, &usage)) == 0) {
        struct pollfd poll_fd = {.fd = master, .events = POLLIN};
        char piece[4096];

        if (sandbox_now_ms() > until_ms)
            kill(pid, SIGKILL);
        if (poll(&poll_fd, 1, 20) > 0 && (bytes = read(master, piece, sizeof(piece))) > 0)
            buffer_add(out, piece, (size_t)bytes);
    }
    while ((bytes = read(master, rest, sizeof(rest))) > 0)
        buffer_add(out, rest, (size_t)bytes);
    assert_int_equal(ended, pid);
    return usage.ru_maxrss / 1024;
}

/* A window of no lines or columns is a terminal that does not know its size. */
static void any_window_is_drawn_in_little_memory(void **state)
{
    static const struct winsize sizes[] = {{4000, 4000, 0, 0}, {30000, 30000, 0, 0},
                                           {24, 65535, 0, 0},  {65535, 80, 0, 0},
                                           {0, 0, 0, 0},       {24, 0, 0, 0}};

    for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
        const char *const argv[] = {sandbox_kanbao(), CONTENT, NULL};
        struct buffer out = {0};
        int master, status;
        pid_t pid = forkpty(&master, NULL, NULL, &sizes[i]);
        long mib;

        if (pid == 0)
            sandbox_exec(*state, argv);
        assert_true(pid > 0);
        assert_true(wait_for(master, "上城区"));
        assert_int_equal(write(master, "Q", 1), 1);
        mib = end_of(master, pid, &out, &status);
        close(master);
        buffer_free(&out);
        if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 || mib > MOST_MIB)
            fail_msg("%d lines of %d columns: status %x, %ld MiB", sizes[i].ws_row, sizes[i].ws_col,
                     (unsigned)status, mib);
    }
}

/* Whatever ends the program, the terminal is as it was: the modes, the screen, the cursor, no mouse
 * reports, no marks around pastes. A sanitizer keeps the first four signals for its reports. */
static void a_signal_that_ends_the_program_restores_the_terminal(void **state)
{
    static const int signals[] = {SIGSEGV, SIGBUS,  SIGFPE,    SIGILL,  SIGABRT, SIGTRAP, SIGSYS,
                                  SIGXCPU, SIGALRM, SIGVTALRM, SIGPROF, SIGUSR1, SIGUSR2, SIGPIPE};
    static const char *const ends[] = {"\033[?1049l", "\033[?25h", "\033[?1000l", "\033[?2004l"};

    for (size_t i = SANITIZED ? 4 : 0; i < sizeof(signals) / sizeof(*signals); i++) {
        const char *const argv[] = {sandbox_kanbao(), CONTENT, NULL};
        struct winsize size = {24, 80, 0, 0};
        struct termios before, after;
        struct buffer out = {0};
        int master, slave, status;
        pid_t pid;

        assert_int_equal(openpty(&master, &slave, NULL, NULL, &size), 0);
        assert_int_equal(tcgetattr(slave, &before), 0);
        close(slave);
        close(master);
        pid = forkpty(&master, NULL, &before, &size);
        if (pid == 0)
            sandbox_exec(*state, argv);
        assert_true(pid > 0);
        assert_true(wait_for(master, "上城区"));
        assert_int_equal(tcgetattr(master, &after), 0);
        assert_false(after.c_lflag & ICANON);
        assert_int_equal(kill(pid, signals[i]), 0);
        end_of(master, pid, &out, &status);
        assert_int_equal(tcgetattr(master, &after), 0);
        if (!WIFSIGNALED(status) || WTERMSIG(status) != signals[i] ||
            after.c_lflag != before.c_lflag || after.c_iflag != before.c_iflag ||
            after.c_oflag != before.c_oflag)
            fail_msg("signal %d: status %x, modes %x for %x", signals[i], (unsigned)status,
                     (unsigned)after.c_lflag, (unsigned)before.c_lflag);
        for (size_t j = 0; j < sizeof(ends) / sizeof(*ends); j++)
            if (!memmem(out.data, out.bytes, ends[j], strlen(ends[j])))
                fail_msg("signal %d: %s is missing", signals[i], ends[j] + 1);
        close(master);
        buffer_free(&out);
    }
}

/* Runs the program with some of descriptors 0 to 2 closed, a bit each, the others on /dev/null.
 * Returns its exit status, or -1 if it did not end by itself. */
static int run_without(const struct sandbox *sandbox, unsigned closed, const char *option)
{
    const char *const argv[] = {sandbox_kanbao(), option, CONTENT, NULL};
    int status;
    pid_t pid = fork();

    if (pid == 0) {
        int null = open("/dev/null", O_RDWR | O_CLOEXEC);

        for (int fd = 0; fd < 3; fd++) {
            if (closed >> fd & 1)
                close(fd);
            else
                dup2(null, fd);
        }
        sandbox_exec(sandbox, argv);
    }
    assert_true(pid > 0);
    if (!sandbox_wait(pid, sandbox_now_ms() + SANDBOX_DEADLINE_MS, &status)) {
        kill(pid, SIGKILL);
        waitpid(pid, &status, 0);
        return -1;
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* Output that cannot be written is a fault; all else works as with /dev/null. */
static void descriptors_may_be_missing(void **state)
{
    static const char *const options[] = {"--list", "--linear", "--check", "--dump"};

    for (size_t i = 0; i < sizeof(options) / sizeof(*options); i++) {
        for (unsigned closed = 0; closed < 8; closed++) {
            int status = run_without(*state, closed, options[i]);

            if (status != (int)(closed >> STDOUT_FILENO & 1))
                fail_msg("%s without %u: %d", options[i], closed, status);
        }
    }
}

/* A visitor cannot set TERM, and whoever logs in may have a terminal that nobody has heard of. */
static void a_visitor_may_have_an_unknown_terminal(void **state)
{
    static const struct winsize size = {24, 80, 0, 0};
    const char *const argv[] = {sandbox_kanbao(), "--kiosk", "--ssh", CONTENT, NULL};
    struct buffer out = {0};
    int master, status;
    pid_t pid;

    sandbox_env(*state, "TERM", "nobodys-256color");
    pid = forkpty(&master, NULL, NULL, &size);
    if (pid == 0)
        sandbox_exec(*state, argv);
    assert_true(pid > 0);
    assert_true(wait_for(master, "上城区"));
    assert_int_equal(write(master, "\003", 1), 1);
    end_of(master, pid, &out, &status);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    assert_non_null(memmem(out.data, out.bytes, "\033[?1049l", strlen("\033[?1049l")));
    buffer_free(&out);
    close(master);
}

/* The name of a locale that is not installed says which charset is meant: the hint bar is there at
 * once, in place of a complaint. */
static void a_charset_is_told_by_a_locales_name(void **state)
{
    static const char *const rows[][2] = {{"zh_CN.UTF-8", "退出"},
                                          {"zh_TW.utf8", "退出"},
                                          {"xx_YY.UTF-8@x", "quit"},
                                          {"zh_CN.GB18030", "语言环境不是 UTF-8"},
                                          {"C", "语言环境不是 UTF-8"}};
    static const struct winsize size = {24, 80, 0, 0};

    sandbox_env(*state, "LC_ALL", NULL);
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        const char *const argv[] = {sandbox_kanbao(), CONTENT, NULL};
        struct buffer out = {0};
        int master, status;
        pid_t pid;

        sandbox_env(*state, "LANG", rows[i][0]);
        pid = forkpty(&master, NULL, NULL, &size);
        if (pid == 0)
            sandbox_exec(*state, argv);
        assert_true(pid > 0);
        if (!wait_for(master, rows[i][1]))
            fail_msg("LANG=%s", rows[i][0]);
        assert_int_equal(write(master, "Q", 1), 1);
        end_of(master, pid, &out, &status);
        close(master);
        buffer_free(&out);
    }
}

/* Starts a shell's command in a terminal. */
static pid_t start_command(const struct sandbox *sandbox, const char *command, int *master)
{
    static const struct winsize size = {24, 80, 0, 0};
    const char *const argv[] = {"/bin/sh", "-c", command, sandbox_kanbao(), NULL};
    pid_t pid = forkpty(master, NULL, NULL, &size);

    if (pid == 0)
        sandbox_exec(sandbox, argv);
    assert_true(pid > 0);
    return pid;
}

/* An article on standard input is read with the terminal's keys, and nothing is kept of it. */
static void an_article_comes_by_a_pipe(void **state)
{
    static const struct {
        const char *command, *wanted, *keys, *later;
        int status;
    } rows[] = {
        {"printf '# 题\n\n正文。\n' | \"$0\" -", "正文。", "?", "到开头", 0},
        {"printf '# 题\n\n正文。\n' | \"$0\" --linear -", "正文。", "?\n", "书签列表", 0},
        {"\"$0\" -", "标准输入是终端", NULL, NULL, 1},
        {"\"$0\" --dump -", "标准输入是终端", NULL, NULL, 1},
        {"head -c 9000000 /dev/zero | \"$0\" -", "大于 8 MiB", NULL, NULL, 1},
        {"printf 文 | setsid -w \"$0\" -", "没有终端可以按键", NULL, NULL, 1},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct buffer out = {0};
        int master, status;
        pid_t pid = start_command(*state, rows[i].command, &master);
        const char *const inputs[] = {rows[i].keys, "\003"};

        if (!wait_for(master, rows[i].wanted))
            fail_msg("%s", rows[i].command);
        for (size_t j = 0; rows[i].keys && j < 2; j++) {
            assert_true(write(master, inputs[j], strlen(inputs[j])) > 0);
            if (!j)
                assert_true(wait_for(master, rows[i].later));
        }
        end_of(master, pid, &out, &status);
        if (WEXITSTATUS(status) != rows[i].status)
            fail_msg("%s: %x", rows[i].command, (unsigned)status);
        close(master);
        buffer_free(&out);
    }
    assert_false(sandbox_exists(*state, "state"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(any_window_is_drawn_in_little_memory, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_signal_that_ends_the_program_restores_the_terminal,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_visitor_may_have_an_unknown_terminal, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_charset_is_told_by_a_locales_name, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_article_comes_by_a_pipe, set_up, tear_down),
        cmocka_unit_test_setup_teardown(descriptors_may_be_missing, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
