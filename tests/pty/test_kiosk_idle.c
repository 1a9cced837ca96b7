/* A visitor leaves a kiosk: it asks whether somebody is there, wipes the visit and shows headlines.
 * Its clock is fast. */

#include "base/sanitized.h"
#include "pty/kiosk.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#define FAST "2026-11-25T09:30*60"
#define SETTINGS "[kiosk]\nidle_seconds = 60\ncountdown_seconds = 120\nattract_seconds = 60\n"

static void start_with(struct fixture *fixture, const char *now, const char *settings)
{
    char *config = kiosk_config(fixture, settings);
    kiosk_start(fixture, 80, 24, now, NULL, (const char *const[]){"--config", config, NULL});
    assert_true(harness_wait_text(fixture->harness, "看报　社区公报", SANDBOX_DEADLINE_MS));
    free(config);
}

static void start(struct fixture *fixture, const char *now)
{
    start_with(fixture, now, SETTINGS);
}

static void test_question_and_answer(void **state)
{
    struct fixture *fixture = *state;
    start(fixture, FAST);
    kiosk_keys(fixture, "1", "张梦月");
    assert_true(harness_wait_text(fixture->harness, "还在看吗？", SANDBOX_DEADLINE_MS));
    assert_true(harness_wait_text(fixture->harness, "秒后清除阅读记录", SANDBOX_DEADLINE_MS));
    /* The key only answers the question. */
    assert_true(harness_keys(fixture->harness, "<Esc>"));
    kiosk_wait_no_text(fixture, "还在看吗？");
    assert_true(harness_wait_text(fixture->harness, "张梦月", 0));
    assert_true(harness_wait_text(fixture->harness, "还在看吗？", SANDBOX_DEADLINE_MS));
    kiosk_look(fixture);
    assert_true(harness_press(fixture->harness, 1, 23, 2));
    kiosk_wait_no_text(fixture, "还在看吗？");
    assert_true(harness_wait_text(fixture->harness, "张梦月", 0));
}

/* Nothing of the visitor's search, reading and bookmarks is left, neither on the screen nor in
 * memory. */
static void test_nothing_is_left(void **state)
{
    /* Letters that occur nowhere else; the test's own copy is in another process. */
    static const char letters[] = "qzxkwjvq";
    struct fixture *fixture = *state;
    /* No headlines, since the next key would only end them. The idle time is a second for all the
     * letters, or ten with a sanitizer, which makes the search slow. */
    start_with(fixture, FAST,
               SANITIZED ? "[kiosk]\nidle_seconds = 600\nattract_seconds = 0\n"
                         : "[kiosk]\nidle_seconds = 60\nattract_seconds = 0\n");
    pid_t visit = kiosk_visit(fixture);
    kiosk_keys(fixture, "1<Enter>", "张梦月");
    kiosk_keys(fixture, "6", "已加书签");
    kiosk_keys(fixture, "1", "已读　上城区");
    kiosk_keys(fixture, "/", "按拼音首字母搜索");
    kiosk_keys(fixture, letters, "Q Z X K W J V Q");
    assert_true(kiosk_remembers(fixture, letters));
    assert_true(harness_wait_text(fixture->harness, "还在看吗？", SANDBOX_DEADLINE_MS));
    kiosk_wait_no_text(fixture, "还在看吗？");
    assert_true(harness_wait_text(fixture->harness, "看报　社区公报", SANDBOX_DEADLINE_MS));
    assert_true(kiosk_visit(fixture) != visit);
    assert_false(kiosk_remembers(fixture, letters));
    char *screen = terminal_text(harness_terminal(fixture->harness));
    assert_null(strstr(screen, "已读"));
    assert_null(strstr(screen, "Q Z X"));
    free(screen);
    kiosk_keys(fixture, "'", "还没有书签");
    kiosk_keys(fixture, "/", "例如“四季青”按");
}

