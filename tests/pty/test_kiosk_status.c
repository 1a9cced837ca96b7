/* A kiosk with --status says in a file how it is: totals, never who read what. */

#include "pty/kiosk.h"
#include "system/status_file.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* The program's seconds pass twenty times as fast. */
#define NOW "2026-11-25T09:30*20"

static void start_at(struct fixture *fixture, const char *now)
{
    kiosk_start_in_shell(
        fixture, 80, 24, now,
        "umask 077; exec \"$KANBAO\" --kiosk --strict-calls --clock \"$CLOCK\" "
        "--machine 'hall \"3\"' --status \"$HOME/status.json\" \"$HOME/bulletin\" 2>\"$HOME/log\"");
    assert_true(harness_wait_text(fixture->harness, "看报　社区公报", SANDBOX_DEADLINE_MS));
    assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
}

static void start(struct fixture *fixture)
{
    kiosk_copy_content(fixture, FIXTURE_CONTENT, "bulletin");
    start_at(fixture, NOW);
}

/* Waits until the file has a line, or the beginning of one, and returns the file. */
static char *wait_status(struct fixture *fixture, const char *line)
{
    long long until = sandbox_now_ms() + SANDBOX_DEADLINE_MS;
    char *text = kiosk_read_file(fixture, "status.json");
    while (!strstr(text, line) && sandbox_now_ms() < until) {
        free(text);
        harness_pump(fixture->harness);
        text = kiosk_read_file(fixture, "status.json");
    }
    if (!strstr(text, line))
        print_error("no %s in: %s\n", line, text);
    assert_non_null(strstr(text, line));
    return text;
}

static void expect_status(struct fixture *fixture, const char *line)
{
    free(wait_status(fixture, line));
}

static unsigned long number_after(const char *text, const char *key)
{
    const char *at = strstr(text, key);
    assert_non_null(at);
    return strtoul(at + strlen(key), NULL, 10);
}

static void test_totals(void **state)
{
    struct fixture *fixture = *state;
    start(fixture);
    char *text = wait_status(fixture, "\n\"articles\": 9,\n");
    assert_non_null(strstr(text, "\n\"edition\": \"bulletin\",\n"));
    assert_non_null(strstr(text, "\n\"faults\": 0,\n\"refused\": null,\n"));
    assert_non_null(strstr(text, "\n\"visits_today\": 0,\n\"articles_opened_today\": 0,\n"));
    assert_non_null(strstr(text, "\n\"last_touch\": 0,\n"));
    assert_int_equal(strlen(text), STATUS_FILE_BYTES);
    free(text);
    kiosk_keys(fixture, "1<Enter>", "张梦月");
    expect_status(fixture, "\n\"visits_today\": 1,\n\"articles_opened_today\": 1,\n");
    /* Going on in the same article opens none. */
    assert_true(harness_keys(fixture->harness, "<Space>]"));
    text = wait_status(fixture, "\n\"visits_today\": 1,\n\"articles_opened_today\": 2,\n");
    assert_true(number_after(text, "\"last_touch\": ") <= number_after(text, "\"written\": "));
    assert_true(number_after(text, "\"last_touch\": ") > 0);
    assert_null(strstr(text, "张梦月"));
    assert_null(strstr(text, "shangcheng"));
    free(text);
}

/* Any JSON reader takes it, and anybody may read it whatever the umask is. */
static void test_json(void **state)
{
    struct fixture *fixture = *state;
    struct sandbox_result result = {0};
    char *path = sandbox_path(&fixture->sandbox, "status.json");
    static const char sound[] = ".serial == .serial_at_end and .edition == \"bulletin\" and "
                                ".machine == \"hall \\\"3\\\"\" and .version != null and "
                                ".edition_since > 0 and .articles == 9";
    const char *const argv[] = {"/usr/bin/jq", "-e", sound, path, NULL};
    struct stat info;
    start(fixture);
    expect_status(fixture, "\n\"articles\": 9,\n");
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0644);
    if (access(argv[0], X_OK) == 0) {
        assert_true(sandbox_run(&fixture->sandbox, argv, SANDBOX_DEADLINE_MS, &result));
        assert_int_equal(result.status, 0);
        sandbox_result_free(&result);
    }
    free(path);
}

