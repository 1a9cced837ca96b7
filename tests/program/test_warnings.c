/* Warnings of --check: probable mistakes are reported once, at their line; text that only looks
 * similar is not reported. */

#include "program/desk.h"

#include "scratch.h"

#include <stdio.h>

#define HEADER "---\ntitle: 题\n---\n"
#define TODAY "KANBAO_NOW=2026-11-23T08:00"

static void check_today(struct desk *desk, const char *path)
{
    desk_run_as(desk, (const char *[]){"--check", path, NULL},
                (struct run){.variables = (const char *[]){TODAY, "TZ=UTC0", NULL}});
}

/* Bodies after a header of three lines; each gives one warning. */
static const struct {
    const char *body;
    int line;
    const char *said;
    int places;
} WARNED[] = {
    /* pictures */
    {"![](http://example.org/a.png)\n", 4, "没有说明", 1},
    {"文\n\n![](http://example.org/a.png)\n\n![](http://example.org/b.png)\n", 6, "没有说明", 2},
    {"![图](a.png)\n", 4, "没有图片文件 a.png", 1},
    {"![图](a.png) ![又](a.png)\n", 4, "没有图片文件 a.png", 2},
    {"![图](../there.png)\n", 4, "没有图片文件 ../there.png", 1},
    {"![图](/there.png)\n", 4, "没有图片文件 /there.png", 1},
    {"![图](there.png.bak?x)\n", 4, "没有图片文件", 1},
    {"![图](C:\\pictures\\there.png)\n", 4, "没有图片文件", 1},
    {"![图](folder)\n", 4, "没有图片文件 folder", 1},
    {"文<img src=\"a.png\" alt=\"图\">\n", 4, "没有图片文件 a.png", 1},

    /* HTML */
    {"甲<foo x=\"1\">乙</foo>丙<foo x=\"2\">\n", 4, "<foo>", 2},
    {"甲<!-- 乙 -->丙\n\n<!-- 丁\n\n戊\n", 6, "<!--", 1},
    {"<!-- 甲\n\n乙\n", 4, "<!--", 1},
    {"甲 <!-- 乙 --\n\n丙\n", 4, "不算注释", 1},
    {"- 甲 <!-- 乙 <!-- 丙\n", 4, "不算注释", 1},
    {"::: tip 提示\n甲\n", 4, ":::", 1},

    /* tables */
    {"| 甲 | 乙 |\n|---|---|\n| 1 | 2 | 3 |\n", 6, "表头", 1},
    {"| 甲 | 乙 |\n|---|---|\n| 1 | 2 | 3 |\n| 1 | 2 | 3 | 4 |\n", 6, "表头", 2},
    {"| 甲 | 乙 |\n| 1 | 2 |\n", 4, "---", 1},
    {"文\n| 甲 | 乙 |\n| 1 | 2 |\n| 3 | 4 |\n", 5, "---", 1},
    {"| 甲 | 乙 |\n|---|---|---|\n| 1 | 2 |\n", 4, "---", 1},
    {"> | 甲 | 乙 |\n> | 1 | 2 |\n", 4, "---", 1},
    {"| 甲 |\n| 1 |\n\n文\n\n| 乙 |\n| 2 |\n", 4, "---", 2},
    {"｜甲｜乙｜\n｜---｜---｜\n｜1｜2｜\n", 4, "半角", 3},
    {"甲｜乙\n---｜---\n1｜2\n", 5, "半角", 1},
    {"|甲｜乙|\n", 4, "半角", 1},

    /* headings */
    {"甲[^1]，乙[^二]。\n\n[^二]: 注\n[^1]：注\n", 4, "没有脚注 [^1]", 1},
    {"甲[^a]乙[^a]\n", 4, "没有脚注 [^a]", 2},
    {"##报名\n\n文\n", 4, "## 标题", 1},
    {"###一、报名\n文\n", 4, "## 标题", 1},
    {"文\n##报名\n", 5, "## 标题", 1},
    {"#报名\n\n文\n\n#办法\n", 4, "## 标题", 2},
    {"##　报名\n", 4, "## 标题", 1},
    {"＃＃ 报名\n", 4, "## 标题", 1},
    {"＃ 报名\n", 4, "## 标题", 1},
    {"> ##报名\n", 4, "## 标题", 1},

    /* links */
    {"见［网站］（https://example.org/）。\n", 4, "[文字](网址)", 1},
    {"见[网站]（https://example.org/）。\n", 4, "[文字](网址)", 1},
    {"见［网站］(https://example.org/)。\n", 4, "[文字](网址)", 1},
    {"见[网站](https://example.org/）。\n", 4, "[文字](网址)", 1},
    {"见[网站] (https://example.org/)。\n", 4, "[文字](网址)", 1},
    {"见[附件]（a.pdf）和[附件]（b.pdf）。\n", 4, "[文字](网址)", 2},
    {"|甲|乙|\n|---|---|\n|[网]（www.example.org）|2|\n", 6, "[文字](网址)", 1},
    {"见[附件](a b.pdf)。\n", 4, "空格", 1},
    {"见[这里](b c)。\n", 4, "空格", 1},
    {"![图](a b.png)\n", 4, "空格", 1},

    /* paragraphs and notes */
    {"甲。\n乙。\n丙。\n", 4, "空一行", 1},
    {"甲！\n“乙？”\n（丙。）\n**丁。**\n", 4, "空一行", 1},
    {"> 甲。\n> 乙。\n\n丙。\n丁。\n", 4, "空一行", 2},
    {"文\n\n[^a]: 注\n", 6, "[^a]", 1},
    {"甲**乙\n\n丙**丁\n", 4, "**", 2},
};

