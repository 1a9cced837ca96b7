/* A kiosk that reads an article aloud, with a process in place of speech-dispatcher. */

#include "pty/kiosk.h"
#include "pty/speaker.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

#define TITLE "上城区打造元宇宙产业标杆园区"

static void start(struct fixture *fixture, struct speaker *speaker, enum speaker_manner manner)
{
    speaker_start(speaker, fixture, manner);
    kiosk_start(fixture, 80, 24, KIOSK_STANDS, NULL,
                (const char *const[]){"--voice", speaker->socket, NULL});
    kiosk_visit(fixture);
}

/* Opens the first article of the first district. */
static void open_article(struct fixture *fixture, const char *text)
{
    assert_true(harness_wait_text(fixture->harness, "上城区", SANDBOX_DEADLINE_MS));
    kiosk_touch(fixture, "上城区", "返回");
    kiosk_touch(fixture, TITLE, text);
}

/* Returns whether the first occurrence of a text on the screen is underlined. */
static bool is_marked(struct fixture *fixture, int row)
{
    const struct terminal *terminal = harness_terminal(fixture->harness);

    for (int col = 0; col < 80; col++)
        if (terminal_cell(terminal, row, col).underline)
            return true;
    return false;
}

static void wait_marked(struct fixture *fixture, int row)
{
    long long until = sandbox_now_ms() + SANDBOX_DEADLINE_MS;

    while (!is_marked(fixture, row) && sandbox_now_ms() < until)
        harness_pump(fixture->harness);
    assert_true(is_marked(fixture, row));
}

static void an_article_is_read_and_marked_sentence_by_sentence(void **state)
{
    struct fixture *fixture = *state;
    struct speaker speaker;

    start(fixture, &speaker, SPEAKER_SOUND);
    open_article(fixture, "朗读");
    kiosk_touch(fixture, "朗读", "暂停");
    speaker_wait_told(fixture, "SPEAK\r\n凝聚阵地力量 推动项目破冰\r\n.\r\n", 1);
    wait_marked(fixture, 2);
    speaker_end_text(&speaker);
    speaker_wait_told(fixture, "SPEAK\r\n" TITLE "\r\n.\r\n", 1);
    wait_marked(fixture, 3);
    assert_false(is_marked(fixture, 2));
    kiosk_touch(fixture, "快一点", "暂停");
    speaker_wait_told(fixture, "CANCEL self\r\nSET self RATE 0\r\nSPEAK\r\n" TITLE "\r\n", 1);
    kiosk_touch(fixture, "暂停", "接着读");
    speaker_wait_told(fixture, "CANCEL self\r\n", 2);
    kiosk_keys(fixture, "<Enter>", "暂停");
    speaker_wait_told(fixture, "SPEAK\r\n" TITLE "\r\n.\r\n", 3);
    kiosk_touch(fixture, "停止朗读", "朗读");
    speaker_wait_told(fixture, "CANCEL self\r\n", 3);
    assert_false(is_marked(fixture, 3));
    harness_signal(fixture->harness, SIGTERM);
    fixture_assert_exit(fixture, 0);
    speaker_stop(&speaker);
}

static void the_end_of_a_visit_is_silent_and_the_next_one_can_speak(void **state)
{
    struct fixture *fixture = *state;
    struct speaker speaker;
    pid_t visit;

    start(fixture, &speaker, SPEAKER_SOUND);
    open_article(fixture, "朗读");
    kiosk_touch(fixture, "朗读", "暂停");
    wait_marked(fixture, 2); /* it speaks */
    visit = kiosk_visit(fixture);
    kill(visit, SIGKILL);
    speaker_wait_told(fixture, ".\r\nCANCEL self\r\n", 1);
    kiosk_wait_no_text(fixture, "暂停");
    open_article(fixture, "朗读");
    kiosk_touch(fixture, "朗读", "暂停");
    wait_marked(fixture, 2);
    harness_signal(fixture->harness, SIGTERM);
    fixture_assert_exit(fixture, 0);
    speaker_wait_told(fixture, ".\r\nCANCEL self\r\n", 3); /* by the visit and by its keeper */
    speaker_stop(&speaker);
}

