/* The program is killed at each moment of writing an index: the index is the old or the new one,
 * and the next writing puts all in order. Two that write at the same time do no harm. */

#include "base/file.h"
#include "content/index.h"
#include "faults/inject.h"
#include "faults/trial.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "scratch.h"

/* Without $FAULTS=all as many moments are tried. */
enum { MOST_KILLS = 40, ARTICLES = 6 };

#define INDEX "papers/.kanbao-index"

/* A folder, its index from before a change, and the program's words. */
struct printer {
    struct sandbox sandbox;
    char *folder, *path;
    struct buffer old; /* bytes of the index */
};

static void put(const struct printer *printer, int number, const char *title)
{
    struct buffer name = {0}, text = {0};

    buffer_addf(&name, "papers/%d.md", number);
    buffer_addf(&text, "---\ntitle: %s%d\n---\n正文。\n", title, number);
    sandbox_write(&printer->sandbox, buffer_c_str(&name), buffer_str(&text));
    buffer_free(&name);
    buffer_free(&text);
}

/* Writes the index, with a command in front of the program or NULL. Returns the status. */
static int write_index(struct printer *printer, const char *const *wrapper)
{
    const char *kanbao = getenv("KANBAO"), *argv[16];
    struct sandbox_result result = {0};
    size_t count = 0;
    int status;

    for (; wrapper && *wrapper; wrapper++)
        argv[count++] = *wrapper;
    argv[count++] = kanbao ? kanbao : "build/kanbao";
    argv[count++] = "--index";
    argv[count++] = printer->folder;
    argv[count] = NULL;
    assert_true(sandbox_run(&printer->sandbox, argv, SANDBOX_DEADLINE_MS, &result));
    status = result.status;
    sandbox_result_free(&result);
    return status;
}

static int set_up(void **state)
{
    struct printer *printer = calloc(1, sizeof(*printer));

    sandbox_open(&printer->sandbox);
    printer->folder = sandbox_path(&printer->sandbox, "papers");
    printer->path = sandbox_path(&printer->sandbox, INDEX);
    for (int i = 0; i < ARTICLES; i++)
        put(printer, i, "旧");
    *state = printer;
    return 0;
}

static int tear_down(void **state)
{
    struct printer *printer = *state;

    sandbox_close(&printer->sandbox);
    buffer_free(&printer->old);
    free(printer->folder);
    free(printer->path);
    free(printer);
    return 0;
}

/* Returns whether the index is whole, and whether it is that of the folder as it is now. */
static void judge(const struct printer *printer, bool *whole, bool *current)
{
    const atomic_bool given_up = false;
    struct index *index = index_open(printer->path, printer->folder);
    struct index_changes changes = {0};

    *whole = index && index_is_whole(index);
    *current = *whole && index_is_current(index, printer->folder, &given_up, &changes);
    index_changes_free(&changes);
    index_close(index);
}

static void restore_old(const struct printer *printer)
{
    scratch_write(printer->path, printer->old.data, printer->old.bytes);
}

static void test_killed_at_each_moment(void **state)
{
    struct printer *printer = *state;
    int counts[INJECT_MOST_CALLS];
    char *counted = sandbox_path(&printer->sandbox, "counts");
    long count = 0, kills = 0, tries = 0;
    bool whole, current;

    inject_prepare(&printer->sandbox);
    assert_int_equal(write_index(printer, NULL), 0);
    assert_int_equal(file_read(printer->path, SIZE_MAX, &printer->old), 0);
    for (int i = 0; i < ARTICLES; i++)
        put(printer, i, "新的");
    judge(printer, &whole, &current);
    assert_true(whole && !current);
    assert_int_equal(write_index(printer, inject_counting(counted)), 0);
    inject_read_counts(counted, counts);
    free(counted);
    for (int i = 0; i < INJECT_MOST_CALLS; i++)
        count += counts[i];
    for (long at = count; at > 0; at -= trial_step(count, MOST_KILLS), tries++) {
        struct inject inject = {.call = INJECT_ANY, .number = at, .action = INJECT_KILL};
        int status;

        restore_old(printer);
        status = write_index(printer, inject_wrapper(&inject));
        kills += WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
        judge(printer, &whole, &current);
        if (!whole)
            fail_msg("killed at call %ld of %ld: no whole index", at, count);
    }
    assert_true(kills > tries / 2);
    restore_old(printer);
    assert_int_equal(write_index(printer, NULL), 0);
    judge(printer, &whole, &current);
    assert_true(current);
    assert_int_equal(scratch_count(printer->folder), ARTICLES + 2); /* and the lock */
}

static void test_two_at_once(void **state)
{
    enum { TIMES = 10 };
    struct printer *printer = *state;
    bool whole, current;

    for (int i = 0; i < TIMES; i++) {
        pid_t other;
        int status;

        put(printer, 0, i % 2 ? "新的" : "旧");
        other = fork();
        if (other == 0)
            _exit(write_index(printer, NULL) ? EXIT_FAILURE : EXIT_SUCCESS);
        assert_int_equal(write_index(printer, NULL), 0);
        assert_int_equal(waitpid(other, &status, 0), other);
        assert_int_equal(status, 0);
        judge(printer, &whole, &current);
        assert_true(current);
    }
    assert_int_equal(scratch_count(printer->folder), ARTICLES + 2); /* and the lock */
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(test_killed_at_each_moment), TEST(test_two_at_once)};

    return cmocka_run_group_tests_name("kills of an index", tests, NULL, NULL);
}
