#include "base/write_within.h"

#include "base/clock.h"

#include <errno.h>
#include <signal.h>
#include <sys/time.h>
#include <unistd.h>

/* Only interrupts write(). */
static void on_alarm(int number)
{
    (void)number;
}

static ssize_t write_until(int fd, const char *bytes, size_t count, int64_t until_ms)
{
    size_t at = 0;

    while (at < count) {
        ssize_t written = write(fd, bytes + at, count - at);

        if (written < 0 && errno != EINTR)
            return at ? (ssize_t)at : -1;
        at += written > 0 ? (size_t)written : 0;
        if (clock_monotonic_ms() >= until_ms)
            break;
    }
    return (ssize_t)at;
}

ssize_t write_within(int fd, const char *bytes, size_t count, int milliseconds)
{
    /* The timer goes on in case it rings just before write() begins. */
    const struct itimerval limit = {
        .it_value = {milliseconds / 1000, milliseconds % 1000 * 1000L + 1},
        .it_interval = {0, 10000},
    };
    struct itimerval timer_before;
    struct sigaction wake = {.sa_handler = on_alarm}, action_before;
    sigset_t ring, mask_before;
    ssize_t written;
    int error;

    sigemptyset(&wake.sa_mask);
    sigemptyset(&ring);
    sigaddset(&ring, SIGALRM);
    sigaction(SIGALRM, &wake, &action_before);
    sigprocmask(SIG_UNBLOCK, &ring, &mask_before);
    setitimer(ITIMER_REAL, &limit, &timer_before);
    written = write_until(fd, bytes, count, clock_monotonic_ms() + milliseconds);
    error = errno;
    setitimer(ITIMER_REAL, &timer_before, NULL);
    sigprocmask(SIG_SETMASK, &mask_before, NULL);
    sigaction(SIGALRM, &action_before, NULL);
    errno = error;
    return written;
}
