/* The screens of a kiosk as visitors see and use them. */

#include "pty/kiosk.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

/* The screen after some keys; UPDATE_GOLDEN=1 rewrites its file. */
struct golden_row {
    const char *name;
    int cols;
    int rows;
    const char *keys;
    const char *content; /* NULL: the shipped articles */
};

static const struct golden_row goldens[] = {
    {"kiosk-front-80x24", 80, 24, "", NULL},
    {"kiosk-front-40x12", 40, 12, "", NULL},
    {"kiosk-front-160x50", 160, 50, "", NULL},
    {"kiosk-front-24x9", 24, 9, "", NULL},
    {"kiosk-district-80x24", 80, 24, "4", NULL},
    {"kiosk-district-40x12", 40, 12, "4", NULL},
    {"kiosk-article-80x24", 80, 24, "41", NULL},
    {"kiosk-article-40x12", 40, 12, "41", NULL},
    {"kiosk-article-160x50", 160, 50, "41", NULL},
    {"kiosk-article-end-80x24", 80, 24, "41G", NULL},
    {"kiosk-panel-80x24", 80, 24, "/sjq", NULL},
    {"kiosk-panel-40x12", 40, 12, "/sjq", NULL},
    {"kiosk-bookmarks-80x24", 80, 24, "4172'", NULL},
    {"kiosk-too-small", 18, 4, "", NULL},
};

static char *golden_path(const char *name)
{
    struct buffer path = {0};
    buffer_addf(&path, "tests/pty/golden/%s.txt", name);
    return buffer_c_str(&path);
}

static char *read_golden(const char *name)
{
    char *path = golden_path(name);
    struct buffer text = {0};
    char piece[4096];
    size_t bytes;
    FILE *file = fopen(path, "r");
    while (file && (bytes = fread(piece, 1, sizeof piece, file)) > 0)
        buffer_add(&text, piece, bytes);
    if (file)
        fclose(file);
    free(path);
    return buffer_c_str(&text);
}

