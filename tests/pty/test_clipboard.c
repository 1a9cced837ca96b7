/* The key y asks the terminal to copy (OSC 52). */

#include "pty/fixture.h"

#include <stdlib.h>

struct copy_row {
    const char *name;
    const char *file;
    const char *text;
    const char *sequence;
};

/* Encoded by base64(1). */
static const struct copy_row copy_rows[] = {
    {"an id", "a.md", "---\ntitle: 题目\n---\n正文\n", "\033]52;c;YQ==\a"},
    {"an id of two bytes", "ab.md", "---\ntitle: 题目\n---\n正文\n", "\033]52;c;YWI=\a"},
    {"a link", "a.md", "---\ntitle: 题目\nlink: https://a.cn/1\n---\n正文\n",
     "\033]52;c;aHR0cHM6Ly9hLmNuLzE=\a"},
};

static void start(struct fixture *fixture, const char *file, const char *text,
                  const char *clipboard)
{
    struct buffer below = {0}, ini = {0};
    char *folder, *config;

    buffer_addf(&below, "bulletin/%s", file);
    buffer_addf(&ini, "[screen]\nclipboard = %s\n", clipboard);
    sandbox_write(&fixture->sandbox, buffer_c_str(&below), str_of(text));
    sandbox_write(&fixture->sandbox, "c.ini", buffer_str(&ini));
    folder = sandbox_path(&fixture->sandbox, "bulletin");
    config = sandbox_path(&fixture->sandbox, "c.ini");
    fixture_start(fixture, 80, 24, (const char *const[]){"--config", config, folder, NULL});
    assert_true(harness_wait_text(fixture->harness, "题目", SANDBOX_DEADLINE_MS));
    free(folder);
    free(config);
    buffer_free(&below);
    buffer_free(&ini);
}

static void test_copies(void **state)
{
    struct fixture *fixture = *state;
    const struct copy_row *row = fixture->row;

    start(fixture, row->file, row->text, "yes");
    assert_true(harness_keys(fixture->harness, "y"));
    assert_true(harness_wait_text(fixture->harness, "已请终端复制：", SANDBOX_DEADLINE_MS));
    assert_true(harness_wait_output(fixture->harness, row->sequence, 1, SANDBOX_DEADLINE_MS));
}

static void test_forbidden(void **state)
{
    struct fixture *fixture = *state;

    start(fixture, "a.md", "---\ntitle: 题目\n---\n正文\n", "no");
    assert_true(harness_keys(fixture->harness, "y"));
    assert_true(harness_wait_text(fixture->harness, "这里不能复制", SANDBOX_DEADLINE_MS));
}

int main(void)
{
    struct CMUnitTest tests[TABLE_TESTS_MAX] = {FIXTURE_TEST(test_forbidden)};
    size_t count = 1;

    ADD_ROWS(tests, count, test_copies, copy_rows);
    return _cmocka_run_group_tests("clipboard", tests, count, NULL, NULL);
}
