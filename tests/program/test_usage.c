/* The command line: wrong use, the program's messages about itself, and output that cannot be
 * written. */

#include "program/desk.h"

#include "scratch.h"
#include "skip.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct use {
    const char *what;
    const char *arguments[6];
    const char *named; /* must be in the message */
};

static const struct use WRONG[] = {
    {"an option that is like none", {"--nope"}, "--help"},
    {"a short option", {"-x"}, "-x"},
    {"several short options", {"-xyz"}, "-x"},
    {"a short option outside of ASCII", {"--list", "-选"}, "-?"},
    {"a typo", {"--darfts"}, "是不是 --drafts？"},
    {"a typo in a short name", {"--lsit"}, "是不是 --list？"},
    {"a typo with a value", {"--widht=40"}, "是不是 --width？"},
    {"a value where none goes", {"--list=3"}, "不带值"},
    {"a beginning that several have", {"--l"}, "是不是 --linear、--list、--lang？"},
    {"an option that is not there after others", {"--list", "--nope", "@"}, "--nope"},
    {"--width without a number", {"--width"}, "--width"},
    {"a width of nothing", {"--dump", "--width", "", "@"}, "--width"},
    {"a width of 0", {"--dump", "--width", "0", "@"}, "--width"},
    {"a negative width", {"--dump", "--width", "-5", "@"}, "-5"},
    {"a width that is a word", {"--dump", "--width", "wide", "@"}, "wide"},
    {"a width with something behind it", {"--dump", "--width", "80x", "@"}, "80x"},
    {"a width past all numbers", {"--dump", "--width", "99999999999999999999", "@"}, "--width"},
    {"--frame without a size", {"--frame"}, "--frame"},
    {"a frame without lines", {"--frame", "80", "@"}, "80x24"},
    {"a frame without a number of lines", {"--frame", "80x", "@"}, "80x24"},
    {"a frame without columns", {"--frame", "x24", "@"}, "80x24"},
    {"a frame of 0 columns", {"--frame", "0x24", "@"}, "0x24"},
    {"a frame of 0 lines", {"--frame", "80x0", "@"}, "80x0"},
    {"a frame with something behind it", {"--frame", "80x24x2", "@"}, "80x24x2"},
    {"a frame with a space", {"--frame", " 80x24", "@"}, "--frame"},
    {"a frame with a sign", {"--frame", "+80x24", "@"}, "+80x24"},
    {"a frame past all numbers", {"--frame", "99999999999x99999999999", "@"}, "--frame"},
    {"a width of ambiguous characters that is none",
     {"--ambiguous", "2", "@"},
     "auto | narrow | wide"},
    {"a language that is not there", {"--lang", "tlh", "@"}, "zh_CN | en"},
    {"keys without a frame", {"--keys", "j", "@"}, "--frame"},
    {"--keys without keys", {"--frame", "80x24", "--keys"}, "--keys"},
    {"--search without words", {"--search"}, "--search"},
    {"--dump and --list", {"--dump", "--list", "@"}, "--list"},
    {"--list and --check", {"--list", "--check", "@"}, "--check"},
    {"--dump and --linear", {"--dump", "--linear", "@"}, "--linear"},
    {"--search and --dump", {"--search", "字", "--dump", "@"}, "--dump"},
    {"--frame and --check", {"--frame", "80x24", "--check", "@"}, "--check"},
    {"--print-config and --list", {"--print-config", "--list", "@"}, "--list"},
    {"two folders", {"--list", "@", "@"}, "kanbao-test-"},
    {"three things to dump", {"--dump", "a/one", "@", "more"}, "more"},
    {"a key that is not there", {"--frame", "80x24", "--keys", "<Nope>", "@"}, "<Nope>"},
    {"a key that is not there after others", {"--frame", "80x24", "--keys", "j<No>", "@"}, "<No>"},
    {"a key's name that does not end", {"--frame", "80x24", "--keys", "j<Down", "@"}, "<Down"},
    {"a < alone", {"--frame", "80x24", "--keys", "<", "@"}, "<lt>"},
    {"a key's name of nothing", {"--frame", "80x24", "--keys", "<>", "@"}, "<>"},
    {"a key with Ctrl and nothing", {"--frame", "80x24", "--keys", "<C->", "@"}, "<C->"},
    {"standard input for a kiosk", {"--kiosk", "-"}, "--kiosk"},
    {"standard input to index", {"--index", "-"}, "--index"},
    {"standard input and a folder", {"--list", "-", "@"}, "kanbao-test-"},
    {"a configuration that is not there", {"--config", "@/no.ini", "--list", "@"}, "/no.ini"},
};

