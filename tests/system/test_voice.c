/* The conversation with speech-dispatcher, of which a socket in this process plays the part. */

#include "system/voice.h"

#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cmocka.h>

struct talk {
    struct voice voice;
    int daemon; /* its end of the connection, or -1 */
    int64_t now_ms;
    char said[65536]; /* what the voice sent since the last look */
};

static int set_up(void **state)
{
    struct talk *talk = calloc(1, sizeof(*talk));
    int ends[2];

    assert_non_null(talk);
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends), 0);
    talk->daemon = ends[1];
    talk->now_ms = 1000;
    voice_open(&talk->voice, ends[0], talk->now_ms);
    *state = talk;
    return 0;
}

static void hang_up(struct talk *talk)
{
    if (talk->daemon >= 0)
        close(talk->daemon);
    talk->daemon = -1;
}

static int tear_down(void **state)
{
    struct talk *talk = *state;

    voice_close(&talk->voice);
    hang_up(talk);
    free(talk);
    return 0;
}

static void work(struct talk *talk)
{
    voice_work(&talk->voice, talk->now_ms);
}

static void expect_said(struct talk *talk, const char *expected)
{
    ssize_t bytes = read(talk->daemon, talk->said, sizeof(talk->said) - 1);

    talk->said[bytes > 0 ? bytes : 0] = '\0';
    assert_string_equal(talk->said, expected);
}

static void answer(struct talk *talk, const char *text)
{
    assert_int_equal(write(talk->daemon, text, strlen(text)), (ssize_t)strlen(text));
    work(talk);
}

static void ask(struct talk *talk, unsigned number, const char *text, int rate, int volume)
{
    voice_ask(&talk->voice, &(struct voice_text){number, str_of(text), rate, volume}, talk->now_ms);
}

/* Leads the voice to the list of voices. */
static void greet(struct talk *talk)
{
    expect_said(talk, ".\r\nHISTORY GET CLIENT_ID\r\n");
    answer(talk, "500 ERR INVALID COMMAND\r\n245-7\r\n245 OK CLIENT ID SENT\r\n");
    expect_said(talk, "SET self CLIENT_NAME kiosk:kanbao:visit\r\n");
    answer(talk, "208 OK CLIENT NAME SET\r\n");
    expect_said(talk, "SET self NOTIFICATION ALL ON\r\n");
    answer(talk, "220 OK NOTIFICATION SET\r\n");
    expect_said(talk, "SET self LANGUAGE zh\r\n");
    answer(talk, "201 OK LANGUAGE SET\r\n");
    expect_said(talk, "LIST SYNTHESIS_VOICES\r\n");
}

static void make_ready(struct talk *talk)
{
    greet(talk);
    answer(talk, "249-Afrikaans\taf\tnone\r\n249-Mandarin\tcmn\tnone\r\n249 OK\r\n");
    assert_int_equal(talk->voice.state, VOICE_READY);
    expect_said(talk, "");
}

/* Leads the voice through the first text, up to where it is heard as message `id`. */
static void begin_text(struct talk *talk, const char *id)
{
    char queued[64];

    ask(talk, 1, "今天天气很好。", -20, 40);
    expect_said(talk, "SET self RATE -20\r\n");
    answer(talk, "203 OK RATE SET\r\n");
    expect_said(talk, "SET self VOLUME 40\r\n");
    answer(talk, "218 OK VOLUME SET\r\n");
    expect_said(talk, "SPEAK\r\n");
    answer(talk, "230 OK RECEIVING DATA\r\n");
    expect_said(talk, "今天天气很好。\r\n.\r\n");
    snprintf(queued, sizeof(queued), "225-%s\r\n225 OK MESSAGE QUEUED\r\n", id);
    answer(talk, queued);
}

static void expect_fault(const struct talk *talk, const char *fault)
{
    assert_int_equal(talk->voice.state, VOICE_NONE);
    assert_int_equal(talk->voice.fd, -1);
    assert_non_null(talk->voice.fault);
    assert_string_equal(talk->voice.fault, fault);
}

static void a_text_is_spoken_to_its_end(void **state)
{
    struct talk *talk = *state;

    assert_int_equal(talk->voice.state, VOICE_STARTING);
    make_ready(talk);
    begin_text(talk, "12");
    answer(talk, "701-12\r\n701-7\r\n701 BEGIN\r\n");
    assert_int_equal(talk->voice.heard, 0);
    answer(talk, "702-12\r\n702-7\r\n702 END\r\n");
    assert_int_equal(talk->voice.heard, 1);
    ask(talk, 2, "再说一句。", -20, 40); /* the settings are known by now */
    expect_said(talk, "SPEAK\r\n");
}

