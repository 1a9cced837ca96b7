#ifndef TESTS_PROGRAM_RUN_H
#define TESTS_PROGRAM_RUN_H

#include "base/buffer.h"

#include <stdbool.h>

/* One run of the shipped program ($KANBAO, else build/kanbao): in an environment of C.UTF-8 and of
 * nothing else but `variables`, ended after a time in which nothing of a test's can still be at
 * work. */
struct run {
    const char *const *arguments; /* NULL-ended */
    const char *const *variables; /* "NAME=value", NULL-ended; NULL: none */
    const char *folder;           /* where it runs; NULL: here */
    struct str input;             /* standard input, a pipe; at most 64 KiB */
    const char *out_path;         /* an existing file for standard output; NULL: `out` */
    bool unprivileged;            /* root gives its rights up before */
    struct buffer *out;           /* what it prints is appended; NULL: it is dropped */
    struct buffer *errors;        /* the same of standard error */
};

enum { RUN_NOT_STARTED = 127 };

/* Returns the exit status, or 128 + the signal that ended it, or RUN_NOT_STARTED. *peak_kib (may be
 * NULL) is the most memory it had. */
int run_program(const struct run *run, long *peak_kib);

/* The same for arguments alone. */
int run_kanbao(const char *const *arguments, struct buffer *out, struct buffer *errors);

#endif
