/* Two readers share one state: whichever ends first, and however, the other's changes are kept. */

#include "pty/fixture.h"

#include "base/file.h"
#include "state/marks.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define STATE "state/kanbao/marks"

/* In the order of their numbers on the first screen. */
static const char *const ids[] = {"", "shangcheng/metaverse-park", "shangcheng/property-committee",
                                  "shangcheng/grid-deliberation"};

/* The fixture's own harness is the first reader. */
struct pair {
    struct fixture *fixture;
    struct harness *readers[2];
};

static void settle(struct harness *harness, const char *text)
{
    assert_true(harness_wait_text(harness, text, SANDBOX_DEADLINE_MS));
    assert_true(harness_wait_idle(harness, SANDBOX_DEADLINE_MS));
}

static struct pair start_pair(struct fixture *fixture)
{
    static const char *const arguments[] = {FIXTURE_CONTENT, NULL};
    const char *const argv[] = {sandbox_kanbao(), FIXTURE_CONTENT, NULL};
    struct pair pair = {fixture, {0}};

    pair.readers[0] = fixture_start(fixture, 80, 24, arguments);
    pair.readers[1] = harness_new(&fixture->sandbox,
                                  &(struct harness_start){.argv = argv, .rows = 24, .cols = 80});
    settle(pair.readers[0], "上城区 (6) 未读6");
    settle(pair.readers[1], "上城区 (6) 未读6");
    return pair;
}

static void end_pair(struct pair *pair)
{
    harness_free(pair->readers[1]);
}

static void type(struct harness *harness, const char *keys, const char *text)
{
    assert_true(harness_keys(harness, keys));
    settle(harness, text);
}

static void end(struct harness *harness)
{
    struct harness_end how;

    assert_true(harness_keys(harness, "Q"));
    assert_true(harness_wait_exit(harness, SANDBOX_DEADLINE_MS, &how));
    assert_true(WIFEXITED(how.status));
    assert_int_equal(WEXITSTATUS(how.status), 0);
}

static void kill_it(struct harness *harness)
{
    struct harness_end how;

    harness_signal(harness, SIGKILL);
    assert_true(harness_wait_exit(harness, SANDBOX_DEADLINE_MS, &how));
    assert_true(WIFSIGNALED(how.status));
}

/* Returns the saved marks, none if there is no file. The file is never damaged. */
static struct marks saved_marks(const struct fixture *fixture)
{
    char *path = sandbox_path(&fixture->sandbox, STATE);
    struct buffer text = {0};
    struct marks marks = {0};
    char *content = realpath(FIXTURE_CONTENT, NULL);
    size_t bad_line;

    if (file_read(path, 1 << 20, &text) == 0)
        assert_true(marks_parse(&marks, buffer_str(&text), content, &bad_line));
    free(content);
    buffer_free(&text);
    free(path);
    return marks;
}

static bool is_bookmarked(const struct fixture *fixture, int article)
{
    struct marks marks = saved_marks(fixture);
    const struct mark *mark = marks_find(&marks, str_of(ids[article]));
    bool bookmarked = mark && mark->read && mark->bookmarked;

    marks_free(&marks);
    return bookmarked;
}

/* Waits until a reader that gets no input has saved that an article has a bookmark, or has none. */
static void wait_saved(struct pair *pair, int reader, int article, bool bookmarked)
{
    long long until = sandbox_now_ms() + SANDBOX_DEADLINE_MS;

    while (is_bookmarked(pair->fixture, article) != bookmarked && sandbox_now_ms() < until)
        assert_true(harness_wait_idle(pair->readers[reader], SANDBOX_DEADLINE_MS));
    assert_int_equal(is_bookmarked(pair->fixture, article), bookmarked);
}

struct order_row {
    const char *name;
    int first; /* the reader that ends first */
};

static const struct order_row order_rows[] = {
    {"two readers, the first ends first", 0},
    {"two readers, the second ends first", 1},
};

static void test_both_bookmark(void **state)
{
    const struct order_row *row = ((struct fixture *)*state)->row;
    struct pair pair = start_pair(*state);

    type(pair.readers[0], "1m", "已加书签");
    type(pair.readers[1], "2m", "已加书签");
    end(pair.readers[row->first]);
    end(pair.readers[!row->first]);
    assert_true(is_bookmarked(pair.fixture, 1));
    assert_true(is_bookmarked(pair.fixture, 2));
    end_pair(&pair);
}

/* The killed reader had saved; the other reader goes on. */
static void test_kill_between(void **state)
{
    struct pair pair = start_pair(*state);

    type(pair.readers[0], "1m", "已加书签");
    wait_saved(&pair, 0, 1, true);
    type(pair.readers[1], "2m", "已加书签");
    kill_it(pair.readers[0]);
    wait_saved(&pair, 1, 2, true);
    type(pair.readers[1], "3m", "已加书签");
    end(pair.readers[1]);
    for (int article = 1; article <= 3; article++)
        assert_true(is_bookmarked(pair.fixture, article));
    end_pair(&pair);
}

