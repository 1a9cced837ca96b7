#include "pty/kiosk.h"
#include "skip.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

struct harness *kiosk_start(struct fixture *fixture, int cols, int rows, const char *now,
                            const char *content, const char *const args[])
{
    const char *argv[10] = {"--kiosk", "--strict-calls", "--clock", now};
    size_t count = 4;
    for (size_t i = 0; args && args[i] && i < 4; i++)
        argv[count++] = args[i];
    argv[count] = content ? content : FIXTURE_CONTENT;
    return fixture_start(fixture, cols, rows, argv);
}

struct harness *kiosk_start_in_shell(struct fixture *fixture, int cols, int rows, const char *now,
                                     const char *line)
{
    const char *const argv[] = {"/bin/sh", "-c", line, NULL};
    char *program = realpath(sandbox_kanbao(), NULL);
    sandbox_env(&fixture->sandbox, "CLOCK", now);
    sandbox_env(&fixture->sandbox, "KANBAO", program);
    free(program);
    harness_free(fixture->harness);
    fixture->harness = harness_new(
        &fixture->sandbox, &(struct harness_start){.argv = argv, .rows = rows, .cols = cols});
    return fixture->harness;
}

char *kiosk_config(struct fixture *fixture, const char *text)
{
    if (geteuid() != 0)
        skip_because("only root can make settings that are root's");
    sandbox_write(&fixture->sandbox, "kiosk.ini", str_of(text));
    return sandbox_path(&fixture->sandbox, "kiosk.ini");
}

void kiosk_copy_content(struct fixture *fixture, const char *from, const char *below)
{
    char *to = sandbox_path(&fixture->sandbox, below);
    const char *const argv[] = {"/bin/cp", "-rT", from, to, NULL};
    struct sandbox_result result = {0};
    sandbox_make_folder(&fixture->sandbox, below);
    assert_true(sandbox_run(&fixture->sandbox, argv, SANDBOX_DEADLINE_MS, &result));
    assert_int_equal(result.status, 0);
    sandbox_result_free(&result);
    free(to);
}

char *kiosk_dated_content(struct fixture *fixture)
{
    const struct timespec noon = {.tv_sec = 1763640000}; /* 2025-11-20T12:00Z */
    char *path = sandbox_path(&fixture->sandbox, "dated");
    kiosk_copy_content(fixture, FIXTURE_CONTENT, "dated");
    assert_int_equal(utimensat(AT_FDCWD, path, (const struct timespec[]){noon, noon}, 0), 0);
    return path;
}

void kiosk_keys(struct fixture *fixture, const char *keys, const char *text)
{
    assert_true(harness_keys(fixture->harness, keys));
    assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
    assert_true(harness_wait_text(fixture->harness, text, SANDBOX_DEADLINE_MS));
}

char *kiosk_read_file(struct fixture *fixture, const char *below)
{
    char *path = sandbox_path(&fixture->sandbox, below);
    char *text = calloc(1, 1 << 20);
    FILE *file = fopen(path, "r");
    assert_non_null(text);
    if (file) {
        text[fread(text, 1, (1 << 20) - 1, file)] = '\0';
        fclose(file);
    }
    free(path);
    return text;
}

/* Finds a text on the screen, in cells. */
static bool find_text(const struct terminal *terminal, const char *text, int *row, int *col)
{
    int rows;
    int cols;
    vterm_get_size(terminal->vterm, &rows, &cols);
    for (*row = 0; *row < rows; ++*row) {
        char *line = terminal_row(terminal, *row);
        const char *found = strstr(line, text);
        if (found) {
            /* The number of columns differs from that of bytes: count them character by
             * character. */
            int cells = 0;
            for (const char *at = line; at < found; at++)
                if (((unsigned char)*at & 0xC0) != 0x80)
                    cells += terminal_cell(terminal, *row, cells).cols;
            *col = cells;
            free(line);
            return true;
        }
        free(line);
    }
    return false;
}

void kiosk_look(struct fixture *fixture)
{
    enum { LOOK_MS = 320 };
    long long until = sandbox_now_ms() + LOOK_MS;
    while (sandbox_now_ms() < until)
        harness_pump(fixture->harness);
}

void kiosk_touch(struct fixture *fixture, const char *what, const char *text)
{
    int row = 0;
    int col = 0;
    assert_true(harness_wait_text(fixture->harness, what, SANDBOX_DEADLINE_MS));
    kiosk_look(fixture);
    assert_true(find_text(harness_terminal(fixture->harness), what, &row, &col));
    assert_true(harness_press(fixture->harness, 1, row, col + 1));
    assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
    assert_true(harness_wait_text(fixture->harness, text, SANDBOX_DEADLINE_MS));
}

void kiosk_wait_no_text(struct fixture *fixture, const char *text)
{
    long long until = sandbox_now_ms() + SANDBOX_DEADLINE_MS;
    bool there = true;
    while (there && sandbox_now_ms() < until) {
        char *screen = terminal_text(harness_terminal(fixture->harness));
        there = strstr(screen, text) != NULL;
        free(screen);
        if (there)
            harness_pump(fixture->harness);
    }
    assert_false(there);
}

pid_t kiosk_visit(struct fixture *fixture)
{
    pid_t pids[HARNESS_PROCESSES_MAX];
    long long until = sandbox_now_ms() + SANDBOX_DEADLINE_MS;
    size_t count = 0;
    while ((count = harness_processes(fixture->harness, pids)) < 2 && sandbox_now_ms() < until)
        harness_pump(fixture->harness);
    assert_true(count >= 2);
    return pids[1]; /* any further process is a sanitizer's, which looks for leaks at its end */
}

/* Returns whether [start, end) of a process's memory contains `bytes`. */
static bool range_has(int memory, unsigned long start, unsigned long end, const char *bytes)
{
    size_t count = end - start;
    char *copy = malloc(count);
    ssize_t got = copy ? pread(memory, copy, count, (off_t)start) : -1;
    bool found = got > 0 && memmem(copy, (size_t)got, bytes, strlen(bytes)) != NULL;
    free(copy);
    return found;
}

static bool process_has(pid_t pid, const char *bytes)
{
    char path[64];
    char line[512];
    bool found = false;
    snprintf(path, sizeof path, "/proc/%d/mem", (int)pid);
    int memory = open(path, O_RDONLY | O_CLOEXEC);
    snprintf(path, sizeof path, "/proc/%d/maps", (int)pid);
    FILE *maps = fopen(path, "r");
    /* A sanitizer's process, which looks for leaks, may have ended by now. */
    bool ended = (memory < 0 || !maps) && kill(pid, 0) != 0 && errno == ESRCH;
    assert_true(ended || (memory >= 0 && maps));
    while (!ended && !found && fgets(line, sizeof line, maps)) {
        unsigned long start;
        unsigned long end;
        char rights[5];
        if (sscanf(line, "%lx-%lx %4s", &start, &end, rights) == 3 && rights[0] == 'r' &&
            rights[1] == 'w' && end - start < 1UL << 28) /* not a sanitizer's shadow memory */
            found = range_has(memory, start, end, bytes);
    }
    if (maps)
        fclose(maps);
    if (memory >= 0)
        close(memory);
    return found;
}

bool kiosk_remembers(struct fixture *fixture, const char *bytes)
{
    pid_t pids[HARNESS_PROCESSES_MAX];
    size_t count = harness_processes(fixture->harness, pids);
    for (size_t i = 0; i < count; i++)
        if (process_has(pids[i], bytes))
            return true;
    return false;
}
