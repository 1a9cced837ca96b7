#ifndef TESTS_LINEAR_STREAMS_H
#define TESTS_LINEAR_STREAMS_H

#include "base/buffer.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* The tests' *state: standard input as a pipe that a test writes to, and standard output as a file
 * that it reads. The tear-down restores the program's own streams and signals. */
struct streams {
    int kept[2]; /* the program's own streams */
    int input;   /* end of the pipe to write to; -1: closed */
    int output;  /* file to read from */
    sigset_t mask;
};

int streams_set_up(void **state);
int streams_tear_down(void **state);

#define STREAMS_TEST(test) cmocka_unit_test_setup_teardown(test, streams_set_up, streams_tear_down)

/* Write a text to standard input; end standard input. */
void streams_type(struct streams *streams, const char *text);
void streams_end(struct streams *streams);

/* Appends everything written to standard output. */
void streams_read(struct streams *streams, struct buffer *out);

/* Removes the pending signals. */
void streams_drop_signals(void);

/* Replaces standard output by a file. */
void streams_send_to(const char *path);

#endif