/* Impossible requests: one line says why, and nothing is printed. */
static const struct use IMPOSSIBLE[] = {
    {"a folder to index that is not there", {"--index", "@/nothing"}, "/nothing"},
    {"a folder that is not there, and is not there yet", {"@/nothing"}, "/nothing"},
    {"the same with an order", {"--list", "@/nothing"}, "/nothing"},
    {"a file that is not there", {"@/nothing.md"}, "/nothing.md"},
    {"a path of nothing", {""}, "kanbao: "},
    {"a file that is no article", {"@/notes.txt"}, "/notes.txt"},
    {"an article that is not there", {"--dump", "a/nothing", "@"}, "a/nothing"},
    {"an id with .md behind it, which is a path", {"--dump", "a/nothing.md"}, "a/nothing.md"},
    {"a folder without articles", {"--list", "@/empty"}, ".md"},
    {"the same for the screen", {"--frame", "80x24", "@/empty"}, ".md"},
    {"standard input without anything in it", {"--dump", "-"}, "-:1:1: "},
    {"the same for the screen", {"--frame", "80x24", "-"}, "kanbao - <"},
    {"the same without an order", {"-"}, "-:1:1: "},
};

static void put_articles(struct desk *desk)
{
    char *empty = scratch_path(desk->folder, "empty");

    desk_put(desk, "a/one.md", "---\ntitle: 第一篇\n---\n正文。\n");
    desk_put(desk, "notes.txt", "不是文章\n");
    mkdir(empty, 0755);
    free(empty);
}

static void expect_refusal(struct desk *desk, const struct use *use, int status)
{
    desk_run(desk, use->arguments);
    desk_expect_error(desk, status, use->what);
    desk_expect(desk, strstr(desk->errors.data, use->named) != NULL, use->what);
}

static void test_wrong_use(void **state)
{
    put_articles(*state);
    for (size_t i = 0; i < sizeof(WRONG) / sizeof(*WRONG); i++)
        expect_refusal(*state, &WRONG[i], 2);
}

static void test_impossible(void **state)
{
    put_articles(*state);
    for (size_t i = 0; i < sizeof(IMPOSSIBLE) / sizeof(*IMPOSSIBLE); i++)
        expect_refusal(*state, &IMPOSSIBLE[i], 1);
}

static void expect_version(struct desk *desk, const char *option)
{
    int number[6], end = 0;

    DESK_RUN(desk, option);
    desk_expect(desk, desk->status == 0 && !desk->errors.bytes, option);
    sscanf(
        buffer_c_str(&desk->out),
        "kanbao %d.%d.%d (%d-%d-%d)\nncurses %*[0-9.], libunistring %*[0-9.], libyaml %*[0-9.]%n",
        &number[0], &number[1], &number[2], &number[3], &number[4], &number[5], &end);
    desk_expect(desk, end, "a name, a version, its date and those of the libraries");
}

static void test_version(void **state)
{
    expect_version(*state, "--version");
    expect_version(*state, "-V");
}

static void expect_help(struct desk *desk, const char *option)
{
    static const char *const options[] = {"--linear",  "--dump",  "--width",       "--list",
                                          "--search",  "--check", "--frame",       "--keys",
                                          "--version", "--help",  "--print-config"};

    DESK_RUN(desk, option);
    desk_expect(desk, desk->status == 0 && !desk->errors.bytes, option);
    for (size_t i = 0; i < sizeof(options) / sizeof(*options); i++)
        desk_expect(desk, desk_printed(desk, options[i]), options[i]);
}

static void test_help(void **state)
{
    expect_help(*state, "--help");
    expect_help(*state, "-h");
}

/* Lines of help stand beside their option, further lines below the first. */
static void test_help_columns(void **state)
{
    struct desk *desk = *state;

    DESK_RUN(desk, "--help");
    desk_expect(desk, desk_printed(desk, "\n  --drafts             草稿也在内\n"), "no value");
    desk_expect(desk,
                desk_printed(desk, "\n  --width 列数         --dump 的宽度（默认：终端的宽度，否则 "
                                   "80），--linear 的宽度\n"
                                   "                       （默认：终端的宽度，否则不折行）\n"),
                "a value and two lines");
    desk_expect(desk, desk_printed(desk, "\n  -h, --help           本说明\n"), "a letter");
}

