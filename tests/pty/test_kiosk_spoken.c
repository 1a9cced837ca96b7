/* A kiosk that is used without sight: what is said after each key of the keypad. */

#include "pty/kiosk.h"
#include "pty/speaker.h"

#include <signal.h>
#include <stdlib.h>

struct step {
    const char *key;
    const char *said; /* a text that begins so, */
    const char *also; /* and has this in it */
};

/* From the front page to an article, its next one, and back. */
static const struct step STEPS[] = {
    {"5", "这里是", "按 5 打开"},    {"2", "", "第2项，共"},       {"8", "", "第1项，共"},
    {"8", "这里没有上一项了。", ""}, {"6", "按钮：", ""},          {"1", "首页，共", "按钮："},
    {"2", "", "第1项，共"},          {"5", "文章：", "按 9 朗读"}, {"3", "文章：", "按 9 朗读"},
    {"6", "按钮：返回。", ""},       {"0", "首页，共", "已读"},
};

/* The front page of news, all groups, and a list of one. */
static const struct step NEWS_STEPS[] = {
    {"5", "这里是", "按 1 再说一遍。首页，共13项。请先看：周三上午停水，请提前储水，11月20日，"},
    {"2", "今天：社区食堂", "今天，东桥，新工社区。第2项，共13项。"},
    {"2", "二号楼电梯检修，今天，西门。", ""},
    {"2", "近日：明天有义诊，11月26日，", ""},
    {"2", "图书室新到大字版图书，昨天，", ""},
    {"6", "按钮：全部文章。", ""},
    {"5", "全部文章，共18项。地区：西门，5篇。第1项", ""},
    {"8", "这里没有上一项了。", ""},
    {"2", "东桥，3篇。", ""},
    {"5", "东桥　3篇。", "第1项，共3项。"},
    {"0", "全部文章，共18项。东桥，3篇。", ""},
};

/* Presses the keys of `count` steps at a kiosk with this content (NULL: the shipped one), and
 * checks what each makes it say. */
static void take_steps(struct fixture *fixture, const char *content, const struct step *steps,
                       size_t count)
{
    struct speaker speaker;

    speaker_start(&speaker, fixture, SPEAKER_SOUND);
    kiosk_start(fixture, 80, 24, KIOSK_STANDS, content,
                (const char *const[]){"--voice", speaker.socket, "--speech", NULL});
    kiosk_visit(fixture);
    speaker_wait_told(fixture, "LIST", 1);
    assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
    for (size_t i = 0; i < count; i++) {
        char *told, *last, *at;

        assert_true(harness_keys(fixture->harness, steps[i].key));
        speaker_wait_told(fixture, "\r\n.\r\n", i + 1);
        told = kiosk_read_file(fixture, "told");
        last = told;
        while ((at = strstr(last, "SPEAK\r\n")))
            last = at + strlen("SPEAK\r\n");
        if (strncmp(last, steps[i].said, strlen(steps[i].said)) != 0 ||
            !strstr(last, steps[i].also))
            fail_msg("key %s, step %zu: %s", steps[i].key, i, last);
        free(told);
    }
    harness_signal(fixture->harness, SIGTERM);
    fixture_assert_exit(fixture, 0);
    speaker_stop(&speaker);
}

static void every_key_says_what_it_did(void **state)
{
    take_steps(*state, NULL, STEPS, sizeof(STEPS) / sizeof(*STEPS));
}

static void days_sections_and_kinds_of_groups_are_said(void **state)
{
    take_steps(*state, "tests/pty/news", NEWS_STEPS, sizeof(NEWS_STEPS) / sizeof(*NEWS_STEPS));
}

static void nothing_is_said_before_the_first_key(void **state)
{
    struct fixture *fixture = *state;
    struct speaker speaker;
    char *told;

    speaker_start(&speaker, fixture, SPEAKER_SOUND);
    kiosk_start(fixture, 80, 24, KIOSK_STANDS, NULL,
                (const char *const[]){"--voice", speaker.socket, "--speech", NULL});
    speaker_wait_told(fixture, "LIST", 1);
    assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
    told = kiosk_read_file(fixture, "told");
    assert_null(strstr(told, "SPEAK"));
    free(told);
    speaker_stop(&speaker);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(every_key_says_what_it_did),
        FIXTURE_TEST(days_sections_and_kinds_of_groups_are_said),
        FIXTURE_TEST(nothing_is_said_before_the_first_key),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
