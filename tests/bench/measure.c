#include "measure.h"

#include "base/alloc.h"
#include "pty/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    ANSWER_MS = 1000, /* the longest wait for the first output, and for a program's end */
};

_Noreturn void give_up(const char *what, int error)
{
    fprintf(stderr, "%s: %s\n", what, strerror(error));
    exit(EXIT_FAILURE);
}

int64_t now_ns(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

void samples_add(struct samples *samples, double value)
{
    MEM_GROW(samples->values, samples->cap, samples->count + 1);
    samples->values[samples->count++] = value;
}

static int compare_doubles(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;

    return (left > right) - (left < right);
}

double samples_percentile(struct samples *samples, double percent)
{
    double place = (double)samples->count * percent / 100;
    size_t at = (size_t)place;

    if (!samples->count)
        return 0;
    qsort(samples->values, samples->count, sizeof(*samples->values), compare_doubles);
    if (at >= samples->count)
        return samples->values[samples->count - 1];
    if (at > 0 && place <= (double)at)
        return (samples->values[at - 1] + samples->values[at]) / 2;
    return samples->values[at];
}

struct run run_start(const char *const argv[], char *const env[])
{
    struct run run = {0};
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    char name[64];
    int error;

    run.master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
    if (run.master < 0 || grantpt(run.master) || unlockpt(run.master) ||
        ptsname_r(run.master, name, sizeof(name)) ||
        ioctl(run.master, TIOCSWINSZ, &(struct winsize){MEASURE_ROWS, MEASURE_COLS, 0, 0}))
        give_up("pty", errno);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, name, O_RDWR, 0);
    posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDERR_FILENO);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
    /* posix_spawn() does not change the strings; its declaration is just older than const. */
    error = posix_spawnp(&run.pid, argv[0], &actions, &attributes,
                         (char *const *)(const void *)argv, env);
    if (error)
        give_up(argv[0], error);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return run;
}

size_t run_read(struct run *run)
{
    char piece[65536];
    ssize_t bytes = read(run->master, piece, sizeof(piece));

    if (bytes == 0 || (bytes < 0 && errno != EAGAIN && errno != EINTR))
        run->ended = true;
    return bytes > 0 ? (size_t)bytes : 0;
}

struct burst run_read_burst(struct run *run, int quiet_ms)
{
    struct burst burst = {0};
    struct pollfd terminal = {run->master, POLLIN, 0};

    while (!run->ended && poll(&terminal, 1, burst.bytes ? quiet_ms : ANSWER_MS) > 0) {
        size_t bytes = run_read(run);

        if (bytes)
            burst.last_ns = now_ns();
        burst.bytes += bytes;
    }
    return burst;
}

void run_send(struct run *run, char key)
{
    if (write(run->master, &key, 1) != 1)
        run->ended = true;
}

void run_end(struct run *run)
{
    int status;

    close(run->master);
    if (!sandbox_wait(run->pid, sandbox_now_ms() + ANSWER_MS, &status)) {
        kill(run->pid, SIGKILL);
        waitpid(run->pid, &status, 0);
    }
}
