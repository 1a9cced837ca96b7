/* --dump and --list: the text as lines, and the table of articles. */

#include "program/desk.h"

#include <stdio.h>
#include <string.h>
#include <uniwidth.h>

#define PARAGRAPH "正文第一段写得长一些，好让它在窄的一行里放不下，要折成几行；第二行起顶格。"

/* Checks the rules for every dump: one final newline, no trailing spaces, no control characters, no
 * line wider than asked for. */
static void check_dump(struct desk *desk, int cols)
{
    const char *line = buffer_c_str(&desk->out), *end = line + desk->out.bytes;

    desk_expect(desk, desk->status == 0 && desk->out.bytes > 1, "there is a dump");
    desk_expect(desk, end[-1] == '\n' && end[-2] != '\n', "it ends in one newline");
    for (const char *next; line < end; line = next + 1) {
        next = memchr(line, '\n', (size_t)(end - line));
        desk_expect(desk, next == line || next[-1] != ' ', "no trailing spaces");
        desk_expect(desk, u8_width((const uint8_t *)line, (size_t)(next - line), "UTF-8") <= cols,
                    "no line is too wide");
        for (const char *p = line; p < next; p++)
            desk_expect(desk, (unsigned char)*p >= ' ' && *p != 0x7F, "no control character");
    }
}

static void put_two(struct desk *desk)
{
    desk_put(desk, "east/one.md",
             "---\ntitle: 第一篇\ndistrict: 东区\norder: 1\n---\n" PARAGRAPH "\n");
    desk_put(desk, "west/two.md", "---\ntitle: 第二篇\ndistrict: 西区\norder: 2\n---\n短的。\n");
}

static void test_paragraph(void **state)
{
    static const struct {
        const char *width;
        int cols;
        const char *lines;
    } rows[] = {
        {"20", 20,
         "  正文第一段写得长一\n些，好让它在窄的一行\n里放不下，要折成几\n行；第二行起顶格。\n"},
        {"41", 41,
         "    正文第一段写得长一些，好让它在窄的一\n行里放不下，要折成几行；第二行起顶格。\n"},
        {"80", 80,
         "    正文第一段写得长一些，好让它在窄的一行里放不下，要折成几行；第二行起顶格。\n"},
        {"300", 300,
         "    正文第一段写得长一些，好让它在窄的一行里放不下，要折成几行；第二行起顶格。\n"},
    };
    struct desk *desk = *state;

    put_two(desk);
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        DESK_RUN(desk, "--dump", "--width", rows[i].width, "east/one", "@");
        check_dump(desk, rows[i].cols);
        desk_expect(desk, desk_printed(desk, rows[i].lines), rows[i].width);
    }
}

/* A dump has neither a maximum measure nor margins: lines use all columns. */
static void test_no_measure(void **state)
{
    struct desk *desk = *state;
    struct buffer body = {0};

    for (int i = 0; i < 100; i++)
        buffer_add_text(&body, "字");
    desk_put(desk, "long.md", buffer_c_str(&body));
    DESK_RUN(desk, "--dump", "--width", "204", "@/long.md");
    check_dump(desk, 204);
    buffer_clear(&body);
    buffer_add_text(&body, "\n    ");
    for (int i = 0; i < 100; i++)
        buffer_add_text(&body, "字");
    buffer_add_text(&body, "\n");
    desk_expect(desk, desk_printed(desk, buffer_c_str(&body)), "100 characters in 204 columns");
    buffer_free(&body);
}

/* The arguments of --dump: none, a folder, a file, or an id with one of these. */
static void test_what_is_dumped(void **state)
{
    static const struct {
        const char *what;
        const char *arguments[6];
        bool one;
        bool two;
    } rows[] = {
        {"a folder", {"--dump", "@"}, true, true},
        {"a folder, standard output being no terminal", {"@"}, true, true},
        {"a folder with a / behind it", {"--dump", "@/"}, true, true},
        {"a folder of a folder", {"--dump", "@/west"}, false, true},
        {"an id of a folder", {"--dump", "east/one", "@"}, true, false},
        {"an id of a folder of a folder", {"--dump", "two", "@/west"}, false, true},
        {"the folder before the id", {"--dump", "@", "west/two"}, false, true},
        {"a file", {"--dump", "@/west/two.md"}, false, true},
        {"a file, standard output being no terminal", {"@/east/one.md"}, true, false},
        {"a file with its id", {"--dump", "one", "@/east/one.md"}, true, false},
        {"--width before the order", {"--width", "60", "--dump", "east/one", "@"}, true, false},
        {"--width without the order", {"--width", "60", "@"}, true, true},
    };
    struct desk *desk = *state;

    put_two(desk);
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        desk_run(desk, rows[i].arguments);
        check_dump(desk, 80);
        desk_expect(desk, desk_printed(desk, "第一篇\n") == rows[i].one, rows[i].what);
        desk_expect(desk, desk_printed(desk, "第二篇\n") == rows[i].two, rows[i].what);
        desk_expect(desk, !desk->errors.bytes, rows[i].what);
    }
}

