/* The reader follows its folder: what is published, changed or withdrawn shows while it is open,
 * and after it was closed, with an index and without. */

#include "base/clock.h"
#include "pty/fixture.h"

#include <dirent.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define WITH_INDEX "[content]\nindex = on\n"
#define WITHOUT_INDEX "[content]\nindex = off\n"

static void put(struct fixture *fixture, const char *name, const char *text)
{
    char *below = NULL;
    struct buffer path = {0};

    buffer_addf(&path, "papers/%s", name);
    below = buffer_c_str(&path);
    sandbox_write(&fixture->sandbox, below, str_of(text));
    buffer_free(&path);
}

/* Writes an article of 60 numbered paragraphs. */
static void put_long(struct fixture *fixture, const char *header)
{
    struct buffer text = {0};

    buffer_addf(&text, "---\n%s---\n", header);
    for (int i = 1; i <= 60; i++)
        buffer_addf(&text, "第%d段。\n\n", i);
    put(fixture, "b.md", buffer_c_str(&text));
    buffer_free(&text);
}

static void start(struct fixture *fixture, const char *settings, const char *expected)
{
    char *folder = sandbox_path(&fixture->sandbox, "papers");

    sandbox_write(&fixture->sandbox, FIXTURE_CONFIG, str_of(settings));
    fixture_start(fixture, 80, 24, (const char *[]){folder, NULL});
    assert_true(harness_wait_text(fixture->harness, expected, SANDBOX_DEADLINE_MS));
    free(folder);
}

static void make_papers(struct fixture *fixture)
{
    put(fixture, "a.md", "---\ntitle: 甲\n---\n甲文。\n");
    put_long(fixture, "title: 乙\n");
    put(fixture, "c.md", "---\ntitle: 丙\n---\n丙文。\n");
}

static void expect(struct fixture *fixture, const char *text)
{
    assert_true(harness_wait_text(fixture->harness, text, SANDBOX_DEADLINE_MS));
}

static void withdraw(struct fixture *fixture, const char *below)
{
    char *path = sandbox_path(&fixture->sandbox, below);

    assert_int_equal(unlink(path), 0);
    free(path);
}

static void quit(struct fixture *fixture)
{
    assert_true(harness_keys(fixture->harness, "Q"));
    fixture_assert_exit(fixture, 0);
}

/* Returns the path of the index, or NULL if there is none; the caller frees. */
static char *find_index(struct fixture *fixture)
{
    char *folder = sandbox_path(&fixture->sandbox, "cache/kanbao"), *found = NULL;
    DIR *open_folder = opendir(folder);
    struct dirent *entry;

    while (open_folder && !found && (entry = readdir(open_folder))) {
        size_t bytes = strlen(entry->d_name);

        if (bytes > 6 && strcmp(entry->d_name + bytes - 6, ".index") == 0) {
            struct buffer path = {0};

            buffer_addf(&path, "%s/%s", folder, entry->d_name);
            found = buffer_c_str(&path);
        }
    }
    if (open_folder)
        closedir(open_folder);
    free(folder);
    return found;
}

/* Waits until there is an index written after `old` (an inode number; 0: any). Returns its own. */
static ino_t wait_for_index(struct fixture *fixture, ino_t old)
{
    int64_t end_ms = clock_monotonic_ms() + SANDBOX_DEADLINE_MS;
    struct stat status = {.st_ino = old};

    while (status.st_ino == old && clock_monotonic_ms() < end_ms) {
        char *path = find_index(fixture);

        if (!path || stat(path, &status) != 0)
            status.st_ino = old;
        free(path);
        poll(NULL, 0, 2);
    }
    assert_true(status.st_ino != old);
    return status.st_ino;
}

/* Puts, changes and withdraws articles while one is read: the same words stay on the screen. */
static void follow(struct fixture *fixture, const char *settings)
{
    make_papers(fixture);
    start(fixture, settings, "共3篇");
    assert_true(harness_keys(fixture->harness, "2<Enter><Enter><Space>"));
    expect(fixture, "第21段。");
    put(fixture, "d.md", "---\ntitle: 新来的通知\n---\n丁文。\n");
    expect(fixture, "共4篇");
    expect(fixture, "第21段。");
    put_long(fixture, "title: 乙改了\nplace: 别处\n");
    expect(fixture, "乙改了");
    expect(fixture, "第21段。");
    withdraw(fixture, "papers/b.md");
    expect(fixture, "刚才打开的文章已经撤下");
    expect(fixture, "共3篇");
    quit(fixture);
}

/* An editor moves a file away before it writes it anew: that is no withdrawal. */
static void test_an_article_is_edited(void **state)
{
    struct fixture *fixture = *state;

    make_papers(fixture);
    start(fixture, WITHOUT_INDEX, "共3篇");
    assert_true(harness_keys(fixture->harness, "2<Enter><Enter><Space>"));
    expect(fixture, "第21段。");
    char *path = sandbox_path(&fixture->sandbox, "papers/b.md");
    char *backup = sandbox_path(&fixture->sandbox, "papers/b.md~");
    assert_int_equal(rename(path, backup), 0);
    put(fixture, "d.md", "---\ntitle: 丁\n---\n丁文。\n");
    put_long(fixture, "title: 乙改了\nplace: 别处\n");
    expect(fixture, "共4篇");
    expect(fixture, "乙改了");
    expect(fixture, "第21段。");
    free(path);
    free(backup);
    quit(fixture);
}

static void test_changes_are_shown(void **state)
{
    follow(*state, WITHOUT_INDEX);
}

static void test_changes_are_shown_with_an_index(void **state)
{
    follow(*state, WITH_INDEX);
}