/* The killed reader had not saved. */
static void test_kill_before_a_save(void **state)
{
    struct pair pair = start_pair(*state);

    type(pair.readers[0], "1m", "已加书签");
    type(pair.readers[1], "2m", "已加书签");
    kill_it(pair.readers[1]);
    type(pair.readers[0], "3m", "已加书签");
    end(pair.readers[0]);
    assert_true(is_bookmarked(pair.fixture, 1));
    assert_true(is_bookmarked(pair.fixture, 3));
    end_pair(&pair);
}

static void test_what_the_other_did_shows_up(void **state)
{
    struct pair pair = start_pair(*state);

    type(pair.readers[1], "2m", "已加书签");
    end(pair.readers[1]);
    type(pair.readers[0], "1m", "已加书签");
    assert_true(harness_wait_text(pair.readers[0], "上城区 (6) 未读4", SANDBOX_DEADLINE_MS));
    type(pair.readers[0], "'", "书签  2个");
    end(pair.readers[0]);
    end_pair(&pair);
}

/* A list of bookmarks on the screen is updated. */
static void test_the_list_of_bookmarks_follows(void **state)
{
    struct pair pair = start_pair(*state);

    type(pair.readers[0], "1m", "已加书签");
    type(pair.readers[0], "'", "书签  1个");
    wait_saved(&pair, 0, 1, true);
    type(pair.readers[1], "2m", "已加书签");
    wait_saved(&pair, 1, 2, true);
    type(pair.readers[0], "<Enter>", "书签  1个");
    assert_true(harness_keys(pair.readers[0], "G"));
    assert_true(harness_wait_text(pair.readers[0], "书签  2个", SANDBOX_DEADLINE_MS));
    end(pair.readers[0]);
    end(pair.readers[1]);
    end_pair(&pair);
}

/* A reader that has not moved does not reset the other reader's position. */
static void test_a_place_is_whose_moved_last(void **state)
{
    struct pair pair = start_pair(*state);
    struct marks marks;
    const struct mark *mark;

    type(pair.readers[0], "1m", "已加书签");
    wait_saved(&pair, 0, 1, true);
    type(pair.readers[1], "1G", "100%");
    end(pair.readers[1]);
    type(pair.readers[0], "m", "已去掉书签");
    wait_saved(&pair, 0, 1, false);
    end(pair.readers[0]);
    marks = saved_marks(pair.fixture);
    mark = marks_find(&marks, str_of(ids[1]));
    assert_non_null(mark);
    assert_true(!mark->bookmarked && mark->has_position && mark->position > 0);
    marks_free(&marks);
    end_pair(&pair);
}

static void test_a_lock_that_is_not_given_back(void **state)
{
    struct pair pair = start_pair(*state);
    char *path = sandbox_path(&pair.fixture->sandbox, STATE ".lock");
    int fd;

    sandbox_make_folder(&pair.fixture->sandbox, "state/kanbao");
    fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    assert_true(fd >= 0);
    assert_int_equal(flock(fd, LOCK_EX), 0);
    type(pair.readers[0], "1m", "已加书签");
    settle(pair.readers[0], "没能保存状态文件");
    type(pair.readers[0], "<Esc>j", "上城区");
    close(fd);
    end(pair.readers[0]);
    assert_true(is_bookmarked(pair.fixture, 1));
    end(pair.readers[1]);
    free(path);
    end_pair(&pair);
}

static void test_damage_between(void **state)
{
    struct pair pair = start_pair(*state);

    type(pair.readers[0], "1m", "已加书签");
    wait_saved(&pair, 0, 1, true);
    sandbox_write(&pair.fixture->sandbox, STATE, str_of("kanbao-state 2\nread\tx\nwhat\n"));
    type(pair.readers[1], "2m", "已加书签");
    settle(pair.readers[1], "状态文件"); /* the line ends where the screen does */
    wait_saved(&pair, 1, 2, true);
    end(pair.readers[1]);
    type(pair.readers[0], "3m", "已加书签");
    end(pair.readers[0]);
    assert_true(is_bookmarked(pair.fixture, 2));
    assert_true(is_bookmarked(pair.fixture, 3));
    assert_true(sandbox_exists(&pair.fixture->sandbox, STATE ".damaged-1"));
    assert_false(sandbox_exists(&pair.fixture->sandbox, STATE ".damaged-2"));
    end_pair(&pair);
}

int main(void)
{
    static const struct CMUnitTest plain[] = {
        FIXTURE_TEST(test_kill_between),
        FIXTURE_TEST(test_kill_before_a_save),
        FIXTURE_TEST(test_what_the_other_did_shows_up),
        FIXTURE_TEST(test_the_list_of_bookmarks_follows),
        FIXTURE_TEST(test_a_place_is_whose_moved_last),
        FIXTURE_TEST(test_a_lock_that_is_not_given_back),
        FIXTURE_TEST(test_damage_between),
    };
    struct CMUnitTest tests[TABLE_TESTS_MAX];
    size_t count = sizeof plain / sizeof *plain;

    memcpy(tests, plain, sizeof plain);
    ADD_ROWS(tests, count, test_both_bookmark, order_rows);
    return _cmocka_run_group_tests("shared", tests, count, NULL, NULL);
}
