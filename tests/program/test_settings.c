/* Users' settings: keys bound anew, refused configurations, and the settings in force. */

#include "program/desk.h"

#include <string.h>

static void put_articles(struct desk *desk)
{
    desk_put(desk, "paper/a/one.md", "---\ntitle: 第一篇\n---\n正文。\n");
    desk_put(desk, "paper/a/two.md", "---\ntitle: 第二篇\n---\n正文。\n");
}

/* Shows the screen after some keys with a configuration (NULL: none). */
static void show(struct desk *desk, const char *config, const char *keys)
{
    if (config) {
        desk_put(desk, "kanbao.ini", config);
        DESK_RUN(desk, "--config", "@/kanbao.ini", "--frame", "70x60", "--keys", keys, "@/paper");
    } else {
        DESK_RUN(desk, "--frame", "70x60", "--keys", keys, "@/paper");
    }
    desk_expect(desk, desk->status == 0 && !desk->errors.bytes, keys);
}

/* A configuration, keys, and the texts that the screen must or must not contain. */
static const struct screen_case {
    const char *description, *config, *keys;
    const char *has[3], *has_not[3];
} SCREENS[] = {
    {"the defaults", NULL, "", {"Enter 打开", "/ 搜索", "? 帮助"}, {NULL}},
    {"the hint bar has the first of the keys", "[keys]\nhelp = ~ %\n", "", {"~ 帮助"}, {"? 帮助"}},
    {"a new key does it", "[keys]\nhelp = ~ %\n", "%", {"看报  帮助", "~ % "}, {"? F1"}},
    {"so does its wide twin", "[keys]\nhelp = ~ %\n", "～", {"看报  帮助"}, {NULL}},
    {"the old key does nothing", "[keys]\nhelp = ~ %\n", "?", {"按 ~ 看全部按键"}, {"看报  帮助"}},
    {"without a key there is no hint", "[keys]\nsearch =\n", "", {"? 帮助"}, {"搜索"}},
    {"nor a line of the help", "[keys]\nsearch =\n", "?", {"在本文里查找"}, {"在全部文章里搜索"}},
    {"two change their keys",
     "[keys]\nline-down = <Down> k\nline-up = <Up> j\n",
     "?",
     {"↓ k ", "↑ j "},
     {NULL}},
    {"a bookmark's message has the key of the list",
     "[keys]\nbookmarks = <F1>\nhelp = ?\n",
     "<Enter>m",
     {"已加书签；按 F1 看书签列表"},
     {NULL}},
    {"or none", "[keys]\nbookmarks =\n", "<Enter>m", {"已加书签"}, {"看书签列表"}},
    {"the empty list's message has the key of a bookmark",
     "[keys]\nbookmark = <C-b>\npage-up = b\n",
     "'",
     {"读文章时按 Ctrl-B 加上"},
     {NULL}},
    {"the marks that mean something in a file",
     "[keys]\nhelp = <Semicolon>\nfind = \"#\"\nbookmarks = <Quote>\nzoom = '\"'\n",
     ";",
     {"; ", "# ", "' "},
     {"? F1"}},
    {"digits are numbers, whatever is bound", "[keys]\nzoom = ~\n", "2", {"第二篇"}, {NULL}},
};

static void test_screens(void **state)
{
    struct desk *desk = *state;

    put_articles(desk);
    for (size_t i = 0; i < sizeof(SCREENS) / sizeof(*SCREENS); i++) {
        const struct screen_case *item = SCREENS + i;

        show(desk, item->config, item->keys);
        for (size_t j = 0; j < 3 && item->has[j]; j++)
            desk_expect(desk, desk_printed(desk, item->has[j]), item->description);
        for (size_t j = 0; j < 3 && item->has_not[j]; j++)
            desk_expect(desk, !desk_printed(desk, item->has_not[j]), item->description);
    }
}

/* Configurations that keep the program from starting: one line names the file, its line and the
 * conflict. */
static const struct refusal {
    const char *description, *config;
    const char *said[5];
} REFUSED[] = {
    {"a key of two lines",
     "[keys]\nzoom = @\nfind = @\n",
     {"kanbao.ini:3:", "@ 键", "zoom", "find", "第 2 行"}},
    {"another's default key",
     "[text]\n[keys]\nzoom = f\n",
     {"kanbao.ini:3:", "f 键", "zoom", "find", "默认键"}},
    {"no key to quit", "[keys]\nquit =\nquit-now =\n", {"kanbao.ini:3:", "quit", "quit-now"}},
    {"no key to go back", "[keys]\nback =\nleft =\n", {"kanbao.ini:3:", "back", "left"}},
    {"no key to open", "[keys]\nopen =\nright =\n", {"kanbao.ini:3:", "open", "right"}},
};

