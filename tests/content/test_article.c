#include "content/article.h"

#include "base/buffer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct reading {
    struct article article;
    struct arena arena;
    struct diags diags;
    bool good;
};

static struct reading read_bytes(const char *text, size_t bytes)
{
    struct reading reading = {0};

    reading.good =
        article_read_header(&reading.article, &reading.arena, "a.md", text, bytes, &reading.diags);
    return reading;
}

static struct reading read_text(const char *text)
{
    return read_bytes(text, strlen(text));
}

static void free_reading(struct reading *reading)
{
    arena_free(&reading->arena);
    diags_free(&reading->diags);
}

static void assert_str(struct str found, const char *expected)
{
    if (!str_eq(found, str_of(expected)))
        fail_msg("found '%.*s', expected '%s'", STR_FMT(found), expected);
}

static void every_key(void **state)
{
    struct reading reading = read_text("---\n"
                                       "# 一条注释\n"
                                       "title: 上城区打造元宇宙产业标杆园区\n"
                                       "\n"
                                       "kicker: 凝聚阵地力量 推动项目破冰   # 注释\n"
                                       "subtitle: '它''s'\n"
                                       "authors: [张梦月, '杨, 元元', \"a \\\"b\\\" \\\\ c\\nd\"]\n"
                                       "district: 上城区\n"
                                       "place: C#街道\n"
                                       "topic: 产业发展\n"
                                       "topics: [基层治理, 产业发展, 文化, 文化]\n"
                                       "date: 2024-02-29\n"
                                       "issue: '12'\n"
                                       "page: 3\n"
                                       "order: -7\n"
                                       "source: https://a.cn/x:y\n"
                                       "link: \"https://b.cn/#c\" # 注释\n"
                                       "summary: 甲: 不行时加引号 \n"
                                       "expires: \"2023-12-31\"\n"
                                       "pinned: true\n"
                                       "draft: false\n"
                                       "note: 编者按\n"
                                       "---\n"
                                       "正文\n");

    (void)state;
    assert_int_equal(reading.diags.count, 1); /* summary */
    assert_int_equal(reading.diags.items[0].line, 18);
    assert_str(reading.article.title, "上城区打造元宇宙产业标杆园区");
    assert_str(reading.article.kicker, "凝聚阵地力量 推动项目破冰");
    assert_str(reading.article.subtitle, "它's");
    assert_int_equal(reading.article.author_count, 3);
    assert_str(reading.article.authors[0], "张梦月");
    assert_str(reading.article.authors[1], "杨, 元元");
    assert_str(reading.article.authors[2], "a \"b\" \\ c d");
    assert_str(reading.article.district, "上城区");
    assert_str(reading.article.place, "C#街道");
    assert_int_equal(reading.article.topic_count, 3);
    assert_str(reading.article.topics[0], "产业发展");
    assert_str(reading.article.topics[1], "基层治理");
    assert_str(reading.article.topics[2], "文化");
    assert_str(reading.article.date, "2024-02-29");
    assert_str(reading.article.issue, "12");
    assert_str(reading.article.page, "3");
    assert_int_equal(reading.article.order, -7);
    assert_str(reading.article.source, "https://a.cn/x:y");
    assert_str(reading.article.link, "https://b.cn/#c");
    assert_str(reading.article.expires, "2023-12-31");
    assert_true(reading.article.pinned);
    assert_false(reading.article.draft);
    assert_str(reading.article.note, "编者按");
    free_reading(&reading);
}