static void write_golden(const char *name, const char *text)
{
    char *path = golden_path(name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
    free(path);
}

static void test_golden(void **state)
{
    struct fixture *fixture = *state;
    const struct golden_row *row = fixture->row;
    kiosk_start(fixture, row->cols, row->rows, KIOSK_STANDS, row->content, NULL);
    kiosk_visit(fixture);
    assert_true(harness_wait_output(fixture->harness, "\033[", 1, SANDBOX_DEADLINE_MS));
    assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
    assert_true(harness_keys(fixture->harness, row->keys));
    assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
    if (getenv("UPDATE_GOLDEN")) {
        char *screen = terminal_text(harness_terminal(fixture->harness));
        write_golden(row->name, screen);
        free(screen);
    }
    char *expected = read_golden(row->name);
    assert_true(harness_wait_screen(fixture->harness, expected, SANDBOX_DEADLINE_MS));
    free(expected);
}

static void start(struct fixture *fixture)
{
    kiosk_start(fixture, 80, 24, KIOSK_STANDS, NULL, NULL);
    assert_true(harness_wait_text(fixture->harness, "看报　社区公报", SANDBOX_DEADLINE_MS));
}

/* Touches a place without a function, because a second touch of the same button at once would be
 * ignored as a trembling finger's. */
static void touch_nothing(struct fixture *fixture)
{
    assert_true(harness_press(fixture->harness, 1, 0, 1));
}

static void test_by_touch(void **state)
{
    struct fixture *fixture = *state;
    start(fixture);
    kiosk_touch(fixture, "4 上城区", "上城区　6篇");
    kiosk_touch(fixture, "2 乡贤示范", "李啸杰");
    kiosk_touch(fixture, "4 下一页", "编者注");
    kiosk_touch(fixture, "3 上一页", "李啸杰");
    kiosk_touch(fixture, "6 下一篇", "完善网格议事 促进社区“自转”");
    kiosk_touch(fixture, "5 上一篇", "李啸杰");
    kiosk_touch(fixture, "7 加书签", "已加书签");
    touch_nothing(fixture);
    kiosk_touch(fixture, "7 删书签", "已删去书签");
    touch_nothing(fixture);
    kiosk_touch(fixture, "7 加书签", "已加书签");
    kiosk_touch(fixture, "1 返回", "上城区　6篇");
    kiosk_touch(fixture, "首页", "看报　社区公报");
    kiosk_touch(fixture, "我的书签", "书签　1篇");
    kiosk_touch(fixture, "1 乡贤示范", "李啸杰");
    kiosk_touch(fixture, "2 首页", "看报　社区公报");
    kiosk_touch(fixture, "搜索", "按拼音首字母搜索");
    kiosk_touch(fixture, "   S ", "S 　找到");
    kiosk_touch(fixture, "   J ", "S J 　找到");
    kiosk_touch(fixture, "   Q", "S J Q 　找到");
    kiosk_touch(fixture, "删字母", "S J 　找到");
    kiosk_touch(fixture, "   Q", "1 坚持楼宇融合");
    kiosk_touch(fixture, "1 坚持楼宇融合", "四季青近年来秉持");
    kiosk_touch(fixture, "1 返回", "S J Q 　找到");
    touch_nothing(fixture);
    kiosk_touch(fixture, "0 返回", "看报　社区公报");
}

/* A kiosk can be used with the arrows, Enter and a single key to go back. */
static void test_by_arrows(void **state)
{
    struct fixture *fixture = *state;
    start(fixture);
    kiosk_keys(fixture, "<Down><Down><Down><Enter>", "上城区　6篇");
    kiosk_keys(fixture, "<Down><Enter>", "李啸杰");
    kiosk_keys(fixture, "<Right><Enter>", "编者注"); /* the button 下页 */
    kiosk_keys(fixture, "<Left><Enter>", "李啸杰");  /* 上页 */
    kiosk_keys(fixture, "<Right><Right><Right><Enter>", "完善网格议事 促进社区“自转”");
    kiosk_keys(fixture, "<Right><Enter>", "已加书签");
    kiosk_keys(fixture, "<Up><Left>", "上城区　6篇"); /* from the text back to the list */
    kiosk_keys(fixture, "<Esc>", "看报　社区公报");
    assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
    /* Down to the buttons; 搜索 is the third of them. */
    kiosk_keys(fixture, "<Down><Down><Down><Down><Down><Down><Right><Right><Enter>",
               "按拼音首字母搜索");
    kiosk_keys(fixture, "<Right><Right><Enter>", "C 　找到");
    kiosk_keys(fixture, "<Down><Down><Down><Enter>", "1 返回");
    kiosk_keys(fixture, "<BS>", "C 　找到");
    kiosk_keys(fixture, "<BS>", "例如“四季青”按");
    kiosk_keys(fixture, "<BS>", "看报　社区公报");
}

static void test_by_digits(void **state)
{
    struct fixture *fixture = *state;
    start(fixture);
    kiosk_keys(fixture, "1", "第 1 项：按 Enter 打开");
    kiosk_keys(fixture, "2", "文化生活　2篇");
    kiosk_keys(fixture, "１", "1 返回"); /* from an input method left on */
    kiosk_keys(fixture, "2", "看报　社区公报");
    kiosk_keys(fixture, "1<Enter>", "张梦月");
    kiosk_keys(fixture, "1", "看报　社区公报");
    kiosk_keys(fixture, "13", "没有第 13 项");
    kiosk_keys(fixture, "5", "萧山区　3篇");
    kiosk_keys(fixture, "0", "看报　社区公报");
    /* The first Enter is ignored, because the number needed none; the second is not. */
    kiosk_keys(fixture, "42<Enter>", "李啸杰");
    kiosk_keys(fixture, "<Enter>", "编者注");
    kiosk_keys(fixture, "0", "上城区　6篇");
}

static void test_a_finger_that_trembles(void **state)
{
    struct fixture *fixture = *state;
    start(fixture); /* with the clock standing still */
    kiosk_touch(fixture, "4 上城区", "上城区　6篇");
    kiosk_touch(fixture, "2 乡贤示范", "李啸杰");
    kiosk_touch(fixture, "1 返回", "上城区　6篇");
    /* The list has its 返回 at the same position. */
    assert_true(harness_press(fixture->harness, 1, 22, 4));
    assert_true(harness_press(fixture->harness, 1, 22, 4));
    assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
    assert_true(harness_wait_text(fixture->harness, "上城区　6篇", 0));
}

static void test_at_the_end_a_touch_asks_first(void **state)
{
    struct fixture *fixture = *state;
    start(fixture);
    kiosk_keys(fixture, "42G", "编者注");
    kiosk_touch(fixture, "4 下一页", "完。再按一次读下一篇：完善网格议事");
    touch_nothing(fixture);
    /* Any other touch cancels the offer. */
    kiosk_touch(fixture, "4 下一页", "完。再按一次读下一篇：完善网格议事");
}

/* An article read to its end opens at the top: its last lines alone would look like a broken
 * article. */
static void test_what_was_read_opens_at_its_beginning(void **state)
{
    struct fixture *fixture = *state;
    start(fixture);
    kiosk_keys(fixture, "42G", "编者注");
    kiosk_keys(fixture, "02", "李啸杰");
    /* An article left in the middle opens there. */
    kiosk_keys(fixture, "01<Space>", "支部建在项目上");
    kiosk_keys(fixture, "01", "支部建在项目上");
}

static void test_next_title_can_be_touched(void **state)
{
    struct fixture *fixture = *state;
    start(fixture);
    kiosk_keys(fixture, "42G", "下一篇：完善网格议事");
    kiosk_touch(fixture, "下一篇：完善网格议事", "许时泽 宋燕");
}

static void test_next_article_at_the_end(void **state)
{
    struct fixture *fixture = *state;
    start(fixture);
    kiosk_keys(fixture, "42G", "编者注");
    kiosk_keys(fixture, "<Space>", "完。再按一次读下一篇：完善网格议事");
    kiosk_keys(fixture, "<Space>", "许时泽 宋燕");
}

static void test_resize_stays_at_the_words(void **state)
{
    struct fixture *fixture = *state;
    start(fixture);
    kiosk_keys(fixture, "44", "彭妍");
    kiosk_keys(fixture, "<Space>", "编者注");
    /* The first words of the third line are in the third or fourth line of the narrower screen. */
    assert_true(harness_wait_text(fixture->harness, "    人研读宋韵文化", 0));
    harness_resize(fixture->harness, 12, 40);
    assert_true(harness_wait_text(fixture->harness, "本杀等现代方式", SANDBOX_DEADLINE_MS));
    harness_resize(fixture->harness, 24, 80);
    assert_true(harness_wait_text(fixture->harness, "    人研读宋韵文化", SANDBOX_DEADLINE_MS));
}

/* Keys have their usual effects on a screen that is too small to show anything. */
static void test_keys_where_it_is_too_small(void **state)
{
    struct fixture *fixture = *state;
    kiosk_start(fixture, 18, 4, KIOSK_STANDS, NULL, NULL);
    pid_t visit = kiosk_visit(fixture);
    kiosk_keys(fixture, "<Tab>/<Tab>", "窗口太小");
    assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
    assert_int_equal(kiosk_visit(fixture), visit);
    harness_resize(fixture->harness, 24, 80);
    assert_true(harness_wait_text(fixture->harness, "按拼音首字母搜索", SANDBOX_DEADLINE_MS));
}

static void test_ssh_can_be_quit(void **state)
{
    struct fixture *fixture = *state;
    static const char *const args[] = {"--ssh", NULL};
    static const char *const ways[] = {"q", "4q<Esc>", "41Q", "41<C-c>", "419"};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        kiosk_start(fixture, 80, 24, KIOSK_STANDS, NULL, args);
        assert_true(harness_wait_text(fixture->harness, "退出", SANDBOX_DEADLINE_MS));
        if (i == 1) {
            kiosk_keys(fixture, "4", "上城区　6篇");
            kiosk_keys(fixture, "q", "看报　社区公报"); /* the first q only goes back */
            assert_true(harness_keys(fixture->harness, "q"));
        } else {
            assert_true(harness_keys(fixture->harness, ways[i]));
        }
        fixture_assert_exit(fixture, 0);
    }
}