/* Similar bodies that give no warning. */
static const char *const SILENT[] = {
    "![图](there.png)\n",
    "![图](./there.png?v=1#x)\n",
    "![图](%74here.png)\n",
    "![图](/a/there.png)\n",
    "![图](../a/there.png \"题\")\n",
    "![图](%E5%9B%BE%20a.png)\n",
    "![图](<图 a.png>)\n",
    "![图](https://example.org/a.png)\n",
    "![图](HTTP://example.org/a.png)\n",
    "![图](//example.org/a.png)\n",
    "![图](data:image/png;base64,AAAA)\n",
    "`![图](a.png)`\n\n    ![图](a.png)\n\n```\n![](a.png)\n```\n\n<!-- ![](a.png) -->\n",
    "甲<span>乙</span><br>丙<kbd>丁</kbd>\n",
    "`<!--`\n\n\\<!-- 甲\n",
    "::: tip\n甲\n:::\n",
    "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n",
    "| 甲 | 乙 |\n|---|---|\n| `1|2` | 2 |\n| a \\| b | c |\n",
    "绝对值 |x| 和 |y|\n又是 |z|\n",
    "| 甲 | 一行\n",
    "| 甲 |\n\n| 乙 |\n",
    "```\n| 甲 |\n| 乙 |\n```\n\n<!--\n| 甲 |\n| 乙 |\n-->\n\n    | 甲 |\n    | 乙 |\n",
    "`[^1]` \\[^2] [^] [^a b]\n",
    "甲 `<!--` 乙 <!-- 丙 --> 丁\n",
    "首页｜新闻｜联系\n",
    "`｜甲｜`\n\n```\n｜甲｜\n```\n",
    "## 报名\n\n#话题#\n\n#1 号楼\n\n#标签 #又一个\n\n文 ##报名\n\n\\##报名\n",
    "`##报名`\n\n```\n##报名\n```\n\n<!--\n##报名\n-->\n",
    "这里有 #甲，\n#乙，丙。\n",
    "杭政〔2026〕（3号），［2026］（三），[1]（见附件）\n",
    "`[网站]（https://a.cn/）`\n\n<!-- ［网］（http://a.b/） -->\n\n\\[网\\]（http://a.b/）\n",
    "见[网站](https://example.org/)（https://example.org/）。\n",
    "见[附件](a%20b.pdf)、[附件](<a b.pdf>)、[附件](a.pdf \"题 目\")。\n",
    "`[a](b c)`\n\n```\n[a](b c)\n```\n",
    "甲。\n\n乙。\n\n丙。\n",
    "甲，\n乙。\n",
    "甲。  \n乙。  \n丙。\n",
    "甲。\\\n乙。\n",
    "甲。<br>\n乙。<br>\n丙。\n",
    "- 甲。\n- 乙。\n- 丙。\n\n1. 甲。\n2. 乙。\n",
    "一、甲。\n二、乙。\n三、丙。\n",
    "```\n甲。\n乙。\n```\n\n<!-- 甲。\n乙。\n丙。 -->\n",
    "文[^a]\n\n[^a]: 注\n",
    "`**` \\*\\* **** 138****1234\n",
};

static void put_body(struct desk *desk, const char *body)
{
    struct buffer text = {0};

    buffer_addf(&text, HEADER "%s", body);
    desk_put(desk, "a/x.md", buffer_c_str(&text));
    buffer_free(&text);
}

static void put_pictures(struct desk *desk)
{
    desk_put(desk, "a/there.png", "");
    desk_put(desk, "a/图 a.png", "");
    desk_put(desk, "a/folder/inner.png", "");
}

