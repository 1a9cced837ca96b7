#ifndef BASE_TASK_H
#define BASE_TASK_H

#include <stdbool.h>

/* A function that runs in a thread of its own, so that the event loop goes on meanwhile. Nothing
 * that it uses may be used by anybody else until it has ended. */
struct task;

/* Kinds of tasks. One of each runs at a time: a large article takes up to 550 MB while it is
 * opened, and one that was given up does so until it ends. */
enum task_kind { TASK_BODY, TASK_INDEX, TASK_FAULTS, TASK_KINDS };

/* Starts run(context), with all signals blocked but those of faults. Returns NULL if a task of the
 * kind runs already, and sets *is_busy, or if no thread can be made. */
struct task *task_start(enum task_kind kind, void (*run)(void *), void *context, bool *is_busy);

/* Waits up to `ms` milliseconds (-1: without limit) for the end. Returns whether the task has
 * ended.
 */
bool task_wait(struct task *task, int ms);

/* Frees a task that task_wait() has seen end. */
void task_free(struct task *task);

/* Gives the task up, whether it has ended or not: discard(context) is called, now or by the task at
 * its end. The task and its context then belong to nobody. */
void task_abandon(struct task *task, void (*discard)(void *));

#endif