static void where_the_body_begins(void **state)
{
    static const struct {
        const char *what;
        const char *text;
        size_t body_start;
    } cases[] = {
        {"no header", "正文\n", 0},
        {"nothing", "", 0},
        {"a BOM alone", "\xEF\xBB\xBF", 3},
        {"a BOM and no header", "\xEF\xBB\xBF正文\n", 3},
        {"LF", "---\ntitle: a\n---\nb", 17},
        {"CRLF", "---\r\ntitle: a\r\n---\r\nb", 20},
        {"BOM and CRLF", "\xEF\xBB\xBF---\r\ntitle: a\r\n---\r\nb", 23},
        {"no newline at the end", "---\ntitle: a\n---", 16},
        {"spaces after the lines", "---  \ntitle: a\n--- \nb", 20},
        {"a rule is no header", "----\n正文\n---\n", 0},
        {"nor is one of three hyphens", "---\n\n正文\n\n---\n\n正文\n", 0},
        {"nor one that nothing closes", "---\n\n正文\n", 0},
        {"a line of three dots", "---\ntitle: a\n...\nb", 17},
        {"TOML", "+++\ntitle = 'a'\n+++\nb", 20},
        {"a rule in the body", "---\ntitle: a\n---\nb\n\n---\n", 17},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct reading reading = read_text(cases[i].text);

        if (!reading.good || reading.diags.count ||
            reading.article.body_start != cases[i].body_start)
            fail_msg("%s: body at %zu, %zu diagnostics", cases[i].what, reading.article.body_start,
                     reading.diags.count);
        free_reading(&reading);
    }
}

static void values_that_are_one_or_none(void **state)
{
    struct reading reading = read_text("---\n"
                                       "title: a\n"
                                       "authors: 张三\n"
                                       "topics: []\n"
                                       "topic:\n"
                                       "kicker: ''\n"
                                       "date: # 还没有\n"
                                       "order:\n"
                                       "pinned:\n"
                                       "place : 望江\n"
                                       "---\n");

    (void)state;
    assert_int_equal(reading.diags.count, 0);
    assert_int_equal(reading.article.author_count, 1);
    assert_str(reading.article.authors[0], "张三");
    assert_int_equal(reading.article.topic_count, 0);
    assert_str(reading.article.kicker, "");
    assert_str(reading.article.date, "");
    assert_int_equal(reading.article.order, 0);
    assert_false(reading.article.pinned);
    assert_str(reading.article.place, "望江");
    free_reading(&reading);
}

static void values_are_cleaned(void **state)
{
    struct reading reading = read_text("---\ntitle: \"a\x1B[31m\u202E甲\\n乙\u200B\"\n"
                                       "authors: [\u200B, 乙\u200B]\nx\u202E: y\u202Ez\n---\n");

    (void)state;
    assert_true(reading.good);
    assert_str(reading.article.title, "a[31m甲 乙");
    assert_int_equal(reading.article.author_count, 1);
    assert_str(reading.article.authors[0], "乙");
    assert_null(strstr(reading.diags.items[0].message, "\u202E"));
    free_reading(&reading);
}

static void unknown_keys_are_told_of_once(void **state)
{
    struct reading reading = read_text(
        "---\ntitle: a\n编辑: 李四 # x\nrows: [a, b]\nx:\n  - y: z\n    w: [1, 2]\n---\n");

    (void)state;
    assert_true(reading.good);
    assert_int_equal(reading.diags.count, 3);
    assert_int_equal(reading.diags.items[0].level, DIAG_WARNING);
    assert_int_equal(reading.diags.items[0].line, 3);
    assert_non_null(strstr(reading.diags.items[0].message, "编辑"));
    assert_int_equal(reading.diags.items[2].line, 5);
    free_reading(&reading);
}

