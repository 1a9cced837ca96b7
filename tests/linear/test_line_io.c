#include "linear/line_io.h"

#include "linear/streams.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

enum { LINE_MOST_BYTES = 4096 };

static const struct text_setting SETTING = {.kinsoku = KINSOKU_GB};

/* Outputs a text; fails unless the output is `lines`. */
static void expect_said(int width_cols, const char *text, const char *lines)
{
    struct line_io io = {.setting = SETTING, .width_cols = width_cols, .signals = -1};

    line_io_say(&io, str_of(text));
    assert_string_equal(buffer_c_str(&io.out), lines);
    buffer_free(&io.out);
}

static void a_line_is_cleaned(void **state)
{
    (void)state;
    expect_said(0, "一\t二\n三\x1b[1m\x07四", "一 二 三[1m四\n");
    expect_said(0, "", "");
}

static void a_line_is_wrapped_to_a_width_alone(void **state)
{
    (void)state;
    expect_said(10, "一二三四五六七八，九", "一二三四五\n六七八，九\n");
    expect_said(10, "一二三四五六七八九，十", "一二三四五\n六七八九，\n十\n");
    expect_said(10, "    ", "");
    expect_said(0,
                "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十"
                "一二三四五六七八九十",
                "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十"
                "一二三四五六七八九十\n");
}

static void each_line_of_a_text_is_said(void **state)
{
    struct line_io io = {.setting = SETTING, .width_cols = 80, .signals = -1};

    (void)state;
    line_io_say_lines(&io, str_of("一\n\n二\n三"));
    line_io_sayf(&io, "%d 和%s", 4, "五");
    assert_string_equal(buffer_c_str(&io.out), "一\n二\n三\n4 和五\n");
    buffer_free(&io.out);
}

static void the_line_of_a_prompt_is_ended_where_nobody_else_does(void **state)
{
    struct line_io io = {.setting = SETTING, .width_cols = 80, .signals = -1};

    (void)state;
    line_io_prompt(&io, str_of("问？"));
    line_io_say(&io, str_of("一"));
    assert_string_equal(buffer_c_str(&io.out), "问？\n一\n");
    buffer_clear(&io.out);
    io.echoed = true; /* the typed line ends the prompt's line */
    line_io_prompt(&io, str_of("问？"));
    assert_string_equal(buffer_c_str(&io.out), "问？");
    line_io_say(&io, str_of("一"));
    assert_string_equal(buffer_c_str(&io.out), "问？\n一\n");
    buffer_free(&io.out);
}

struct conversation {
    struct line_io io;
    struct buffer line;
};

static struct conversation open_lines(void)
{
    struct conversation conversation = {0};

    line_io_open(&conversation.io, 0, SETTING);
    return conversation;
}

static bool close_lines(struct conversation *conversation)
{
    buffer_free(&conversation->line);
    return line_io_close(&conversation->io);
}

static void expect_line(struct conversation *conversation, const char *line)
{
    assert_int_equal(line_io_wait(&conversation->io, -1, &conversation->line), LINE_IO_LINE);
    assert_string_equal(buffer_c_str(&conversation->line), line);
}

static void expect_no_line(struct conversation *conversation, enum line_io_event event)
{
    assert_int_equal(line_io_wait(&conversation->io, 0, &conversation->line), event);
}

static void lines_come_one_by_one_cleaned(void **state)
{
    struct streams *streams = *state;
    struct conversation conversation = open_lines();

    streams_type(streams, "一\n\n二\t\x1b\r\n三");
    expect_line(&conversation, "一");
    expect_line(&conversation, "");
    expect_line(&conversation, "二  ");
    expect_no_line(&conversation, LINE_IO_IDLE); /* the line has no end yet */
    streams_type(streams, "四\n五");
    expect_line(&conversation, "三四");
    streams_end(streams);
    expect_line(&conversation, "五"); /* the last line needs no newline */
    expect_no_line(&conversation, LINE_IO_OVER);
    assert_true(close_lines(&conversation));
}

static void a_very_long_line_is_cut(void **state)
{
    struct streams *streams = *state;
    struct conversation conversation = open_lines();

    for (int i = 0; i < 300; i++)
        streams_type(streams, "0123456789012345678901234567890123456789");
    expect_no_line(&conversation, LINE_IO_IDLE);
    assert_true(conversation.io.in.bytes <= LINE_MOST_BYTES); /* the rest is not kept */
    streams_type(streams, "\n二\n");
    assert_int_equal(line_io_wait(&conversation.io, -1, &conversation.line), LINE_IO_LINE);
    assert_int_equal(conversation.line.bytes, LINE_MOST_BYTES);
    expect_line(&conversation, "二");
    close_lines(&conversation);
}

