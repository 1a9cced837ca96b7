/* A kiosk's content changes on disk: the kiosk takes it over in a quiet moment, the visitor stays
 * at the same words, and broken content is refused. */

#include "pty/kiosk.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The program's seconds pass ten times as fast. */
#define NOW "2026-11-25T09:30*10"

static void replace_link(struct fixture *fixture, const char *target)
{
    char *link = sandbox_path(&fixture->sandbox, "bulletin/current");
    char *fresh = sandbox_path(&fixture->sandbox, "bulletin/current.new");
    assert_int_equal(symlink(target, fresh), 0);
    assert_int_equal(rename(fresh, link), 0);
    free(link);
    free(fresh);
}

/* Starts a kiosk on a link to one of two releases, with a log, after other commands of a shell. */
static void start_after(struct fixture *fixture, const char *commands)
{
    struct buffer line = {0};
    buffer_addf(&line,
                "%s exec \"$KANBAO\" --kiosk --strict-calls --clock \"$CLOCK\" "
                "\"$HOME/bulletin/current\" 2>\"$HOME/log\"",
                commands);
    kiosk_copy_content(fixture, FIXTURE_CONTENT, "bulletin/a");
    kiosk_copy_content(fixture, FIXTURE_CONTENT, "bulletin/b");
    char *link = sandbox_path(&fixture->sandbox, "bulletin/current");
    assert_int_equal(symlink("a", link), 0);
    free(link);
    kiosk_start_in_shell(fixture, 80, 24, NOW, buffer_c_str(&line));
    buffer_free(&line);
    assert_true(harness_wait_text(fixture->harness, "看报　社区公报　共9篇", SANDBOX_DEADLINE_MS));
    assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
}

static void start(struct fixture *fixture)
{
    start_after(fixture, "");
}

/* Waits until the log contains a text. */
static void wait_log(struct fixture *fixture, const char *text)
{
    long long until = sandbox_now_ms() + SANDBOX_DEADLINE_MS;
    bool found = false;
    while (!found && sandbox_now_ms() < until) {
        char *log = kiosk_read_file(fixture, "log");
        found = strstr(log, text) != NULL;
        /* A visit that is killed is a fault even if the next one follows at once. */
        assert_null(strstr(log, "因信号"));
        free(log);
        harness_pump(fixture->harness);
    }
    if (!found) {
        char *log = kiosk_read_file(fixture, "log");
        print_error("the log does not say %s but: %s\n", text, log);
        free(log);
    }
    assert_true(found);
}

/* Waits until another process has taken the visit over. */
static void wait_other_visit(struct fixture *fixture, pid_t visit)
{
    long long until = sandbox_now_ms() + SANDBOX_DEADLINE_MS;
    while (kiosk_visit(fixture) == visit && sandbox_now_ms() < until)
        harness_pump(fixture->harness);
    assert_true(kiosk_visit(fixture) != visit);
    assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
}

static const char new_article[] =
    "---\ntitle: 新到的文章\ndistrict: 上城区\ntopic: 民生服务\n---\n正文。\n";

/* Inserts text before the words of an article. */
static void put_text_before(struct fixture *fixture, const char *below, const char *text)
{
    char *old = kiosk_read_file(fixture, below);
    char *body = strstr(old, "\n---\n");
    struct buffer changed = {0};
    assert_non_null(body);
    buffer_add(&changed, old, (size_t)(body + 5 - old));
    buffer_add_text(&changed, text);
    buffer_add_text(&changed, body + 5);
    sandbox_write(&fixture->sandbox, below, buffer_str(&changed));
    buffer_free(&changed);
    free(old);
}

