/* Each system call of each mode goes wrong once: the program tries again, does without, or ends
 * with a message and a status. */

#include "base/sanitized.h"
#include "faults/inject.h"
#include "faults/trial.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>

#include <cmocka.h>

/* Without $FAULTS=all as many calls of a kind are tried in each mode, and more where marks are
 * saved. */
enum { MOST_CALLS = SANITIZED ? 1 : 2, MOST_CALLS_WITH_SAVE = SANITIZED ? 4 : 12 };

enum { MOST_ACTIONS = 5 };

/* A kind of call, and what happens to it. */
struct call {
    int number;
    const char *name;
    int actions[MOST_ACTIONS]; /* ended by 0 */
};

#define CALL(name, ...)                                                                            \
    {                                                                                              \
        SYS_##name, #name,                                                                         \
        {                                                                                          \
            __VA_ARGS__                                                                            \
        }                                                                                          \
    }

static const struct call CALLS[] = {
    CALL(openat, EMFILE, EACCES, EINTR, EIO),
    CALL(read, EIO, EINTR, INJECT_SHORT),
    CALL(pread64, EIO, EINTR, INJECT_SHORT),
    CALL(write, ENOSPC, EINTR, INJECT_SHORT, EIO),
    CALL(writev, ENOSPC, EINTR, EIO),
    CALL(close, EIO, EINTR),
    CALL(newfstatat, EIO, EACCES),
    CALL(getdents64, EIO),
    CALL(lseek, EINVAL),
    CALL(mmap, ENOMEM),
    CALL(access, EACCES),
    CALL(readlink, EACCES),
    CALL(rename, EIO, ENOSPC, EXDEV),
    CALL(unlink, EIO),
    CALL(unlinkat, EIO),
    CALL(mkdir, ENOSPC, EACCES),
    CALL(fsync, EIO, EINTR, ENOSPC),
    CALL(flock, ENOLCK, EINTR),
    CALL(poll, EINTR, ENOMEM),
    CALL(ppoll, EINTR, ENOMEM),
    CALL(signalfd4, EMFILE, ENOMEM),
    CALL(ioctl, ENOTTY, EIO, EINTR),
    CALL(madvise, EINVAL),
    CALL(getrandom, ENOSYS),
};

/* Returns whether the call is to be made again, so that nobody notices. No signal interrupts those
 * of stdio, which only --linear does without to write, and iniparser uses to read. A file may be
 * left out with a message, if a signal comes while it is opened. */
static bool is_repeated(const struct trial *trial, const struct call *call, int action)
{
    switch (call->number) {
    case SYS_openat:
    case SYS_ioctl:
    case SYS_read:
        return action == INJECT_SHORT;
    case SYS_write:
        return action == INJECT_SHORT || (action == EINTR && trial->mode->input);
    default:
        return action == INJECT_SHORT || action == EINTR;
    }
}

/* Returns how often the program did not end as it may. */
static size_t try_call(struct trial *trial, const struct call *call, int count)
{
    int most = trial->mode->input ? MOST_CALLS_WITH_SAVE : MOST_CALLS;
    size_t failures = 0;

    for (const int *action = call->actions; *action; action++) {
        long step = trial_step(count, most);

        /* Each action begins elsewhere. */
        for (long at = 1 + (action - call->actions) % step; at <= count; at += step) {
            const struct inject inject = {.call = call->number, .number = at, .action = *action};
            char fault[160];

            snprintf(fault, sizeof(fault), "%s %ld of %d: %s", call->name, at, count,
                     *action == INJECT_SHORT ? "short" : strerror(*action));
            failures += !(is_repeated(trial, call, *action) ? trial_is_undisturbed : trial_holds)(
                trial, inject_wrapper(&inject), fault);
        }
    }
    return failures;
}

static void test_each_call(void **state)
{
    int counts[INJECT_MOST_CALLS];
    struct trial trial;
    size_t failures = 0;

    trial_open(&trial, *state, NULL);
    inject_prepare(&trial.sandbox);
    inject_count(&trial, counts);
    assert_true(counts[SYS_openat] > 1);
    for (size_t i = 0; i < sizeof(CALLS) / sizeof(*CALLS); i++)
        if (!inject_is_of_sanitizer(CALLS[i].number))
            failures += try_call(&trial, &CALLS[i], counts[CALLS[i].number]);
    trial_close(&trial);
    assert_int_equal(failures, 0);
}

int main(void)
{
    return trial_each_mode("calls", test_each_call);
}
