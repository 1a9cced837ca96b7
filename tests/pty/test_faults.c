/* The program reports faults of its content, state or output, and ends cleanly. */

#include "pty/fixture.h"
#include "skip.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

static const char *const open_content[] = {FIXTURE_CONTENT, NULL};

#define ARTICLE "---\ntitle: 一篇\n---\n正文。\n"

static void test_missing_folder(void **state)
{
    fixture_start(*state, 80, 24, (const char *const[]){"no/such/folder", NULL});
    fixture_assert_error_exit(*state, 1);
}

static void test_missing_file(void **state)
{
    fixture_start(*state, 80, 24, (const char *const[]){"content/no-such.md", NULL});
    fixture_assert_error_exit(*state, 1);
}

static void test_empty_folder(void **state)
{
    struct fixture *fixture = *state;
    sandbox_make_folder(&fixture->sandbox, "paper");
    char *path = sandbox_path(&fixture->sandbox, "paper");
    fixture_start(fixture, 80, 24, (const char *const[]){path, NULL});
    fixture_assert_error_exit(fixture, 1);
    free(path);
}

static void test_folder_of_bad_articles(void **state)
{
    struct fixture *fixture = *state;
    sandbox_write(&fixture->sandbox, "paper/a.md", str_of("---\nbroken\n"));
    sandbox_write(&fixture->sandbox, "paper/b.md", str_of("# \xff\xfe\n"));
    char *path = sandbox_path(&fixture->sandbox, "paper");
    fixture_start(fixture, 80, 24, (const char *const[]){path, NULL});
    fixture_assert_exit(fixture, 1);
    fixture_assert_error_lines(fixture, 3); /* two files, and the fact that no article is left */
    free(path);
}

static void test_some_bad_articles(void **state)
{
    struct fixture *fixture = *state;
    sandbox_write(&fixture->sandbox, "paper/a.md", str_of("---\nbroken\n"));
    sandbox_write(&fixture->sandbox, "paper/b.md", str_of(ARTICLE));
    char *path = sandbox_path(&fixture->sandbox, "paper");
    fixture_start(fixture, 80, 24, (const char *const[]){path, NULL});
    assert_true(fixture_wait_frame(fixture, 80, 24, "", path));
    assert_true(harness_wait_text(fixture->harness, "一篇", SANDBOX_DEADLINE_MS));
    assert_true(harness_keys(fixture->harness, "Q"));
    fixture_assert_exit(fixture, 0);
    free(path);
}

/* The content is deleted while it is being read. */
static void test_content_removed_while_open(void **state)
{
    struct fixture *fixture = *state;
    sandbox_write(&fixture->sandbox, "paper/a.md", str_of(ARTICLE));
    sandbox_write(&fixture->sandbox, "paper/b.md", str_of(ARTICLE));
    char *path = sandbox_path(&fixture->sandbox, "paper");
    char *first = sandbox_path(&fixture->sandbox, "paper/a.md");
    char *second = sandbox_path(&fixture->sandbox, "paper/b.md");
    fixture_start(fixture, 80, 24, (const char *const[]){path, NULL});
    assert_true(fixture_wait_frame(fixture, 80, 24, "", path));
    remove(first);
    remove(second);
    assert_true(harness_keys(fixture->harness, "jj<Enter>"));
    assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
    assert_true(harness_keys(fixture->harness, "/文<Enter>"));
    assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
    assert_true(harness_keys(fixture->harness, "Q"));
    fixture_assert_exit(fixture, 0);
    free(second);
    free(first);
    free(path);
}

/* Opens an article, bookmarks it and quits although the state cannot be saved. */
static void bookmark_and_leave(struct fixture *fixture, const struct harness_start *start)
{
    fixture_start_with(fixture, start);
    assert_true(fixture_wait_frame(fixture, 80, 24, "", FIXTURE_CONTENT));
    assert_true(harness_keys(fixture->harness, "jj<Enter>m"));
    assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
    assert_true(harness_keys(fixture->harness, "Q"));
    fixture_assert_error_exit(fixture, 1);
}

