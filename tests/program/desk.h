#ifndef TESTS_PROGRAM_DESK_H
#define TESTS_PROGRAM_DESK_H

#include "base/buffer.h"
#include "program/run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* A test's own folder of articles and what the program last did with it: cmocka's *state. What it
 * printed is NUL-terminated. */
struct desk {
    char *folder;
    struct buffer out;
    struct buffer errors;
    int status;
};

int desk_set_up(void **state);
int desk_tear_down(void **state);

#define DESK_TEST(test) cmocka_unit_test_setup_teardown(test, desk_set_up, desk_tear_down)

/* Writes a file below the folder, making the folders it is in. */
void desk_put(struct desk *desk, const char *name, const char *text);
void desk_put_bytes(struct desk *desk, const char *name, const char *data, size_t bytes);

/* Empties the folder. */
void desk_clear(struct desk *desk);

/* Runs the program; a "@" at an argument's beginning stands for the folder. */
void desk_run(struct desk *desk, const char *const *arguments);
#define DESK_RUN(desk, ...) desk_run((desk), (const char *[]){__VA_ARGS__, NULL})

/* The same, with more said of how than the arguments. */
void desk_run_as(struct desk *desk, const char *const *arguments, struct run run);

/* Fails, showing what the program printed, unless the condition holds. */
void desk_expect(struct desk *desk, bool condition, const char *what);

/* Whether a text is part of what it printed. */
bool desk_printed(struct desk *desk, const char *text);

size_t desk_lines(const struct buffer *text);

/* Fails unless it ended with this status and said this on standard output and nothing else on
 * standard error. "@/" in the text stands for the folder. */
void desk_expect_output(struct desk *desk, int status, const char *text, const char *what);

/* How many lines --check told something in, before the last one, which sums up. */
size_t desk_told(struct desk *desk);

/* Fails unless --check found nothing wrong with so many articles. */
void desk_expect_clean(struct desk *desk, size_t articles, const char *what);

/* Fails unless it said nothing but one line on standard error that begins with "kanbao: ". */
void desk_expect_complaint(struct desk *desk, int status, const char *what);

#endif
