#ifndef TESTS_PTY_FIXTURE_H
#define TESTS_PTY_FIXTURE_H

#include "pty/harness.h"
#include "pty/sandbox.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* The state of a test of the running program: set up before the test and torn down after it, even
 * if it fails. */
struct fixture {
    struct sandbox sandbox;
    struct harness *harness;
    const void *row; /* the row of the test's table, its cmocka initial state */
};

/* For cmocka: *state is the row before, the fixture after. */
int fixture_set_up(void **state);
int fixture_tear_down(void **state);

#define FIXTURE_TEST(test) cmocka_unit_test_setup_teardown(test, fixture_set_up, fixture_tear_down)

enum { TABLE_TESTS_MAX = 128 };

/* Adds a test for each row of a table to `tests`, and their number to `count`. A row's first member
 * is its `name`. */
#define ADD_ROWS(tests, count, test, rows)                                                         \
    do {                                                                                           \
        for (size_t i = 0; i < sizeof(rows) / sizeof *(rows); i++)                                 \
            (tests)[(count)++] = fixture_row_test((rows)[i].name, (test), &(rows)[i]);             \
    } while (0)

struct CMUnitTest fixture_row_test(const char *name, CMUnitTestFunction test, const void *row);

/* Starts kanbao in a terminal with at most 8 arguments, ended by NULL. A program that the fixture
 * already runs is ended. */
struct harness *fixture_start(struct fixture *fixture, int cols, int rows,
                              const char *const args[]);

/* As fixture_start(), with all settings of a harness. `start->argv` has only the arguments. */
struct harness *fixture_start_with(struct fixture *fixture, const struct harness_start *start);

/* Starts kanbao on a file or a folder below the home, and asserts the first frame. Returns its
 * path; the caller frees. */
char *fixture_start_below(struct fixture *fixture, int cols, int rows, const char *below);

/* The path of a configuration below the home. */
#define FIXTURE_CONFIG "config/kanbao/kanbao.ini"

/* Returns the output of `kanbao --frame COLSxROWS --keys KEYS PATH` in a home of its own, or NULL,
 * with a line on standard error, if it fails. The caller frees. */
char *fixture_frame(int cols, int rows, const char *keys, const char *path);

/* Waits until the screen is the frame after `keys`, and stays so until the program is idle. */
bool fixture_wait_frame(struct fixture *fixture, int cols, int rows, const char *keys,
                        const char *path);

/* The folder of the shipped articles. */
#define FIXTURE_CONTENT "content"

/* Starts kanbao on the shipped articles at 80x24 and types keys; asserts the frames before and
 * after. */
void fixture_open(struct fixture *fixture, const char *keys);

/* Waits for the program to end by itself, and asserts that it restores the terminal. Returns its
 * exit status. */
int fixture_exit_status(struct fixture *fixture);

/* Asserts such an end with this status. */
void fixture_assert_exit(struct fixture *fixture, int status);

/* Asserts, after the end, how many lines of the screen begin with "kanbao:" or are the diagnostic
 * of an error. */
void fixture_assert_error_lines(struct fixture *fixture, size_t lines);

/* Asserts that the program's whole output is text and newlines, without escape sequences and
 * without carriage returns other than those the terminal adds to newlines. */
void fixture_assert_plain(const struct fixture *fixture);

/* Asserts an end with this status and one such line. */
void fixture_assert_error_exit(struct fixture *fixture, int status);

#endif
