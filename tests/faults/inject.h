#ifndef TESTS_FAULTS_INJECT_H
#define TESTS_FAULTS_INJECT_H

#include "base/sanitized.h"
#include "faults/trial.h"

#include <sys/syscall.h>

/* Calls that only x86-64 has, where alone they are injected. */
#ifndef __x86_64__
#define SYS_access 0
#define SYS_mkdir 0
#define SYS_poll 0
#define SYS_readlink 0
#define SYS_rename 0
#define SYS_unlink 0
#endif

/* A system call that goes wrong: see tests/inject/inject.c. */
struct inject {
    int call;    /* its number, or INJECT_ANY */
    long number; /* the first one that goes wrong, from 1 */
    bool on;     /* and so do all later ones */
    int action;  /* an errno value, or one of those below */
};

enum { INJECT_ANY = -1, INJECT_SHORT = -1, INJECT_KILL = -2, INJECT_MOST_CALLS = 512 };

/* Returns the command to put in front of the program, valid until the next call. */
const char *const *inject_wrapper(const struct inject *inject);

/* Returns whether the program cannot do without the call: a sanitizer ends it in its own way. */
static inline bool inject_is_of_sanitizer(int call)
{
    return SANITIZED && call == SYS_mmap;
}

/* Skips the test where calls cannot be injected. Keeps the sanitizer from looking for leaks, for
 * which it would have to be a tracer itself. */
void inject_prepare(struct sandbox *sandbox);

/* Returns the command that only counts, into a file for inject_read_counts(). */
const char *const *inject_counting(const char *path);
void inject_read_counts(const char *path, int counts[INJECT_MOST_CALLS]);

/* Runs the trial undisturbed, and counts its calls by their numbers. */
void inject_count(struct trial *trial, int counts[INJECT_MOST_CALLS]);

#endif
