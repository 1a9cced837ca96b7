/* Signals at inconvenient moments. */

#include "pty/kiosk.h"

#include <signal.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static void wait_front(struct fixture *fixture)
{
    assert_true(harness_wait_text(fixture->harness, "看报　社区公报", SANDBOX_DEADLINE_MS));
    assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
}

static void start(struct fixture *fixture)
{
    kiosk_start(fixture, 80, 24, KIOSK_STANDS, NULL, NULL);
    wait_front(fixture);
}

/* Returns the process of the next visit as soon as it exists. */
static pid_t next_visit(struct fixture *fixture, pid_t visit)
{
    pid_t pids[HARNESS_PROCESSES_MAX];
    long long until = sandbox_now_ms() + SANDBOX_DEADLINE_MS;
    while (sandbox_now_ms() < until) {
        size_t count = harness_processes(fixture->harness, pids);
        if (count >= 2 && pids[count - 1] != visit)
            return pids[count - 1];
    }
    fail();
    return -1;
}

/* A visit that is just beginning restores the terminal as well. */
static void test_as_a_visit_begins(void **state)
{
    static const int signals[] = {SIGTERM, SIGHUP};
    enum { TIMES = 24, STEP_NS = 100000 };
    struct fixture *fixture = *state;
    for (int i = 0; i < TIMES; i++) {
        start(fixture);
        pid_t visit = kiosk_visit(fixture);
        kill(visit, SIGKILL);
        visit = next_visit(fixture, visit);
        /* At a different moment each time. */
        nanosleep(&(struct timespec){.tv_nsec = i / 2 * STEP_NS}, NULL);
        kill(visit, signals[i % 2]);
        fixture_assert_exit(fixture, 0);
    }
}

/* Signals that are not for it leave the keeper and its visit alone. */
static void test_signals_for_nobody(void **state)
{
    static const int signals[] = {SIGUSR1, SIGUSR2,   SIGINT,  SIGQUIT, SIGTSTP, SIGPIPE, SIGALRM,
                                  SIGXCPU, SIGVTALRM, SIGPROF, SIGIO,   SIGPWR,  SIGXFSZ};
    struct fixture *fixture = *state;
    pid_t visit;

    start(fixture);
    visit = kiosk_visit(fixture);
    for (size_t i = 0; i < sizeof(signals) / sizeof(*signals); i++)
        harness_signal(fixture->harness, signals[i]);
    harness_signal(fixture->harness, SIGRTMIN);
    harness_signal(fixture->harness, SIGRTMAX);
    assert_true(harness_keys(fixture->harness, "<Down>"));
    assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
    assert_int_equal(kiosk_visit(fixture), visit);
    harness_signal(fixture->harness, SIGTERM);
    fixture_assert_exit(fixture, 0);
}

/* The launcher may have blocked signals. */
static void test_blocked_before(void **state)
{
    struct fixture *fixture = *state;
    kiosk_start_in_shell(
        fixture, 80, 24, KIOSK_STANDS,
        "exec env --block-signal=CHLD,TERM,HUP \"$KANBAO\" --kiosk --strict-calls content");
    wait_front(fixture);
    pid_t visit = kiosk_visit(fixture);
    kill(visit, SIGKILL);
    next_visit(fixture, visit);
    wait_front(fixture);
    harness_signal(fixture->harness, SIGTERM);
    fixture_assert_exit(fixture, 0);
}

/* A visit that hangs is given its time to end, whatever other signals come. */
static void test_hang_up_after_sigterm(void **state)
{
    struct fixture *fixture = *state;
    start(fixture);
    pid_t visit = kiosk_visit(fixture);
    kill(visit, SIGSTOP);
    harness_signal(fixture->harness, SIGTERM);
    for (int i = 0; i < 5; i++) {
        harness_signal(fixture->harness, SIGHUP);
        harness_pump(fixture->harness);
    }
    kill(visit, SIGCONT);
    fixture_assert_exit(fixture, 0);
}

/* SIGCHLD may come from anybody, or for a child the kiosk has not started. */
static void test_end_of_another_child(void **state)
{
    struct fixture *fixture = *state;
    start(fixture);
    harness_signal(fixture->harness, SIGCHLD);
    assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
    harness_signal(fixture->harness, SIGTERM);
    fixture_assert_exit(fixture, 0);
}

/* After too many crashes the kiosk ends and restores the terminal. */
static void test_crashes(void **state)
{
    struct fixture *fixture = *state;
    start(fixture);
    pid_t visit = kiosk_visit(fixture);
    for (int i = 0; i < 4; i++) {
        kill(visit, SIGKILL);
        visit = next_visit(fixture, visit);
    }
    wait_front(fixture);
    kill(visit, SIGKILL);
    fixture_assert_exit(fixture, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_as_a_visit_begins),    FIXTURE_TEST(test_blocked_before),
        FIXTURE_TEST(test_signals_for_nobody),   FIXTURE_TEST(test_hang_up_after_sigterm),
        FIXTURE_TEST(test_end_of_another_child), FIXTURE_TEST(test_crashes),
    };
    return _cmocka_run_group_tests("kiosk, signals", tests, sizeof(tests) / sizeof(*tests), NULL,
                                   NULL);
}
