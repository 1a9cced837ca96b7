/* The linear mode in any kind of terminal: plain lines, and an end that loses nothing. */

#include "pty/fixture.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

#define BULLETIN "tests/program/bulletin"

static const char *const open_linear[] = {"--linear", BULLETIN, NULL};
static const char *const open_screen[] = {BULLETIN, NULL};

static const char contents_prompt[] = "输入编号，或 ?：";

/* Waits until the program has printed `text` and waits for a line. */
static void expect_said(struct fixture *fixture, const char *text)
{
    assert_true(harness_wait_text(fixture->harness, text, SANDBOX_DEADLINE_MS));
    assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
}

static void say(struct fixture *fixture, const char *keys, const char *answer)
{
    assert_true(harness_keys(fixture->harness, keys));
    expect_said(fixture, answer);
}

struct term_row {
    const char *name;
    const char *term;
};

static const struct term_row term_rows[] = {
    {"linear with TERM=xterm-256color", "xterm-256color"},
    {"linear with TERM=linux", "linux"},
    {"linear with TERM=dumb", "dumb"},
    {"linear with TERM unknown", "no-such-terminal"},
    {"linear without TERM", NULL},
};

static void test_plain_lines(void **state)
{
    struct fixture *fixture = *state;
    const struct term_row *row = fixture->row;

    sandbox_env(&fixture->sandbox, "TERM", row->term);
    fixture_start(fixture, 80, 24, open_linear);
    expect_said(fixture, contents_prompt);
    say(fixture, "2<Enter>", "2、安全提示：山路结冰怎么走");
    say(fixture, "2<Enter>", "第 1 段，共 5 段：");
    say(fixture, "<Enter>", "第 2 段，共 5 段：");
    say(fixture, "/冰<Enter>", "搜索“冰”，找到 1 篇：");
    assert_true(harness_keys(fixture->harness, "q<Enter>"));
    fixture_assert_exit(fixture, 0);
    fixture_assert_plain(fixture);
}

/* Only the user's Enter ends the line of a prompt. */
static void test_prompt_line(void **state)
{
    struct fixture *fixture = *state;
    char *row;

    fixture_start(fixture, 80, 24, open_linear);
    expect_said(fixture, contents_prompt);
    say(fixture, "zz<Enter>", "不懂“zz”");
    row = terminal_row(harness_terminal(fixture->harness), 4);
    assert_string_equal(row, "输入编号，或 ?：zz");
    free(row);
    row = terminal_row(harness_terminal(fixture->harness), 5);
    assert_int_equal(strncmp(row, "不懂“zz”", strlen("不懂“zz”")), 0);
    free(row);
}

/* Lines are never wider than the terminal, even after it was made narrower. */
static void test_wrapped(void **state)
{
    struct fixture *fixture = *state;

    fixture_start(fixture, 60, 40, open_linear);
    expect_said(fixture, contents_prompt);
    say(fixture, "1<Enter>",
        "2、邻里协作：一块空地的三百六十五天：东桥新村的居民怎样把闲\n"
        "置角落变成四季有花的公共庭院，又怎样轮流照看它\n");
    harness_resize(fixture->harness, 30, 40);
    say(fixture, "2<Enter>",
        "标题：一块空地的三百六十五天：东桥新村\n"
        "的居民怎样把闲置角落变成四季有花的公共\n"
        "庭院，又怎样轮流照看它\n");
}

static void test_end_of_input(void **state)
{
    struct fixture *fixture = *state;
    struct str output;

    fixture_start(fixture, 80, 24, open_linear);
    expect_said(fixture, contents_prompt);
    say(fixture, "2<Enter>2<Enter>", "第 1 段，共 5 段：");
    assert_true(harness_keys(fixture->harness, "<C-d>"));
    fixture_assert_exit(fixture, 0);
    output = harness_output(fixture->harness);
    assert_int_equal(output.p[output.bytes - 1], '\n');
    fixture_assert_error_lines(fixture, 0);
}

struct signal_row {
    const char *name;
    int signal;
};

static const struct signal_row signal_rows[] = {
    {"linear: SIGINT", SIGINT},
    {"linear: SIGTERM", SIGTERM},
    {"linear: SIGHUP", SIGHUP},
};

/* A signal ends the program silently, with its bookmarks saved. */
static void test_signal(void **state)
{
    struct fixture *fixture = *state;
    const struct signal_row *row = fixture->row;

    fixture_start(fixture, 80, 24, open_linear);
    expect_said(fixture, contents_prompt);
    say(fixture, "2<Enter>2<Enter><Enter>", "第 2 段，共 5 段：");
    harness_signal(fixture->harness, row->signal);
    fixture_assert_exit(fixture, 0);
    fixture_assert_error_lines(fixture, 0);
    fixture_start(fixture, 80, 24, open_linear);
    expect_said(fixture, "上次没读完“山路结冰怎么走”；输入 c 接着读");
    say(fixture, "c<Enter>", "接着第 2 段读；输入 1 从头读");
}

