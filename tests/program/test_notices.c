/* Notices: pinned and expired articles and drafts, on a date set by the test. */

#include "program/desk.h"

#include <string.h>

#define NOTICE "---\ntitle: 停水通知\nexpires: 2026-11-23\n---\n正文甲。\n"
#define PLAIN "---\ntitle: 合唱团招新\n---\n正文乙。\n"
#define DRAFT "---\ntitle: 明年的预算\ndraft: true\n---\n正文丙。\n"
#define BOTH "---\ntitle: 没有发出的\ndraft: true\nexpires: 2026-01-31\n---\n正文丁。\n"
#define PINNED "---\ntitle: 山路封闭\npinned: true\ndate: 2026-11-01\n---\n正文戊。\n"

/* Times and time zones, and whether an article that expires on 2026-11-23 is shown then. */
static const struct {
    const char *what;
    const char *now;
    const char *zone;
    bool seen;
} DAYS[] = {
    {"long before", "KANBAO_NOW=2025-12-31T23:59", "TZ=UTC0", true},
    {"the day before", "KANBAO_NOW=2026-11-22T12:00", "TZ=UTC0", true},
    {"the first minute of its last day", "KANBAO_NOW=2026-11-23T00:00", "TZ=UTC0", true},
    {"the last minute of its last day", "KANBAO_NOW=2026-11-23T23:59", "TZ=UTC0", true},
    {"the same, by the seconds", "KANBAO_NOW=1795478399", "TZ=UTC0", true},
    {"a second later", "KANBAO_NOW=1795478400", "TZ=UTC0", false},
    {"the first minute of the next day", "KANBAO_NOW=2026-11-24T00:00", "TZ=UTC0", false},
    {"the next month", "KANBAO_NOW=2026-12-01T00:00", "TZ=UTC0", false},
    {"the next year", "KANBAO_NOW=2027-01-01T00:00", "TZ=UTC0", false},
    {"16:00 of its last day in UTC", "KANBAO_NOW=1795449600", "TZ=UTC0", true},
    {"the same, midnight in Hangzhou", "KANBAO_NOW=1795449600", "TZ=CST-8", false},
    {"a second before", "KANBAO_NOW=1795449599", "TZ=CST-8", true},
    {"midnight in UTC, the day before west of it", "KANBAO_NOW=1795478400", "TZ=EST5", true},
};

static void run_at(struct desk *desk, const char *now, const char *zone,
                   const char *const *arguments)
{
    desk_run_as(desk, arguments,
                (struct run){.variables = (const char *[]){now, zone ? zone : "TZ=UTC0", NULL}});
}

#define TODAY "KANBAO_NOW=2026-11-24T08:00"
#define RUN_TODAY(desk, ...) run_at((desk), TODAY, NULL, (const char *[]){__VA_ARGS__, NULL})

static void test_last_day(void **state)
{
    struct desk *desk = *state;

    desk_put(desk, "a.md", NOTICE);
    desk_put(desk, "b.md", PLAIN);
    for (size_t i = 0; i < sizeof(DAYS) / sizeof(*DAYS); i++) {
        run_at(desk, DAYS[i].now, DAYS[i].zone, (const char *[]){"--list", "@", NULL});
        desk_expect_output(desk, 0,
                           DAYS[i].seen ? "a\t\t\t\t\t停水通知\nb\t\t\t\t\t合唱团招新\n"
                                        : "b\t\t\t\t\t合唱团招新\n",
                           DAYS[i].what);
    }
}

static void put_all(struct desk *desk)
{
    desk_put(desk, "a/water.md", NOTICE);
    desk_put(desk, "b/choir.md", PLAIN);
    desk_put(desk, "b/budget.md", DRAFT);
    desk_put(desk, "c/roads.md", PINNED);
    desk_put(desk, "c/unsent.md", BOTH);
}

