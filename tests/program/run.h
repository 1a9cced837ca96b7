#ifndef TESTS_PROGRAM_RUN_H
#define TESTS_PROGRAM_RUN_H

#include "base/buffer.h"

#include <stdbool.h>

/* A run of the program under test ($KANBAO, else build/kanbao). Its environment is C.UTF-8, a TERM
 * and `variables`; it is killed after a time longer than any test needs. */
struct run {
    const char *const *arguments; /* ended by NULL */
    const char *const *variables; /* "NAME=value", ended by NULL; NULL: none */
    const char *folder;           /* the working directory; NULL: the test's */
    struct str input;             /* standard input, a pipe; at most 64 KiB */
    const char *out_path;         /* an existing file for standard output; NULL: `out` */
    bool unprivileged;            /* drop root's privileges before */
    struct buffer *out;           /* receives the output; NULL: dropped */
    struct buffer *errors;        /* the same for standard error */
};

enum { RUN_NOT_STARTED = 127 };

/* Runs the program. Returns its exit status, 128 + the signal that ended it, or RUN_NOT_STARTED.
 * *peak_kib (may be NULL) receives its peak memory. */
int run_program(const struct run *run, long *peak_kib);

/* Runs the program with arguments only, as run_program() does. */
int run_kanbao(const char *const *arguments, struct buffer *out, struct buffer *errors);

#endif
