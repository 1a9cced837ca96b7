/* The names of files and folders: they decide which files are articles, the articles' ids, and
 * their order. */

#include "program/desk.h"

static void test_folders(void **state)
{
    static const char article[] = "---\ntitle: 题\n---\n正文。\n";
    struct desk *desk = *state;

    desk_put(desk, "_index.md", "---\ntitle: 看报\n---\n前言。\n");
    desk_put(desk, "dong/_index.md", "---\ntitle: 东区\ndraft: true\n---\n");
    desk_put(desk, "dong/A.md", article);
    desk_put(desk, "dong/b.md", "---\ntitle: 题二\ndistrict: 中区\n---\n正文。\n");
    desk_put(desk, "dong/deep/_index.md", "---\ntitle: 深处\n---\n");
    desk_put(desk, "dong/deep/c.md", article);
    desk_put(desk, "nan/_INDEX.Markdown", "# 南区\n");
    desk_put(desk, "nan/d.md", article);
    desk_put(desk, "bei/e.md", article);
    desk_put(desk, "xi/_index.md", "");
    desk_put(desk, "xi/f.md", article);
    DESK_RUN(desk, "--list", "@");
    desk_expect(desk,
                str_eq(buffer_str(&desk->out), str_of("bei/e\tbei\t\t\t\t题\n"
                                                      "dong/A\t东区\t\t\t\t题\n"
                                                      "dong/b\t中区\t\t\t\t题二\n"
                                                      "dong/deep/c\t东区\t\t\t\t题\n"
                                                      "nan/d\t南区\t\t\t\t题\n"
                                                      "xi/f\txi\t\t\t\t题\n")),
                "folders by their _index.md");
    DESK_RUN(desk, "--dump", "@");
    desk_expect(desk, !desk_printed(desk, "前言"), "an _index.md is no article");
    desk_put(desk, "dong/_index.md", "---\ntitle：东区\n---\n");
    DESK_RUN(desk, "--check", "@");
    desk_expect(desk, desk->status == 1 && desk_printed(desk, "/dong/_index.md:2:1: 错误: "),
                "an _index.md with a fault");
    DESK_RUN(desk, "--list", "@");
    desk_expect(desk, desk_printed(desk, "dong/A\tdong\t"), "what it does not name");
}

/* Writes the bulletin's name to _index.md ("": an _index.md without a name; NULL: no _index.md). */
static void put_bulletin(struct desk *desk, const char *name)
{
    struct buffer index = {0};

    desk_clear(desk);
    buffer_addf(&index, "---\n%s%s\n---\n", name && *name ? "title: " : "", name ? name : "");
    if (name)
        desk_put(desk, "_index.md", buffer_c_str(&index));
    desk_put(desk, "dong/_index.md", "---\ntitle: 东区\n---\n");
    desk_put(desk, "dong/a.md", "---\ntitle: 东桥图书馆调整开放时间并公布报名办法\n---\n正文。\n");
    desk_put(desk, "dong/b.md", "---\ntitle: 合唱团招新\n---\n正文。\n");
    buffer_free(&index);
}