static void test_list(void **state)
{
    struct desk *desk = *state;

    put_all(desk);
    RUN_TODAY(desk, "--list", "@");
    desk_expect_output(desk, 0,
                       "c/roads\tc\t\t\t2026-11-01\t山路封闭\n"
                       "b/choir\tb\t\t\t\t合唱团招新\n",
                       "neither drafts nor what has expired, and no further column");
    RUN_TODAY(desk, "--list", "--all", "@");
    desk_expect_output(desk, 0,
                       "c/roads\tc\t\t\t2026-11-01\t山路封闭\tpinned\n"
                       "a/water\ta\t\t\t\t停水通知\texpired\n"
                       "b/choir\tb\t\t\t\t合唱团招新\t\n",
                       "what has expired, with a column that says so");
    RUN_TODAY(desk, "--list", "--drafts", "@");
    desk_expect_output(desk, 0,
                       "c/roads\tc\t\t\t2026-11-01\t山路封闭\n"
                       "b/budget\tb\t\t\t\t明年的预算\n"
                       "b/choir\tb\t\t\t\t合唱团招新\n",
                       "drafts");
    RUN_TODAY(desk, "--list", "--drafts", "--all", "@");
    desk_expect_output(desk, 0,
                       "c/roads\tc\t\t\t2026-11-01\t山路封闭\tpinned\n"
                       "a/water\ta\t\t\t\t停水通知\texpired\n"
                       "b/budget\tb\t\t\t\t明年的预算\tdraft\n"
                       "b/choir\tb\t\t\t\t合唱团招新\t\n"
                       "c/unsent\tc\t\t\t\t没有发出的\tdraft,expired\n",
                       "all there is");
}

static void test_dump(void **state)
{
    static const struct {
        const char *id;
        const char *switches; /* that the message names */
        const char *text;
        const char *options[3];
    } refused[] = {
        {"a/water", "--all", "正文甲", {"--all"}},
        {"b/budget", "--drafts", "正文丙", {"--drafts"}},
        {"c/unsent", "--all --drafts", "正文丁", {"--drafts", "--all"}},
    };
    struct desk *desk = *state;

    put_all(desk);
    for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++) {
        RUN_TODAY(desk, "--dump", refused[i].id, "@");
        desk_expect_error(desk, 1, refused[i].id);
        desk_expect(desk, strstr(desk->errors.data, refused[i].switches) != NULL, "says how");
        desk_expect(desk, strstr(desk->errors.data, refused[i].id) != NULL, "says what");
        RUN_TODAY(desk, "--dump", refused[i].id, "@", refused[i].options[0], refused[i].options[1]);
        desk_expect(desk, desk->status == 0 && desk_printed(desk, refused[i].text), "with it");
    }
    RUN_TODAY(desk, "--dump", "c/unsent", "@", "--drafts");
    desk_expect_error(desk, 1, "one of two");
    desk_expect(desk, !strstr(desk->errors.data, "--drafts"), "does not ask for what is there");
    RUN_TODAY(desk, "--dump", "@");
    desk_expect(desk, desk->status == 0 && desk_printed(desk, "乙") && desk_printed(desk, "戊"),
                "what is to be seen");
    desk_expect(desk,
                !desk_printed(desk, "甲") && !desk_printed(desk, "丙") && !desk_printed(desk, "丁"),
                "nothing else");
    desk_expect(desk, strstr(desk->out.data, "戊") < strstr(desk->out.data, "乙"),
                "the pinned one first");
}

static void test_search(void **state)
{
    struct desk *desk = *state;

    put_all(desk);
    RUN_TODAY(desk, "--search", "正文", "@");
    desk_expect_output(desk, 0,
                       "c/roads\t山路封闭\t正文戊。\n"
                       "b/choir\t合唱团招新\t正文乙。\n",
                       "neither drafts nor what has expired");
    RUN_TODAY(desk, "--search", "停水", "@");
    desk_expect_output(desk, 1, "", "nor by their titles");
    RUN_TODAY(desk, "--search", "停水", "@", "--all");
    desk_expect_output(desk, 0, "a/water\t停水通知\t停水通知\n", "with --all");
}

