#include "base/task.h"

#include "base/alloc.h"

#include <malloc.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

/* The kinds of tasks that run now, with those that were given up and have not ended. */
static atomic_bool running[TASK_KINDS];

struct task {
    enum task_kind kind;
    void (*run)(void *);
    void *context;
    pthread_mutex_t lock; /* guards what follows */
    pthread_cond_t changed;
    bool ended;
    void (*discard)(void *); /* not NULL: given up before the end */
};

void task_free(struct task *task)
{
    pthread_cond_destroy(&task->changed);
    pthread_mutex_destroy(&task->lock);
    free(task);
}

static void *begin(void *argument)
{
    struct task *task = argument;
    void (*discard)(void *);

    task->run(task->context);
    atomic_store(&running[task->kind], false);
    pthread_mutex_lock(&task->lock);
    task->ended = true;
    discard = task->discard;
    pthread_cond_signal(&task->changed);
    pthread_mutex_unlock(&task->lock);
    /* Unless it was given up, the task may be freed by now. */
    if (discard) {
        discard(task->context);
        task_free(task);
    }
    return NULL;
}

/* Signals of a fault of the thread's own, which end the program whether they are blocked or not.
 * Not blocked, they have their handlers. */
static const int FAULTS[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP, SIGSYS};

/* Starts a detached thread. The other signals are for the event loop's thread alone. */
static bool start_thread(struct task *task)
{
    pthread_attr_t attributes;
    pthread_t thread;
    sigset_t all, before;
    int error;

    if (pthread_attr_init(&attributes) != 0)
        return false;
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    sigfillset(&all);
    for (size_t i = 0; i < sizeof(FAULTS) / sizeof(*FAULTS); i++)
        sigdelset(&all, FAULTS[i]);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    error = pthread_create(&thread, &attributes, begin, task);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&attributes);
    return error == 0;
}

struct task *task_start(enum task_kind kind, void (*run)(void *), void *context, bool *is_busy)
{
    struct task *task = mem_zeroed(1, sizeof(*task));
    pthread_condattr_t attributes;

    task->kind = kind;
    task->run = run;
    task->context = context;
    pthread_mutex_init(&task->lock, NULL);
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&task->changed, &attributes);
    pthread_condattr_destroy(&attributes);
    /* A thread would make an arena of its own, which keeps memory from use by others. */
    mallopt(M_ARENA_MAX, 1);
    *is_busy = atomic_exchange(&running[kind], true);
    if (!*is_busy && start_thread(task))
        return task;
    if (!*is_busy)
        atomic_store(&running[kind], false);
    task_free(task);
    return NULL;
}

static struct timespec time_in(int ms)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    time.tv_sec += ms / 1000;
    time.tv_nsec += ms % 1000 * 1000000L;
    if (time.tv_nsec >= 1000000000L) {
        time.tv_sec++;
        time.tv_nsec -= 1000000000L;
    }
    return time;
}

bool task_wait(struct task *task, int ms)
{
    const struct timespec end = time_in(ms < 0 ? 0 : ms);
    bool ended, in_time = true;

    pthread_mutex_lock(&task->lock);
    while (!task->ended && in_time)
        in_time = (ms < 0 ? pthread_cond_wait(&task->changed, &task->lock)
                          : pthread_cond_timedwait(&task->changed, &task->lock, &end)) == 0;
    ended = task->ended;
    pthread_mutex_unlock(&task->lock);
    return ended;
}

void task_abandon(struct task *task, void (*discard)(void *))
{
    bool ended;

    pthread_mutex_lock(&task->lock);
    ended = task->ended;
    task->discard = discard;
    pthread_mutex_unlock(&task->lock);
    if (ended) {
        discard(task->context);
        task_free(task);
    }
}
