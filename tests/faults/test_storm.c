/* A thousand signals and more a second, and as many sizes of the window: no key, no line and no
 * mark is lost, and the screen is the same in the end. */

#include "base/sanitized.h"
#include "pty/fixture.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#define BULLETIN "tests/program/bulletin"

enum { SIZES = SANITIZED ? 300 : 1000 };

/* Leaves LeakSanitizer out: it stops the process by ptrace at the end, and waits for ever where
 * signals keep coming in. */
static void storm_prepare(struct fixture *fixture)
{
    sandbox_env(&fixture->sandbox, "ASAN_OPTIONS", "detect_leaks=0");
}

/* Sends the signals that do not end a reader, in turn, twice a millisecond, until it is killed. */
static pid_t start_storm(const struct fixture *fixture)
{
    static const int SIGNALS[] = {SIGWINCH, SIGCONT, SIGCHLD, SIGURG, SIGWINCH};
    const struct timespec pause = {.tv_nsec = 500000};
    pid_t targets[HARNESS_PROCESSES_MAX], storm;
    size_t count = harness_processes(fixture->harness, targets);

    storm = fork();
    assert_true(storm >= 0);
    if (storm)
        return storm;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (size_t i = 0;; i++) {
        for (size_t target = 0; target < count; target++)
            kill(targets[target], SIGNALS[i % (sizeof(SIGNALS) / sizeof(*SIGNALS))]);
        nanosleep(&pause, NULL);
    }
}

static void end_storm(pid_t storm)
{
    kill(storm, SIGKILL);
    waitpid(storm, NULL, 0);
}

static bool state_has(const struct fixture *fixture, const char *mark)
{
    char *path = sandbox_path(&fixture->sandbox, "state/kanbao/marks");
    char text[4096] = "";
    FILE *file = fopen(path, "r");

    if (file) {
        text[fread(text, 1, sizeof(text) - 1, file)] = '\0';
        fclose(file);
    }
    free(path);
    return strstr(text, mark) != NULL;
}

static void test_reader_in_a_storm_of_signals(void **state)
{
    static const char KEYS[] = "jj<Enter><Space><Space>bm]m/社区<Enter>j<Enter>n";
    struct fixture *fixture = *state;
    pid_t storm;

    storm_prepare(fixture);
    fixture_open(fixture, "");
    storm = start_storm(fixture);
    assert_true(harness_keys(fixture->harness, KEYS));
    end_storm(storm);
    assert_true(fixture_wait_frame(fixture, 80, 24, KEYS, FIXTURE_CONTENT));
    storm = start_storm(fixture);
    assert_true(harness_keys(fixture->harness, "Q"));
    fixture_assert_exit(fixture, 0);
    end_storm(storm);
    assert_true(state_has(fixture, "bookmark\t"));
}

static void test_linear_in_a_storm_of_signals(void **state)
{
    struct fixture *fixture = *state;
    pid_t storm;

    storm_prepare(fixture);
    fixture_start(fixture, 80, 24, (const char *const[]){"--linear", BULLETIN, NULL});
    assert_true(harness_wait_text(fixture->harness, "输入编号，或 ?：", SANDBOX_DEADLINE_MS));
    storm = start_storm(fixture);
    assert_true(harness_keys(fixture->harness, "2<Enter>"));
    assert_true(
        harness_wait_text(fixture->harness, "2、安全提示：山路结冰怎么走", SANDBOX_DEADLINE_MS));
    assert_true(harness_keys(fixture->harness, "2<Enter>m<Enter>q<Enter>"));
    fixture_assert_exit(fixture, 0);
    end_storm(storm);
    assert_true(state_has(fixture, "bookmark\txiling/winter"));
}

/* Gives the window another size a thousand times; the last one is 80x24. */
static void resize_often(struct fixture *fixture)
{
    for (int i = 0; i < SIZES; i++) {
        harness_resize(fixture->harness, 3 + i * 7 % 60, 10 + i * 13 % 180);
        if (i % 8 == 0)
            harness_pump(fixture->harness);
    }
    harness_resize(fixture->harness, 24, 80);
}

static void test_reader_in_a_storm_of_sizes(void **state)
{
    static const char KEYS[] = "jj<Enter><Space>";
    struct fixture *fixture = *state;

    fixture_open(fixture, KEYS);
    resize_often(fixture);
    assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
    assert_true(harness_keys(fixture->harness, "g"));
    assert_true(fixture_wait_frame(fixture, 80, 24, "jj<Enter><Space>g", FIXTURE_CONTENT));
    assert_true(harness_keys(fixture->harness, "Q"));
    fixture_assert_exit(fixture, 0);
}

static void test_kiosk_in_a_storm_of_sizes(void **state)
{
    static const char *const ARGUMENTS[] = {"--kiosk", "--ssh", "--clock", "2026-11-25T09:30*0",
                                            BULLETIN,  NULL};
    struct fixture *fixture = *state;
    char *screen;

    fixture_start(fixture, 80, 24, ARGUMENTS);
    assert_true(harness_wait_text(fixture->harness, "11月25日", SANDBOX_DEADLINE_MS));
    assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
    screen = terminal_text(harness_terminal(fixture->harness));
    resize_often(fixture);
    assert_true(harness_wait_screen(fixture->harness, screen, SANDBOX_DEADLINE_MS));
    free(screen);
    assert_true(harness_keys(fixture->harness, "Q"));
    fixture_assert_exit(fixture, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_reader_in_a_storm_of_signals),
        FIXTURE_TEST(test_linear_in_a_storm_of_signals),
        FIXTURE_TEST(test_reader_in_a_storm_of_sizes),
        FIXTURE_TEST(test_kiosk_in_a_storm_of_sizes),
    };
    return cmocka_run_group_tests_name("storm", tests, NULL, NULL);
}