static void test_link_is_turned_while_one_reads(void **state)
{
    static const char article[] = "bulletin/b/shangcheng/qinghe-tongxinfang.md";
    struct fixture *fixture = *state;
    start(fixture);
    kiosk_keys(fixture, "t1<Enter>3<Space>", "也看重意愿");
    pid_t visit = kiosk_visit(fixture);
    char *row = terminal_row(harness_terminal(fixture->harness), 2);
    put_text_before(fixture, article, "新加的一段。\n\n又加一段，好让后面的字都往下移。\n\n");
    sandbox_write(&fixture->sandbox, "bulletin/b/shangcheng/new.md", str_of(new_article));
    replace_link(fixture, "b");
    wait_log(fixture, "换上新的内容，共10篇");
    wait_other_visit(fixture, visit);
    /* The same words must be in the same line. */
    char *now = terminal_row(harness_terminal(fixture->harness), 2);
    assert_string_equal(now, row);
    free(now);
    free(row);
    kiosk_keys(fixture, "g", "新加的一段。");
    kiosk_keys(fixture, "0", "上城区　7篇");
    /* Turn the link back. */
    visit = kiosk_visit(fixture);
    replace_link(fixture, "a");
    wait_other_visit(fixture, visit);
    assert_true(harness_wait_text(fixture->harness, "上城区　6篇", SANDBOX_DEADLINE_MS));
}

/* A confined kiosk compares an edition with its index, which is right at first and old later. */
static void test_editions_have_indexes(void **state)
{
    struct fixture *fixture = *state;
    sandbox_write(&fixture->sandbox, "bulletin/b/shangcheng/new.md", str_of(new_article));
    start_after(fixture, "for i in a b; do \"$KANBAO\" --index \"$HOME/bulletin/$i\"; done;");
    pid_t visit = kiosk_visit(fixture);
    replace_link(fixture, "b");
    wait_log(fixture, "换上新的内容，共10篇");
    wait_other_visit(fixture, visit);
    visit = kiosk_visit(fixture);
    sandbox_write(&fixture->sandbox, "bulletin/b/xiaoshan/new.md", str_of(new_article));
    wait_log(fixture, "换上新的内容，共11篇");
    wait_other_visit(fixture, visit);
    assert_true(harness_wait_text(fixture->harness, "共11篇", SANDBOX_DEADLINE_MS));
}

static void test_edit_in_place(void **state)
{
    struct fixture *fixture = *state;
    start(fixture);
    pid_t visit = kiosk_visit(fixture);
    sandbox_write(&fixture->sandbox, "bulletin/a/shangcheng/new.md", str_of(new_article));
    wait_other_visit(fixture, visit);
    assert_true(harness_wait_text(fixture->harness, "共10篇", SANDBOX_DEADLINE_MS));
    visit = kiosk_visit(fixture);
    /* An editor writes a new file and renames it. */
    sandbox_write(&fixture->sandbox, "bulletin/a/xiaoshan/.new.md.swp", str_of(new_article));
    char *from = sandbox_path(&fixture->sandbox, "bulletin/a/xiaoshan/.new.md.swp");
    char *to = sandbox_path(&fixture->sandbox, "bulletin/a/xiaoshan/new.md");
    assert_int_equal(rename(from, to), 0);
    free(from);
    wait_other_visit(fixture, visit);
    assert_true(harness_wait_text(fixture->harness, "共11篇", SANDBOX_DEADLINE_MS));
    visit = kiosk_visit(fixture);
    assert_int_equal(unlink(to), 0);
    free(to);
    wait_other_visit(fixture, visit);
    assert_true(harness_wait_text(fixture->harness, "共10篇", SANDBOX_DEADLINE_MS));
    /* A new folder. */
    visit = kiosk_visit(fixture);
    sandbox_write(&fixture->sandbox, "bulletin/a/binjiang/new.md", str_of(new_article));
    wait_other_visit(fixture, visit);
    assert_true(harness_wait_text(fixture->harness, "共11篇", SANDBOX_DEADLINE_MS));
}

/* The folder itself, which is not a link, is replaced by renaming. */
static void test_folder_is_replaced(void **state)
{
    struct fixture *fixture = *state;
    kiosk_copy_content(fixture, FIXTURE_CONTENT, "bulletin/content");
    kiosk_copy_content(fixture, FIXTURE_CONTENT, "bulletin/next");
    sandbox_write(&fixture->sandbox, "bulletin/next/shangcheng/new.md", str_of(new_article));
    kiosk_start_in_shell(fixture, 80, 24, NOW,
                         "exec \"$KANBAO\" --kiosk --strict-calls --clock \"$CLOCK\" "
                         "\"$HOME/bulletin/content/\" 2>\"$HOME/log\"");
    assert_true(harness_wait_text(fixture->harness, "共9篇", SANDBOX_DEADLINE_MS));
    char *content = sandbox_path(&fixture->sandbox, "bulletin/content");
    char *next = sandbox_path(&fixture->sandbox, "bulletin/next");
    char *old = sandbox_path(&fixture->sandbox, "bulletin/old");
    assert_int_equal(rename(content, old), 0);
    assert_int_equal(rename(next, content), 0);
    assert_true(harness_wait_text(fixture->harness, "共10篇", SANDBOX_DEADLINE_MS));
    free(content);
    free(next);
    free(old);
}