/* Articles come in their order and are separated. */
static void test_order(void **state)
{
    struct desk *desk = *state;
    const char *one, *two, *rule;

    put_two(desk);
    DESK_RUN(desk, "--dump", "--width", "30", "@");
    check_dump(desk, 30);
    one = strstr(desk->out.data, "第一篇");
    rule = strstr(desk->out.data, "\n──────────────────────────────\n");
    two = strstr(desk->out.data, "第二篇");
    desk_expect(desk, one && rule && two && one < rule && rule < two, "a rule between them");
}

/* The text is the same whatever its line ends and whether it begins with a BOM. */
static void test_line_ends(void **state)
{
    static const struct {
        const char *what;
        const char *text;
    } rows[] = {
        {"CRLF", "---\r\ntitle: 标题\r\n---\r\n一段。\r\n\r\n二段\r\n接着。\r\n"},
        {"a BOM", "\xEF\xBB\xBF---\ntitle: 标题\n---\n一段。\n\n二段\n接着。\n"},
        {"a BOM and CRLF",
         "\xEF\xBB\xBF---\r\ntitle: 标题\r\n---\r\n一段。\r\n\r\n二段\r\n接着。\r\n"},
        {"no newline at the end", "---\ntitle: 标题\n---\n一段。\n\n二段\n接着。"},
        {"a CR at the end", "---\r\ntitle: 标题\r\n---\r\n一段。\r\n\r\n二段\r\n接着。\r"},
    };
    struct desk *desk = *state;

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        desk_put(desk, "a.md", rows[i].text);
        DESK_RUN(desk, "--dump", "@/a.md");
        desk_expect_output(desk, 0, "标题\n\n    一段。\n    二段接着。\n", rows[i].what);
    }
}

/* Every construct of Markdown, at widths down to a list's marker and one character: nothing is lost
 * and nothing is too wide. */
static void test_constructs(void **state)
{
    static const char text[] =
        "---\ntitle: 样式\nkicker: 肩题\nsubtitle: 副题\nauthors: [甲, 乙]\ndistrict: 东区\n"
        "place: 街道\ntopic: 主题\ndate: 2024-01-02\nnote: 附注\n---\n"
        "# 一级\n\n段落*强调*，**着重**，`代码`，[链接](https://example.org/)。\n\n"
        "- 项甲\n  - 项乙\n    1. 项丙\n-\n\n> 引文\n>\n> > 引中引\n\n"
        "| 列一 | 列二 |\n|:-----|-----:|\n| 格甲 | 格乙 |\n\n![图说](a.png)\n\n---\n\n"
        "```\n代\t码  \n   \n码\n```\n\n软换行  \n硬换行\n";
    static const char *const parts[] = {"样式", "肩题", "副题", "甲",   "乙",   "东区",
                                        "街道", "主题", "附注", "一级", "强调", "着重",
                                        "代码", "链接", "项甲", "项乙", "项丙", "引文",
                                        "列一", "列二", "格甲", "格乙", "图说"};
    struct desk *desk = *state;

    desk_put(desk, "all.md", text);
    for (int cols = 6; cols <= 100; cols += cols < 12 ? 1 : 11) {
        char width[16];
        struct buffer joined = {0};

        snprintf(width, sizeof(width), "%d", cols);
        DESK_RUN(desk, "--dump", "--width", width, "@/all.md");
        check_dump(desk, cols);
        for (size_t i = 0; i < desk->out.bytes; i++)
            if (desk->out.data[i] != '\n' && desk->out.data[i] != ' ')
                buffer_add_char(&joined, desk->out.data[i]);
        buffer_c_str(&joined);
        for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
            desk_expect(desk, strstr(joined.data, parts[i]) != NULL, parts[i]);
        buffer_free(&joined);
    }
}