static void test_headlines_take_turns(void **state)
{
    struct fixture *fixture = *state;
    start(fixture, FAST);
    assert_true(
        harness_wait_text(fixture->harness, "触摸屏幕或按键，开始看报", SANDBOX_DEADLINE_MS));
    /* A headline has a kicker, a place and a summary. */
    assert_true(
        harness_wait_text(fixture->harness, "凝聚阵地力量 推动项目破冰", SANDBOX_DEADLINE_MS));
    assert_true(harness_wait_text(fixture->harness, "上城区 杭港科技大厦", SANDBOX_DEADLINE_MS));
    assert_true(
        harness_wait_text(fixture->harness, "元宇宙体验馆在杭港科技大厦", SANDBOX_DEADLINE_MS));
    assert_true(harness_wait_text(fixture->harness, "完善网格议事", SANDBOX_DEADLINE_MS));
    /* The first key only ends the headlines. */
    kiosk_keys(fixture, "4", "看报　社区公报");
    kiosk_keys(fixture, "t1<Enter>", "上城区　6篇");
}

#define LONG_HEADLINE "[kiosk]\nattract_seconds = 600\n"

/* A touch of the headline opens its article, one elsewhere wakes the front page. */
static void test_a_headline_is_touched(void **state)
{
    struct fixture *fixture = *state;
    start_with(fixture, FAST, LONG_HEADLINE);
    assert_true(harness_wait_text(fixture->harness, "开始看报", SANDBOX_DEADLINE_MS));
    kiosk_touch(fixture, "上城区打造元宇宙产业标杆园区", "返回");
    start_with(fixture, FAST, LONG_HEADLINE);
    assert_true(harness_wait_text(fixture->harness, "开始看报", SANDBOX_DEADLINE_MS));
    kiosk_touch(fixture, "开始看报", "看报　社区公报　共9篇");
}

/* Waits for a visit of a keeper that a shell has started, other than `before`, and returns it. */
static pid_t other_visit_in_shell(struct fixture *fixture, pid_t before)
{
    enum { SHELL, KEEPER, VISIT };
    pid_t pids[HARNESS_PROCESSES_MAX] = {0};
    long long until = sandbox_now_ms() + SANDBOX_DEADLINE_MS;
    while ((harness_processes(fixture->harness, pids) <= VISIT || pids[VISIT] == before) &&
           sandbox_now_ms() < until)
        harness_pump(fixture->harness);
    assert_true(pids[VISIT] && pids[VISIT] != before);
    return pids[VISIT];
}

/* With a launcher the headlines are shown by another process, in larger letters, until a touch
 * of a headline brings the first size back, with its article open. Neither a crash nor a new
 * edition ends the rest. */
static void test_rest_in_larger_letters(void **state)
{
    struct fixture *fixture = *state;
    free(kiosk_config(fixture, LONG_HEADLINE));
    kiosk_copy_content(fixture, FIXTURE_CONTENT, "bulletin");
    kiosk_start_in_shell(
        fixture, 60, 20, FAST,
        "mkfifo \"$HOME/place\"; exec 3<>\"$HOME/place\"; size=1; rest=;"
        "while :; do \"$KANBAO\" --kiosk --strict-calls --clock \"$CLOCK\" --config "
        "\"$HOME/kiosk.ini\" --text-size $size $rest \"$HOME/bulletin\"; status=$?; rest=;"
        "echo size $status; case $status in 64) rest=--rest ;; 6[123]) size=$((status - 60)) ;;"
        "*) exit $status ;; esac; done");
    assert_true(harness_wait_output(fixture->harness, "size 64", 1, SANDBOX_DEADLINE_MS));
    assert_true(
        harness_wait_text(fixture->harness, "上城区打造元宇宙产业标杆园区", SANDBOX_DEADLINE_MS));
    pid_t crashing = other_visit_in_shell(fixture, 0);
    kill(crashing, SIGKILL);
    pid_t visit = other_visit_in_shell(fixture, crashing);
    sandbox_write(&fixture->sandbox, "bulletin/shangcheng/new.md",
                  str_of("---\ntitle: 新到的通知\npinned: true\n---\n正文。\n"));
    assert_true(harness_wait_text(fixture->harness, "新到的通知", SANDBOX_DEADLINE_MS));
    assert_true(harness_wait_text(fixture->harness, "开始看报", SANDBOX_DEADLINE_MS));
    other_visit_in_shell(fixture, visit);
    /* The launcher's terminal has the theme's ground at its edges. */
    assert_true(harness_wait_output(fixture->harness, "\033]11;rgb:f6/ef/df\033\\", 1, 0));
    kiosk_touch(fixture, "新到的通知", "返回");
    assert_true(harness_wait_output(fixture->harness, "size 61", 1, SANDBOX_DEADLINE_MS));
}

