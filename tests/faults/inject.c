#include "faults/inject.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "skip.h"

static const char *inject_path(void)
{
    static char path[4096];
    const char *build = getenv("BUILD");

    snprintf(path, sizeof(path), "%s/tests/inject/inject", build && *build ? build : "build");
    return path;
}

const char *const *inject_wrapper(const struct inject *inject)
{
    static char call[16], number[24], action[16];
    static const char *words[] = {NULL, call, number, action, "-", NULL};

    words[0] = inject_path();
    snprintf(call, sizeof(call), "%d", inject->call);
    snprintf(number, sizeof(number), "%ld%s", inject->number, inject->on ? "+" : "");
    snprintf(action, sizeof(action), "%d", inject->action);
    if (inject->action == INJECT_SHORT || inject->action == INJECT_KILL)
        snprintf(action, sizeof(action), "%s", inject->action == INJECT_KILL ? "kill" : "short");
    return words;
}

void inject_prepare(struct sandbox *sandbox)
{
#ifndef __x86_64__
    skip_because("system calls are injected on x86-64 only");
#endif
    sandbox_env(sandbox, "ASAN_OPTIONS", "detect_leaks=0");
}

const char *const *inject_counting(const char *path)
{
    static const char *words[] = {NULL, "-1", "0", "0", NULL, NULL};

    words[0] = inject_path();
    words[4] = path;
    return words;
}

void inject_read_counts(const char *path, int counts[INJECT_MOST_CALLS])
{
    FILE *file = fopen(path, "r");

    assert_non_null(file);
    for (int i = 0; i < INJECT_MOST_CALLS; i++)
        assert_int_equal(fscanf(file, "%d", &counts[i]), 1);
    fclose(file);
}

void inject_count(struct trial *trial, int counts[INJECT_MOST_CALLS])
{
    char *path = sandbox_path(&trial->sandbox, "counts");

    assert_true(trial_holds(trial, inject_counting(path), "undisturbed"));
    inject_read_counts(path, counts);
    free(path);
}