/* Each line is put as line 3 into a header that is valid without it. */
static void lines_with_a_fault(void **state)
{
    static const struct {
        const char *what;
        const char *line;
        size_t column;
        const char *message; /* a part of the message */
    } cases[] = {
        {"no space after the colon", "place:甲", 6, "空一格"},
        {"a full-width colon", "place：甲", 1, "半角冒号"},
        {"no colon", "甲乙", 1, "键: 值"},
        {"an empty key", ": 甲", 1, "没有键"},
        {"an indented line", "  place: 甲", 1, "缩进"},
        {"a nested list", "- 甲", 1, "[甲, 乙]"},
        {"a tab before a key", "\tplace: 甲", 1, "制表符"},
        {"a key twice", "title: 乙", 1, "第 2 行"},
        {"a key in another case", "Title: 乙", 1, "第 2 行"},
        {"a key and its Chinese name", "标题: 乙", 1, "第 2 行"},
        {"a single quote that is open", "place: '甲", 8, "单引号"},
        {"a double quote that is open", "place: \"甲", 8, "双引号"},
        {"a double quote that ends in a backslash", "place: \"甲\\", 8, "双引号"},
        {"an unknown escape", "place: \"甲\\q41\"", 12, "反斜杠"},
        {"text after a quoted value", "place: '甲' 乙", 14, "后面还有字"},
        {"a list that is open", "authors: [甲, 乙", 10, "]"},
        {"a list with a comment in it", "authors: [甲, # 乙]", 10, "]"},
        {"a list with an empty item", "authors: [甲,, 乙]", 15, "空的"},
        {"a list whose items are not apart", "authors: ['甲' '乙']", 17, "逗号"},
        {"text after a list", "authors: [甲] 乙", 16, "后面还有字"},
        {"a list for a single value", "place: [甲, 乙]", 8, "不是列表"},
        {"a colon and a space in a value", "place: 甲: 乙", 11, "引号"},
        {"a colon at a value's end", "place: 甲:", 11, "引号"},
        {"a map for a single value", "place: {甲: 乙}", 8, "引号"},
        {"an alias to nothing", "place: *甲", 8, "引号"},
        {"a value that begins with @", "place: @甲", 8, "引号"},
        {"a value that begins with a per cent sign", "place: %甲", 8, "引号"},
        {"a list of one line in a value", "place: - 甲", 8, "[甲, 乙]"},
        {"a date of another form", "date: 二月一日", 7, "2023-02-14"},
        {"a time that is not", "date: 2023-02-01T25:00:00", 7, "2023-02-14"},
        {"a day that is not", "date: 2023-02-29", 7, "2023-02-14"},
        {"a month that is not", "expires: 2023-13-01", 10, "2023-02-14"},
        {"a leap day of 1900", "expires: 1900-02-29", 10, "2023-02-14"},
        {"an order that is no number", "order: 第一", 8, "整数"},
        {"an order beyond measure", "order: 99999999999", 8, "整数"},
        {"a flag that is neither", "pinned: maybe", 9, "true"},
        {"a flag that is a number", "draft: 1", 8, "true"},
        {"the flag of another tool", "published: soon", 12, "true"},
        {"the last day of another tool", "expiryDate: soon", 13, "2023-02-14"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct buffer text = {0};
        struct reading reading;
        const struct diag *diag;

        buffer_addf(&text, "---\ntitle: 甲\n%s\nnote: 乙\n---\n正文\n", cases[i].line);
        reading = read_bytes(text.data, text.bytes);
        diag = reading.diags.items;
        if (reading.good || reading.diags.count != 1)
            fail_msg("%s: %zu diagnostics", cases[i].what, reading.diags.count);
        if (diag->level != DIAG_ERROR || diag->line != 3 || diag->column != cases[i].column ||
            !strstr(diag->message, cases[i].message) || strcmp(diag->path, "a.md") != 0)
            fail_msg("%s: found %zu:%zu: %s", cases[i].what, diag->line, diag->column,
                     diag->message);
        assert_str(reading.article.note, "乙"); /* reading goes on after the fault */
        free_reading(&reading);
        buffer_free(&text);
    }
}

static void headers_with_a_fault(void **state)
{
    static const struct {
        const char *what;
        const char *text;
        size_t line, column;
        const char *message;
    } cases[] = {
        {"no closing line", "---\ntitle: 甲\n\n正文\n", 1, 1, "---"},
        {"the opening line alone", "---", 1, 1, "---"},
        {"a closing line of four", "---\ntitle: 甲\n----\n正文\n---\n", 3, 1, "---"},
        {"one of another kind", "---\ntitle: 甲\n———\n正文", 3, 1, "---"},
        {"one that is not at the margin", "---\ntitle: 甲\n ---\n正文", 3, 1, "---"},
        {"a header below the beginning", "\n---\ntitle: 甲\n---\n正文", 2, 1, "最开头"},
        {"CR in a header", "---\ntitle: 甲\rdraft: true\n---\n", 2, 11, "CR"},
        {"a quotation mark that takes in a key", "---\ntitle: \"甲\ndraft: true\nnote: 乙\"\n---\n",
         2, 8, "双引号"},
        {"a second document", "---\ntitle: 甲\n--- # 乙\ndraft: true\n---\n", 3, 1, "键: 值"},
        {"a map that goes wrong below", "---\nhead:\n  - a: b\n - c\n---\n", 4, 2, "对齐"},
        {"text in TOML without quotation marks", "+++\ntitle = 甲\n+++\n", 2, 9, "引号"},
        {"a table in TOML", "+++\n[a]\nb = 1\nc = 乙\n+++\n", 2, 1, "表"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct reading reading = read_text(cases[i].text);
        const struct diag *diag = reading.diags.items;

        if (reading.good || reading.diags.count != 1 || diag->line != cases[i].line ||
            diag->column != cases[i].column || !strstr(diag->message, cases[i].message))
            fail_msg("%s: %zu diagnostics, the first %zu:%zu: %s", cases[i].what,
                     reading.diags.count, diag ? diag->line : 0, diag ? diag->column : 0,
                     diag ? diag->message : "");
        free_reading(&reading);
    }
}

static void punctuation_that_parts_nothing_is_a_warning(void **state)
{
    struct reading reading =
        read_text("---\ntitle: 甲、乙\nauthors: [张三，李四, '王五、赵六']\ntopic: 甲、乙\n---\n");

    (void)state;
    assert_true(reading.good);
    assert_int_equal(reading.diags.count, 2);
    assert_int_equal(reading.diags.items[0].line, 3);
    assert_int_equal(reading.diags.items[0].column, 11);
    assert_int_equal(reading.diags.items[1].line, 4);
    assert_int_equal(reading.article.author_count, 2);
    free_reading(&reading);
}

static void limits(void **state)
{
    struct buffer text = {0};
    struct reading reading;

    (void)state;
    buffer_add_text(&text, "---\ntitle: 甲\nnote: ");
    for (int i = 0; i < ARTICLE_MAX_HEADER_LINE_KIB * 1024; i++)
        buffer_add_char(&text, 'x');
    buffer_add_text(&text, "\n---\n");
    reading = read_bytes(text.data, text.bytes);
    assert_false(reading.good);
    assert_int_equal(reading.diags.count, 1);
    assert_int_equal(reading.diags.items[0].line, 3);
    assert_non_null(strstr(reading.diags.items[0].message, "64 KiB"));
    free_reading(&reading);

    buffer_clear(&text);
    buffer_add_text(&text, "---\ntitle: 甲\n");
    for (int i = 0; i < 300; i++)
        buffer_addf(&text, "key%d: x\n", i);
    buffer_add_text(&text, "---\n");
    reading = read_bytes(text.data, text.bytes);
    assert_false(reading.good);
    assert_int_equal(diag_errors(&reading.diags), 1);
    free_reading(&reading);
    buffer_free(&text);
}

static void header_bytes_of_a_part(void **state)
{
    static const char text[] = "---\ntitle: a\n---\nb";

    (void)state;
    for (size_t bytes = 3; bytes < 16; bytes++)
        assert_true(article_header_bytes(text, bytes) == SIZE_MAX);
    assert_int_equal(article_header_bytes(text, 16), 16);
    assert_int_equal(article_header_bytes(text, 18), 17);
    assert_int_equal(article_header_bytes(text, 2), 0);
    assert_int_equal(article_header_bytes(NULL, 0), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_key),
        cmocka_unit_test(where_the_body_begins),
        cmocka_unit_test(values_that_are_one_or_none),
        cmocka_unit_test(values_are_cleaned),
        cmocka_unit_test(unknown_keys_are_told_of_once),
        cmocka_unit_test(lines_with_a_fault),
        cmocka_unit_test(headers_with_a_fault),
        cmocka_unit_test(punctuation_that_parts_nothing_is_a_warning),
        cmocka_unit_test(limits),
        cmocka_unit_test(header_bytes_of_a_part),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
