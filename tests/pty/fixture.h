#ifndef TESTS_PTY_FIXTURE_H
#define TESTS_PTY_FIXTURE_H

#include "pty/harness.h"
#include "pty/sandbox.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* What a test of the running program has: made before it and cleared away after it, however it
 * ends. */
struct fixture {
    struct sandbox sandbox;
    struct harness *harness;
    const void *row; /* the row of the test's table, its cmocka initial state */
};

/* cmocka's: *state is the row before, the fixture after. */
int fixture_set_up(void **state);
int fixture_tear_down(void **state);

#define FIXTURE_TEST(test) cmocka_unit_test_setup_teardown(test, fixture_set_up, fixture_tear_down)

enum { TABLE_TESTS_MAX = 128 };

/* Adds a test for every row of a table to `tests`, whose length is `count`; a row's first member is
 * its `name`. */
#define ADD_ROWS(tests, count, test, rows)                                                         \
    do {                                                                                           \
        for (size_t i = 0; i < sizeof(rows) / sizeof *(rows); i++)                                 \
            (tests)[(count)++] = fixture_row_test((rows)[i].name, (test), &(rows)[i]);             \
    } while (0)

struct CMUnitTest fixture_row_test(const char *name, CMUnitTestFunction test, const void *row);

/* Starts kanbao with at most 8 arguments (NULL-terminated) in a terminal; a program that the
 * fixture already runs is ended. */
struct harness *fixture_start(struct fixture *fixture, int cols, int rows,
                              const char *const args[]);

/* As fixture_start(), with more to say. `start->argv` are the arguments only. */
struct harness *fixture_start_with(struct fixture *fixture, const struct harness_start *start);

/* Starts kanbao on a file or a folder below the home, and asserts the first frame. Returns its
 * path; the caller frees. */
char *fixture_start_below(struct fixture *fixture, int cols, int rows, const char *below);

/* Where a configuration is, below the home. */
#define FIXTURE_CONFIG "config/kanbao/kanbao.ini"

/* What `kanbao --frame COLSxROWS --keys KEYS PATH` prints, in a home of its own. NULL, with a line
 * on standard error, where it fails. The caller frees. */
char *fixture_frame(int cols, int rows, const char *keys, const char *path);

/* Waits until the screen is the frame after `keys`, and is still so once the program is idle. */
bool fixture_wait_frame(struct fixture *fixture, int cols, int rows, const char *keys,
                        const char *path);

/* The folder that the shipped articles are in. */
#define FIXTURE_CONTENT "content"

/* Starts kanbao on the shipped articles at 80x24 and types keys; asserts the frames before and
 * after. */
void fixture_open(struct fixture *fixture, const char *keys);

/* Waits for an end of the program by itself, and asserts that the terminal is given back. Returns
 * the status. */
int fixture_exit_status(struct fixture *fixture);

/* Asserts such an end with this status. */
void fixture_assert_exit(struct fixture *fixture, int status);

/* Asserts, after the end, that so many lines of the screen begin with "kanbao:" or are an error's
 * diagnostic. */
void fixture_assert_error_lines(struct fixture *fixture, size_t lines);

/* Asserts that all the program wrote is text and newlines: no escape sequence, and no carriage
 * return but the terminal's own before a newline. */
void fixture_assert_plain(const struct fixture *fixture);

/* Asserts an end with this status and one such line. */
void fixture_assert_error_exit(struct fixture *fixture, int status);

#endif
