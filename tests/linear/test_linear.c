/* Whole conversations: from typed lines to output and to saved marks. */

#include "linear/linear.h"

#include "bulletin.h"
#include "linear/streams.h"

#include <stdlib.h>

struct desk {
    struct bulletin bulletin;
    char *home; /* home directory with the state file */
    struct streams *streams;
    struct buffer out; /* output of the last conversation */
};

static int set_up(void **state)
{
    struct desk *desk = calloc(1, sizeof(*desk));
    void *streams;

    desk->bulletin = bulletin_new();
    desk->home = scratch_new();
    setenv("XDG_STATE_HOME", desk->home, 1);
    bulletin_put(&desk->bulletin, "a", "title: 停车办法\ndistrict: 东桥\n", "车位一个。\n");
    bulletin_put(&desk->bulletin, "b", "title: 电梯检修\ndistrict: 西门\n",
                 "## 甲\n\n水箱。\n\n## 乙\n\n管道。\n");
    bulletin_load(&desk->bulletin);
    streams_set_up(&streams);
    desk->streams = streams;
    *state = desk;
    return 0;
}

static int tear_down(void **state)
{
    struct desk *desk = *state;
    void *streams = desk->streams;

    streams_tear_down(&streams);
    buffer_free(&desk->out);
    bulletin_free(&desk->bulletin);
    scratch_free(desk->home);
    free(desk);
    return 0;
}

/* Types lines, ends the input, and reads the output of the conversation. */
static void converse(struct desk *desk, const char *input)
{
    streams_type(desk->streams, input);
    streams_end(desk->streams);
    assert_int_equal(linear_read(&desk->bulletin.edition, &(struct linear_options){0}), 0);
    streams_read(desk->streams, &desk->out);
}

static void expect_end(struct desk *desk, const char *text)
{
    const char *out = buffer_c_str(&desk->out);
    size_t bytes = strlen(text);

    if (desk->out.bytes < bytes || strcmp(out + desk->out.bytes - bytes, text) != 0)
        fail_msg("'%s' does not end with '%s'", out, text);
}

static void expect_state(struct desk *desk, const char *text)
{
    char *path = scratch_path(desk->home, "kanbao/marks");

    assert_true(scratch_holds(path, text, strlen(text)));
    free(path);
}

static void it_begins_with_the_contents(void **state)
{
    converse(*state, "");
    expect_end(*state, "2 篇，2 篇未读\n按地区：\n1、东桥：停车办法\n2、西门：电梯检修\n"
                       "输入编号，或 ?：\n");
}

static void an_article_alone_is_opened_at_once(void **state)
{
    struct desk *desk = *state;

    bulletin_remove(&desk->bulletin, "b");
    bulletin_load(&desk->bulletin);
    converse(desk, "");
    expect_end(desk, "停车办法\n东桥\n车位一个。\n完，这是最后一篇：\n");
}

static void numbers_and_letters_of_any_width_are_commands(void **state)
{
    converse(*state, "２\n　Ｂ　\nz\n");
    expect_end(*state, "不懂“z”；可输入编号、Enter、b 返回、/ 词 搜索、q 退出，? 看全部命令\n"
                       "输入编号，或 ?：\n");
}

static void what_was_read_is_remembered(void **state)
{
    converse(*state, "2\n");
    expect_end(*state, "以上第 1 段，共 2 段：\n");
    expect_state(*state,
                 "kanbao-state 2\ncontent\t*\nlast\tb\nread\tb\n"
                 "place\tb\t-9223372036854775808\ntext\tb\t15137259516314253803\t电梯检修\n");
}

static void what_was_not_read_to_its_end_is_offered(void **state)
{
    struct desk *desk = *state;
    static const char STATE[] = "kanbao-state 1\nlast\tb\nread\tb\nplace\tb\t20\n";

    scratch_put(desk->home, "kanbao/state", STATE, strlen(STATE));
    converse(desk, "c\n");
    assert_non_null(strstr(buffer_c_str(&desk->out), "上次没读完“电梯检修”；输入 c 接着读\n"));
    expect_end(desk, "水箱。\n按 Enter 继续，输入 ? 看其他命令\n以上第 1 段，共 2 段：\n");
}

static void words_are_asked_for_where_none_are_given(void **state)
{
    struct desk *desk = *state;

    converse(desk, "/\n水箱\n1\nf\n管道\nf\nq\nz\n");
    assert_non_null(strstr(buffer_c_str(&desk->out), "搜索什么？\n"));
    assert_non_null(strstr(buffer_c_str(&desk->out), "在本文里找什么？\n"));
    expect_end(desk,
               "后面没有了，从头找，第 1 处，共 1 处：\n小标题：乙\n管道。\n完，这是最后一篇：\n");
}

static void enter_goes_on_and_the_prompt_says_to_what(void **state)
{
    struct desk *desk = *state;

    converse(desk, "1\n\n\n");
    assert_non_null(strstr(buffer_c_str(&desk->out),
                           "车位一个。\n完。按 Enter 读下一篇“电梯检修”：\n标题：电梯检修\n"));
    expect_end(desk, "小标题：乙\n管道。\n完，这是最后一篇：\n");
}

static void nothing_typed_takes_a_question_back(void **state)
{
    converse(*state, "/\n \n?\nq\n");
    expect_end(*state, "自:2025-01、至:2025-06（含当月）\n输入编号，或 ?：\n");
}

static void a_full_disk_is_told(void **state)
{
    struct desk *desk = *state;

    streams_end(desk->streams);
    streams_send_to("/dev/full");
    assert_int_equal(linear_read(&desk->bulletin.edition, &(struct linear_options){0}), 1);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(it_begins_with_the_contents),
        TEST(an_article_alone_is_opened_at_once),
        TEST(numbers_and_letters_of_any_width_are_commands),
        TEST(what_was_read_is_remembered),
        TEST(what_was_not_read_to_its_end_is_offered),
        TEST(words_are_asked_for_where_none_are_given),
        TEST(enter_goes_on_and_the_prompt_says_to_what),
        TEST(nothing_typed_takes_a_question_back),
        TEST(a_full_disk_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
