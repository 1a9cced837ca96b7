/* What leaves the reader: y asks the terminal to copy (OSC 52), w writes the article to a file, and
 * E tells why another one was left out. */

#include "pty/fixture.h"

#include "base/file.h"

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

static void type(struct fixture *fixture, const char *keys, const char *awaited)
{
    assert_true(harness_keys(fixture->harness, keys));
    assert_true(harness_wait_text(fixture->harness, awaited, SANDBOX_DEADLINE_MS));
}

static void expect_file(struct fixture *fixture, const char *below, const char *text)
{
    char *path = sandbox_path(&fixture->sandbox, below);
    struct buffer data = {0};

    assert_int_equal(file_read(path, 1000, &data), 0);
    assert_string_equal(buffer_c_str(&data), text);
    buffer_free(&data);
    free(path);
}

static mode_t mode_of(const struct fixture *fixture, const char *name)
{
    char *path = sandbox_path(&fixture->sandbox, name);
    struct stat status;

    assert_int_equal(stat(path, &status), 0);
    free(path);
    return status.st_mode & 0777;
}

static void set_mode(const struct fixture *fixture, const char *name, mode_t mode)
{
    char *path = sandbox_path(&fixture->sandbox, name);

    assert_int_equal(chmod(path, mode), 0);
    free(path);
}

/* A file of the name is replaced only by who presses Enter again. It is as private as it was, and a
 * new one is as any program's. */
static void test_writes_a_file(void **state)
{
    struct fixture *fixture = *state;
    mode_t mask = umask(022);

    sandbox_write(&fixture->sandbox, "a.txt", str_of("旧的\n"));
    set_mode(fixture, "a.txt", 0640);
    start(fixture, "a.md", "---\ntitle: 题目\n---\n正文\n", "no");
    type(fixture, "w", "写到文件：a.txt");
    type(fixture, "\025~/a.txt\r", "已有这个文件");
    expect_file(fixture, "a.txt", "旧的\n");
    type(fixture, "\003", "? 帮助");
    type(fixture, "w\025~/b/c.txt\r", "写不了 ~/b/c.txt");
    type(fixture, "w\025/tmp\r", "写不了 /tmp：");
    type(fixture, "w\025~/a.txt\r\r", "已写到 ~/a.txt");
    expect_file(fixture, "a.txt", "题目\n\n    正文\n");
    type(fixture, "w\025~/d.txt\r", "已写到 ~/d.txt");
    expect_file(fixture, "d.txt", "题目\n\n    正文\n");
    assert_int_equal(mode_of(fixture, "a.txt"), 0640);
    assert_int_equal(mode_of(fixture, "d.txt"), 0644);
    umask(mask);
}

static void test_tells_why_one_was_left_out(void **state)
{
    struct fixture *fixture = *state;

    sandbox_write(&fixture->sandbox, "bulletin/b.md", str_of("---\ntitle: 坏\n"));
    start(fixture, "a.md", "---\ntitle: 题目\n---\n正文\n", "no");
    assert_true(harness_wait_text(fixture->harness, "1篇有错未收", SANDBOX_DEADLINE_MS));
    type(fixture, "E", "b.md:1:1: 错误: 文件头没有结束");
    type(fixture, "\033", "正文");
}

int main(void)
{
    struct CMUnitTest tests[TABLE_TESTS_MAX] = {FIXTURE_TEST(test_forbidden),
                                                FIXTURE_TEST(test_writes_a_file),
                                                FIXTURE_TEST(test_tells_why_one_was_left_out)};
    size_t count = 3;

    ADD_ROWS(tests, count, test_copies, copy_rows);
    return _cmocka_run_group_tests("clipboard", tests, count, NULL, NULL);
}