/* The bulletin's own name is on the front page and above the headlines. */
static void test_own_name(void **state)
{
    struct fixture *fixture = *state;
    char *config = kiosk_config(fixture, SETTINGS);
    char *content = sandbox_path(&fixture->sandbox, "bulletin");
    sandbox_write(&fixture->sandbox, "bulletin/_index.md", str_of("---\ntitle: 东桥周报\n---\n"));
    sandbox_write(&fixture->sandbox, "bulletin/a.md", str_of("---\ntitle: 甲\n---\n正文。\n"));
    kiosk_start(fixture, 80, 24, FAST, content, (const char *const[]){"--config", config, NULL});
    assert_true(harness_wait_text(fixture->harness, " 东桥周报　共1篇 ", SANDBOX_DEADLINE_MS));
    assert_true(harness_wait_text(fixture->harness, "开始看报", SANDBOX_DEADLINE_MS));
    assert_true(harness_wait_text(fixture->harness, " 东桥周报\n", 0));
    free(content);
    free(config);
}

static void test_time_of_day(void **state)
{
    struct fixture *fixture = *state;
    start(fixture, "2026-11-25T23:58*60");
    assert_true(harness_wait_text(fixture->harness, "11月25日 星期三 23:59", SANDBOX_DEADLINE_MS));
    assert_true(harness_wait_text(fixture->harness, "11月26日 星期四 00:00", SANDBOX_DEADLINE_MS));
}

/* The end of a visit also resets the size of the text. */
static void test_text_size_goes_back(void **state)
{
    struct fixture *fixture = *state;
    char *config = kiosk_config(fixture, SETTINGS);
    kiosk_start_in_shell(
        fixture, 80, 24, FAST,
        "mkfifo \"$HOME/place\"; exec 3<>\"$HOME/place\"; size=1;"
        "while :; do \"$KANBAO\" --kiosk --strict-calls --clock \"$CLOCK\" --config "
        "\"$HOME/kiosk.ini\" "
        "--text-size $size content;"
        "status=$?; echo size $status; case $status in 60) size=1 ;; 6[123]) size=$((status - 60)) "
        ";;"
        "*) exit $status ;; esac; done");
    free(config);
    assert_true(harness_wait_text(fixture->harness, "看报　社区公报", SANDBOX_DEADLINE_MS));
    kiosk_keys(fixture, "1<Enter>", "张梦月");
    assert_true(harness_keys(fixture->harness, "7"));
    assert_true(harness_wait_output(fixture->harness, "size 62", 1, SANDBOX_DEADLINE_MS));
    assert_true(harness_wait_text(fixture->harness, "还在看吗？", SANDBOX_DEADLINE_MS));
    assert_true(harness_wait_output(fixture->harness, "size 60", 1, SANDBOX_DEADLINE_MS));
    assert_true(harness_wait_text(fixture->harness, "看报　社区公报", SANDBOX_DEADLINE_MS));
}

/* An ssh session that nobody uses ends. */
static void test_ssh_ends(void **state)
{
    struct fixture *fixture = *state;
    char *config = kiosk_config(fixture, SETTINGS);
    kiosk_start(fixture, 80, 24, FAST, NULL,
                (const char *const[]){"--ssh", "--config", config, NULL});
    free(config);
    assert_true(harness_wait_text(fixture->harness, "还在看吗？", SANDBOX_DEADLINE_MS));
    fixture_assert_exit(fixture, 0);
}