/* While nothing changes it is written once a minute; a change shows before that. */
static void test_pace(void **state)
{
    struct fixture *fixture = *state;
    start(fixture);
    char *text = wait_status(fixture, "\n\"articles\": 9,\n");
    unsigned long first = number_after(text, "\"written\": ");
    char next[64];
    snprintf(next, sizeof next, "{\"serial\": %lu,\n", number_after(text, "{\"serial\": ") + 1);
    free(text);
    text = wait_status(fixture, next);
    assert_in_range(number_after(text, "\"written\": "), first + 59, first + 120);
    free(text);
}

/* A new edition that is refused says why, until another one is taken. */
static void test_refusal(void **state)
{
    struct fixture *fixture = *state;
    start(fixture);
    sandbox_write(&fixture->sandbox, "bulletin/shangcheng/bad.md",
                  str_of("---\ntitle: \"坏\ndate: 昨天\n---\n"));
    char *text = wait_status(fixture, "\n\"refused\": \"");
    assert_non_null(strstr(text, "shangcheng/bad.md:"));
    assert_non_null(strstr(text, "\n\"articles\": 9,\n\"faults\": 0,\n"));
    free(text);
    sandbox_write(&fixture->sandbox, "bulletin/shangcheng/bad.md",
                  str_of("---\ntitle: 好\n---\n好。\n"));
    expect_status(fixture, "\n\"articles\": 10,\n\"faults\": 0,\n\"refused\": null,\n");
}

/* The kiosk also starts anew during the day; the totals go on, and end with the day. */
static void test_totals_are_of_the_day(void **state)
{
    struct fixture *fixture = *state;
    start(fixture);
    kiosk_keys(fixture, "1<Enter>", "张梦月");
    expect_status(fixture, "\n\"visits_today\": 1,\n\"articles_opened_today\": 1,\n");
    harness_signal(fixture->harness, SIGTERM);
    fixture_assert_exit(fixture, 0);
    start_at(fixture, "2026-11-25T23:56*20");
    kiosk_keys(fixture, "1<Enter>", "张梦月");
    expect_status(fixture, "\n\"visits_today\": 2,\n\"articles_opened_today\": 2,\n");
    expect_status(fixture, "\n\"date\": \"2026-11-26\",\n");
    expect_status(fixture, "\n\"visits_today\": 0,\n\"articles_opened_today\": 0,\n");
}

/* What stands in the file already may be anything; a folder in its place is said, once. */
static void test_what_is_there_already(void **state)
{
    struct fixture *fixture = *state;
    struct buffer junk = {0};
    for (int i = 0; i < 5000; i++)
        buffer_add_text(&junk, "\n\"date\": \"\xff\"");
    sandbox_write(&fixture->sandbox, "status.json", buffer_str(&junk));
    buffer_free(&junk);
    start(fixture);
    char *text = wait_status(fixture, "\n\"articles\": 9,\n");
    assert_int_equal(strlen(text), STATUS_FILE_BYTES);
    free(text);
    harness_signal(fixture->harness, SIGTERM);
    fixture_assert_exit(fixture, 0);
    char *path = sandbox_path(&fixture->sandbox, "status.json");
    assert_int_equal(unlink(path), 0);
    assert_int_equal(mkdir(path, 0700), 0);
    free(path);
    start_at(fixture, NOW);
    text = kiosk_read_file(fixture, "log");
    assert_non_null(strstr(text, "kanbao-status 看不到这台机器"));
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_totals),
        FIXTURE_TEST(test_json),
        FIXTURE_TEST(test_pace),
        FIXTURE_TEST(test_refusal),
        FIXTURE_TEST(test_totals_are_of_the_day),
        FIXTURE_TEST(test_what_is_there_already),
    };

    return cmocka_run_group_tests_name("kiosk status", tests, NULL, NULL);
}