static const struct harness_start ordinary_start = {.argv = open_content, .rows = 24, .cols = 80};

static void test_state_folder_is_a_file(void **state)
{
    struct fixture *fixture = *state;
    sandbox_write(&fixture->sandbox, "state/kanbao", str_of(""));
    fixture_start_with(fixture, &ordinary_start);
    /* It is said at the start, and need not be said again. */
    assert_true(
        harness_wait_text(fixture->harness, "已读和书签这次不保存：写不了", SANDBOX_DEADLINE_MS));
    assert_true(harness_keys(fixture->harness, "jj<Enter>mQ"));
    fixture_assert_exit(fixture, 0);
}

/* Nothing that is looked into after the first screen takes the place of the reason. */
static void test_state_file_is_a_folder(void **state)
{
    struct fixture *fixture = *state;
    sandbox_write(&fixture->sandbox, "state/kanbao/marks/none", str_of(""));
    fixture_start_with(fixture, &ordinary_start);
    assert_true(harness_wait_text(fixture->harness, "读不了状态文件", SANDBOX_DEADLINE_MS));
    assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
    assert_true(harness_wait_text(fixture->harness, "读不了状态文件", SANDBOX_DEADLINE_MS));
    assert_true(harness_keys(fixture->harness, "jj<Enter>mQ"));
    fixture_assert_exit(fixture, 0);
}

static void test_state_file_cannot_grow(void **state)
{
    struct harness_start start = ordinary_start;
    start.no_file_space = true;
    bookmark_and_leave(*state, &start);
}

/* A tmpfs without a free page, in a mount namespace of the program. */
static const char full_disk[] =
    "mkdir -p \"$XDG_STATE_HOME\" && mount -t tmpfs -o size=8k tmpfs \"$XDG_STATE_HOME\" && "
    "mkdir \"$XDG_STATE_HOME/kanbao\" && { cat /dev/zero >\"$XDG_STATE_HOME/fill\" 2>/dev/null; "
    "exec \"$@\"; }";

static void test_full_disk(void **state)
{
    struct fixture *fixture = *state;
    struct sandbox_result result = {0};
    const char *const trial[] = {"unshare", "-rm", "sh", "-c", full_disk, "sh", "true", NULL};
    bool works =
        sandbox_run(&fixture->sandbox, trial, SANDBOX_DEADLINE_MS, &result) && result.status == 0;
    sandbox_result_free(&result);
    if (!works) {
        skip_because("there are no mount namespaces here");
    }
    const char *const argv[] = {"unshare",        "-rm",           "sh", "-c", full_disk, "sh",
                                sandbox_kanbao(), FIXTURE_CONTENT, NULL};
    fixture->harness = harness_new(&fixture->sandbox,
                                   &(struct harness_start){.argv = argv, .rows = 24, .cols = 80});
    assert_true(fixture_wait_frame(fixture, 80, 24, "", FIXTURE_CONTENT));
    assert_true(harness_keys(fixture->harness, "jj<Enter>m"));
    assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
    assert_true(harness_keys(fixture->harness, "Q"));
    fixture_assert_error_exit(fixture, 1);
}

struct damage_row {
    const char *name;
    struct str state;
};

#define BYTES(literal)                                                                             \
    {                                                                                              \
        (literal), sizeof(literal) - 1                                                             \
    }

static const struct damage_row damage_rows[] = {
    {"a state file of noise", BYTES("\x7f"
                                    "ELF\0\0\xff\xfe\n\n\t\t\n")},
    {"a state file cut short", BYTES("kanbao-state 2\nread\tshangcheng/a\nplace\tshang")},
    {"a state file of another version", BYTES("kanbao-state 99\n")},
};