static void test_broken_edition_is_refused(void **state)
{
    struct fixture *fixture = *state;
    start(fixture);
    pid_t visit = kiosk_visit(fixture);
    sandbox_write(&fixture->sandbox, "bulletin/b/shangcheng/property-committee.md",
                  str_of("---\ntitle: 没有写完"));
    replace_link(fixture, "b");
    wait_log(fixture, "property-committee.md");
    wait_log(fixture, "新的内容有错，没有换上，仍用原来的");
    assert_int_equal(kiosk_visit(fixture), visit);
    /* The old edition can still be read. */
    kiosk_keys(fixture, "t1<Enter>2", "李啸杰");
    char *screen = terminal_text(harness_terminal(fixture->harness));
    assert_null(strstr(screen, "没有换上"));
    free(screen);
    /* An empty folder, or a file, is no edition. */
    sandbox_make_folder(&fixture->sandbox, "bulletin/empty");
    replace_link(fixture, "empty");
    wait_log(fixture, "bulletin/current: 没有可读的文章");
    kiosk_keys(fixture, "0", "上城区　6篇");
    /* The repaired edition is taken over. */
    visit = kiosk_visit(fixture);
    kiosk_copy_content(fixture, FIXTURE_CONTENT, "bulletin/c");
    replace_link(fixture, "c");
    wait_other_visit(fixture, visit);
    assert_true(harness_wait_text(fixture->harness, "上城区　6篇", SANDBOX_DEADLINE_MS));
}

static void test_article_is_withdrawn_while_one_reads(void **state)
{
    struct fixture *fixture = *state;
    start(fixture);
    kiosk_keys(fixture, "t1<Enter>3", "彭妍");
    kiosk_keys(fixture, "6", "已加书签");
    pid_t visit = kiosk_visit(fixture);
    char *path = sandbox_path(&fixture->sandbox, "bulletin/a/shangcheng/qinghe-tongxinfang.md");
    assert_int_equal(unlink(path), 0);
    free(path);
    wait_other_visit(fixture, visit);
    assert_true(harness_wait_text(fixture->harness, "刚才的文章已经撤下", SANDBOX_DEADLINE_MS));
    assert_true(harness_wait_text(fixture->harness, "上城区　5篇", 0));
    kiosk_keys(fixture, "'", "还没有书签");
}

/* The visitor's bookmarks, search and open article survive the change. */
static void test_visit_is_handed_over(void **state)
{
    struct fixture *fixture = *state;
    start(fixture);
    kiosk_keys(fixture, "t1<Enter>2", "李啸杰");
    kiosk_keys(fixture, "6", "已加书签");
    kiosk_keys(fixture, "1", "看报　社区公报");
    kiosk_keys(fixture, "/sjq", "S J Q 　找到");
    pid_t visit = kiosk_visit(fixture);
    replace_link(fixture, "b");
    wait_other_visit(fixture, visit);
    assert_true(harness_wait_text(fixture->harness, "S J Q 　找到", 0));
    visit = kiosk_visit(fixture);
    kiosk_keys(fixture, "1", "四季青近年来秉持");
    replace_link(fixture, "a");
    wait_other_visit(fixture, visit);
    assert_true(harness_wait_text(fixture->harness, "四季青近年来秉持", 0));
    kiosk_keys(fixture, "0", "S J Q 　找到"); /* back to the search it was opened from */
    kiosk_keys(fixture, "0", "看报　社区公报");
    kiosk_keys(fixture, "'", "书签　1篇");
}