/* Every command reports an error if its output is lost. */
static void test_full_output(void **state)
{
    static const struct {
        const char *what;
        const char *arguments[4];
    } orders[] = {
        {"--version", {"--version"}},
        {"--help", {"--help"}},
        {"--dump", {"--dump", "@"}},
        {"no order and no terminal", {"@"}},
        {"--list", {"--list", "@"}},
        {"--search", {"--search", "正文", "@"}},
        {"--check", {"--check", "@"}},
        {"--frame", {"--frame", "80x24", "@"}},
        {"--print-config", {"--print-config"}},
        {"--linear", {"--linear", "@"}},
    };
    struct desk *desk = *state;

    put_articles(desk);
    desk_put(desk, "a/warned.md", "---\ntitle: 标题\ncolour: red\n---\n正文。\n");
    for (size_t i = 0; i < sizeof(orders) / sizeof(*orders); i++) {
        desk_run_as(desk, orders[i].arguments, (struct run){.out_path = "/dev/full"});
        desk_expect_error(desk, 1, orders[i].what);
    }
}

static const char *const ORDERS[] = {"--list", "--linear", "--dump", "--index"};

#define ARTICLE "---\ntitle: 题\ncolour: red\ndistrict: 东\n---\n正文。\n\n![图](x.png)\n"

/* Without a folder on the command line or installed with the program, ./content is read. */
/* Returns whether the program under test is installed with a bulletin of its own. */
static bool has_bulletin(void)
{
    const char *program = getenv("KANBAO");
    const char *slash = program ? strrchr(program, '/') : NULL;
    char path[PATH_MAX];

    if (!slash)
        return false;
    snprintf(path, sizeof(path), "%.*s/../share/kanbao/content", (int)(slash - program), program);
    return access(path, F_OK) == 0;
}

static void test_default_folder(void **state)
{
    struct desk *desk = *state;

    if (has_bulletin())
        skip_because("the program has an installed bulletin");
    desk_put(desk, "content/here/one.md", "---\ntitle: 这里的\ndistrict: 东\n---\n正文。\n");
    desk_run_as(desk, (const char *[]){"--list", NULL}, (struct run){.folder = desk->folder});
    desk_expect_output(desk, 0, "here/one\t东\t\t\t\t这里的\n", "./content");
    desk_clear(desk);
    for (size_t i = 0; i < sizeof(ORDERS) / sizeof(*ORDERS); i++) {
        desk_run_as(desk, (const char *[]){ORDERS[i], NULL}, (struct run){.folder = desk->folder});
        desk_expect_error(desk, 1, ORDERS[i]);
        desk_expect(desk, strstr(desk->errors.data, "/share/kanbao/content") != NULL, ORDERS[i]);
        desk_expect(desk, strstr(desk->errors.data, "kanbao 文件夹") != NULL, ORDERS[i]);
    }
}

/* An article on standard input is read as a file is, without a name. */
static void test_standard_input(void **state)
{
    static const struct run run = {
        .input = {.p = ARTICLE, .bytes = sizeof(ARTICLE) - 1},
    };
    struct desk *desk = *state;

    desk_run_as(desk, (const char *[]){"--dump", "-", NULL}, run);
    desk_expect(desk, desk->status == 0 && desk_printed(desk, "题\n东\n\n    正文。\n"), "--dump");
    desk_run_as(desk, (const char *[]){"-", NULL}, run);
    desk_expect(desk, desk->status == 0 && desk_printed(desk, "题\n东\n\n    正文。\n"),
                "no order and no terminal");
    desk_run_as(desk, (const char *[]){"--list", "-", NULL}, run);
    desk_expect_output(desk, 0, "标准输入\t东\t\t\t\t题\n", "--list");
    desk_run_as(desk, (const char *[]){"--check", "-", NULL}, run);
    desk_expect_output(
        desk, 0,
        "-:3:1: 警告: 不认识的键“colour”，没有用到；请检查拼写\n共检查 1 篇：0 个错误，1 个警告\n",
        "--check");
    desk_run_as(desk, (const char *[]){"--frame", "40x6", "-", NULL}, run);
    desk_expect(desk, desk_printed(desk, "正文。"), "--frame");
    desk_run_as(desk, (const char *[]){"--check", "-", NULL},
                (struct run){.input = str_of("---\ntitle: [\n---\n")});
    desk_expect(desk, desk->status == 1 && desk_printed(desk, "-:2:8: 错误: "), "an error");
    desk_run_as(desk, (const char *[]){"--list", "-", NULL},
                (struct run){.input = str_of("没有标题。\n")});
    desk_expect_output(desk, 0, "标准输入\t\t\t\t\t标准输入\n", "no title");
}

