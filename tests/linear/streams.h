#ifndef TESTS_LINEAR_STREAMS_H
#define TESTS_LINEAR_STREAMS_H

#include "base/buffer.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Standard input as a pipe that a test writes to, and standard output as a file that it reads:
 * cmocka's *state. The tear-down gives the program its own streams and signals back. */
struct streams {
    int kept[2]; /* the program's own */
    int input;   /* to write to; -1: closed */
    int output;  /* to read from */
    sigset_t mask;
};

int streams_set_up(void **state);
int streams_tear_down(void **state);

#define STREAMS_TEST(test) cmocka_unit_test_setup_teardown(test, streams_set_up, streams_tear_down)

/* Types a text into standard input; ends standard input. */
void streams_type(struct streams *streams, const char *text);
void streams_end(struct streams *streams);

/* Appends everything written to standard output. */
void streams_read(struct streams *streams, struct buffer *out);

/* Removes the pending signals. */
void streams_drop_signals(void);

/* Puts a file in the place of standard output. */
void streams_send_to(const char *path);

#endif