static void what_was_said_goes_out_before_waiting(void **state)
{
    struct streams *streams = *state;
    struct conversation conversation = open_lines();
    struct buffer out = {0};

    line_io_say(&conversation.io, str_of("一"));
    streams_read(streams, &out);
    assert_int_equal(out.bytes, 0);
    expect_no_line(&conversation, LINE_IO_IDLE);
    streams_read(streams, &out);
    assert_string_equal(buffer_c_str(&out), "一\n");
    buffer_free(&out);
    close_lines(&conversation);
}

static void much_that_is_said_goes_out_by_itself(void **state)
{
    struct streams *streams = *state;
    struct conversation conversation = open_lines();
    struct buffer out = {0};

    for (int i = 0; i < 10000; i++)
        line_io_say(&conversation.io, str_of("一二三四五"));
    assert_true(conversation.io.out.bytes <= 1 << 16);
    line_io_flush(&conversation.io);
    streams_read(streams, &out);
    assert_int_equal(out.bytes, 10000 * strlen("一二三四五\n"));
    buffer_free(&out);
    assert_true(close_lines(&conversation));
}

/* Returns whether a signal ends the input. */
static bool is_ended_by(int signal)
{
    struct conversation conversation = open_lines();
    bool over = line_io_is_over(&conversation.io), over_then;
    enum line_io_event event;

    raise(signal);
    over_then = line_io_is_over(&conversation.io);
    event = line_io_wait(&conversation.io, 0, &conversation.line);
    close_lines(&conversation);
    streams_drop_signals(); /* a failing assertion unblocks them */
    assert_false(over);
    assert_int_equal(event, over_then ? LINE_IO_OVER : LINE_IO_IDLE);
    return over_then;
}

static void a_signal_ends_it_unless_it_is_ignored(void **state)
{
    static const int SIGNALS[] = {SIGINT, SIGTERM, SIGHUP};

    for (size_t i = 0; i < sizeof(SIGNALS) / sizeof(*SIGNALS); i++) {
        struct streams *streams = *state;
        sighandler_t kept = signal(SIGNALS[i], SIG_DFL);
        bool ended = is_ended_by(SIGNALS[i]), ended_ignored;

        sigprocmask(SIG_SETMASK, &streams->mask, NULL);
        signal(SIGNALS[i], SIG_IGN); /* as nohup does */
        ended_ignored = is_ended_by(SIGNALS[i]);
        signal(SIGNALS[i], kept);
        assert_true(ended);
        assert_false(ended_ignored);
    }
}

static void a_full_disk_is_a_failure_and_no_reader_is_none(void **state)
{
    struct conversation conversation = open_lines();
    int ends[2];

    (void)state;
    streams_send_to("/dev/full");
    line_io_say(&conversation.io, str_of("一"));
    expect_no_line(&conversation, LINE_IO_OVER);
    assert_false(close_lines(&conversation));
    conversation = open_lines();
    assert_int_equal(pipe(ends), 0);
    dup2(ends[1], STDOUT_FILENO);
    close(ends[1]);
    close(ends[0]);
    line_io_say(&conversation.io, str_of("一"));
    expect_no_line(&conversation, LINE_IO_OVER);
    assert_true(close_lines(&conversation));
}

static void an_open_prompt_is_ended_at_the_end(void **state)
{
    struct streams *streams = *state;
    struct conversation conversation = open_lines();
    struct buffer out = {0};

    conversation.io.echoed = true;
    line_io_prompt(&conversation.io, str_of("问？"));
    streams_end(streams);
    expect_no_line(&conversation, LINE_IO_OVER);
    assert_true(close_lines(&conversation));
    streams_read(streams, &out);
    assert_string_equal(buffer_c_str(&out), "问？\n");
    buffer_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STREAMS_TEST(a_line_is_cleaned),
        STREAMS_TEST(a_line_is_wrapped_to_a_width_alone),
        STREAMS_TEST(each_line_of_a_text_is_said),
        STREAMS_TEST(the_line_of_a_prompt_is_ended_where_nobody_else_does),
        STREAMS_TEST(lines_come_one_by_one_cleaned),
        STREAMS_TEST(a_very_long_line_is_cut),
        STREAMS_TEST(what_was_said_goes_out_before_waiting),
        STREAMS_TEST(much_that_is_said_goes_out_by_itself),
        STREAMS_TEST(a_signal_ends_it_unless_it_is_ignored),
        STREAMS_TEST(a_full_disk_is_a_failure_and_no_reader_is_none),
        STREAMS_TEST(an_open_prompt_is_ended_at_the_end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
