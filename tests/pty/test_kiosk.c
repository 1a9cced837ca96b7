/* The screens of a kiosk as visitors see and use them. */

#include "pty/kiosk.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

/* A bulletin with a pinned article, and others of today, of the last days, of other years, of days
 * to come, and without a date. */
#define NEWS "tests/pty/news"

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
    {"kiosk-news-80x24", 80, 24, "", NEWS},
    {"kiosk-news-27x22", 27, 22, "", NEWS},
    {"kiosk-list-27x22", 27, 22, "t1<Enter>", NEWS},
    {"kiosk-news-40x12", 40, 12, "", NEWS},
    {"kiosk-news-60x30", 60, 30, "<Space>", NEWS},
    {"kiosk-groups-80x24", 80, 24, "t", NULL},
    {"kiosk-groups-40x12", 40, 12, "t", NEWS},
    {"kiosk-month-80x24", 80, 24, "t10", NEWS},
    {"kiosk-district-80x24", 80, 24, "t1<Enter>", NULL},
    {"kiosk-district-40x12", 40, 12, "t1<Enter>", NULL},
    {"kiosk-article-80x24", 80, 24, "t1<Enter>1", NULL},
    {"kiosk-article-40x12", 40, 12, "t1<Enter>1", NULL},
    {"kiosk-article-160x50", 160, 50, "t1<Enter>1", NULL},
    {"kiosk-article-end-80x24", 80, 24, "t1<Enter>1G", NULL},
    {"kiosk-panel-80x24", 80, 24, "/sjq", NULL},
    {"kiosk-panel-40x12", 40, 12, "/sjq", NULL},
    {"kiosk-bookmarks-80x24", 80, 24, "t1<Enter>172'", NULL},
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
    char *content = kiosk_dated_content(fixture);
    kiosk_start(fixture, row->cols, row->rows, KIOSK_STANDS, row->content ? row->content : content,
                NULL);
    free(content);
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

static void test_by_touch(void **state)
{
    struct fixture *fixture = *state;
    start(fixture);
    kiosk_touch(fixture, "全部文章", "1 上城区");
    kiosk_touch(fixture, "1 上城区", "上城区　6篇");
    kiosk_touch(fixture, "2 乡贤示范", "李啸杰");
    kiosk_touch(fixture, "往后翻", "服务当先");
    kiosk_touch(fixture, "往前翻", "李啸杰");
    kiosk_touch(fixture, "后一篇", "彭妍");
    kiosk_touch(fixture, "前一篇", "李啸杰");
    kiosk_touch(fixture, "加书签", "已加书签");
    kiosk_touch(fixture, "取消书签", "已取消书签");
    kiosk_touch(fixture, "加书签", "已加书签");
    kiosk_touch(fixture, "返回", "上城区　6篇");
    kiosk_touch(fixture, "首页", "看报　社区公报");
    kiosk_touch(fixture, "我的书签", "书签　1篇");
    kiosk_touch(fixture, "1 乡贤示范", "李啸杰");
    kiosk_touch(fixture, "首页", "看报　社区公报");
    kiosk_touch(fixture, "搜索", "按拼音首字母搜索");
    kiosk_touch(fixture, "   S ", "S 　找到");
    kiosk_touch(fixture, "   J ", "S J 　找到");
    kiosk_touch(fixture, "   Q", "S J Q 　找到");
    kiosk_touch(fixture, "删字母", "S J 　找到");
    kiosk_touch(fixture, "▶   Q", "1 坚持楼宇融合");
    kiosk_touch(fixture, "1 坚持楼宇融合", "四季青近年来秉持");
    kiosk_touch(fixture, "返回", "S J Q 　找到");
    kiosk_touch(fixture, "返回", "看报　社区公报");
}