static void without_a_chinese_voice_there_is_no_button(void **state)
{
    struct fixture *fixture = *state;
    struct speaker speaker;

    start(fixture, &speaker, SPEAKER_DUMB);
    speaker_wait_told(fixture, "LIST", 1);
    open_article(fixture, "返回");
    kiosk_wait_no_text(fixture, "朗读");
    speaker_stop(&speaker);
}

/* With a launcher, the visit after the one during which the daemon came has the button. */
static void a_daemon_that_comes_later_is_for_the_next_visit(void **state)
{
    struct fixture *fixture = *state;
    struct speaker speaker;
    char *said;

    kiosk_start_in_shell(
        fixture, 80, 24, KIOSK_STANDS,
        "mkfifo \"$HOME/place\"; exec 3<>\"$HOME/place\";"
        "while \"$KANBAO\" --kiosk --strict-calls --clock \"$CLOCK\" --voice \"$HOME/speech\" "
        "--text-size 1 " FIXTURE_CONTENT " 2>>\"$HOME/log\"; [ $? = 60 ]; do :; done");
    open_article(fixture, "结束");
    kiosk_wait_no_text(fixture, "朗读");
    kiosk_touch(fixture, "结束", "看报　社区公报");
    open_article(fixture, "结束");
    kiosk_wait_no_text(fixture, "朗读");
    speaker_start(&speaker, fixture, SPEAKER_SOUND);
    kiosk_touch(fixture, "结束", "看报　社区公报");
    open_article(fixture, "朗读");
    said = kiosk_read_file(fixture, "log");
    assert_non_null(strstr(said, "/speech: 连不上语音服务，不能朗读"));
    assert_null(strstr(strchr(said, '\n'), "连不上")); /* the first visits had one keeper */
    free(said);
    speaker_stop(&speaker);
}

static void a_daemon_that_fails_takes_the_button_along(void **state)
{
    static const enum speaker_manner MANNERS[] = {SPEAKER_MORTAL, SPEAKER_CONFUSED};
    struct fixture *fixture = *state;

    for (size_t i = 0; i < sizeof(MANNERS) / sizeof(*MANNERS); i++) {
        struct speaker speaker;

        start(fixture, &speaker, MANNERS[i]);
        open_article(fixture, "朗读");
        kiosk_touch(fixture, "朗读", "朗读暂时用不了了");
        kiosk_touch(fixture, "返回", TITLE);
        kiosk_touch(fixture, TITLE, "返回");
        kiosk_wait_no_text(fixture, "朗读");
        harness_signal(fixture->harness, SIGTERM);
        fixture_assert_exit(fixture, 0);
        speaker_stop(&speaker);
    }
}

static void a_daemon_that_hangs_holds_nothing_up(void **state)
{
    struct fixture *fixture = *state;
    struct speaker speaker;

    start(fixture, &speaker, SPEAKER_SILENT);
    open_article(fixture, "朗读");
    kiosk_touch(fixture, "朗读", "暂停");
    kiosk_touch(fixture, "返回", TITLE);
    kiosk_touch(fixture, TITLE, "返回");
    assert_true(harness_wait_text(fixture->harness, "返回", SANDBOX_DEADLINE_MS));
    kiosk_wait_no_text(fixture, "朗读"); /* after ten seconds without an answer */
    speaker_stop(&speaker);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(an_article_is_read_and_marked_sentence_by_sentence),
        FIXTURE_TEST(the_end_of_a_visit_is_silent_and_the_next_one_can_speak),
        FIXTURE_TEST(without_a_chinese_voice_there_is_no_button),
        FIXTURE_TEST(a_daemon_that_comes_later_is_for_the_next_visit),
        FIXTURE_TEST(a_daemon_that_fails_takes_the_button_along),
        FIXTURE_TEST(a_daemon_that_hangs_holds_nothing_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