static void the_end_may_come_before_the_message_is_queued(void **state)
{
    struct talk *talk = *state;

    make_ready(talk);
    ask(talk, 1, "短", 0, 0);
    answer(talk, "203 OK\r\n");
    answer(talk, "218 OK\r\n");
    answer(talk, "230 OK\r\n");
    answer(talk, "702-3\r\n702-7\r\n702 END\r\n225-3\r\n225 OK\r\n");
    assert_int_equal(talk->voice.heard, 1);
}

static void another_text_breaks_off_the_one_before(void **state)
{
    struct talk *talk = *state;

    make_ready(talk);
    begin_text(talk, "12");
    expect_said(talk, "");
    ask(talk, 2, "快一点。", 0, 40);
    expect_said(talk, "CANCEL self\r\n");
    answer(talk, "213 OK CANCELED\r\n703-12\r\n703-7\r\n703 CANCELED\r\n");
    expect_said(talk, "SET self RATE 0\r\n");
    answer(talk, "203 OK\r\n");
    expect_said(talk, "SPEAK\r\n");
    answer(talk, "230 OK\r\n");
    expect_said(talk, "快一点。\r\n.\r\n");
    answer(talk, "225-13\r\n225 OK\r\n702-12\r\n702-7\r\n702 END\r\n");
    assert_int_equal(talk->voice.heard, 0); /* the end of the text that was broken off */
    ask(talk, 3, "", 0, 40);
    expect_said(talk, "CANCEL self\r\n");
    answer(talk, "213 OK\r\n");
    expect_said(talk, "");
    assert_int_equal(voice_patience_ms(&talk->voice, talk->now_ms), -1);
}

static void a_change_while_a_command_is_under_way_waits_for_its_answer(void **state)
{
    struct talk *talk = *state;

    make_ready(talk);
    ask(talk, 1, "一", 0, 0);
    expect_said(talk, "SET self RATE 0\r\n");
    ask(talk, 2, "二", 0, 0);
    expect_said(talk, "");
    answer(talk, "203 OK\r\n");
    answer(talk, "218 OK\r\n");
    answer(talk, "230 OK\r\n");
    expect_said(talk, "SET self VOLUME 0\r\nSPEAK\r\n一\r\n.\r\n");
    answer(talk, "225-1\r\n225 OK\r\n");
    expect_said(talk, "CANCEL self\r\n");
    answer(talk, "213 OK\r\n");
    answer(talk, "230 OK\r\n");
    expect_said(talk, "SPEAK\r\n二\r\n.\r\n");
}

static void no_text_can_end_itself_or_be_a_command(void **state)
{
    struct talk *talk = *state;

    make_ready(talk);
    ask(talk, 1, ".\r\nSTOP all\r\n.", 0, 0);
    answer(talk, "203 OK\r\n");
    answer(talk, "218 OK\r\n");
    answer(talk, "230 OK\r\n");
    expect_said(talk, "SET self RATE 0\r\nSET self VOLUME 0\r\nSPEAK\r\n"
                      "..  STOP all  .\r\n.\r\n");
}

static void what_another_process_left_behind_is_passed_over(void **state)
{
    struct talk *talk = *state;

    answer(talk, "225-9\r\n225 OK MESSAGE QUEUED\r\n213 OK CANCELED\r\n227 OK MSG CANCELED\r\n"
                 "703-9\r\n703-7\r\n703 CANCELED\r\n245-7\r\n245 OK\r\n"
                 "245-7\r\n245 OK CLIENT ID SENT\r\n208 OK\r\n220 OK\r\n201 OK\r\n"
                 "249-M\tzh-CN\tnone\r\n249 OK\r\n");
    assert_int_equal(talk->voice.state, VOICE_READY);
}

static void without_a_chinese_voice_there_is_none(void **state)
{
    struct talk *talk = *state;

    greet(talk);
    answer(talk, "249-zhang\taf\tnone\r\n249-Cantonese\tyue\tnone\r\n249 OK\r\n");
    expect_fault(talk, "语音服务没有中文声音");
}

static void a_module_that_knows_no_voices_has_none(void **state)
{
    struct talk *talk = *state;

    greet(talk);
    answer(talk, "321 ERR MODULE CANT REPORT VOICES\r\n");
    expect_fault(talk, "语音服务没有中文声音");
}