/* A folder that has nothing more to show is not taken. */
static void test_an_empty_folder_is_not_taken(void **state)
{
    struct fixture *fixture = *state;

    put(fixture, "a.md", "---\ntitle: 甲\n---\n甲文。\n");
    start(fixture, WITHOUT_INDEX, "共1篇");
    withdraw(fixture, "papers/a.md");
    expect(fixture, "文件夹里现在没有可看的文章");
    expect(fixture, "共1篇");
    quit(fixture);
}

/* An index that has nothing to show keeps nobody out. */
static void test_articles_come_back(void **state)
{
    struct fixture *fixture = *state;

    make_papers(fixture);
    start(fixture, WITH_INDEX, "共3篇");
    wait_for_index(fixture, 0);
    char *papers = sandbox_path(&fixture->sandbox, "papers");
    char *away = sandbox_path(&fixture->sandbox, "away");
    assert_int_equal(rename(papers, away), 0);
    sandbox_make_folder(&fixture->sandbox, "papers");
    expect(fixture, "文件夹里现在没有可看的文章");
    quit(fixture);
    assert_int_equal(rmdir(papers), 0);
    assert_int_equal(rename(away, papers), 0);
    free(papers);
    free(away);
    start(fixture, WITH_INDEX, "共3篇");
    quit(fixture);
}

/* Two readers share an index; that the one has written is shown by the other, too. */
static void test_two_readers(void **state)
{
    struct fixture *fixture = *state;
    struct harness *other;
    char *folder = sandbox_path(&fixture->sandbox, "papers");
    const char *kanbao = getenv("KANBAO");
    const char *const argv[] = {kanbao ? kanbao : "build/kanbao", folder, NULL};

    make_papers(fixture);
    start(fixture, WITH_INDEX, "共3篇");
    other = harness_new(&fixture->sandbox,
                        &(struct harness_start){.argv = argv, .rows = 24, .cols = 80});
    assert_true(harness_wait_text(other, "共3篇", SANDBOX_DEADLINE_MS));
    for (int i = 4; i < 7; i++) {
        char name[16], text[32];

        snprintf(name, sizeof(name), "%d.md", i);
        snprintf(text, sizeof(text), "共%d篇", i);
        put(fixture, name, "---\ntitle: 新的\n---\n文。\n");
        expect(fixture, text);
        assert_true(harness_wait_text(other, text, SANDBOX_DEADLINE_MS));
    }
    harness_free(other);
    quit(fixture);
    free(folder);
}

/* The folder is the truth: the screen that an old index gives is corrected within moments. */
static void test_an_old_index_is_corrected(void **state)
{
    struct fixture *fixture = *state;

    make_papers(fixture);
    start(fixture, WITH_INDEX, "共3篇");
    wait_for_index(fixture, 0);
    quit(fixture);
    put_long(fixture, "title: 乙\nsubtitle: 新的副题\nplace: 别处\n");
    put(fixture, "d.md", "---\ntitle: 丁\n---\n丁文。\n");
    withdraw(fixture, "papers/a.md");
    start(fixture, WITH_INDEX, "丁");
    assert_true(harness_keys(fixture->harness, "1<Enter><Enter>"));
    expect(fixture, "新的副题");
    quit(fixture);
}

static void test_a_broken_index_is_replaced(void **state)
{
    struct fixture *fixture = *state;

    make_papers(fixture);
    start(fixture, WITH_INDEX, "共3篇");
    ino_t index = wait_for_index(fixture, 0);
    quit(fixture);
    char *path = find_index(fixture);
    assert_int_equal(truncate(path, 5000), 0);
    free(path);
    start(fixture, WITH_INDEX, "共3篇");
    wait_for_index(fixture, index);
    quit(fixture);
}

/* Searches all articles from the command line. */
static void search(struct fixture *fixture, const char *words, int status, const char *expected)
{
    char *folder = sandbox_path(&fixture->sandbox, "papers");

    fixture_start(fixture, 80, 24, (const char *[]){"--search", words, folder, NULL});
    fixture_assert_exit(fixture, status);
    expect(fixture, expected);
    free(folder);
}

/* Texts come from an index only as long as it is that of the folder. */
static void test_a_search_from_an_index(void **state)
{
    struct fixture *fixture = *state;

    make_papers(fixture);
    start(fixture, WITH_INDEX, "甲文。");
    wait_for_index(fixture, 0);
    quit(fixture);
    start(fixture, WITH_INDEX, "甲文。");
    assert_true(harness_keys(fixture->harness, "/第59段<Enter>"));
    expect(fixture, "第59段。");
    quit(fixture);
    search(fixture, "丙文", 0, "丙文。");
    put(fixture, "c.md", "---\ntitle: 丙\n---\n换了。\n");
    search(fixture, "丙文", 1, "");
    search(fixture, "换了", 0, "换了。");
}

static void test_no_place_for_an_index(void **state)
{
    struct fixture *fixture = *state;

    make_papers(fixture);
    sandbox_write(&fixture->sandbox, "cache/kanbao", str_of("no folder"));
    start(fixture, WITH_INDEX, "写不了索引");
    expect(fixture, "共3篇");
    quit(fixture);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_an_article_is_edited),
        FIXTURE_TEST(test_changes_are_shown),
        FIXTURE_TEST(test_changes_are_shown_with_an_index),
        FIXTURE_TEST(test_an_empty_folder_is_not_taken),
        FIXTURE_TEST(test_articles_come_back),
        FIXTURE_TEST(test_two_readers),
        FIXTURE_TEST(test_an_old_index_is_corrected),
        FIXTURE_TEST(test_a_broken_index_is_replaced),
        FIXTURE_TEST(test_a_search_from_an_index),
        FIXTURE_TEST(test_no_place_for_an_index),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
