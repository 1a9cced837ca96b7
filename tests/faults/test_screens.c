/* Allocations and system calls fail in the reader and in the kiosk: they go on or end, the terminal
 * is as before, and no mark is lost. */

#include "base/file.h"
#include "base/sanitized.h"
#include "faults/inject.h"
#include "faults/starve.h"
#include "faults/trial.h"
#include "pty/harness.h"
#include "skip.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include <cmocka.h>

#define BULLETIN "tests/program/bulletin"
#define STATE "state/kanbao/marks"

/* A program with a screen, and the keys that it is given, one whenever it waits for one. */
struct screen {
    const char *name;
    const char *const *arguments;
    const char *const *keys;
    bool keeps_marks;
    int rows, cols;
};

#define WORDS(...)                                                                                 \
    (const char *const[])                                                                          \
    {                                                                                              \
        __VA_ARGS__, NULL                                                                          \
    }

static const struct screen SCREENS[] = {
    {"reader", WORDS(BULLETIN), WORDS("<Down>", "<Down>", "<Enter>", "m", "/", "冰", "<Enter>"),
     true, 24, 80},
    {"kiosk", WORDS("--kiosk", "--ssh", BULLETIN), WORDS("<Down>", "<Enter>", "<PgDn>"), false, 24,
     80},
};

/* Without $FAULTS=all as many are tried of each. */
enum { MOST_ALLOCATIONS = 40, MOST_CALLS_OF_A_KIND = SANITIZED ? 1 : 2 };

static const char MARKS[] = "content\t/gone\nread\tgone/first\nbookmark\tgone/second\t7\t3\n";

static struct harness *start(const struct sandbox *sandbox, const struct screen *screen,
                             const char *const *wrapper)
{
    const char *argv[16] = {0};
    size_t count = 0;
    char state[128];

    snprintf(state, sizeof(state), "kanbao-state 2\n%s", MARKS);
    sandbox_write(sandbox, STATE, str_of(state));
    for (size_t i = 0; wrapper && wrapper[i]; i++)
        argv[count++] = wrapper[i];
    argv[count++] = sandbox_kanbao();
    for (size_t i = 0; screen->arguments[i]; i++)
        argv[count++] = screen->arguments[i];
    return harness_new(
        sandbox, &(struct harness_start){.argv = argv, .rows = screen->rows, .cols = screen->cols});
}

/* Gives the keys, and then Q until the program ends. */
static bool use(struct harness *harness, const struct screen *screen)
{
    long long until = sandbox_now_ms() + SANDBOX_DEADLINE_MS;
    size_t key = 0;

    while (!harness_has_ended(harness) && sandbox_now_ms() < until) {
        harness_pump(harness);
        if (!harness_is_idle(harness))
            continue;
        harness_feed(harness, screen->keys[key] ? screen->keys[key] : "<C-c>");
        key += screen->keys[key] != NULL;
    }
    return harness_has_ended(harness);
}

static bool marks_are_there(const struct sandbox *sandbox)
{
    char *path = sandbox_path(sandbox, STATE);
    struct buffer text = {0};
    bool there = file_read(path, 1 << 20, &text) == 0 && strstr(buffer_c_str(&text), MARKS);

    buffer_free(&text);
    free(path);
    return there;
}

static bool says_why(const struct harness *harness)
{
    char *screen = terminal_text(harness_terminal(harness));
    bool says = strstr(screen, "kanbao: ") != NULL;

    free(screen);
    return says;
}

/* Returns what is wrong with the end of the program, or NULL. */
static const char *wrong_end(struct harness *harness, const struct sandbox *sandbox,
                             const struct screen *screen, bool is_of_terminal)
{
    struct harness_end end;

    if (!use(harness, screen))
        return "did not end";
    harness_wait_exit(harness, 0, &end);
    if (!WIFEXITED(end.status) || WEXITSTATUS(end.status) > 2)
        return "ended by a signal";
    if (!is_of_terminal && (!end.leaves_alternate || !end.leaves_cursor || !end.leaves_mouse ||
                            !end.leaves_paste || !end.leaves_termios))
        return "left the terminal unusable";
    if (!is_of_terminal && screen->keeps_marks && WEXITSTATUS(end.status) && !says_why(harness))
        return "ended with a status and no message";
    return marks_are_there(sandbox) ? NULL : "lost marks";
}

/* Runs the program, and says what is wrong with its end. Returns whether nothing is. */
static bool holds(const struct sandbox *sandbox, const struct screen *screen,
                  const char *const *wrapper, const char *fault, bool is_of_terminal)
{
    struct harness *harness = start(sandbox, screen, wrapper);
    const char *wrong = wrong_end(harness, sandbox, screen, is_of_terminal);

    if (wrong) {
        fprintf(stderr, "%s: %s: %s\n", screen->name, fault, wrong);
        terminal_report(harness_terminal(harness), NULL);
    }
    harness_free(harness);
    return !wrong;
}

static void test_each_allocation(const struct screen *screen)
{
    struct sandbox sandbox;
    size_t failures = 0;
    long count, step;

    if (SANITIZED)
        skip_because("a sanitizer has an allocator of its own");
    sandbox_open(&sandbox);
    starve_at(&sandbox, 0);
    assert_true(holds(&sandbox, screen, NULL, "undisturbed", false));
    count = starve_count(&sandbox);
    step = trial_step(count, MOST_ALLOCATIONS);
    for (long number = 1; number <= count && failures < 5; number += step) {
        char fault[64];

        snprintf(fault, sizeof(fault), "allocation %ld of %ld", number, count);
        starve_at(&sandbox, number);
        failures += !holds(&sandbox, screen, NULL, fault, false);
    }
    sandbox_close(&sandbox);
    assert_int_equal(failures, 0);
}

