#ifndef TESTS_FAULTS_TRIAL_H
#define TESTS_FAULTS_TRIAL_H

#include "pty/sandbox.h"

#include <stdbool.h>
#include <stddef.h>

/* A run of the program in which something goes wrong. It may end in two ways: as it does
 * undisturbed, with the same output, or with a status and a message. In both the file of the marks
 * is as it was or as it is to be. */

/* A way of calling the program that needs no terminal. */
struct trial_mode {
    const char *name;
    const char *const *arguments; /* ended by NULL */
    const char *input;            /* standard input; NULL: none */
};

/* The modes, ended by one without a name. */
extern const struct trial_mode TRIAL_MODES[];

/* A mode, and its undisturbed run. A zeroed struct is empty. */
struct trial {
    struct sandbox sandbox;
    const struct trial_mode *mode;
    struct sandbox_result sound;
    struct buffer saved; /* the marks after it */
};

/* Makes the surroundings, with some marks, a configuration and an English catalogue, and runs the
 * mode undisturbed. `wrapper` (NULL: none) is put in front of the program: see trial_run(). */
void trial_open(struct trial *trial, const struct trial_mode *mode, const char *const *wrapper);

/* Runs the mode, with a command in front of the program, whose words end with NULL (NULL: none). */
struct sandbox_result trial_run(struct trial *trial, const char *const *wrapper);

/* Restores the marks, runs the mode and returns whether it ended as it may. If not, says why:
 * `fault` names what went wrong. */
bool trial_holds(struct trial *trial, const char *const *wrapper, const char *fault);

/* Returns whether it ended as it does undisturbed. */
bool trial_is_undisturbed(struct trial *trial, const char *const *wrapper, const char *fault);

/* Returns whether the marks are the old or the new ones or, if another article may have been read,
 * the old ones and more. If not, says so. */
bool trial_marks_hold(const struct trial *trial, const char *fault, bool went_elsewhere);

/* Restores the marks from before the trial. */
void trial_reset(const struct trial *trial);

void trial_close(struct trial *trial);

/* Returns the step that takes `count` moments in at most `most` steps; 1 if $FAULTS is `all`. */
long trial_step(long count, long most);

/* Runs a test, whose *state is the mode, for each mode. Returns the status of the test program. */
int trial_each_mode(const char *name, void (*test)(void **state));

#endif