/* A kiosk can be used with the arrows, Enter and a single key to go back. */
static void test_by_arrows(void **state)
{
    struct fixture *fixture = *state;
    start(fixture);
    kiosk_keys(fixture, "<Tab><Enter><Enter>", "上城区　6篇");
    kiosk_keys(fixture, "<Down><Enter>", "李啸杰");
    kiosk_keys(fixture, "<Right><Enter>", "服务当先"); /* the button 往后翻 */
    kiosk_keys(fixture, "<Left><Enter>", "李啸杰");    /* 往前翻 */
    kiosk_keys(fixture, "<Right><Down><Left><Left><Enter>", "彭妍");
    kiosk_keys(fixture, "<Right><Enter>", "已加书签");
    kiosk_keys(fixture, "<Up><Up><Left>", "上城区　6篇"); /* from the text to the list */
    kiosk_keys(fixture, "<Esc>", "全部文章");
    kiosk_keys(fixture, "<Esc>", "看报　社区公报");
    assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
    /* 搜索 is the second of the buttons. */
    kiosk_keys(fixture, "<Tab><Tab><Right><Enter>", "按拼音首字母搜索");
    kiosk_keys(fixture, "<Right><Right><Enter>", "C 　找到");
    kiosk_keys(fixture, "<Down><Down><Down><Enter>", "加书签");
    kiosk_keys(fixture, "<BS>", "C 　找到");
    kiosk_keys(fixture, "<BS>", "例如“四季青”按");
    kiosk_keys(fixture, "<BS>", "看报　社区公报");
}

static void test_by_digits(void **state)
{
    struct fixture *fixture = *state;
    start(fixture);
    kiosk_keys(fixture, "t1", "第 1 项：按 Enter 打开");
    kiosk_keys(fixture, "2", "清波街道　1篇");
    kiosk_keys(fixture, "１", "加书签"); /* from an input method left on */
    kiosk_keys(fixture, "1", "看报　社区公报");
    kiosk_keys(fixture, "1", "加书签");
    kiosk_keys(fixture, "1", "看报　社区公报");
    kiosk_keys(fixture, "92", "按拼音首字母搜索");
    kiosk_keys(fixture, "0", "看报　社区公报");
    kiosk_keys(fixture, "t2", "萧山区　3篇");
    kiosk_keys(fixture, "5", "没有第 5 项");
    kiosk_keys(fixture, "0", "全部文章");
    /* The first Enter is ignored, because the number needed none; the second is not. */
    kiosk_keys(fixture, "1<Enter>2<Enter>", "李啸杰");
    kiosk_keys(fixture, "<Enter>", "服务当先");
    kiosk_keys(fixture, "0", "上城区　6篇");
}

static void test_a_finger_that_trembles(void **state)
{
    struct fixture *fixture = *state;
    start(fixture); /* with the clock standing still */
    kiosk_keys(fixture, "t1<Enter>", "上城区　6篇");
    kiosk_touch(fixture, "2 乡贤示范", "李啸杰");
    /* Twice at once: the list has a row at the same position. */
    kiosk_look(fixture);
    assert_true(harness_send(fixture->harness, "\033[<0;4;19M\033[<0;4;19m"
                                               "\033[<0;4;19M\033[<0;4;19m"));
    assert_true(harness_wait_text(fixture->harness, "上城区　6篇", SANDBOX_DEADLINE_MS));
    assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
    assert_true(harness_wait_text(fixture->harness, "上城区　6篇", 0));
}

/* As terminals with touch report a finger that moves: a step of a wheel for each column. */
static void test_a_swipe_turns_the_page(void **state)
{
    static const char left[] = "\033[<67;40;10M\033[<67;40;10M\033[<67;40;10M\033[<67;40;10M";
    static const char right[] = "\033[<66;40;10M\033[<66;40;10M\033[<66;40;10M\033[<66;40;10M";
    struct fixture *fixture = *state;
    start(fixture);
    kiosk_keys(fixture, "t1<Enter>2", "李啸杰");
    kiosk_look(fixture);
    assert_true(harness_send(fixture->harness, left));
    assert_true(harness_wait_text(fixture->harness, "服务当先", SANDBOX_DEADLINE_MS));
    kiosk_look(fixture);
    assert_true(harness_send(fixture->harness, right));
    assert_true(harness_wait_text(fixture->harness, "李啸杰", SANDBOX_DEADLINE_MS));
    /* A single column is a tap that slips. */
    kiosk_look(fixture);
    assert_true(harness_send(fixture->harness, "\033[<67;4;19M"));
    assert_true(harness_wait_text(fixture->harness, "上城区　6篇", SANDBOX_DEADLINE_MS));
}

