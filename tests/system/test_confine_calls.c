/* The system calls that a kiosk's processes may make, one by one. */

#include "system/confine_calls.h"

#include "base/bounds.h"
#include "base/sanitized.h"
#include "base/task.h"
#include "call_attempts.h"
#include "child.h"
#include "receiver.h"
#include "scratch.h"
#include "skip.h"
#include "system/confine.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include <cmocka.h>

/* More than any call's number has been so far. */
enum { MOST_CALLS = 600 };

static const struct journal NO_JOURNAL = {.datagram.fd = -1};

/* Confines this process as the kiosk does. */
static void confine_as(enum confined_role role, bool kills, const struct journal *journal)
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        abort();
    confine_calls(CONFINED_KEEPER, kills, journal);
    if (role == CONFINED_VISIT)
        confine_calls(CONFINED_VISIT, kills, journal);
}

/* Starts a child in which signals end the process, which cmocka catches in its own. */
static pid_t start_plain_child(void)
{
    static const int CAUGHT[] = {SIGFPE, SIGILL, SIGSEGV, SIGBUS, SIGSYS};
    pid_t pid;

    fflush(NULL);
    pid = fork();
    for (size_t i = 0; pid == 0 && i < sizeof(CAUGHT) / sizeof(CAUGHT[0]); i++)
        signal(CAUGHT[i], SIG_DFL);
    return pid;
}

/* Returns whether a call kills a confined process. */
static bool kills(enum confined_role role, long call, const long *args)
{
    int status = 0;
    pid_t pid, parent = getpid();

    pid = start_plain_child();
    if (pid == 0) {
        long a[6];

        for (int i = 0; i < 6; i++)
            a[i] = args[i] == SELF ? getpid() : args[i] == PARENT ? parent : args[i];
        alarm(20);
        confine_as(role, true, &NO_JOURNAL);
        syscall(call, a[0], a[1], a[2], a[3], a[4], a[5]);
        _exit(0);
    }
    while (waitpid(pid, &status, 0) < 0)
        continue;
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM)
        print_error("call %ld waits\n", call);
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS;
}

static void need_the_shipped_list(void)
{
    if (SANITIZED)
        skip_because("a sanitizer needs more system calls");
}

static const struct attempt *find(const struct attempt *attempts, size_t count, long call)
{
    for (size_t i = 0; i < count; i++) {
        if (attempts[i].call == call)
            return attempts + i;
    }
    return NULL;
}

/* Returns whether the kernel itself never asks a filter about a call: uretprobe and uprobe, which
 * end a process that the kernel did not lead to them. */
static bool is_never_filtered(long call)
{
#ifdef __x86_64__
    return call == 335 || call == 336;
#else
    (void)call;
    return false;
#endif
}