/* Links of a body, of its header and of its note. */
static void test_links(void **state)
{
    static const char text[] =
        "---\ntitle: 链接\nlink: https://example.org/news/2024/03/04/page.html\nnote: 附注\n---\n"
        "## 见[一](/1)\n\n- [二](https://example.org/opening-hours?year=2024&month=3)\n"
        "- [三](/3)[四](/4)[五](/5)[六](/6)[七](/7)\n\n| [八](/8) | [九](/9) |\n|---|---|\n"
        "| [十](/10) | [又一](/1) |\n\n信箱 <a@b.cn>\n";
    static const struct {
        const char *width;
        int cols;
        const char *lines;
    } rows[] = {
        {"80", 80,
         "原文 https://example.org/news/2024/03/04/page.html\n [1] /1\n"
         " [2] https://example.org/opening-hours?year=2024&month=3\n [3] /3\n [4] /4\n [5] /5\n"
         " [6] /6\n [7] /7\n [8] /8\n [9] /9\n[10] /10\n\n    说明：附注\n"},
        {"40", 40,
         "原文 https://example.org/news/2024/03/\n     04/page.html\n [1] /1\n"
         " [2] https://example.org/opening-hours?\n     year=2024&month=3\n [3] /3\n"},
        {"12", 12,
         "原文 https:/\n    /example\n    .org/\n    news/\n    2024/03/\n    04/\n    page\n"
         "    .html\n [1] /1\n [2] https:/\n"},
    };
    struct desk *desk = *state;

    desk_put(desk, "links.md", text);
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        DESK_RUN(desk, "--dump", "--width", rows[i].width, "@/links.md");
        check_dump(desk, rows[i].cols);
        desk_expect(desk, desk_printed(desk, rows[i].lines), rows[i].width);
        if (rows[i].cols < 40)
            continue;
        desk_expect(desk, desk_printed(desk, "见一[1]\n  • 二[2]\n  • 三[3]四[4]五[5]六[6]七[7]\n"),
                    "numbers in a heading and a list");
        desk_expect(
            desk, desk_printed(desk, "八[8]   九[9]\n") && desk_printed(desk, "十[10]  又一[1]\n"),
            "numbers in a table");
        desk_expect(desk, desk_printed(desk, "信箱 a@b.cn\n"), "none for an address");
    }
}

static void test_article_link_alone(void **state)
{
    struct desk *desk = *state;

    desk_put(desk, "a.md", "---\ntitle: 题\nlink: /a\n---\n");
    DESK_RUN(desk, "--dump", "@");
    desk_expect_output(desk, 0, "题\n\n原文 /a\n", "a link without a text");
    desk_put(desk, "a.md", "# [题](/a)\n\n文\n");
    DESK_RUN(desk, "--dump", "@");
    desk_expect_output(desk, 0, "题\n\n    文\n\n[1] /a\n", "a title that is a link");
    DESK_RUN(desk, "--list", "@");
    desk_expect_output(desk, 0, "a\t\t\t\t\t题\n", "it has its number in the text alone");
}

/* In an article of any length the links are numbered from first to last, all targets are listed,
 * and a link's definition may be anywhere. */
static void test_links_of_a_long_article(void **state)
{
    struct desk *desk = *state;
    struct buffer body = {0}, last = {0}, listed = {0};
    int count = 0;

    buffer_add_text(&body, "先看[定义][远]。\n\n");
    while (body.bytes < 1000 * 1024) {
        count++;
        buffer_addf(&body, "第%d次报道见[这里](https://example.org/news/%d)。\n\n", count, count);
    }
    buffer_add_text(&body, "最后的[链接](/last**)，又是[定义][远]。\n\n[远]: /far\n");
    buffer_addf(&last, "\n    最后的链接[%d]，又是定义[1]。\n", count + 2);
    buffer_addf(&listed, "[%d] https://example.org/news/%d\n[%d] /last**\n", count + 1, count,
                count + 2);
    desk_put(desk, "long.md", buffer_c_str(&body));
    DESK_RUN(desk, "--dump", "--width", "80", "@/long.md");
    check_dump(desk, 80);
    desk_expect(desk, desk_printed(desk, "    先看定义[1]。\n    第1次报道见这里[2]。\n"),
                "the first have their numbers");
    desk_expect(desk, desk_printed(desk, buffer_c_str(&last)), "so has the last one");
    desk_expect(desk,
                desk_printed(desk, "\n    [1] /far\n    [2] https://example.org/news/1\n") &&
                    desk_printed(desk, buffer_c_str(&listed)),
                "all targets are listed");
    DESK_RUN(desk, "--search", "example.org/news/99", "@/long.md");
    desk_expect(desk, desk->status == 0 && desk_printed(desk, "example.org/news/99"),
                "they can be searched");
    DESK_RUN(desk, "--check", "@/long.md");
    desk_expect(
        desk, desk->status == 0 && desk_report_lines(desk) == 1 && desk_printed(desk, "没有文件头"),
        "nothing is wrong with any");
    buffer_free(&body);
    buffer_free(&last);
    buffer_free(&listed);
}

