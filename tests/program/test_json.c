/* --json: one valid document of all that --list, --search, --check and --print-config say. */

#include "program/desk.h"

#include <string.h>

#define HEAD "kicker: 眉\nsubtitle: 副\nplace: 婺江路\nauthors: [甲, 乙]\ntopics: [丙, 丁]\n"

static void test_list(void **state)
{
    struct desk *desk = *state;

    desk_put(
        desk, "dong/full.md",
        "---\ntitle: 说“\"\\”\n" HEAD "date: 2026-11-23\nissue: 7\npage: 2\nsource: 报\n"
        "link: https://a.example/?x=1\nsummary: 摘要\nexpires: 2099-01-02\nnote: 注\norder: 3\n"
        "pinned: true\n---\n正文。\n");
    desk_put(desk, "bare.md", "---\ntitle: 题\n---\n正文。\n");
    desk_put(desk, "old.md", "---\ntitle: 旧\nexpires: 2000-01-01\ndraft: true\n---\n正文。\n");
    DESK_RUN(desk, "--list", "--all", "--drafts", "--json", "@");
    desk_expect_output(
        desk, 0,
        "[\n{\"id\":\"dong/full\",\"path\":\"@/dong/"
        "full.md\",\"body\":252,\"title\":\"说“\\\"\\\\”\",\"kicker\":\"眉\","
        "\"subtitle\":\"副\",\"district\":\"dong\",\"place\":\"婺江路\",\"topics\":[\"丙\",\"丁\"],"
        "\"authors\":[\"甲\",\"乙\"],\"date\":\"2026-11-23\",\"issue\":\"7\",\"page\":\"2\","
        "\"source\":\"报\","
        "\"link\":\"https://a.example/?x=1\",\"summary\":\"摘要\",\"expires\":\"2099-01-02\","
        "\"note\":\"注\",\"order\":3,\"pinned\":true,\"draft\":false,\"expired\":false},"
        "\n{\"id\":\"bare\",\"path\":\"@/"
        "bare.md\",\"body\":19,\"title\":\"题\",\"topics\":[],\"authors\":[],"
        "\"pinned\":false,\"draft\":false,\"expired\":false},"
        "\n{\"id\":\"old\",\"path\":\"@/"
        "old.md\",\"body\":51,\"title\":\"旧\",\"topics\":[],\"authors\":[],"
        "\"expires\":\"2000-01-01\",\"pinned\":false,\"draft\":true,\"expired\":true}]\n",
        "every field of each article");
    DESK_RUN(desk, "--search", "摘要", "--json", "@");
    desk_expect(desk,
                desk->status == 0 && desk_printed(desk, "[\n{\"id\":\"dong/full\",") &&
                    desk_printed(desk, ",\"context\":\"摘要\"}]\n"),
                "a result with its context");
    DESK_RUN(desk, "--search", "没有的词", "--json", "@");
    desk_expect_output(desk, 1, "[]\n", "no result");
}

static void test_nothing(void **state)
{
    struct desk *desk = *state;

    desk_put(desk, "old.md", "---\ntitle: 旧\nexpires: 2000-01-01\n---\n正文。\n");
    DESK_RUN(desk, "--list", "--json", "@");
    desk_expect(desk, desk->status == 1 && strcmp(desk->out.data, "[]\n") == 0, "all have expired");
    desk_clear(desk);
    DESK_RUN(desk, "--list", "--json", "@");
    desk_expect(desk, desk->status == 1 && strcmp(desk->out.data, "[]\n") == 0, "an empty folder");
}

static void test_check(void **state)
{
    struct desk *desk = *state;

    desk_put(desk, "a.md", "---\ntitle: 题\n---\n正文。\n");
    DESK_RUN(desk, "--check", "--json", "@");
    desk_expect_output(desk, 0, "{\"articles\":1,\"faults\":[]}\n", "nothing wrong");
    desk_put(desk, "b.md", "---\ntitel: 题\n---\n正文\"。\n");
    DESK_RUN(desk, "--check", "--json", "@");
    desk_expect(desk,
                desk_printed(desk, "\"faults\":[\n{\"file\":\"") &&
                    desk_printed(desk, "/b.md\",\"line\":2,\"column\":1,\"level\":\"warning\","),
                "a fault and its place");
}

static void test_settings(void **state)
{
    struct desk *desk = *state;

    desk_put(desk, "k.ini", "[text]\nmeasure = 60\n[keys]\ncopy = Y\n");
    DESK_RUN(desk, "--print-config", "--json", "--lang", "en", "--config", "@/k.ini");
    desk_expect(desk,
                desk->status == 0 &&
                    desk_printed(desk, "\"measure\":{\"value\":\"60\",\"file\":\"") &&
                    desk_printed(desk, "/k.ini\",\"line\":2}") &&
                    desk_printed(desk, "\"lang\":{\"value\":\"en\",\"from\":\"command line\"}") &&
                    desk_printed(desk, "\"kinsoku\":{\"value\":\"auto\",\"from\":\"default\"}") &&
                    desk_printed(desk, "\"copy\":{\"value\":\"Y\",\"file\":\""),
                "values and where they are from");
}

/* The marks of the reader are given, and none are made. */
static void test_state(void **state)
{
    struct desk *desk = *state;
    struct buffer home = {0};
    const char *variables[] = {NULL, NULL};

    desk_put(desk, "b/a.md", "---\ntitle: 题\n---\n正文。\n");
    desk_put(desk, "b/c.md", "---\ntitle: 题二\n---\n正文。\n");
    buffer_addf(&home, "XDG_STATE_HOME=%s/state", desk->folder);
    variables[0] = buffer_c_str(&home);
    desk_run_as(desk, (const char *const[]){"--linear", "@/b", NULL},
                (struct run){.variables = variables, .input = str_of("1\n1\nm\nq\n")});
    desk_run_as(desk, (const char *const[]){"--list", "--json", "--state", "@/b", NULL},
                (struct run){.variables = variables});
    desk_expect(desk,
                desk_printed(desk, "\"id\":\"a\"") &&
                    desk_printed(desk, "\"read\":true,\"bookmark\":") &&
                    !desk_printed(desk, "\"read\":true,\"bookmark\":null") &&
                    desk_printed(desk, "\"read\":false,\"bookmark\":null,\"position\":null}"),
                "what was read and what was not");
    DESK_RUN(desk, "--list", "--state", "@/b");
    desk_expect_error(desk, 2, "--state without --json");
    buffer_free(&home);
}

static void test_help(void **state)
{
    struct desk *desk = *state;

    DESK_RUN(desk, "--lang", "en", "--help", "--json");
    desk_expect(desk,
                desk->status == 0 && !desk->errors.bytes && desk_printed(desk, "{\"options\":["),
                "a document");
    desk_expect(desk,
                desk_printed(desk, "{\"name\":\"help\",\"letter\":\"h\",\"help\":\"print this"),
                "an option");
    desk_expect(
        desk, desk_printed(desk, "{\"section\":\"text\",\"name\":\"measure\",\"default\":\"80\","),
        "a setting");
    desk_expect(desk, desk_printed(desk, "{\"name\":\"line-down\",\"keys\":[\"<Down>\",\"j\"],"),
                "an action");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DESK_TEST(test_list),     DESK_TEST(test_nothing), DESK_TEST(test_check),
        DESK_TEST(test_settings), DESK_TEST(test_state),   DESK_TEST(test_help),
    };

    return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