/* Tries every number: those of FREE pass, and all others kill, but for those of CHECKED. */
static void try_all(enum confined_role role)
{
    static const long NONE[6];
    int wrong = 0;

    for (long call = 0; call < MOST_CALLS; call++) {
        const struct attempt *attempt = find(FREE, sizeof(FREE) / sizeof(FREE[0]), call);
        bool passes = attempt && attempt->roles & role;

        if (find(CHECKED, sizeof(CHECKED) / sizeof(CHECKED[0]), call) || is_never_filtered(call))
            continue;
        if (kills(role, call, attempt ? attempt->args : NONE) == passes) {
            print_error("call %ld %s\n", call, passes ? "kills" : "passes");
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

static void test_no_call_that_is_not_written_down_passes_the_keeper(void **state)
{
    (void)state;
    need_the_shipped_list();
    try_all(CONFINED_KEEPER);
}

static void test_no_call_that_is_not_written_down_passes_a_visit(void **state)
{
    (void)state;
    need_the_shipped_list();
    try_all(CONFINED_VISIT);
}

static void test_arguments_are_checked(void **state)
{
    int wrong = 0;

    (void)state;
    need_the_shipped_list();
    for (size_t i = 0; i < sizeof(CHECKED) / sizeof(CHECKED[0]); i++) {
        for (unsigned role = KEEPER; role <= VISIT; role <<= 1) {
            bool passes = CHECKED[i].roles & role;

            if (kills((enum confined_role)role, CHECKED[i].call, CHECKED[i].args) == passes) {
                print_error("attempt %zu, call %ld, %s as %u\n", i, CHECKED[i].call,
                            passes ? "kills" : "passes", role);
                wrong++;
            }
        }
    }
    assert_int_equal(wrong, 0);
}

static void note(void *context)
{
    *(bool *)context = true;
}

/* Makes a thread, as for a large article. */
static bool work_in_a_thread(void *given)
{
    bool done = false, is_busy;
    struct task *task;

    (void)given;
    confine_as(CONFINED_VISIT, true, &NO_JOURNAL);
    task = task_start(TASK_BODY, note, &done, &is_busy);
    if (!task || !task_wait(task, -1))
        return false;
    task_free(task);
    return done && syscall(SYS_clone3, NULL, 0) < 0 && errno == ENOSYS;
}

static void test_a_visit_may_work_in_a_thread(void **state)
{
    (void)state;
    assert_true(child_passes(work_in_a_thread, NULL));
}

static void test_other_sessions_are_out_of_reach_of_a_visit(void **state)
{
    static const long NONE[6];

    (void)state;
    need_the_shipped_list();
    for (size_t i = 0; i < sizeof(NAMED) / sizeof(NAMED[0]); i++) {
        if (!kills(CONFINED_VISIT, NAMED[i], NONE))
            print_error("call %ld passes\n", NAMED[i]);
        assert_true(kills(CONFINED_VISIT, NAMED[i], NONE));
    }
#ifdef __x86_64__
    assert_true(kills(CONFINED_VISIT, 0x40000000 | SYS_getpid, NONE)); /* as of the x32 ABI */
#endif
}

/* Makes calls that are refused, several times and with SIGSYS blocked until now. They must not
 * change anything, and fail with EPERM. */
static bool refused_gently(void *given)
{
    struct journal journal;
    sigset_t all;

    journal_open(&journal, given);
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, NULL);
    confine_as(CONFINED_VISIT, false, &journal);
    for (int i = 0; i < 3; i++) {
        errno = 0;
        CHECK(syscall(SYS_personality, 0) == -1 && errno == EPERM);
        errno = 0;
        CHECK(syscall(SYS_msgget, 0, 0600) == -1 && errno == EPERM);
    }
    errno = 0;
    CHECK(syscall(1000000) == -1 && errno == EPERM);
    return true;
}

static bool refused_gently_into_a_pipe(void *given)
{
    dup2(*(int *)given, STDERR_FILENO);
    return refused_gently((char[]){"/nowhere"});
}

/* Checks that the lines of a journal name the calls, each once and in this order. */
static void assert_lines_name(const char *lines, const long *calls, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char number[32];

        snprintf(number, sizeof(number), " %04ld ", calls[i]);
        lines = strstr(lines, number);
        if (!lines)
            print_error("no line for %ld\n", calls[i]);
        assert_non_null(lines);
    }
}

static const long REFUSED[] = {SYS_personality, SYS_msgget, 9999};
enum { REFUSED_COUNT = sizeof(REFUSED) / sizeof(REFUSED[0]) };

static void test_a_refused_call_fails_and_one_line_says_so(void **state)
{
    struct buffer said = {0};
    int ends[2], lines = 0;

    (void)state;
    assert_int_equal(pipe(ends), 0);
    assert_true(child_passes(refused_gently_into_a_pipe, &ends[1]));
    close(ends[1]);
    while (read_soon(ends[0], &said))
        continue;
    assert_int_equal(strncmp(buffer_c_str(&said), "kanbao: ", 8), 0);
    for (size_t i = 0; i < said.bytes; i++)
        lines += said.data[i] == '\n';
    assert_int_equal(lines, REFUSED_COUNT);
    assert_lines_name(said.data, REFUSED, REFUSED_COUNT);
    close(ends[0]);
    buffer_free(&said);
}

static bool refused_gently_on_a_terminal(void *given)
{
    close(STDERR_FILENO);
    return refused_gently(given);
}

static void test_the_line_goes_to_the_log_of_the_system(void **state)
{
    char *folder = scratch_new(), *path = scratch_path(folder, "log");
    int log = receiver_open(path);
    pid_t pid = child_start(refused_gently_on_a_terminal, path);
    struct buffer head = {0};
    char byte;

    (void)state;
    assert_true(child_ended_well(pid));
    buffer_addf(&head, "<27>kanbao[%ld]: ", (long)pid);
    for (size_t i = 0; i < REFUSED_COUNT; i++) {
        struct buffer said = {0};

        assert_true(read_soon(log, &said));
        assert_int_equal(strncmp(buffer_c_str(&said), buffer_c_str(&head), head.bytes), 0);
        assert_null(strchr(said.data, '\n'));
        assert_lines_name(said.data, &REFUSED[i], 1);
        buffer_free(&said);
    }
    assert_true(recv(log, &byte, 1, MSG_DONTWAIT) < 0);
    close(log);
    buffer_free(&head);
    free(path);
    scratch_free(folder);
}

/* Returns the signal that ended a confined process which called `body`, or 0. */
static int ended_by(enum confined_role role, bool kills_it, void (*body)(void))
{
    int status = 0;
    pid_t pid = start_plain_child();

    if (pid == 0) {
        confine_as(role, kills_it, &NO_JOURNAL);
        body();
        _exit(0);
    }
    while (waitpid(pid, &status, 0) < 0)
        continue;
    return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

static void fail_an_assertion(void)
{
    abort();
}

static void raise_sigsys(void)
{
    raise(SIGSYS);
}

static void end_of_the_test(int number)
{
    (void)number;
    _exit(0);
}

/* The handler that the terminal's keeper has installed before is called for such a signal. */
static bool handler_before_is_called(void *given)
{
    (void)given;
    signal(SIGSYS, end_of_the_test);
    confine_as(CONFINED_VISIT, false, &NO_JOURNAL);
    raise(SIGSYS);
    return false;
}

static void fork_once(void)
{
    if (fork() == 0)
        _exit(0);
}

static void test_ways_to_end(void **state)
{
    (void)state;
    assert_int_equal(ended_by(CONFINED_KEEPER, true, fail_an_assertion), SIGABRT);
    assert_int_equal(ended_by(CONFINED_VISIT, true, fail_an_assertion), SIGABRT);
    /* A signal of the same number that somebody sends is no refusal. */
    assert_int_equal(ended_by(CONFINED_VISIT, false, raise_sigsys), SIGSYS);
    assert_true(child_passes(handler_before_is_called, NULL));
    assert_int_equal(ended_by(CONFINED_KEEPER, true, fork_once), 0);
    assert_int_equal(ended_by(CONFINED_VISIT, true, fork_once), SIGSYS);
}

/* Returns whether there is as much memory (malloc() would end the program without). */
static bool is_there(size_t bytes)
{
    void *memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    return memory != MAP_FAILED && munmap(memory, bytes) == 0;
}

static bool outgrow(void *given)
{
    const struct confine_options options = {.path_count = 0};

    (void)given;
    confine_process(&options, &NO_JOURNAL);
    CHECK(!is_there((size_t)BOUND_MEMORY_MIB << 20));
    CHECK(is_there((size_t)BOUND_MEMORY_MIB << 19));
    return true;
}

static void test_memory_is_limited(void **state)
{
    (void)state;
    if (SANITIZED)
        skip_because("AddressSanitizer reserves more memory than the limit");
    assert_true(child_passes(outgrow, NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_call_that_is_not_written_down_passes_the_keeper),
        cmocka_unit_test(test_no_call_that_is_not_written_down_passes_a_visit),
        cmocka_unit_test(test_arguments_are_checked),
        cmocka_unit_test(test_other_sessions_are_out_of_reach_of_a_visit),
        cmocka_unit_test(test_a_visit_may_work_in_a_thread),
        cmocka_unit_test(test_a_refused_call_fails_and_one_line_says_so),
        cmocka_unit_test(test_the_line_goes_to_the_log_of_the_system),
        cmocka_unit_test(test_ways_to_end),
        cmocka_unit_test(test_memory_is_limited),
    };

    return cmocka_run_group_tests_name("system calls", tests, NULL, NULL);
}