static void test_refused(void **state)
{
    static const char *const ORDERS[] = {"--list", "--check", "--print-config", "--frame=80x24"};
    struct desk *desk = *state;

    put_articles(desk);
    for (size_t i = 0; i < sizeof(REFUSED) / sizeof(*REFUSED); i++) {
        desk_put(desk, "kanbao.ini", REFUSED[i].config);
        for (size_t j = 0; j < sizeof(ORDERS) / sizeof(*ORDERS); j++) {
            DESK_RUN(desk, "--config", "@/kanbao.ini", ORDERS[j], "@/paper");
            desk_expect_error(desk, 2, REFUSED[i].description);
            for (size_t k = 0; k < 5 && REFUSED[i].said[k]; k++)
                desk_expect(desk, strstr(desk->errors.data, REFUSED[i].said[k]) != NULL,
                            REFUSED[i].description);
        }
    }
}

/* Configurations that only give a warning: the rest of the file counts. */
static const struct refusal WARNED[] = {
    {"an unknown action",
     "[keys]\nfnd = @\nzoom = ~\n",
     {"kanbao.ini:2:", "“fnd”", "line-down、", "、find、", "、quit-now"}},
    {"an unknown key", "[keys]\nfind = <Nope>\nzoom = ~\n", {"kanbao.ini:2:", "find", "“<Nope>”"}},
    {"a digit", "[keys]\nfind = 5\nzoom = ~\n", {"kanbao.ini:2:", "find", "“5”", "文章编号"}},
    {"what suspends", "[keys]\nfind = <C-z>\nzoom = ~\n", {"kanbao.ini:2:", "find", "挂起"}},
    {"a comment's sign for a key",
     "[keys]\nfind = ;\nzoom = ~\n",
     {"kanbao.ini:2:", "find", "<Semicolon>"}},
};

static void test_warned(void **state)
{
    struct desk *desk = *state;

    for (size_t i = 0; i < sizeof(WARNED) / sizeof(*WARNED); i++) {
        desk_put(desk, "kanbao.ini", WARNED[i].config);
        DESK_RUN(desk, "--config", "@/kanbao.ini", "--print-config");
        desk_expect(desk, desk->status == 0 && desk_lines(&desk->errors) == 1,
                    WARNED[i].description);
        for (size_t j = 0; j < 5 && WARNED[i].said[j]; j++)
            desk_expect(desk, strstr(desk->errors.data, WARNED[i].said[j]) != NULL,
                        WARNED[i].description);
        desk_expect(desk, desk_printed(desk, "\n# 默认\nfind = f\n"), WARNED[i].description);
        desk_expect(desk, desk_printed(desk, "第 3 行\nzoom = ~\n"), WARNED[i].description);
    }
}

static void test_print_config(void **state)
{
    struct desk *desk = *state;
    struct buffer printed = {0};

    DESK_RUN(desk, "--print-config");
    desk_expect(desk, desk->status == 0 && !desk->errors.bytes, "the defaults");
    desk_expect(desk, desk_printed(desk, "[text]\n# 默认\nambiguous = auto\n"), "ambiguous");
    desk_expect(desk, !desk_printed(desk, " 行\n"), "nothing is from a file");

    desk_put(desk, "kanbao.ini",
             "[text]\nmeasure = 66\nambiguous = narrow\n[keys]\nzoom = ~ <C-x>\n");
    DESK_RUN(desk, "--config", "@/kanbao.ini", "--ambiguous", "Wide", "--print-config");
    desk_expect(desk, desk->status == 0 && !desk->errors.bytes, "all three sources");
    desk_expect(desk, desk_printed(desk, "\n# 命令行\nambiguous = wide\n"), "the command line");
    desk_expect(desk, desk_printed(desk, "/kanbao.ini 第 2 行\nmeasure = 66\n"), "the file");
    desk_expect(desk, desk_printed(desk, "/kanbao.ini 第 5 行\nzoom = ~ <C-x>\n"), "a key");
    desk_expect(desk, desk_printed(desk, "\n# 默认\ntheme = default\n"), "the default");

    /* The printed configuration gives the same settings when it is read. */
    desk_put(desk, "printed.ini", desk->out.data);
    buffer_add_str(&printed, buffer_str(&desk->out));
    DESK_RUN(desk, "--config", "@/printed.ini", "--print-config");
    desk_expect(desk, desk->status == 0 && !desk->errors.bytes, "it is read");
    for (char *rest = buffer_c_str(&printed), *line; (line = strtok_r(rest, "\n", &rest));) {
        if (*line != '#')
            desk_expect(desk, desk_printed(desk, line), line);
    }
    buffer_free(&printed);
}

/* The configuration's names are accepted in any case. */
static void test_ambiguous(void **state)
{
    static const char *const NAMES[] = {"auto", "AUTO", "narrow", "Narrow", "wide", "WIDE"};
    struct desk *desk = *state;

    put_articles(desk);
    for (size_t i = 0; i < sizeof(NAMES) / sizeof(*NAMES); i++) {
        DESK_RUN(desk, "--ambiguous", NAMES[i], "--list", "@/paper");
        desk_expect(desk, desk->status == 0 && !desk->errors.bytes, NAMES[i]);
    }
    DESK_RUN(desk, "--ambiguous", "wid", "--list", "@/paper");
    desk_expect_error(desk, 2, "a part of a name");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DESK_TEST(test_screens),      DESK_TEST(test_refused),   DESK_TEST(test_warned),
        DESK_TEST(test_print_config), DESK_TEST(test_ambiguous),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