static void a_module_may_have_no_rate(void **state)
{
    struct talk *talk = *state;

    make_ready(talk);
    ask(talk, 1, "一", 30, 0);
    answer(talk, "303 ERR COULDNT SET RATE\r\n");
    expect_said(talk, "SET self RATE 30\r\nSET self VOLUME 0\r\n");
}

static void a_daemon_that_ends_is_noticed(void **state)
{
    struct talk *talk = *state;

    make_ready(talk);
    begin_text(talk, "12");
    hang_up(talk);
    work(talk);
    expect_fault(talk, "语音服务断开了");
    ask(talk, 2, "无人听见", 0, 0);
    work(talk);
    assert_int_equal(talk->voice.heard, 0);
}

static void a_daemon_that_says_nothing_is_given_up(void **state)
{
    struct talk *talk = *state;

    make_ready(talk);
    ask(talk, 1, "一", 0, 0);
    talk->now_ms += 9999;
    work(talk);
    assert_int_equal(talk->voice.state, VOICE_READY);
    assert_int_equal(voice_patience_ms(&talk->voice, talk->now_ms), 1);
    talk->now_ms += 1;
    work(talk);
    expect_fault(talk, "语音服务没有回音");
}

static void a_text_that_does_not_end_is_given_up(void **state)
{
    struct talk *talk = *state;

    make_ready(talk);
    begin_text(talk, "12");
    answer(talk, "701-12\r\n701-7\r\n701 BEGIN\r\n");
    talk->now_ms += voice_patience_ms(&talk->voice, talk->now_ms) - 1;
    work(talk);
    assert_int_equal(talk->voice.state, VOICE_READY);
    talk->now_ms += 1;
    work(talk);
    expect_fault(talk, "语音服务没有回音");
}

static void a_text_that_another_one_cancels_is_no_end(void **state)
{
    struct talk *talk = *state;

    make_ready(talk);
    begin_text(talk, "12");
    answer(talk, "703-12\r\n703-7\r\n703 CANCELED\r\n");
    expect_fault(talk, "语音服务没有把话说完");
}

static void nonsense_is_no_answer(void **state)
{
    static const char *const NONSENSE[] = {
        "hello\r\n",  "\r\n",        "20\r\n",     "203\t-\r\n", "2o3 OK\r\n",
        "230 OK\r\n", "500 ERR\r\n", "\xff\xff\n", "203=OK\r\n", "-1 OK\r\n",
    };

    for (size_t i = 0; i < sizeof(NONSENSE) / sizeof(*NONSENSE); i++) {
        struct talk *talk = *state;

        make_ready(talk);
        answer(talk, NONSENSE[i]); /* nothing was asked */
        expect_fault(talk, "语音服务答非所问");
        tear_down(state);
        set_up(state);
    }
}

static void a_line_without_an_end_is_given_up(void **state)
{
    struct talk *talk = *state;
    char piece[1024];

    memset(piece, '2', sizeof(piece));
    for (int i = 0; i < 8 && talk->voice.fd >= 0; i++) {
        assert_true(write(talk->daemon, piece, sizeof(piece)) > 0);
        work(talk);
    }
    expect_fault(talk, "语音服务答非所问");
}

static void an_answer_without_an_end_is_given_up(void **state)
{
    struct talk *talk = *state;
    struct buffer voices = {0};
    int pieces;

    greet(talk);
    for (int i = 0; i < 1000; i++)
        buffer_add_text(&voices, "249-Afrikaans\taf\tnone\r\n");
    for (pieces = 0; pieces < 2000 && talk->voice.fd >= 0; pieces++) {
        assert_true(write(talk->daemon, voices.data, voices.bytes) > 0);
        work(talk);
    }
    assert_true(pieces > 100); /* espeak-ng's list has 800,000 bytes */
    expect_fault(talk, "语音服务答非所问");
    buffer_free(&voices);
}

/* Whatever the daemon says, in pieces of any size, the voice neither crashes nor is in two states
 * at once. */
