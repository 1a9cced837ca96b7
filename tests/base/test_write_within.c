/* A write that would block ends by itself, and leaves the program's timer signal as it was. */

#include "base/write_within.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

#include <cmocka.h>

enum { ROOM = 4096, SHORT_MS = 20, LONG_MS = 30000 };

/* A pipe with room for ROOM bytes. */
static int set_up(void **state)
{
    static int ends[2];

    if (pipe2(ends, O_CLOEXEC) != 0 || fcntl(ends[1], F_SETPIPE_SZ, ROOM) < 0)
        return -1;
    *state = ends;
    return 0;
}

static int tear_down(void **state)
{
    const int *ends = *state;

    close(ends[0]);
    return close(ends[1]);
}

static void what_there_is_room_for_is_written(void **state)
{
    const int *ends = *state;
    char read_back[8] = "";

    assert_int_equal(write_within(ends[1], "kanbao", 6, LONG_MS), 6);
    assert_int_equal(read(ends[0], read_back, sizeof(read_back)), 6);
    assert_string_equal(read_back, "kanbao");
}

static void a_write_that_blocks_ends(void **state)
{
    static const char bytes[3 * ROOM];
    const int *ends = *state;

    assert_int_equal(write_within(ends[1], bytes, sizeof(bytes), SHORT_MS), ROOM);
    assert_int_equal(write_within(ends[1], bytes, sizeof(bytes), SHORT_MS), 0);
}

static void an_error_is_returned(void **state)
{
    const int *ends = *state;

    assert_int_equal(write_within(ends[0], "kanbao", 6, LONG_MS), -1);
    assert_int_equal(errno, EBADF);
}

/* Neither a handler nor a block of SIGALRM is changed, and no timer is left. */
static void the_timer_signal_stays_as_it_was(void **state)
{
    const int *ends = *state;
    struct sigaction after;
    sigset_t ring, mask;

    signal(SIGALRM, SIG_IGN);
    sigemptyset(&ring);
    sigaddset(&ring, SIGALRM);
    sigprocmask(SIG_BLOCK, &ring, NULL);
    assert_int_equal(write_within(ends[1], "kanbao", 6, LONG_MS), 6);
    sigprocmask(SIG_UNBLOCK, &ring, &mask);
    assert_true(sigismember(&mask, SIGALRM));
    sigaction(SIGALRM, NULL, &after);
    assert_ptr_equal(after.sa_handler, SIG_IGN);
    assert_int_equal(alarm(0), 0);
}

/* A timer of the caller's goes on afterwards. */
static void a_timer_that_runs_is_not_lost(void **state)
{
    const struct itimerval day = {.it_value = {86400, 0}};
    const int *ends = *state;
    struct itimerval after;

    assert_int_equal(setitimer(ITIMER_REAL, &day, NULL), 0);
    assert_int_equal(write_within(ends[1], "kanbao", 6, LONG_MS), 6);
    assert_int_equal(getitimer(ITIMER_REAL, &after), 0);
    assert_in_range(after.it_value.tv_sec, 80000, 86400);
    assert_true(alarm(0) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_there_is_room_for_is_written, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_write_that_blocks_ends, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_error_is_returned, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_timer_signal_stays_as_it_was, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_timer_that_runs_is_not_lost, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