static void test_at_the_end_a_touch_asks_first(void **state)
{
    struct fixture *fixture = *state;
    start(fixture);
    kiosk_keys(fixture, "t1<Enter>2G", "说明：");
    kiosk_touch(fixture, "往后翻", "完。再按一次读下一篇：寻美清波吴山");
    assert_true(harness_press(fixture->harness, 1, 0, 1));
    /* Any other touch cancels the offer. */
    kiosk_touch(fixture, "往后翻", "完。再按一次读下一篇：寻美清波吴山");
}

/* An article read to its end opens at the top: its last lines alone would look like a broken
 * article. */
static void test_what_was_read_opens_at_its_beginning(void **state)
{
    struct fixture *fixture = *state;
    start(fixture);
    kiosk_keys(fixture, "t1<Enter>2G", "说明：");
    kiosk_keys(fixture, "02", "李啸杰");
    /* An article left in the middle opens there. */
    kiosk_keys(fixture, "01<Space>", "支部建在项目上");
    kiosk_keys(fixture, "01", "支部建在项目上");
}

static void test_next_title_can_be_touched(void **state)
{
    struct fixture *fixture = *state;
    start(fixture);
    kiosk_keys(fixture, "t1<Enter>2G", "下一篇：寻美清波吴山");
    kiosk_touch(fixture, "下一篇：寻美清波吴山", "彭妍");
}

static void test_next_article_at_the_end(void **state)
{
    struct fixture *fixture = *state;
    start(fixture);
    kiosk_keys(fixture, "t1<Enter>2G", "说明：");
    kiosk_keys(fixture, "<Space>", "完。再按一次读下一篇：寻美清波吴山");
    kiosk_keys(fixture, "<Space>", "彭妍");
}

static void test_resize_stays_at_the_words(void **state)
{
    struct fixture *fixture = *state;
    start(fixture);
    kiosk_keys(fixture, "t1<Enter>3", "彭妍");
    kiosk_keys(fixture, "<Space>", "也看重意愿");
    /* The words at the top stay there. */
    assert_true(harness_wait_text(fixture->harness, "    为了让“磁场”更有凝聚力", 0));
    harness_resize(fixture->harness, 12, 40);
    assert_true(harness_wait_text(fixture->harness, "为了让“磁场”", SANDBOX_DEADLINE_MS));
    harness_resize(fixture->harness, 24, 80);
    assert_true(
        harness_wait_text(fixture->harness, "    为了让“磁场”更有凝聚力", SANDBOX_DEADLINE_MS));
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
    static const char *const ways[] = {"q", "t1<Enter>q<Esc><Esc>", "1Q", "1<C-c>", "*"};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        kiosk_start(fixture, 80, 24, KIOSK_STANDS, NULL, args);
        assert_true(harness_wait_text(fixture->harness, "结束", SANDBOX_DEADLINE_MS));
        if (i == 1) {
            kiosk_keys(fixture, "t1<Enter>", "上城区　6篇");
            kiosk_keys(fixture, "q", "全部文章"); /* the first q only goes back */
            assert_true(harness_keys(fixture->harness, "qq"));
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
        "while :; do \"$KANBAO\" --kiosk --strict-calls --clock \"$CLOCK\" --text-size $size "
        "content; status=$?; "
        "echo size $status;"
        "[ $status -gt 60 ] || exit $status; size=$((status - 60)); done");
    assert_true(harness_wait_text(fixture->harness, "大字", SANDBOX_DEADLINE_MS));
    kiosk_keys(fixture, "t1<Enter>3<Space>", "也看重意愿");
    kiosk_keys(fixture, "6", "已加书签");
    char *before = terminal_row(harness_terminal(fixture->harness), 3);
    kiosk_keys(fixture, "7", "大字");
    assert_true(harness_wait_output(fixture->harness, "size 62", 1, SANDBOX_DEADLINE_MS));
    assert_true(harness_wait_text(fixture->harness, before, SANDBOX_DEADLINE_MS));
    assert_true(harness_wait_text(fixture->harness, "取消书签", SANDBOX_DEADLINE_MS));
    kiosk_keys(fixture, "7", "小字"); /* the largest size */
    assert_true(harness_wait_output(fixture->harness, "size 63", 1, SANDBOX_DEADLINE_MS));
    kiosk_keys(fixture, "7", "大字");
    assert_true(harness_wait_output(fixture->harness, "size 61", 1, SANDBOX_DEADLINE_MS));
    assert_true(harness_wait_text(fixture->harness, before, SANDBOX_DEADLINE_MS));
    kiosk_keys(fixture, "0", "上城区　6篇"); /* the article's list is kept as well */
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
    kiosk_start_in_shell(
        fixture, 80, 24, KIOSK_STANDS,
        "mkfifo \"$HOME/place\"; exec 3<>\"$HOME/place\"; rm \"$HOME/place\";"
        "\"$KANBAO\" --kiosk --strict-calls --text-size 1 \"$HOME/bulletin\"; echo size $?;"
        "exec \"$KANBAO\" --kiosk --strict-calls --text-size 2 \"$HOME/bulletin\"");
    assert_true(harness_wait_text(fixture->harness, "看报　社区公报", SANDBOX_DEADLINE_MS));
    kiosk_keys(fixture, "1<Enter>", "加书签");
    for (int i = 0; i < ARTICLES; i += 10)
        kiosk_keys(fixture, "5555555555", "加书签");
    kiosk_keys(fixture, "6", "已加书签");
    kiosk_keys(fixture, "7", "大字");
    assert_true(harness_wait_output(fixture->harness, "size 62", 1, SANDBOX_DEADLINE_MS));
    assert_true(harness_wait_text(fixture->harness, "取消书签", SANDBOX_DEADLINE_MS));
}