static void random_answers_do_no_harm(void **state)
{
    static const char *const WORDS[] = {
        "203 OK\r\n",
        "218 OK\r\n",
        "230 OK\r\n",
        "225-4\r\n225 OK\r\n",
        "213 OK\r\n",
        "702-4\r\n",
        "702-7\r\n",
        "702 END\r\n",
        "703-4\r\n703 C\r\n",
        "249-",
        "249 OK\r\n",
        "245 OK\r\n",
        "208 OK\r\n",
        "220 OK\r\n",
        "201 OK\r\n",
        "M\tzh\tnone\r\n",
        "\r\n",
        "9",
        "7",
        "-",
        " ",
        "300 ERR\r\n",
        "225-99999999999999999999999\r\n",
    };

    srand(20261130);
    for (int run = 0; run < 3000; run++) {
        struct talk *talk = *state;

        if (rand() % 4)
            make_ready(talk);
        for (int i = 0; i < 30 && talk->voice.fd >= 0; i++) {
            const char *word = WORDS[(size_t)rand() % (sizeof(WORDS) / sizeof(*WORDS))];
            size_t bytes = strlen(word);

            if (rand() % 3 == 0)
                ask(talk, (unsigned)(rand() % 5), rand() % 4 ? "说话。" : "", rand() % 3, 0);
            if (rand() % 8 == 0)
                bytes = (size_t)rand() % bytes;
            assert_true(write(talk->daemon, word, bytes) >= 0);
            talk->now_ms += rand() % 500;
            work(talk);
            assert_true((talk->voice.state == VOICE_NONE) == (talk->voice.fd < 0));
            assert_true((talk->voice.state == VOICE_NONE) == (talk->voice.fault != NULL));
            assert_true(talk->voice.heard == 0 || talk->voice.heard == talk->voice.given.number ||
                        !talk->voice.speaking);
        }
        tear_down(state);
        set_up(state);
    }
}

static void what_cannot_be_sent_at_once_is_sent_later(void **state)
{
    struct talk *talk = *state;
    int least = 1;
    struct buffer text = {0};
    size_t got = 0;

    make_ready(talk);
    setsockopt(talk->voice.fd, SOL_SOCKET, SO_SNDBUF, &least, sizeof(least));
    for (int i = 0; i < 20000; i++)
        buffer_add_text(&text, "字");
    ask(talk, 1, buffer_c_str(&text), 0, 0);
    answer(talk, "203 OK\r\n");
    answer(talk, "218 OK\r\n");
    expect_said(talk, "SET self RATE 0\r\nSET self VOLUME 0\r\nSPEAK\r\n");
    answer(talk, "230 OK\r\n");
    assert_true(voice_events(&talk->voice) & POLLOUT);
    for (int i = 0; i < 1000 && got < text.bytes + 5; i++) {
        ssize_t bytes = read(talk->daemon, talk->said, sizeof(talk->said));

        got += bytes > 0 ? (size_t)bytes : 0;
        work(talk);
    }
    assert_int_equal(got, text.bytes + 5);
    assert_false(voice_events(&talk->voice) & POLLOUT);
    buffer_free(&text);
}

static void at_the_end_of_a_visit_nothing_goes_on(void **state)
{
    struct talk *talk = *state;

    make_ready(talk);
    begin_text(talk, "12");
    voice_close(&talk->voice);
    expect_said(talk, ".\r\nCANCEL self\r\n");
}

static void hushing_a_daemon_that_is_gone_says_so(void **state)
{
    struct talk *talk = *state;

    assert_true(voice_hush(talk->voice.fd));
    hang_up(talk);
    assert_false(voice_hush(talk->voice.fd));
}

static void nobody_listens_where_there_is_no_socket(void **state)
{
    (void)state;
    assert_int_equal(voice_connect("/nowhere/speechd.sock"), -1);
    assert_int_equal(voice_connect("relative"), -1);
    assert_int_equal(voice_connect(""), -1);
}

int main(void)
{
#define TALK(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TALK(a_text_is_spoken_to_its_end),
        TALK(the_end_may_come_before_the_message_is_queued),
        TALK(another_text_breaks_off_the_one_before),
        TALK(a_change_while_a_command_is_under_way_waits_for_its_answer),
        TALK(no_text_can_end_itself_or_be_a_command),
        TALK(what_another_process_left_behind_is_passed_over),
        TALK(without_a_chinese_voice_there_is_none),
        TALK(a_module_that_knows_no_voices_has_none),
        TALK(a_module_may_have_no_rate),
        TALK(a_daemon_that_ends_is_noticed),
        TALK(a_daemon_that_says_nothing_is_given_up),
        TALK(a_text_that_does_not_end_is_given_up),
        TALK(a_text_that_another_one_cancels_is_no_end),
        TALK(nonsense_is_no_answer),
        TALK(a_line_without_an_end_is_given_up),
        TALK(an_answer_without_an_end_is_given_up),
        TALK(random_answers_do_no_harm),
        TALK(what_cannot_be_sent_at_once_is_sent_later),
        TALK(at_the_end_of_a_visit_nothing_goes_on),
        TALK(hushing_a_daemon_that_is_gone_says_so),
        cmocka_unit_test(nobody_listens_where_there_is_no_socket),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