/* A kiosk with an empty folder waits for articles. */
static void test_nothing_at_first(void **state)
{
    struct fixture *fixture = *state;
    sandbox_make_folder(&fixture->sandbox, "bulletin/content");
    kiosk_start_in_shell(
        fixture, 80, 24, "2026-11-25T09:30*40",
        "exec \"$KANBAO\" --kiosk --strict-calls --clock \"$CLOCK\" \"$HOME/bulletin/content\" "
        "2>\"$HOME/log\"");
    assert_true(harness_wait_text(fixture->harness, "暂无文章", SANDBOX_DEADLINE_MS));
    assert_true(harness_wait_text(fixture->harness, "文件夹里还没有文章", SANDBOX_DEADLINE_MS));
    wait_log(fixture, "bulletin/content: 没有可读的文章");
    kiosk_keys(fixture, " ", "暂无文章");
    kiosk_keys(fixture, "1<Enter>/sjq<BS><BS><BS><BS>", "暂无文章");
    kiosk_copy_content(fixture, FIXTURE_CONTENT, "bulletin/content");
    assert_true(harness_wait_text(fixture->harness, "共9篇", SANDBOX_DEADLINE_MS));
}

/* A kiosk whose folder is missing says so and whom to call, shows nothing else in its place, and
 * takes the articles when they come. */
static void test_no_folder_at_first(void **state)
{
    struct fixture *fixture = *state;
    free(kiosk_config(fixture, "[kiosk]\nattract_seconds = 0\ncontact = \"值班室 8888 1234\"\n"));
    sandbox_make_folder(&fixture->sandbox, "bulletin");
    kiosk_start_in_shell(
        fixture, 80, 24, "2026-11-25T09:30*40",
        "exec \"$KANBAO\" --kiosk --strict-calls --clock \"$CLOCK\" --config \"$HOME/kiosk.ini\" "
        "--machine \"$(printf '三号\\033[31m机')\" \"$HOME/bulletin/content\" 2>\"$HOME/log\"");
    assert_true(harness_wait_text(fixture->harness, "暂无文章", SANDBOX_DEADLINE_MS));
    assert_true(harness_wait_text(fixture->harness, "找不到放文章的文件夹", SANDBOX_DEADLINE_MS));
    assert_true(
        harness_wait_text(fixture->harness, "请联系：值班室 8888 1234", SANDBOX_DEADLINE_MS));
    assert_true(harness_wait_text(fixture->harness, "三号[31m机 ━━", SANDBOX_DEADLINE_MS));
    kiosk_copy_content(fixture, FIXTURE_CONTENT, "bulletin/content");
    assert_true(harness_wait_text(fixture->harness, "共9篇", SANDBOX_DEADLINE_MS));
}

/* An expired notice disappears even if the new edition is refused. */
static void test_another_day_of_a_broken_edition(void **state)
{
    struct fixture *fixture = *state;
    kiosk_copy_content(fixture, FIXTURE_CONTENT, "bulletin/content");
    sandbox_write(&fixture->sandbox, "bulletin/content/shangcheng/notice.md",
                  str_of("---\ntitle: 今天的通知\ndistrict: 上城区\npinned: true\nexpires: "
                         "2026-11-25\n---\n正文。\n"));
    kiosk_start_in_shell(
        fixture, 80, 24, "2026-11-25T23:57*60",
        "exec \"$KANBAO\" --kiosk --strict-calls --clock \"$CLOCK\" \"$HOME/bulletin/content\" "
        "2>\"$HOME/log\"");
    assert_true(harness_wait_text(fixture->harness, "1 今天的通知", SANDBOX_DEADLINE_MS));
    sandbox_write(&fixture->sandbox, "bulletin/content/shangcheng/broken.md",
                  str_of("---\ntitle: 没有写完"));
    wait_log(fixture, "没有换上");
    assert_true(harness_wait_text(fixture->harness, "11月26日", SANDBOX_DEADLINE_MS));
    assert_true(harness_keys(fixture->harness, "0"));
    kiosk_wait_no_text(fixture, "今天的通知");
}

