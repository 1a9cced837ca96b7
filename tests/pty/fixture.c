#include "pty/fixture.h"

#include "base/alloc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

enum { ARGUMENTS_MAX = 8 };

struct CMUnitTest fixture_row_test(const char *name, CMUnitTestFunction test, const void *row)
{
    /* cmocka's state is not const; fixture_set_up() takes the row as const again. */
    union {
        const void *constant;
        void *variable;
    } initial = {row};
    return (struct CMUnitTest){name, test, fixture_set_up, fixture_tear_down, initial.variable};
}

int fixture_set_up(void **state)
{
    struct fixture *fixture = mem_zeroed(1, sizeof *fixture);
    fixture->row = *state;
    sandbox_open(&fixture->sandbox);
    *state = fixture;
    return 0;
}

int fixture_tear_down(void **state)
{
    struct fixture *fixture = *state;
    harness_free(fixture->harness);
    sandbox_close(&fixture->sandbox);
    free(fixture);
    return 0;
}

struct harness *fixture_start_with(struct fixture *fixture, const struct harness_start *start)
{
    const char *argv[ARGUMENTS_MAX + 2] = {sandbox_kanbao()};
    struct harness_start with_program = *start;
    for (size_t i = 0; i < ARGUMENTS_MAX && start->argv[i]; i++)
        argv[i + 1] = start->argv[i];
    with_program.argv = argv;
    harness_free(fixture->harness);
    fixture->harness = harness_new(&fixture->sandbox, &with_program);
    return fixture->harness;
}

struct harness *fixture_start(struct fixture *fixture, int cols, int rows, const char *const args[])
{
    return fixture_start_with(fixture,
                              &(struct harness_start){.argv = args, .rows = rows, .cols = cols});
}

char *fixture_frame(int cols, int rows, const char *keys, const char *path)
{
    char size[32];
    struct sandbox sandbox;
    struct sandbox_result result = {0};
    char *frame = NULL;
    snprintf(size, sizeof size, "%dx%d", cols, rows);
    const char *const argv[] = {sandbox_kanbao(), "--frame", size, "--keys", keys, path, NULL};
    sandbox_open(&sandbox);
    bool ended = sandbox_run(&sandbox, argv, SANDBOX_DEADLINE_MS, &result);
    if (ended && WIFEXITED(result.status) && WEXITSTATUS(result.status) == 0)
        frame = strdup(buffer_c_str(&result.out));
    else
        fprintf(stderr, "--frame %s --keys '%s' %s: wait status %#x\n%s", size, keys, path,
                (unsigned)result.status, buffer_c_str(&result.err));
    sandbox_result_free(&result);
    sandbox_close(&sandbox);
    return frame;
}

bool fixture_wait_frame(struct fixture *fixture, int cols, int rows, const char *keys,
                        const char *path)
{
    char *frame = fixture_frame(cols, rows, keys, path);
    if (!frame)
        return false;
    bool same = harness_wait_screen(fixture->harness, frame, SANDBOX_DEADLINE_MS) &&
                harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS) &&
                harness_wait_screen(fixture->harness, frame, 0);
    if (!same)
        fprintf(stderr, "after the keys '%s' at %dx%d on %s\n", keys, cols, rows, path);
    free(frame);
    return same;
}

char *fixture_start_below(struct fixture *fixture, int cols, int rows, const char *below)
{
    char *path = sandbox_path(&fixture->sandbox, below);
    fixture_start(fixture, cols, rows, (const char *const[]){path, NULL});
    assert_true(fixture_wait_frame(fixture, cols, rows, "", path));
    return path;
}

static size_t count_error_lines(const struct fixture *fixture)
{
    static const char prefix[] = "kanbao:";
    int rows;
    int cols;
    size_t lines = 0;
    const struct terminal *terminal = harness_terminal(fixture->harness);
    vterm_get_size(terminal->vterm, &rows, &cols);
    for (int row = 0; row < rows; row++) {
        char *line = terminal_row(terminal, row);
        lines += strncmp(line, prefix, sizeof prefix - 1) == 0 || strstr(line, ": 错误: ");
        free(line);
    }
    return lines;
}

static void assert_terminal_restored(const struct harness_end *end)
{
    assert_true(end->leaves_alternate);
    assert_true(end->leaves_cursor);
    assert_true(end->leaves_mouse);
    assert_true(end->leaves_paste);
    assert_true(end->leaves_termios);
    assert_true(end->leaves_no_process);
}

/* Waits for the program to end by itself and restore the terminal. Returns its exit status. */
int fixture_exit_status(struct fixture *fixture)
{
    struct harness_end end;
    assert_true(harness_wait_exit(fixture->harness, SANDBOX_DEADLINE_MS, &end));
    assert_terminal_restored(&end);
    assert_true(WIFEXITED(end.status));
    return WEXITSTATUS(end.status);
}

void fixture_assert_exit(struct fixture *fixture, int status)
{
    assert_int_equal(fixture_exit_status(fixture), status);
}

/* Asserts, after the end, the number of lines that say why. */
void fixture_assert_error_lines(struct fixture *fixture, size_t lines)
{
    if (count_error_lines(fixture) != lines)
        terminal_report(harness_terminal(fixture->harness), NULL);
    assert_int_equal(count_error_lines(fixture), lines);
}

void fixture_assert_plain(const struct fixture *fixture)
{
    struct str output = harness_output(fixture->harness);
    assert_true(output.bytes > 0);
    for (size_t i = 0; i < output.bytes; i++) {
        unsigned char byte = (unsigned char)output.p[i];
        if (byte == '\r')
            assert_true(i + 1 < output.bytes && output.p[i + 1] == '\n');
        else
            assert_true((byte >= ' ' && byte != 0x7F) || byte == '\n');
    }
}

/* Asserts an end with this status, and one line that says why. */
void fixture_assert_error_exit(struct fixture *fixture, int status)
{
    fixture_assert_exit(fixture, status);
    fixture_assert_error_lines(fixture, 1);
}

void fixture_open(struct fixture *fixture, const char *keys)
{
    fixture_start(fixture, 80, 24, (const char *const[]){FIXTURE_CONTENT, NULL});
    assert_true(fixture_wait_frame(fixture, 80, 24, "", FIXTURE_CONTENT));
    assert_true(harness_keys(fixture->harness, keys));
    assert_true(fixture_wait_frame(fixture, 80, 24, keys, FIXTURE_CONTENT));
}