static void test_own_name_on_the_screen(void **state)
{
    static const struct {
        const char *name, *size, *keys, *line;
    } cases[] = {
        {"东桥周报", "40x12", "", " 东桥周报  按地区  共2篇 "},
        {"东桥周报", "80x24", "", " 东桥周报  按地区  共2篇 "},
        {"东桥周报", "160x50", "", " 东桥周报  按地区  共2篇 "},
        {"东桥周报", "80x24", "?", " 东桥周报  帮助\n"},
        {"东桥周报", "80x24", "/招新<Enter>", " 东桥周报  搜索“招新”  找到1篇"},
        {"东桥周报", "40x12", "2", " 东桥周报  合唱团招新 "},
        {"", "40x12", "", " 看报  按地区  共2篇 "},
        {NULL, "40x12", "", " 看报  按地区  共2篇 "},
        {"东桥街道社区公报编辑部", "40x12", "", " 东桥街道社区公报编…  按地区  共2篇 1/2\n"},
        {"东桥街道社区居民公报编辑部", "40x12", "", " 东桥街道社区居民公…  按地区  共2篇 1/2\n"},
        {"东桥街道社区公报编辑部", "40x12", "1", " 东桥街道…  东桥图书馆调整开… 1/2  100%\n"},
        {"东桥街道社区公报编辑部", "20x5", "", " 东桥…  按地区  …\n"},
        {"East Bridge Weekly", "40x12", "", " East Bridge Weekly  按地区  共2篇 "},
    };
    struct desk *desk = *state;

    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        put_bulletin(desk, cases[i].name);
        DESK_RUN(desk, "--frame", cases[i].size, "--keys", cases[i].keys, "@");
        desk_expect(desk,
                    desk->status == 0 &&
                        strncmp(desk->out.data, cases[i].line, strlen(cases[i].line)) == 0,
                    cases[i].line);
    }
    desk_put(desk, "_index.md", "前言。\n\n# 东桥**周报**\n");
    DESK_RUN(desk, "--frame", "40x12", "@");
    desk_expect(desk, desk_printed(desk, " 东桥周报  按地区"), "by the first heading");
    DESK_RUN(desk, "--frame", "40x12", "@/dong");
    desk_expect(desk, desk_printed(desk, " 东区  按地区"), "the top folder is what is opened");
    DESK_RUN(desk, "--frame", "40x12", "@/dong/b.md");
    desk_expect(desk, desk_printed(desk, " 看报  合唱团招新"), "a file alone has no bulletin");
}

static void test_own_name_in_lines(void **state)
{
    struct desk *desk = *state;

    put_bulletin(desk, "东桥周报");
    DESK_RUN(desk, "--linear", "@");
    desk_expect(desk, desk_printed(desk, "\n东桥周报，2 篇，2 篇未读\n"), "its name");
    put_bulletin(desk, NULL);
    DESK_RUN(desk, "--linear", "@");
    desk_expect(desk, desk_printed(desk, "\n看报，2 篇，2 篇未读\n"), "no name");
    put_bulletin(desk, "东桥周报");
    DESK_RUN(desk, "--version");
    desk_expect(desk, strncmp(desk->out.data, "kanbao ", 7) == 0, "the program keeps its own");
}

static void test_files_for_makers(void **state)
{
    static const char *const names[] = {"README.md",  "readme.md",          "a/ReadMe.MD",
                                        "LICENSE.md", "a/License.markdown", "CONTRIBUTING.md"};
    struct desk *desk = *state;

    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        desk_clear(desk);
        desk_put(desk, "good.md", "---\ntitle: 好的\n---\n正文。\n");
        desk_put(desk, names[i], "# 给编辑的说明\n\n不公开。\n");
        DESK_RUN(desk, "--check", "@");
        desk_expect(desk, desk->status == 0 && !desk_printed(desk, names[i]), names[i]);
        desk_expect_listed(desk, "good\t\t\t\t\t好的", names[i]);
        desk_put(desk, names[i], "---\ntitle: 说明\n---\n公开。\n");
        DESK_RUN(desk, "--list", "@");
        desk_expect(desk, desk_lines(&desk->out) == 2, names[i]);
    }
    desk_put(desk, "README.md", "# 给编辑的说明\n\n正文。\n");
    DESK_RUN(desk, "--dump", "@/README.md");
    desk_expect(desk, desk->status == 0 && desk_printed(desk, "给编辑的说明"),
                "it can be looked at by its name");
}