static void test_interrupt_key(void **state)
{
    struct fixture *fixture = *state;

    fixture_start(fixture, 80, 24, open_linear);
    expect_said(fixture, contents_prompt);
    assert_true(harness_keys(fixture->harness, "<C-c>"));
    fixture_assert_exit(fixture, 0);
}

static void test_hang_up(void **state)
{
    struct fixture *fixture = *state;
    struct harness_end end;

    fixture_start(fixture, 80, 24, open_linear);
    expect_said(fixture, contents_prompt);
    say(fixture, "2<Enter>2<Enter>m<Enter>", "已加书签");
    harness_hang_up(fixture->harness);
    assert_true(harness_wait_exit(fixture->harness, SANDBOX_DEADLINE_MS, &end));
    assert_true(WIFEXITED(end.status));
    assert_true(sandbox_exists(&fixture->sandbox, "state/kanbao/marks"));
}

/* Bookmarks of either mode appear in the other. */
static void test_modes_share_marks(void **state)
{
    struct fixture *fixture = *state;

    fixture_start(fixture, 80, 24, open_linear);
    expect_said(fixture, contents_prompt);
    say(fixture, "2<Enter>2<Enter><Enter><Enter><Enter>m<Enter>", "已加书签");
    assert_true(harness_keys(fixture->harness, "q<Enter>"));
    fixture_assert_exit(fixture, 0);
    fixture_start(fixture, 100, 24, open_screen);
    assert_true(harness_wait_text(fixture->harness, "○★ 6 山路结冰怎么走", SANDBOX_DEADLINE_MS));
    assert_true(harness_wait_text(fixture->harness, "● 7 合唱团招新", SANDBOX_DEADLINE_MS));
    assert_true(harness_wait_text(fixture->harness, "巡路站的电话贴在", SANDBOX_DEADLINE_MS));
    assert_true(harness_keys(fixture->harness, "6m7<Enter>"));
    assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
    assert_true(harness_keys(fixture->harness, "mQ"));
    fixture_assert_exit(fixture, 0);
    fixture_start(fixture, 80, 24, open_linear);
    expect_said(fixture, contents_prompt);
    say(fixture, "'<Enter>", "1、合唱团招新，已读");
    assert_true(harness_wait_text(fixture->harness, "书签，1 个：", 0));
}

/* An article that can no longer be opened is reported, and the program goes on. */
static void test_content_removed_while_open(void **state)
{
    struct fixture *fixture = *state;
    char *path, *first;

    sandbox_write(&fixture->sandbox, "paper/a.md", str_of("---\ntitle: 甲\n---\n正文。\n"));
    sandbox_write(&fixture->sandbox, "paper/b.md", str_of("---\ntitle: 乙\n---\n正文。\n"));
    path = sandbox_path(&fixture->sandbox, "paper");
    first = sandbox_path(&fixture->sandbox, "paper/a.md");
    fixture_start(fixture, 80, 24, (const char *const[]){"--linear", path, NULL});
    expect_said(fixture, contents_prompt);
    remove(first);
    say(fixture, "1<Enter>", "paper/a.md: ");
    say(fixture, "]<Enter>", "完，这是最后一篇：");
    assert_true(harness_keys(fixture->harness, "q<Enter>"));
    fixture_assert_exit(fixture, 0);
    free(first);
    free(path);
}

/* If nobody reads its output any more, the program ends without a message. */
static void test_broken_pipe(void **state)
{
    struct fixture *fixture = *state;
    struct sandbox_result result = {0};
    static const char script[] =
        "{ yes '' | \"$0\" --linear content; echo \"status $?\" >&2; } | head -n 1";

    assert_true(sandbox_run(&fixture->sandbox,
                            (const char *const[]){"/bin/sh", "-c", script, sandbox_kanbao(), NULL},
                            SANDBOX_DEADLINE_MS, &result));
    assert_string_equal(buffer_c_str(&result.out), "看报，9 篇，9 篇未读\n");
    assert_string_equal(buffer_c_str(&result.err), "status 0\n");
    sandbox_result_free(&result);
}

int main(void)
{
    static const struct CMUnitTest plain[] = {
        FIXTURE_TEST(test_prompt_line),
        FIXTURE_TEST(test_wrapped),
        FIXTURE_TEST(test_end_of_input),
        FIXTURE_TEST(test_interrupt_key),
        FIXTURE_TEST(test_hang_up),
        FIXTURE_TEST(test_modes_share_marks),
        FIXTURE_TEST(test_content_removed_while_open),
        FIXTURE_TEST(test_broken_pipe),
    };
    struct CMUnitTest tests[TABLE_TESTS_MAX];
    size_t count = sizeof plain / sizeof *plain;

    memcpy(tests, plain, sizeof plain);
    ADD_ROWS(tests, count, test_plain_lines, term_rows);
    ADD_ROWS(tests, count, test_signal, signal_rows);
    return _cmocka_run_group_tests("linear", tests, count, NULL, NULL);
}