/* An article with an error does not keep out the others. */
static void test_rest_of_bad(void **state)
{
    struct desk *desk = *state;

    put_two(desk);
    desk_put(desk, "east/bad.md", "---\ntitle: 坏的\n没有结束\n");
    DESK_RUN(desk, "--dump", "@");
    desk_expect(desk,
                desk_printed(desk, "第一篇\n") && desk_printed(desk, "第二篇\n") &&
                    !desk_printed(desk, "坏的"),
                "the others are dumped");
    desk_expect(desk,
                desk_lines(&desk->errors) == 1 &&
                    strstr(buffer_c_str(&desk->errors), "/east/bad.md:1:1: 错误: "),
                "and the bad one is named");
}

static void test_list(void **state)
{
    struct desk *desk = *state;

    desk_put(desk, "b/last.md", "---\ntitle: 无序号之二\n---\n正文。\n");
    desk_put(desk, "a/last.md", "---\ntitle: 无序号之一\n---\n正文。\n");
    desk_put(desk, "b/first.md",
             "---\ntitle: \"引号里：的标题\"\nkicker: 肩题\ndistrict: 东区\nplace: 街道\n"
             "topics: [乙, 丙]\ntopic: 甲\ndate: 2024-02-29\norder: 1\n---\n正文。\n");
    desk_put(desk, "a/second.md",
             "---\ntitle: 第二\ntopics: [乙, 丙]\norder: 2 # 注释\n---\n正文。\n");
    desk_put(desk, "a/before.md", "---\ntitle: 最前\norder: -1\n---\n正文。\n");
    desk_put(desk, "a/deep/er/plain.md", "正文先来。\n\n## 小标题*斜*\n");
    desk_put(desk, "nothing-but-text.md", "只有正文。\n");
    desk_put(desk, "a/.hidden.md", "---\ntitle: 隐藏\n---\n正文。\n");
    desk_put(desk, "a/notes.txt", "不是文章\n");
    DESK_RUN(desk, "--list", "@");
    desk_expect_output(desk, 0,
                       "a/before\ta\t\t\t\t最前\n"
                       "b/first\t东区\t甲\t街道\t2024-02-29\t引号里：的标题\n"
                       "a/second\ta\t乙\t\t\t第二\n"
                       "a/deep/er/plain\ta\t\t\t\t小标题斜\n"
                       "a/last\ta\t\t\t\t无序号之一\n"
                       "b/last\tb\t\t\t\t无序号之二\n"
                       "nothing-but-text\t\t\t\t\tnothing-but-text\n",
                       "six fields, by order, then by id");
    DESK_RUN(desk, "--list", "@/a/second.md");
    desk_expect_output(desk, 0, "second\t\t乙\t\t\t第二\n", "one file");
    DESK_RUN(desk, "--list", "@/nothing-but-text.md");
    desk_expect_output(desk, 0, "nothing-but-text\t\t\t\t\tnothing-but-text\n",
                       "one file without a title");
}

/* The shipped articles: nine in two districts, on about six topics, one topic each. */
static void test_list_of_content(void **state)
{
    struct desk *desk = *state;
    size_t east = 0, xiaoshan = 0;

    DESK_RUN(desk, "--list", "content");
    desk_expect(desk, desk->status == 0 && desk_lines(&desk->out) == 9, "nine articles");
    for (char *line = desk->out.data, *end; *line; line = end + 1) {
        size_t tabs = 0;

        end = strchr(line, '\n');
        for (const char *p = line; p < end; p++)
            tabs += *p == '\t';
        desk_expect(desk, tabs == 5, "six fields");
        east += strstr(line, "\t上城区\t") == strchr(line, '\t');
        xiaoshan += strstr(line, "\t萧山区\t") == strchr(line, '\t');
    }
    desk_expect(desk, east == 6 && xiaoshan == 3, "six of 上城区, three of 萧山区");
    DESK_RUN(desk, "--check", "content");
    desk_expect(desk,
                desk->status == 0 && desk_report_lines(desk) == 1 &&
                    desk_printed(desk, "images/hanggang-tower.jpg"),
                "and not a warning but of the picture that the page has and the folder has not");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DESK_TEST(test_paragraph),
        DESK_TEST(test_no_measure),
        DESK_TEST(test_what_is_dumped),
        DESK_TEST(test_order),
        DESK_TEST(test_line_ends),
        DESK_TEST(test_constructs),
        DESK_TEST(test_links),
        DESK_TEST(test_article_link_alone),
        DESK_TEST(test_links_of_a_long_article),
        DESK_TEST(test_rest_of_bad),
        DESK_TEST(test_list),
        DESK_TEST(test_list_of_content),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
