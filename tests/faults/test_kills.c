/* The program is killed at each moment of a save: the marks are the old or the new ones, and the
 * next save leaves nothing else beside them. */

#include "base/alloc.h"
#include "faults/inject.h"
#include "faults/trial.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "scratch.h"

/* Without $FAULTS=all as many moments are tried. */
enum { MOST_KILLS = 60 };

/* Kills the program at its call `at`. Returns whether the marks hold. Adds to `kills`: the
 * sanitizers do not make the same number of calls in each run, so the run may end before. */
static bool survives(struct trial *trial, long at, long count, long *kills)
{
    char fault[64];
    struct inject inject = {.call = INJECT_ANY, .number = at, .action = INJECT_KILL};
    struct sandbox_result result;
    bool killed;

    snprintf(fault, sizeof(fault), "killed at call %ld of %ld", at, count);
    trial_reset(trial);
    result = trial_run(trial, inject_wrapper(&inject));
    killed = WIFSIGNALED(result.status) && WTERMSIG(result.status) == SIGKILL;
    *kills += killed;
    assert_true(killed || result.status == trial->sound.status);
    sandbox_result_free(&result);
    return trial_marks_hold(trial, fault, false);
}

/* Saves once more, and returns whether nothing but the marks and their lock is there. */
static bool is_swept(struct trial *trial)
{
    struct sandbox_result result;
    char *folder = sandbox_path(&trial->sandbox, "state/kanbao");
    int files;

    trial_reset(trial);
    result = trial_run(trial, NULL);
    assert_int_equal(result.status, trial->sound.status);
    sandbox_result_free(&result);
    files = scratch_count(folder);
    free(folder);
    return files == 2 && trial_marks_hold(trial, "the next save", false);
}

/* Opens a trial of a mode that saves, and counts its system calls, each and all. */
static long open_with_a_save(struct trial *trial, int counts[INJECT_MOST_CALLS])
{
    const struct trial_mode *mode = TRIAL_MODES;
    long count = 0;

    while (!mode->input)
        mode++;
    trial_open(trial, mode, NULL);
    inject_prepare(&trial->sandbox);
    inject_count(trial, counts);
    for (int i = 0; i < INJECT_MOST_CALLS; i++)
        count += counts[i];
    return count;
}

static void test_killed_at_each_moment(void **state)
{
    int counts[INJECT_MOST_CALLS];
    struct trial trial;
    size_t failures = 0;
    long count = open_with_a_save(&trial, counts), kills = 0, tries = 0, step;

    (void)state;
    assert_true(counts[SYS_rename] == 1 && counts[SYS_fsync] == 2);
    step = trial_step(count, MOST_KILLS);
    /* From the end, where the save is. */
    for (long at = count; at > 0; at -= step, tries++) {
        failures += !survives(&trial, at, count, &kills);
        failures += !is_swept(&trial);
    }
    trial_close(&trial);
    assert_int_equal(failures, 0);
    assert_true(kills > tries / 2);
}

/* The calls from the lock to the end of the save, each of them. */
static void test_killed_within_the_save(void **state)
{
    enum { CALLS_OF_A_SAVE = 60 };
    int counts[INJECT_MOST_CALLS];
    struct trial trial;
    size_t failures = 0;
    long count = open_with_a_save(&trial, counts), kills = 0;

    (void)state;
    for (long at = count; at > count - CALLS_OF_A_SAVE; at--) {
        failures += !survives(&trial, at, count, &kills);
        failures += !is_swept(&trial);
    }
    trial_close(&trial);
    assert_int_equal(failures, 0);
    assert_true(kills > CALLS_OF_A_SAVE / 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_killed_within_the_save),
        cmocka_unit_test(test_killed_at_each_moment),
    };
    return cmocka_run_group_tests_name("kills", tests, NULL, NULL);
}