static void test_warned(void **state)
{
    struct desk *desk = *state;

    put_pictures(desk);
    for (size_t i = 0; i < sizeof(WARNED) / sizeof(*WARNED); i++) {
        struct buffer place = {0}, count = {0};

        put_body(desk, WARNED[i].body);
        check_today(desk, "@");
        buffer_addf(&place, "/a/x.md:%d:", WARNED[i].line);
        buffer_addf(&count, "（本文件共 %d 处）\n", WARNED[i].places);
        desk_expect(desk,
                    desk->status == 0 && desk_report_lines(desk) == 1 &&
                        desk_printed(desk, buffer_c_str(&place)) &&
                        desk_printed(desk, WARNED[i].said),
                    WARNED[i].body);
        desk_expect(desk,
                    WARNED[i].places > 1 ? desk_printed(desk, buffer_c_str(&count))
                                         : !desk_printed(desk, "本文件共"),
                    WARNED[i].body);
        desk_expect(desk, desk_printed(desk, "共检查 1 篇：0 个错误，1 个警告\n"), WARNED[i].body);
        buffer_free(&place);
        buffer_free(&count);
    }
}

static void test_silent(void **state)
{
    struct desk *desk = *state;

    put_pictures(desk);
    for (size_t i = 0; i < sizeof(SILENT) / sizeof(*SILENT); i++) {
        put_body(desk, SILENT[i]);
        check_today(desk, "@");
        desk_expect_clean(desk, 1, SILENT[i]);
    }
}

/* For a file given by itself, the pictures next to it are checked, those below another folder are
 * not. */
static void test_pictures_of_one_file(void **state)
{
    struct desk *desk = *state;

    put_pictures(desk);
    put_body(desk, "![图](there.png) ![图](/a/no.png)\n");
    check_today(desk, "@/a/x.md");
    desk_expect_clean(desk, 1, "what is there");
    put_body(desk, "![图](no.png)\n");
    check_today(desk, "@/a/x.md");
    desk_expect(desk, desk_report_lines(desk) == 1 && desk_printed(desk, "没有图片文件 no.png"),
                "what is not");
}

static void put_district(struct desk *desk, const char *path, const char *district)
{
    struct buffer text = {0};

    buffer_addf(&text, "---\ntitle: %s\ndistrict: %s\n---\n文\n", path, district);
    desk_put(desk, path, buffer_c_str(&text));
    buffer_free(&text);
}

static void test_districts(void **state)
{
    static const struct {
        const char *usual, *odd;
        bool told;
    } rows[] = {
        {"上城区", "上成区", true},      {"上城区", "上城", true},
        {"上城区", "上城区区", true},    {"上城区", "城上区", true},
        {"望江街道", "望江", true},      {"望江街道", "望江街", true},
        {"西湖区", "西胡区", true},      {"桐庐县", "桐芦县", true},
        {"临浦镇", "临铺镇", true},      {"上城区", "下城区", false},
        {"江东区", "江北区", false},     {"一区", "二区", false},
        {"第一社区", "第二社区", false}, {"A区街道", "B区街道", false},
        {"江区", "江东区", false},       {"上城区", "萧山区", false},
        {"城区", "郊区", false},         {"1区", "11区", false},
    };
    struct desk *desk = *state;

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        put_district(desk, "a/1.md", rows[i].usual);
        put_district(desk, "a/2.md", rows[i].usual);
        put_district(desk, "a/3.md", rows[i].odd);
        check_today(desk, "@");
        if (!rows[i].told) {
            desk_expect_clean(desk, 3, rows[i].odd);
            continue;
        }
        desk_expect(desk,
                    desk->status == 0 && desk_report_lines(desk) == 1 &&
                        desk_printed(desk, "/a/3.md:3:1: 警告: ") &&
                        desk_printed(desk, rows[i].usual) && desk_printed(desk, rows[i].odd),
                    rows[i].odd);
    }
    put_district(desk, "a/3.md", "上成区");
    put_district(desk, "a/4.md", "上成区");
    put_district(desk, "a/1.md", "上城区");
    put_district(desk, "a/2.md", "上城区");
    check_today(desk, "@");
    desk_expect_clean(desk, 4, "two articles have it");
}

/* If each of two districts has one article, the second is reported; if each has a folder, neither
 * is. */
static void test_districts_of_one_article(void **state)
{
    struct desk *desk = *state;

    put_district(desk, "1.md", "上城区");
    put_district(desk, "2.md", "上成区");
    check_today(desk, "@");
    desk_expect(desk, desk_report_lines(desk) == 1, "one of two");
    desk_clear(desk);
    put_district(desk, "linping/1.md", "临平区");
    put_district(desk, "linping/2.md", "临平区");
    put_district(desk, "linan/1.md", "临安区");
    check_today(desk, "@");
    desk_expect_clean(desk, 3, "a folder of its own");
}

