/* Each allocation fails once: the program does without, or ends with a message and a status. */

#include "base/sanitized.h"
#include "faults/starve.h"
#include "faults/trial.h"
#include "skip.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* Without $FAULTS=all as many failures of each mode are tried. */
enum { MOST_FAILURES = 150 };

static void test_each_allocation(void **state)
{
    const struct trial_mode *mode = *state;
    struct trial trial;
    size_t failures = 0;
    long count;

    if (SANITIZED)
        skip_because("a sanitizer has an allocator of its own");
    trial_open(&trial, mode, NULL);
    starve_at(&trial.sandbox, 0);
    assert_true(trial_holds(&trial, NULL, "undisturbed"));
    count = starve_count(&trial.sandbox);
    assert_true(count > 20);
    for (long number = 1, step = trial_step(count, MOST_FAILURES); number <= count && failures < 20;
         number += step) {
        char fault[64];

        snprintf(fault, sizeof(fault), "allocation %ld of %ld", number, count);
        starve_at(&trial.sandbox, number);
        failures += !trial_holds(&trial, NULL, fault);
    }
    trial_close(&trial);
    assert_int_equal(failures, 0);
}

int main(void)
{
    return trial_each_mode("memory", test_each_allocation);
}