static void test_damaged_state(void **state)
{
    struct fixture *fixture = *state;
    const struct damage_row *row = fixture->row;
    sandbox_write(&fixture->sandbox, "state/kanbao/marks", row->state);
    fixture_start(fixture, 80, 24, open_content);
    assert_true(harness_wait_text(fixture->harness, "上城区", SANDBOX_DEADLINE_MS));
    assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
    assert_true(sandbox_exists(&fixture->sandbox, "state/kanbao/marks.damaged-1"));
    assert_true(harness_keys(fixture->harness, "jj<Enter>m"));
    assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
    assert_true(harness_keys(fixture->harness, "Q"));
    fixture_assert_exit(fixture, 0);
    assert_true(sandbox_exists(&fixture->sandbox, "state/kanbao/marks"));
}

static void test_empty_state_is_no_damage(void **state)
{
    struct fixture *fixture = *state;
    sandbox_write(&fixture->sandbox, "state/kanbao/marks", str_of("kanbao-state 2\n"));
    fixture_open(fixture, "");
    assert_false(sandbox_exists(&fixture->sandbox, "state/kanbao/marks.damaged-1"));
    assert_true(harness_keys(fixture->harness, "q"));
    fixture_assert_exit(fixture, 0);
}

static void test_no_home_at_all(void **state)
{
    struct fixture *fixture = *state;
    sandbox_env(&fixture->sandbox, "HOME", NULL);
    sandbox_env(&fixture->sandbox, "XDG_STATE_HOME", NULL);
    sandbox_env(&fixture->sandbox, "XDG_CONFIG_HOME", NULL);
    fixture_start_with(fixture, &ordinary_start);
    assert_true(harness_wait_text(fixture->harness, "没有主目录", SANDBOX_DEADLINE_MS));
    assert_true(harness_keys(fixture->harness, "jj<Enter>Q"));
    fixture_assert_exit(fixture, 0);
}

/* Commands whose output goes to /dev/full: one line and a status report the failure. */
struct full_row {
    const char *name;
    const char *order;
};

static const struct full_row full_rows[] = {
    {"--dump to a full disk", "--dump"},          {"--list to a full disk", "--list"},
    {"--search to a full disk", "--search=社区"}, {"--help to a full disk", "--help"},
    {"--version to a full disk", "--version"},    {"--frame to a full disk", "--frame=80x24"},
};

static void test_full_output(void **state)
{
    struct fixture *fixture = *state;
    const struct full_row *row = fixture->row;
    struct sandbox_result result = {0};
    const char *const argv[] = {
        "/bin/sh",       "-c", "exec \"$0\" \"$@\" >/dev/full", sandbox_kanbao(), row->order,
        FIXTURE_CONTENT, NULL};
    assert_true(sandbox_run(&fixture->sandbox, argv, SANDBOX_DEADLINE_MS, &result));
    assert_true(WIFEXITED(result.status));
    assert_int_equal(WEXITSTATUS(result.status), 1);
    assert_int_equal(strncmp(buffer_c_str(&result.err), "kanbao: ", 8), 0);
    sandbox_result_free(&result);
}

int main(void)
{
    static const struct CMUnitTest plain[] = {
        FIXTURE_TEST(test_missing_folder),
        FIXTURE_TEST(test_missing_file),
        FIXTURE_TEST(test_empty_folder),
        FIXTURE_TEST(test_folder_of_bad_articles),
        FIXTURE_TEST(test_some_bad_articles),
        FIXTURE_TEST(test_content_removed_while_open),
        FIXTURE_TEST(test_state_folder_is_a_file),
        FIXTURE_TEST(test_state_file_is_a_folder),
        FIXTURE_TEST(test_state_file_cannot_grow),
        FIXTURE_TEST(test_full_disk),
        FIXTURE_TEST(test_empty_state_is_no_damage),
        FIXTURE_TEST(test_no_home_at_all),
    };
    struct CMUnitTest tests[TABLE_TESTS_MAX];
    size_t count = sizeof plain / sizeof *plain;
    memcpy(tests, plain, sizeof plain);
    ADD_ROWS(tests, count, test_damaged_state, damage_rows);
    ADD_ROWS(tests, count, test_full_output, full_rows);
    return _cmocka_run_group_tests("faults", tests, count, NULL, NULL);
}