static void test_expired(void **state)
{
    static const struct {
        const char *header;
        const char *place; /* NULL: not reported */
    } rows[] = {
        {"expires: 2026-11-22", "3:1"},
        {"note: 注\n有效期: 2026年1月1日", "4:1"},
        {"expiryDate: 2020-01-01T00:00:00+08:00", "3:1"},
        {"expires: 2026-11-23", NULL},
        {"expires: 2026-11-24", NULL},
        {"date: 2020-01-01", NULL},
    };
    struct desk *desk = *state;

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct buffer text = {0}, place = {0};

        buffer_addf(&text, "---\ntitle: 题\n%s\n---\n文\n", rows[i].header);
        desk_put(desk, "x.md", buffer_c_str(&text));
        check_today(desk, "@");
        if (rows[i].place) {
            buffer_addf(&place, "/x.md:%s: 警告: 有效期到 ", rows[i].place);
            desk_expect(desk,
                        desk->status == 0 && desk_report_lines(desk) == 1 &&
                            desk_printed(desk, buffer_c_str(&place)),
                        rows[i].header);
        } else {
            desk_expect_clean(desk, 1, rows[i].header);
        }
        buffer_free(&text);
        buffer_free(&place);
    }
}

/* Files next to the articles that are not articles are reported by --check, and by no other
 * command. */
static void test_files_beside(void **state)
{
    struct desk *desk = *state;

    desk_put(desk, "a/x.md", HEADER "文\n");
    desk_put(desk, "a/y.txt", "文\n");
    desk_put(desk, "a/z.md.txt", "文\n");
    desk_put(desk, "w.docx", "文\n");
    check_today(desk, "@");
    desk_expect(desk,
                desk->status == 0 && desk_report_lines(desk) == 3 &&
                    desk_printed(desk, "/a/y.txt:1:1: ") &&
                    desk_printed(desk, "/a/z.md.txt:1:1: ") && desk_printed(desk, "/w.docx:1:1: "),
                "each is named");
    desk_expect(desk, desk_printed(desk, "共检查 1 篇：0 个错误，3 个警告\n"), "and is no article");
    DESK_RUN(desk, "--list", "@");
    desk_expect(desk, desk->status == 0 && !desk->errors.bytes, "--list says nothing of it");
    DESK_RUN(desk, "--dump", "@");
    desk_expect(desk, desk->status == 0 && !desk->errors.bytes, "nor does --dump");
}

/* The summary, in both languages, after reports in the order of files and lines. */
static void test_sum(void **state)
{
    struct desk *desk = *state;

    check_today(desk, "@");
    desk_expect(desk,
                desk->status == 0 && desk_report_lines(desk) == 1 &&
                    desk_printed(desk, "没有可读的文章"),
                "an empty folder");
    desk_put(desk, "a.md", "---\ntitle: 甲\ntopics: [甲，乙]\nauthors: [丙，丁]\n---\n##文\n");
    desk_put(desk, "b.md", "---\ntitle: 乙\ndate: 昨天\norder: 一\n---\n文\n");
    desk_put(desk, "c.md", HEADER "文\n");
    check_today(desk, "@");
    desk_expect(desk,
                desk->status == 1 && desk_report_lines(desk) == 4 &&
                    desk_printed(desk, "（本文件共 2 处）\n") &&
                    desk_printed(desk, "共检查 3 篇：2 个错误，2 个警告\n"),
                "all is counted");
    desk_expect(desk,
                strstr(desk->out.data, "/a.md:3:") < strstr(desk->out.data, "/a.md:6:") &&
                    strstr(desk->out.data, "/a.md:6:") < strstr(desk->out.data, "/b.md:3:") &&
                    strstr(desk->out.data, "/b.md:3:") < strstr(desk->out.data, "/b.md:4:"),
                "in its order");
}

/* Many findings of a kind are reported in one line, and quickly. */
static void test_many(void **state)
{
    struct desk *desk = *state;
    struct buffer text = {0};

    for (int i = 0; i < 100000; i++)
        buffer_add_text(&text,
                        "##题\n\n| 甲 |\n| 乙 |\n\n甲。\n乙**。\n\n[文]（a.b）[文]（a.b\n\n");
    put_body(desk, buffer_c_str(&text));
    check_today(desk, "@");
    desk_expect(desk,
                desk_report_lines(desk) == 6 && desk_printed(desk, "（本文件共 100000 处）") &&
                    desk_printed(desk, "文件超过 1 MiB"),
                "of each kind");
    buffer_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DESK_TEST(test_warned),
        DESK_TEST(test_silent),
        DESK_TEST(test_pictures_of_one_file),
        DESK_TEST(test_districts),
        DESK_TEST(test_districts_of_one_article),
        DESK_TEST(test_expired),
        DESK_TEST(test_files_beside),
        DESK_TEST(test_sum),
        DESK_TEST(test_many),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