static void test_never_where_it_says_so(void **state)
{
    struct fixture *fixture = *state;
    char *config = kiosk_config(fixture, "[kiosk]\nidle_seconds = 0\nattract_seconds = 0\n");
    kiosk_start(fixture, 80, 24, "2026-11-25T09:30*60000", NULL,
                (const char *const[]){"--config", config, NULL});
    free(config);
    assert_true(harness_wait_text(fixture->harness, "看报　社区公报", SANDBOX_DEADLINE_MS));
    assert_true(harness_keys(fixture->harness, "1"));
    assert_true(harness_wait_text(fixture->harness, "张梦月", SANDBOX_DEADLINE_MS));
    /* The clock runs for days. */
    for (int day = 26; day <= 27; day++) {
        char text[64];
        snprintf(text, sizeof text, "11月%d日", day);
        assert_true(harness_wait_text(fixture->harness, text, SANDBOX_DEADLINE_MS));
    }
    assert_true(harness_wait_text(fixture->harness, "张梦月", 0));
}

/* Returns the resident memory of the kiosk's processes, which must not grow in a day of visits. */
static long resident_kib(struct fixture *fixture)
{
    pid_t pids[HARNESS_PROCESSES_MAX];
    size_t count = harness_processes(fixture->harness, pids);
    long sum = 0;
    for (size_t i = 0; i < count; i++) {
        char path[64];
        char line[256];
        snprintf(path, sizeof path, "/proc/%d/status", (int)pids[i]);
        FILE *file = fopen(path, "r");
        long kib;
        while (file && fgets(line, sizeof line, file))
            if (sscanf(line, "RssAnon: %ld", &kib) == 1)
                sum += kib;
        if (file)
            fclose(file);
    }
    return sum;
}

static void test_a_day(void **state)
{
    struct fixture *fixture = *state;
    long after_some = 0;
    long most = 0;
    char *config = kiosk_config(
        fixture, "[kiosk]\nidle_seconds = 240\ncountdown_seconds = 60\nattract_seconds = 60\n");
    kiosk_start(fixture, 80, 24, "2026-11-25T00:00*4800", NULL,
                (const char *const[]){"--config", config, NULL});
    free(config);
    int visits = 0;
    bool next_day = false;
    while (!next_day) {
        assert_true(harness_wait_text(fixture->harness, "开始看报", SANDBOX_DEADLINE_MS));
        assert_true(harness_keys(fixture->harness, " "));
        kiosk_wait_no_text(fixture, "开始看报");
        assert_true(harness_keys(fixture->harness, "t1<Enter>1  6'/sjq1G1"));
        char *screen = terminal_text(harness_terminal(fixture->harness));
        next_day = strstr(screen, "11月26日") != NULL;
        free(screen);
        visits++;
        long kib = resident_kib(fixture);
        if (visits == 10)
            after_some = kib;
        most = kib > most ? kib : most;
    }
    print_message("a day: %d visits, %ld KiB after the tenth, %ld KiB at the most\n", visits,
                  after_some, most);
    assert_true(visits > 20);
#if !SANITIZED
    assert_true(most <= after_some * 3 / 2 + 512);
#endif
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_question_and_answer),
        FIXTURE_TEST(test_nothing_is_left),
        FIXTURE_TEST(test_headlines_take_turns),
        FIXTURE_TEST(test_a_headline_is_touched),
        FIXTURE_TEST(test_rest_in_larger_letters),
        FIXTURE_TEST(test_own_name),
        FIXTURE_TEST(test_time_of_day),
        FIXTURE_TEST(test_text_size_goes_back),
        FIXTURE_TEST(test_ssh_ends),
        FIXTURE_TEST(test_never_where_it_says_so),
        FIXTURE_TEST(test_a_day),
    };
    return cmocka_run_group_tests_name("kiosk, idle", tests, NULL, NULL);
}