static void test_names(void **state)
{
    static const char *const read[] = {"x.md",       "x.MD",       "x.Md",
                                       "x.markdown", "x.MARKDOWN", "x.Markdown"};
    static const char *const near[] = {"x.txt", "x.md.txt", "x.docx",     "x.DOC",
                                       "x.mdx", "x.html",   "a/通知.TXT", "a/x.htm"};
    static const char *const others[] = {"x.jpg", "x.png",      "x",     "x.md.bak", ".x.txt",
                                         "md",    "README.txt", "x.pdf", "x.css"};
    static const char article[] = "---\ntitle: 题\n---\n正文。\n";
    struct desk *desk = *state;

    for (size_t i = 0; i < sizeof(read) / sizeof(*read); i++) {
        struct buffer path = {0};

        desk_clear(desk);
        desk_put(desk, read[i], article);
        desk_expect_listed(desk, "x\t\t\t\t\t题", read[i]);
        buffer_addf(&path, "@/%s", read[i]);
        DESK_RUN(desk, "--dump", buffer_c_str(&path));
        desk_expect(desk, desk->status == 0 && desk_printed(desk, "正文"), read[i]);
        buffer_free(&path);
    }
    for (size_t i = 0; i < sizeof(near) / sizeof(*near); i++) {
        struct buffer wanted = {0};

        desk_clear(desk);
        desk_put(desk, "good.md", article);
        desk_put(desk, near[i], article);
        buffer_addf(&wanted, "/%s:1:1: 警告: ", near[i]);
        DESK_RUN(desk, "--check", "@");
        desk_expect(desk, desk->status == 0 && desk_printed(desk, buffer_c_str(&wanted)), near[i]);
        desk_expect_listed(desk, "good\t\t\t\t\t题", near[i]);
        buffer_free(&wanted);
    }
    desk_clear(desk);
    desk_put(desk, "good.md", article);
    for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
        desk_put(desk, others[i], article);
        DESK_RUN(desk, "--check", "@");
        desk_expect(desk, desk->status == 0 && !desk_printed(desk, "警告"), others[i]);
        desk_expect_listed(desk, "good\t\t\t\t\t题", others[i]);
    }
}

static void test_same_id(void **state)
{
    struct desk *desk = *state;

    desk_put(desk, "a/x.markdown", "---\ntitle: 一\norder: 9\n---\n正文。\n");
    desk_put(desk, "a/x.md", "---\ntitle: 二\n---\n正文。\n");
    desk_put(desk, "a/w.md", "---\ntitle: 三\n---\n正文。\n");
    desk_put(desk, "x.md", "---\ntitle: 四\n---\n正文。\n");
    DESK_RUN(desk, "--check", "@");
    desk_expect(desk,
                desk->status == 1 && desk_printed(desk, "/a/x.md:1:1: 错误: ") &&
                    desk_printed(desk, "/a/x.markdown "),
                "the second is an error that names the first");
    DESK_RUN(desk, "--list", "@");
    desk_expect(desk,
                desk_lines(&desk->out) == 3 && desk_printed(desk, "a/x\ta\t\t\t\t一\n") &&
                    desk_printed(desk, "a/w\t") && desk_printed(desk, "x\t\t\t\t\t四"),
                "the others are there");
}

static void test_numbers_in_ids(void **state)
{
    static const char *const ids[] = {"1/x",       "2/x",     "10/x",     "a-2",     "a-02b",
                                      "a-10",      "issue-1", "issue-2",  "issue-9", "issue-10",
                                      "issue-100", "第2期",   "第１０期", "第11期"};
    struct desk *desk = *state;

    for (size_t i = 0; i < sizeof(ids) / sizeof(*ids); i++) {
        struct buffer name = {0};

        buffer_addf(&name, "%s.md", ids[i]);
        desk_put(desk, buffer_c_str(&name), "正文。\n");
        buffer_free(&name);
    }
    DESK_RUN(desk, "--list", "@");
    desk_expect(desk, desk_lines(&desk->out) == sizeof(ids) / sizeof(*ids), "all are there");
    for (size_t i = 0, at = 0; i < sizeof(ids) / sizeof(*ids); i++) {
        const char *line = desk->out.data + at;

        desk_expect(desk,
                    strncmp(line, ids[i], strlen(ids[i])) == 0 && line[strlen(ids[i])] == '\t',
                    ids[i]);
        at += strcspn(line, "\n") + 1;
    }
}