/* An incomplete visit is discarded as a whole. */
static void test_half_a_visit(void **state)
{
    struct fixture *fixture = *state;
    kiosk_start_in_shell(
        fixture, 80, 24, KIOSK_STANDS,
        "mkfifo \"$HOME/place\"; exec 3<>\"$HOME/place\"; rm \"$HOME/place\";"
        "printf 'kiosk-visit 5\\n0 0 1 0 0 0 0 0 0 80 140\\n\\n\\n\\n0 0 0 \\n0 0 0 \\n0 "
        "0 0 \\n0 0 0 \\n0 0 0 \\n0 0 0 \\nkanbao-state 2\\n"
        "bookmark\\tshangcheng/metaverse-park\\t0\\t1\\nread\\tshangch' >&3;"
        "exec \"$KANBAO\" --kiosk --strict-calls --text-size 1 content");
    assert_true(harness_wait_text(fixture->harness, "看报　社区公报", SANDBOX_DEADLINE_MS));
    kiosk_keys(fixture, "'", "还没有书签");
}

/* A descriptor that is not the launcher's pipe is neither read nor written. */
static void test_larger_text_without_the_pipe(void **state)
{
    static const char visit[] =
        "kiosk-visit 5\n3 0 1 0 0 0 0 0 0 80 140\n\nsjq\n\n0 0 0 \n0 0 0 \n0 0 0 \n0 0 0 \n"
        "0 0 0 \n0 0 0 \nkanbao-state 2\n";
    struct fixture *fixture = *state;
    sandbox_write(&fixture->sandbox, "place", str_of(visit));
    kiosk_start_in_shell(
        fixture, 80, 24, KIOSK_STANDS,
        "exec 3<>\"$HOME/place\"; exec \"$KANBAO\" --kiosk --strict-calls --text-size 1 content");
    assert_true(harness_wait_text(fixture->harness, "看报　社区公报", SANDBOX_DEADLINE_MS));
    kiosk_keys(fixture, "1<Enter>", "大字");
    assert_true(harness_keys(fixture->harness, "7"));
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
    kiosk_keys(fixture, "t1<Enter>3<Space>", "紧凑");
    char *before = terminal_row(harness_terminal(fixture->harness), 2);
    kiosk_keys(fixture, "7", "宽松");
    kiosk_keys(fixture, "7", "紧凑");
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
        FIXTURE_TEST(test_a_swipe_turns_the_page),
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
    size_t count = 17;
    ADD_ROWS(tests, count, test_golden, goldens);
    return _cmocka_run_group_tests("kiosk", tests, count, NULL, NULL);
}
