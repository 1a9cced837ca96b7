/* Loading a large folder: the progress is shown, and its line is gone when the screen appears. */

#include "pty/fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define ARTICLE "---\ntitle: 题目\n---\n正文。\n"

/* So many that the progress is shown on a machine of any speed. */
enum { MANY_FILES = 16384 + 512, FOLDERS = 8 };

static void make_articles(const struct sandbox *sandbox, int files)
{
    char *source;

    sandbox_write(sandbox, "first.md", str_of(ARTICLE));
    source = sandbox_path(sandbox, "first.md");
    for (int folder = 0; folder < FOLDERS; folder++) {
        char below[32];

        snprintf(below, sizeof(below), "many/%d", folder);
        sandbox_make_folder(sandbox, below);
        for (int i = 0; i < files / FOLDERS; i++) {
            char name[64];
            char *path;

            snprintf(name, sizeof(name), "%s/%d.md", below, i);
            path = sandbox_path(sandbox, name);
            assert_int_equal(link(source, path), 0);
            free(path);
        }
    }
    free(source);
}

static void open_many(struct fixture *fixture, int files, const char *order, const char *title)
{
    char *folder;

    make_articles(&fixture->sandbox, files);
    folder = sandbox_path(&fixture->sandbox, "many");
    fixture_start(fixture, 80, 24, (const char *[]){folder, order, NULL});
    assert_true(harness_wait_text(fixture->harness, title, SANDBOX_DEADLINE_MS));
    free(folder);
}

static void test_many_articles(void **state)
{
    struct fixture *fixture = *state;

    open_many(fixture, MANY_FILES, NULL, "共16896篇");
    assert_true(
        harness_wait_output(fixture->harness, "正在读取，已读 16384 篇", 1, SANDBOX_DEADLINE_MS));
    assert_true(harness_keys(fixture->harness, "Q"));
    fixture_assert_exit(fixture, 0);
    fixture_assert_error_lines(fixture, 0);
}

/* In linear mode the progress is printed once, because lines are not overwritten. */
static void test_many_articles_in_lines(void **state)
{
    struct fixture *fixture = *state;

    open_many(fixture, MANY_FILES, "--linear", "看报，16896 篇");
    assert_true(harness_wait_text(fixture->harness, "正在读取，请稍等；按 Ctrl-C 放弃\n看报", 0));
    assert_true(harness_keys(fixture->harness, "q<Enter>"));
    fixture_assert_exit(fixture, 0);
    fixture_assert_plain(fixture);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_many_articles),
        FIXTURE_TEST(test_many_articles_in_lines),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