/* A launcher starts the kiosk again with the wanted size of text; the visit goes on where it
 * was. */
static void test_larger_text_hands_the_visit_over(void **state)
{
    struct fixture *fixture = *state;
    kiosk_start_in_shell(
        fixture, 80, 24, KIOSK_STANDS,
        "mkfifo \"$HOME/place\"; exec 3<>\"$HOME/place\"; rm \"$HOME/place\"; size=1;"
        "while :; do \"$KANBAO\" --kiosk --clock \"$CLOCK\" --text-size $size content; status=$?; "
        "echo size $status;"
        "[ $status -gt 60 ] || exit $status; size=$((status - 60)); done");
    assert_true(harness_wait_text(fixture->harness, "大字", SANDBOX_DEADLINE_MS));
    kiosk_keys(fixture, "44<Space>", "编者注");
    kiosk_keys(fixture, "7", "已加书签");
    char *before = terminal_row(harness_terminal(fixture->harness), 3);
    kiosk_keys(fixture, "8", "大字");
    assert_true(harness_wait_output(fixture->harness, "size 62", 1, SANDBOX_DEADLINE_MS));
    assert_true(harness_wait_text(fixture->harness, before, SANDBOX_DEADLINE_MS));
    assert_true(harness_wait_text(fixture->harness, "7 删书签", SANDBOX_DEADLINE_MS));
    kiosk_keys(fixture, "8", "小字"); /* the largest size */
    assert_true(harness_wait_output(fixture->harness, "size 63", 1, SANDBOX_DEADLINE_MS));
    kiosk_keys(fixture, "8", "大字");
    assert_true(harness_wait_output(fixture->harness, "size 61", 1, SANDBOX_DEADLINE_MS));
    assert_true(harness_wait_text(fixture->harness, before, SANDBOX_DEADLINE_MS));
    kiosk_keys(fixture, "1", "上城区　6篇"); /* the article's list is kept as well */
    free(before);
}

