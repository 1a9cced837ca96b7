#ifndef TESTS_PROGRAM_DESK_H
#define TESTS_PROGRAM_DESK_H

#include "base/buffer.h"
#include "program/run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* The folder of articles of a test, and the result of the program's last run: cmocka's *state. The
 * output is NUL-terminated. */
struct desk {
    char *folder;
    struct buffer out;
    struct buffer errors;
    int status;
};

int desk_set_up(void **state);
int desk_tear_down(void **state);

#define DESK_TEST(test) cmocka_unit_test_setup_teardown(test, desk_set_up, desk_tear_down)

/* Writes a file below the folder, and the folders it is in. */
void desk_put(struct desk *desk, const char *name, const char *text);
void desk_put_bytes(struct desk *desk, const char *name, const char *data, size_t bytes);

/* Empties the folder. */
void desk_clear(struct desk *desk);

/* Runs the program. "@" at the beginning of an argument stands for the folder. */
void desk_run(struct desk *desk, const char *const *arguments);
#define DESK_RUN(desk, ...) desk_run((desk), (const char *[]){__VA_ARGS__, NULL})

/* As desk_run(), with the other settings of `run`. */
void desk_run_as(struct desk *desk, const char *const *arguments, struct run run);

/* Fails and shows the program's output unless the condition holds. */
void desk_expect(struct desk *desk, bool condition, const char *what);

/* Returns whether the program printed a text on standard output. */
bool desk_printed(struct desk *desk, const char *text);

size_t desk_lines(const struct buffer *text);

/* Fails unless the program ended with `status`, printed `text` and nothing else, and wrote nothing
 * on standard error. "@/" in the text stands for the folder. */
void desk_expect_output(struct desk *desk, int status, const char *text, const char *what);

/* Fails unless --list of the folder prints exactly this line: id, district, topic, place, date,
 * title. */
void desk_expect_listed(struct desk *desk, const char *line, const char *what);

/* Returns the number of lines in which --check reported something, without the summary at the
 * end. */
size_t desk_report_lines(struct desk *desk);

/* Fails unless --check found nothing wrong with `articles` articles. */
void desk_expect_clean(struct desk *desk, size_t articles, const char *what);

/* Fails unless the program ended with `status` and wrote nothing but one line that begins with
 * "kanbao: " on standard error. */
void desk_expect_error(struct desk *desk, int status, const char *what);

#endif