/* Returns whether an article's row in the list's pane contains `text`; "\n" stands for the end of
 * the pane. */
static bool row_has(const struct desk *desk, int number, const char *text)
{
    static const char sign[] = "● ";
    struct buffer row = {0};
    const char *start = desk->out.data;
    bool has;

    for (int i = 0; i < number; i++) {
        start = strstr(start, sign);
        assert_non_null(start);
        start += strlen(sign);
    }
    buffer_add(&row, start, strcspn(start, "\n"));
    start = strstr(buffer_c_str(&row), "│");
    if (start)
        row.bytes = (size_t)(start - row.data);
    while (row.bytes && row.data[row.bytes - 1] == ' ')
        row.bytes--;
    buffer_add_char(&row, '\n');
    has = strstr(buffer_c_str(&row), text) != NULL;
    buffer_free(&row);
    return has;
}

/* Titles that differ only after a long common beginning can be told apart where the list cuts them:
 * each row shows the difference. */
static void test_long_titles_are_told_apart(void **state)
{
#define LONG "东桥街道社区居民生活服务中心工作人员值班安排"
    static const struct {
        const char *titles[4]; /* the first row is selected and wraps */
        const char *seen[4];
    } cases[] = {
        {{LONG "第 1 期：小标题若干字", LONG "第 2 期：小标题若干字", LONG "第 10 期：小标题若干字",
          LONG "第 11 期：小标题若干字"},
         {"", "第 2 ", "第 10 ", "第 11 "}},
        {{LONG "（1）", LONG "（2）", LONG "（20）", LONG "（21）"},
         {"", "（2）", "（20）", "（21）"}},
        {{LONG "第十期", LONG "第十一期", LONG "第二十一期", LONG "第二十二期"},
         {"", "第十一期", "第二十一", "第二十二"}},
        {{LONG "第１期", LONG "第２期", LONG "第１０期", LONG "第１１期"},
         {"", "２期", "１０期", "１１期"}},
        {{LONG "2026年1月的通知", LONG "2026年2月的通知", LONG "2026年10月的通知",
          LONG "2026年11月的通知"},
         {"", "年2月", "年10月", "年11月"}},
        {{LONG "东区", LONG "西区", LONG "南区", LONG "北区"}, {"", "西区", "南区", "北区"}},
        {{LONG "上", LONG "下", "合唱团招新", LONG "中"}, {"", "下", "合唱团招新", "中"}},
        {{"Notice of the residents' committee of the east bridge 1",
          "Notice of the residents' committee of the east bridge 2",
          "Notice of the residents' committee of the east bridge 10",
          "Notice of the residents' committee of the east bridge 11"},
         {"", "2\n", "10\n", "11\n"}},
    };
    static const char *const sizes[] = {"40x20", "60x20", "80x20", "100x30", "160x50"};
    static const char *const names[] = {"1.md", "2.md", "3.md", "4.md"};
    struct desk *desk = *state;

    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        desk_clear(desk);
        for (size_t j = 0; j < 4; j++) {
            struct buffer text = {0};

            buffer_addf(&text, "---\ntitle: %s\n---\n正文。\n", cases[i].titles[j]);
            desk_put(desk, names[j], buffer_c_str(&text));
            buffer_free(&text);
        }
        for (size_t size = 0; size < sizeof(sizes) / sizeof(*sizes); size++) {
            DESK_RUN(desk, "--frame", sizes[size], "@");
            for (size_t j = 1; j < 4; j++)
                desk_expect(desk, row_has(desk, (int)j + 1, cases[i].seen[j]), cases[i].seen[j]);
        }
    }
#undef LONG
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DESK_TEST(test_folders),
        DESK_TEST(test_own_name_on_the_screen),
        DESK_TEST(test_own_name_in_lines),
        DESK_TEST(test_files_for_makers),
        DESK_TEST(test_names),
        DESK_TEST(test_same_id),
        DESK_TEST(test_numbers_in_ids),
        DESK_TEST(test_long_titles_are_told_apart),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