/* A visit handed over may be much larger than a pipe's usual 64 KiB. */
static void test_larger_text_after_a_long_visit(void **state)
{
    enum { ARTICLES = 300 };
    struct fixture *fixture = *state;
    char below[256];
    char text[128];
    for (int i = 0; i < ARTICLES; i++) {
        snprintf(below, sizeof below, "bulletin/%0200d.md", i);
        snprintf(text, sizeof text, "---\ntitle: 第%d号\n---\n正文。\n", i);
        sandbox_write(&fixture->sandbox, below, str_of(text));
    }
    kiosk_start_in_shell(fixture, 80, 24, KIOSK_STANDS,
                         "mkfifo \"$HOME/place\"; exec 3<>\"$HOME/place\"; rm \"$HOME/place\";"
                         "\"$KANBAO\" --kiosk --text-size 1 \"$HOME/bulletin\"; echo size $?;"
                         "exec \"$KANBAO\" --kiosk --text-size 2 \"$HOME/bulletin\"");
    assert_true(harness_wait_text(fixture->harness, "看报　社区公报", SANDBOX_DEADLINE_MS));
    kiosk_keys(fixture, "1", "1 返回");
    for (int i = 0; i < ARTICLES; i += 10)
        kiosk_keys(fixture, "6666666666", "1 返回");
    kiosk_keys(fixture, "7", "已加书签");
    kiosk_keys(fixture, "8", "大字");
    assert_true(harness_wait_output(fixture->harness, "size 62", 1, SANDBOX_DEADLINE_MS));
    assert_true(harness_wait_text(fixture->harness, "7 删书签", SANDBOX_DEADLINE_MS));
}