/* A kind of call, and the errno value that it returns or an action of inject.h. */
struct call {
    int number;
    const char *name;
    int action;
    bool on;             /* all later ones fail, too */
    bool is_of_terminal; /* what restores the terminal may be lost with the call; a signal is
                            blocked while it is written */
};

static const struct call CALLS[] = {
    {SYS_openat, "openat", EMFILE, false, false},
    {SYS_read, "read", EIO, false, false},
    {SYS_read, "read", EINTR, false, false},
    {SYS_read, "read", INJECT_SHORT, false, false},
    {SYS_pread64, "pread64", EIO, false, false},
    {SYS_write, "write", EIO, false, true},
    {SYS_write, "write", EINTR, false, false},
    {SYS_write, "write", INJECT_SHORT, false, false},
    {SYS_newfstatat, "newfstatat", EIO, false, false},
    {SYS_getdents64, "getdents64", EIO, false, false},
    {SYS_ioctl, "ioctl", EIO, false, true},
    {SYS_ioctl, "ioctl", EINTR, false, true},
    {SYS_poll, "poll", EINTR, false, false},
    {SYS_ppoll, "ppoll", EINTR, false, false},
    {SYS_ppoll, "ppoll", ENOMEM, false, false},
    {SYS_mmap, "mmap", ENOMEM, false, false},
    {SYS_rename, "rename", ENOSPC, false, false},
    {SYS_fsync, "fsync", EIO, false, false},
    {SYS_close, "close", EIO, false, false},
    {SYS_pipe2, "pipe2", EMFILE, false, false},
    {SYS_clone, "clone", EAGAIN, false, false},
    {SYS_inotify_init1, "inotify_init1", EMFILE, true, false},
    {SYS_inotify_add_watch, "inotify_add_watch", ENOSPC, true, false},
    {SYS_socket, "socket", EMFILE, true, false},
    {SYS_sendto, "sendto", ECONNREFUSED, true, false},
    {SYS_wait4, "wait4", EINTR, false, false},
    {SYS_waitid, "waitid", EINTR, false, false},
    {SYS_prctl, "prctl", EINVAL, false, false},
    {SYS_dup3, "dup3", EBADF, false, false},
    {SYS_setrlimit, "setrlimit", EPERM, false, false},
    {SYS_prlimit64, "prlimit64", EPERM, false, false},
};

static void read_counts(const struct sandbox *sandbox, const struct screen *screen, int *counts)
{
    char *path = sandbox_path(sandbox, "counts");

    assert_true(holds(sandbox, screen, inject_counting(path), "undisturbed", false));
    inject_read_counts(path, counts);
    free(path);
}

static void test_each_call(const struct screen *screen)
{
    int counts[INJECT_MOST_CALLS];
    struct sandbox sandbox;
    size_t failures = 0;

    sandbox_open(&sandbox);
    inject_prepare(&sandbox);
    read_counts(&sandbox, screen, counts);
    for (size_t i = 0; i < sizeof(CALLS) / sizeof(*CALLS) && failures < 10; i++) {
        const struct call *call = &CALLS[i];
        int count = inject_is_of_sanitizer(call->number) ? 0 : counts[call->number];

        for (long at = 1, step = trial_step(count, MOST_CALLS_OF_A_KIND); at <= count; at += step) {
            const struct inject inject = {call->number, at, call->on, call->action};
            char fault[160];

            snprintf(fault, sizeof(fault), "%s %ld of %d: %s", call->name, at, count,
                     call->action == INJECT_SHORT ? "short" : strerror(call->action));
            failures +=
                !holds(&sandbox, screen, inject_wrapper(&inject), fault, call->is_of_terminal);
        }
    }
    sandbox_close(&sandbox);
    assert_int_equal(failures, 0);
}

static void test_reader_without_memory(void **state)
{
    (void)state;
    test_each_allocation(&SCREENS[0]);
}

static void test_kiosk_without_memory(void **state)
{
    (void)state;
    test_each_allocation(&SCREENS[1]);
}

static void test_reader_with_failing_calls(void **state)
{
    (void)state;
    test_each_call(&SCREENS[0]);
}

static void test_kiosk_with_failing_calls(void **state)
{
    (void)state;
    test_each_call(&SCREENS[1]);
}

/* The first frame is one write, whether the screen is small or large. */
static void test_writes_of_first_frame(void **state)
{
    static const char *const NO_KEYS[] = {NULL};
    static const int SIZES[][2] = {{12, 40}, {24, 80}, {40, 130}};
    int counts[3][INJECT_MOST_CALLS];
    struct sandbox sandbox;

    (void)state;
    if (SANITIZED)
        skip_because("a search for leaks writes, too");
    sandbox_open(&sandbox);
    inject_prepare(&sandbox);
    /* A folder that takes long to read on a busy machine would get an index. */
    sandbox_write(&sandbox, "config/kanbao/kanbao.ini", str_of("[content]\nindex = off\n"));
    for (int i = 0; i < 3; i++) {
        const struct screen screen = {"reader", WORDS(BULLETIN), NO_KEYS,
                                      true,     SIZES[i][0],     SIZES[i][1]};

        read_counts(&sandbox, &screen, counts[i]);
    }
    sandbox_close(&sandbox);
    assert_int_equal(counts[1][SYS_write], counts[0][SYS_write]);
    assert_int_equal(counts[2][SYS_write], counts[0][SYS_write]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_writes_of_first_frame),
        cmocka_unit_test(test_reader_without_memory),
        cmocka_unit_test(test_kiosk_without_memory),
        cmocka_unit_test(test_reader_with_failing_calls),
        cmocka_unit_test(test_kiosk_with_failing_calls),
    };
    return cmocka_run_group_tests_name("screens", tests, NULL, NULL);
}