/* The frame after each key, compared with the frame before it or after another key. */
static const struct key_use {
    const char *before; /* keys pressed first, so that the key has an effect */
    const char *key;
    const char *twin; /* keys that do the same; NULL: the key changes the frame */
} KEYS[] = {
    {"", "<Down>", "j"},
    {"jj", "<Up>", "k"},
    {"", "<Right>", "l"},
    {"<Enter>", "<Left>", "h"},
    {"", "<Enter>", NULL},
    {"<Enter>", "<Esc>", "<BS>"},
    {"", "<Tab>", NULL},
    {"<Enter>", "<S-Tab>", "<Tab>"},
    {"<Enter>", "<Space>", " "},
    {"<Enter>", "<PgDn>", "<C-f>"},
    {"<Enter>GG", "<PgUp>", "<C-b>"},
    {"<Enter>G", "<Home>", "g"},
    {"<Enter>", "<End>", "G"},
    {"", "<F1>", "?"},
    {"<Enter>", "<C-d>", "d"},
    {"<Enter>G", "<C-u>", "u"},
    {"/", "<lt>", NULL},
    {"/正", "<BS>", NULL},
    /* names in any case, and the full-width keys of an input method left on */
    {"", "<DOWN>", "<down>"},
    {"<Enter>", "<c-F>", "<C-f>"},
    {"", "ｊ", "j"},
    {"", "？", "?"},
    {"", "１", "1"},
    {"<Enter>", "　", "<Space>"},
};

static void compose(struct desk *desk, const char *before, const char *key, struct buffer *frame)
{
    struct buffer keys = {0};

    buffer_addf(&keys, "%s%s", before, key);
    DESK_RUN(desk, "--frame", "80x12", "--keys", buffer_c_str(&keys), "@");
    desk_expect(desk, desk->status == 0 && !desk->errors.bytes, keys.data);
    desk_expect(desk, desk_lines(&desk->out) == 12, keys.data);
    buffer_add_str(frame, buffer_str(&desk->out));
    buffer_free(&keys);
}

static void test_keys(void **state)
{
    struct desk *desk = *state;
    struct buffer long_text = {0};

    buffer_add_text(&long_text, "---\ntitle: 长文\n---\n");
    for (int i = 0; i < 60; i++)
        buffer_addf(&long_text, "第%d段正文，写得不长，也不短。\n\n", i);
    desk_put(desk, "a/long.md", buffer_c_str(&long_text));
    desk_put(desk, "a/short.md", "---\ntitle: 短文\n---\n正文。\n");
    for (size_t i = 0; i < sizeof(KEYS) / sizeof(*KEYS); i++) {
        struct buffer before = {0}, after = {0}, twin = {0};

        compose(desk, KEYS[i].before, "", &before);
        compose(desk, KEYS[i].before, KEYS[i].key, &after);
        if (str_eq(buffer_str(&before), buffer_str(&after)))
            fail_msg("%s after “%s” does nothing", KEYS[i].key, KEYS[i].before);
        if (KEYS[i].twin) {
            compose(desk, KEYS[i].before, KEYS[i].twin, &twin);
            if (!str_eq(buffer_str(&twin), buffer_str(&after)))
                fail_msg("%s and %s differ", KEYS[i].key, KEYS[i].twin);
        }
        buffer_free(&before);
        buffer_free(&after);
        buffer_free(&twin);
    }
    buffer_free(&long_text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DESK_TEST(test_wrong_use),      DESK_TEST(test_impossible),     DESK_TEST(test_version),
        DESK_TEST(test_help),           DESK_TEST(test_help_columns),   DESK_TEST(test_full_output),
        DESK_TEST(test_default_folder), DESK_TEST(test_standard_input), DESK_TEST(test_keys),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