/* An incomplete visit is discarded as a whole. */
static void test_half_a_visit(void **state)
{
    struct fixture *fixture = *state;
    kiosk_start_in_shell(fixture, 80, 24, KIOSK_STANDS,
                         "mkfifo \"$HOME/place\"; exec 3<>\"$HOME/place\"; rm \"$HOME/place\";"
                         "printf 'kiosk-visit 1\\n0 0 0 1 0 0 0\\n\\n\\n\\n\\nkanbao-state 1\\n"
                         "bookmark\\tshangcheng/metaverse-park\\t0\\t1\\nread\\tshangch' >&3;"
                         "exec \"$KANBAO\" --kiosk --text-size 1 content");
    assert_true(harness_wait_text(fixture->harness, "看报　社区公报", SANDBOX_DEADLINE_MS));
    kiosk_keys(fixture, "'", "还没有书签");
}

/* A descriptor that is not the launcher's pipe is neither read nor written. */
static void test_larger_text_without_the_pipe(void **state)
{
    static const char visit[] = "kiosk-visit 1\n3 0 0 1 0 0 0\n\nsjq\n\n\nkanbao-state 1\n";
    struct fixture *fixture = *state;
    sandbox_write(&fixture->sandbox, "place", str_of(visit));
    kiosk_start_in_shell(fixture, 80, 24, KIOSK_STANDS,
                         "exec 3<>\"$HOME/place\"; exec \"$KANBAO\" --kiosk --text-size 1 content");
    assert_true(harness_wait_text(fixture->harness, "看报　社区公报", SANDBOX_DEADLINE_MS));
    kiosk_keys(fixture, "41", "8 大字");
    assert_true(harness_keys(fixture->harness, "8"));
    fixture_assert_exit(fixture, 62);
    char *place = kiosk_read_file(fixture, "place");
    assert_string_equal(place, visit);
    free(place);
}

/* Without a launcher that could change the font the button changes the spacing, and the words stay
 * in place. */
static void test_loose_and_close(void **state)
{
    struct fixture *fixture = *state;
    start(fixture);
    kiosk_keys(fixture, "44<Space>", "紧凑");
    char *before = terminal_row(harness_terminal(fixture->harness), 2);
    kiosk_keys(fixture, "8", "宽松");
    kiosk_keys(fixture, "8", "紧凑");
    assert_true(harness_wait_text(fixture->harness, before, SANDBOX_DEADLINE_MS));
    free(before);
}

int main(void)
{
    struct CMUnitTest tests[TABLE_TESTS_MAX] = {
        FIXTURE_TEST(test_by_touch),
        FIXTURE_TEST(test_by_arrows),
        FIXTURE_TEST(test_by_digits),
        FIXTURE_TEST(test_a_finger_that_trembles),
        FIXTURE_TEST(test_at_the_end_a_touch_asks_first),
        FIXTURE_TEST(test_what_was_read_opens_at_its_beginning),
        FIXTURE_TEST(test_next_title_can_be_touched),
        FIXTURE_TEST(test_next_article_at_the_end),
        FIXTURE_TEST(test_resize_stays_at_the_words),
        FIXTURE_TEST(test_keys_where_it_is_too_small),
        FIXTURE_TEST(test_ssh_can_be_quit),
        FIXTURE_TEST(test_larger_text_hands_the_visit_over),
        FIXTURE_TEST(test_larger_text_after_a_long_visit),
        FIXTURE_TEST(test_half_a_visit),
        FIXTURE_TEST(test_larger_text_without_the_pipe),
        FIXTURE_TEST(test_loose_and_close),
    };
    size_t count = 16;
    ADD_ROWS(tests, count, test_golden, goldens);
    return _cmocka_run_group_tests("kiosk", tests, count, NULL, NULL);
}