/* Notices appear and disappear at midnight. */
static void test_another_day(void **state)
{
    struct fixture *fixture = *state;
    kiosk_copy_content(fixture, FIXTURE_CONTENT, "bulletin/content");
    sandbox_write(&fixture->sandbox, "bulletin/content/shangcheng/notice.md",
                  str_of("---\ntitle: 今天的通知\ndistrict: 上城区\npinned: true\nexpires: "
                         "2026-11-25\n---\n正文。\n"));
    kiosk_start_in_shell(fixture, 80, 24, "2026-11-25T23:58*60",
                         "exec \"$KANBAO\" --kiosk --strict-calls --clock \"$CLOCK\" "
                         "\"$HOME/bulletin/content\" 2>\"$HOME/log\"");
    assert_true(harness_wait_text(fixture->harness, "1 今天的通知", SANDBOX_DEADLINE_MS));
    /* The notice leaves room for news. */
    assert_true(harness_wait_text(fixture->harness, "3 乡贤示范引领", SANDBOX_DEADLINE_MS));
    assert_true(harness_wait_text(fixture->harness, "11月26日", SANDBOX_DEADLINE_MS));
    wait_log(fixture, "换上新的内容，共9篇");
    assert_true(harness_keys(fixture->harness, "0"));
    kiosk_wait_no_text(fixture, "今天的通知");
}

/* The content is the program's working directory. */
static void test_content_is_the_working_folder(void **state)
{
    struct fixture *fixture = *state;
    kiosk_copy_content(fixture, FIXTURE_CONTENT, "bulletin");
    kiosk_start_in_shell(
        fixture, 80, 24, NOW,
        "cd \"$HOME/bulletin\"; exec \"$KANBAO\" --kiosk --strict-calls . 2>\"$HOME/log\"");
    assert_true(harness_wait_text(fixture->harness, "看报　社区公报　共9篇", SANDBOX_DEADLINE_MS));
    sandbox_write(&fixture->sandbox, "bulletin/new.md", str_of(new_article));
    wait_log(fixture, "换上新的内容，共10篇");
}

/* Sorting many entries, and memory for a long text, take system calls that a kiosk with a few short
 * articles does not make. */
static void test_content_grows(void **state)
{
    struct fixture *fixture = *state;
    struct buffer text = {0};
    sandbox_make_folder(&fixture->sandbox, "bulletin");
    sandbox_write(&fixture->sandbox, "bulletin/first.md", str_of(new_article));
    kiosk_start_in_shell(
        fixture, 80, 24, NOW,
        "exec \"$KANBAO\" --kiosk --strict-calls \"$HOME/bulletin\" 2>\"$HOME/log\"");
    assert_true(harness_wait_text(fixture->harness, "看报　社区公报　共1篇", SANDBOX_DEADLINE_MS));
    for (int i = 0; i < 200; i++) {
        buffer_clear(&text);
        buffer_addf(&text, "bulletin/%d.md", i);
        sandbox_write(&fixture->sandbox, buffer_c_str(&text), str_of(new_article));
    }
    buffer_clear(&text);
    buffer_add_text(&text, "---\ntitle: 长文章\npinned: true\n---\n");
    while (text.bytes < 4 << 20)
        buffer_add_text(&text, "一段**很长**的文章，为的是多占内存。\n\n");
    buffer_add_text(&text, "全文完\n");
    sandbox_write(&fixture->sandbox, "bulletin/long.md", buffer_str(&text));
    buffer_free(&text);
    wait_log(fixture, "换上新的内容，共202篇");
    assert_true(harness_wait_text(fixture->harness, "共202篇", SANDBOX_DEADLINE_MS));
    kiosk_keys(fixture, "1<Enter>", "一段很长的文章");
    kiosk_keys(fixture, "<End>", "全文完");
    kiosk_keys(fixture, "0", "共202篇");
    wait_log(fixture, "换上新的内容，共202篇");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_link_is_turned_while_one_reads),
        FIXTURE_TEST(test_editions_have_indexes),
        FIXTURE_TEST(test_edit_in_place),
        FIXTURE_TEST(test_folder_is_replaced),
        FIXTURE_TEST(test_content_is_the_working_folder),
        FIXTURE_TEST(test_content_grows),
        FIXTURE_TEST(test_broken_edition_is_refused),
        FIXTURE_TEST(test_article_is_withdrawn_while_one_reads),
        FIXTURE_TEST(test_visit_is_handed_over),
        FIXTURE_TEST(test_nothing_at_first),
        FIXTURE_TEST(test_no_folder_at_first),
        FIXTURE_TEST(test_another_day_of_a_broken_edition),
        FIXTURE_TEST(test_another_day),
    };
    return cmocka_run_group_tests_name("kiosk, content", tests, NULL, NULL);
}