/* The reader: texts that are on the screen, or are not, after some keys. */
static void test_reader(void **state)
{
    static const struct {
        const char *what, *keys, *seen, *not_seen;
    } screens[] = {
        {"the pinned one has the first number", "1", "正文戊", "正文甲"},
        {"and is marked", "", "1 [顶]山路封闭", "停水"},
        {"the next one is not one that expired", "1]", "正文乙", "正文甲"},
        {"after it there is none", "1]]", "这是最后一篇", "正文丙"},
        {"nor before the first", "1[", "这是第一篇", "正文甲"},
        {"no number leads to it", "3", "没有第 3 篇", "正文甲"},
        {"the next unread one", "1n", "正文乙", "正文甲"},
        {"all are read", "1nn", "全部读过了", "正文甲"},
        {"no search finds it", "/停水<Enter>", "没有找到", "停水通知"},
        {"nor a draft", "/预算<Enter>", "没有找到", "明年的"},
        {"all articles are two", "", "共2篇", "未读3"},
        {"by date", "o", "新的在前", "停水"},
        {"and back", "oo", "按版面次序", "新的在前"},
        {"while reading, what is read stays", "2o", "正文乙", "正文戊"},
    };
    struct desk *desk = *state;

    put_all(desk);
    for (size_t i = 0; i < sizeof(screens) / sizeof(*screens); i++) {
        RUN_TODAY(desk, "--frame", "100x24", "--keys", screens[i].keys, "@");
        desk_expect(desk, desk->status == 0 && desk_printed(desk, screens[i].seen),
                    screens[i].what);
        desk_expect(desk, !desk_printed(desk, screens[i].not_seen), screens[i].what);
    }
}

/* A file named on the command line is shown, whatever its header says. */
static void test_named_file(void **state)
{
    struct desk *desk = *state;

    desk_put(desk, "unsent.md", BOTH);
    RUN_TODAY(desk, "--dump", "@/unsent.md");
    desk_expect(desk, desk->status == 0 && desk_printed(desk, "正文丁"), "--dump");
    RUN_TODAY(desk, "--frame", "80x24", "@/unsent.md");
    desk_expect(desk, desk->status == 0 && desk_printed(desk, "正文丁"), "the screen");
}

static void test_nothing_to_be_seen(void **state)
{
    struct desk *desk = *state;

    desk_put(desk, "a.md", NOTICE);
    desk_put(desk, "b.md", DRAFT);
    RUN_TODAY(desk, "--list", "@");
    desk_expect_error(desk, 1, "--list");
    desk_expect(desk, strstr(desk->errors.data, "--drafts") != NULL, "says how");
    RUN_TODAY(desk, "--frame", "80x24", "@");
    desk_expect_error(desk, 1, "the screen");
    RUN_TODAY(desk, "--dump", "b", "@");
    desk_expect_error(desk, 1, "one of them");
    RUN_TODAY(desk, "--check", "@");
    desk_expect(desk,
                desk->status == 0 && desk_report_lines(desk) == 1 &&
                    desk_printed(desk, "a.md:3:1: 警告: "),
                "it is no fault");
}

/* Faults of drafts and expired articles are reported as well. */
static void test_check(void **state)
{
    struct desk *desk = *state;

    desk_put(desk, "a.md", "---\ntitle: 甲\ndraft: true\nexpires: 2026-02-30\n---\n正文\n");
    RUN_TODAY(desk, "--check", "@");
    desk_expect(desk, desk->status == 1 && desk_printed(desk, "a.md:4:10: 错误: "), "a date");
    desk_put(desk, "a.md", "---\ntitle: 甲\ndraft: true\nexpires: 2026-02-28\n---\n");
    RUN_TODAY(desk, "--check", "@");
    desk_expect(desk, desk->status == 0 && desk_printed(desk, "a.md:1:1: 警告: "), "a body");
}

static void test_wrong_clock(void **state)
{
    struct desk *desk = *state;

    desk_put(desk, "b.md", PLAIN);
    run_at(desk, "KANBAO_NOW=tomorrow", NULL, (const char *[]){"--list", "@", NULL});
    desk_expect_error(desk, 2, "a clock that says nothing");
    desk_expect(desk, strstr(desk->errors.data, "KANBAO_NOW=tomorrow") != NULL, "says what");
    run_at(desk, "KANBAO_NOW=", NULL, (const char *[]){"--list", "@", NULL});
    desk_expect_output(desk, 0, "b\t\t\t\t\t合唱团招新\n", "an empty one is the system's");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DESK_TEST(test_last_day),    DESK_TEST(test_list),
        DESK_TEST(test_dump),        DESK_TEST(test_search),
        DESK_TEST(test_reader),      DESK_TEST(test_named_file),
        DESK_TEST(test_check),       DESK_TEST(test_nothing_to_be_seen),
        DESK_TEST(test_wrong_clock),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
