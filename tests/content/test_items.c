/* Lists whose items have numbers in Chinese style. */

#include "content/document.h"
#include "show.h"
#include "text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define CHECK_EXAMPLES(examples) SHOW_CHECK(examples, LINKS_PLAIN)

/* Checks that lines with these beginnings are two items if `are_items`, else one paragraph. */
static void check_pair(const char *one, const char *two, bool are_items)
{
    struct buffer text = {0};
    struct document document;

    buffer_addf(&text, "%s甲\n%s乙\n", one, two);
    document_parse(&document, text.data, text.bytes, 0, LINKS_PLAIN);
    if (document.block_count != (are_items ? 2 : 1))
        fail_msg("“%s” and “%s”: %zu blocks", one, two, document.block_count);
    if (are_items) {
        assert_true(str_eq(document.blocks[0].marker, str_of(one)));
        assert_true(str_eq(document.blocks[0].rich.text, str_of("甲")));
        assert_true(str_eq(document.blocks[1].marker, str_of(two)));
        assert_true(str_eq(document.blocks[1].rich.text, str_of("乙")));
    }
    document_free(&document);
    buffer_free(&text);
}

static void numbers(void **state)
{
    static const char *const pairs[][2] = {
        /* each style */
        {"一、", "二、"},
        {"一．", "二．"},
        {"一）", "二）"},
        {"（一）", "（二）"},
        {"(一)", "(二)"},
        {"1、", "2、"},
        {"1.", "2."},
        {"１．", "２．"},
        {"1)", "2)"},
        {"1）", "2）"},
        {"(1)", "(2)"},
        {"（1）", "（2）"},
        {"（１）", "（２）"},
        {"①", "②"},
        {"⑴", "⑵"},
        {"⒈", "⒉"},
        {"㈠", "㈡"},
        /* width does not matter, as input methods are switched while typing */
        {"（1)", "(2）"},
        {"１、", "2、"},
        {"1.", "2．"},
        /* with an extra 、 */
        {"（一）、", "（二）、"},
        {"①、", "②"},
        /* counting */
        {"三、", "四、"},
        {"九、", "十、"},
        {"十、", "十一、"},
        {"十九、", "二十、"},
        {"二十、", "二十一、"},
        {"二十九、", "三十、"},
        {"九十八、", "九十九、"},
        {"9、", "10、"},
        {"09、", "10、"},
        {"99、", "100、"},
        {"998、", "999、"},
        {"⑨", "⑩"},
        {"⑲", "⑳"},
        {"⑼", "⑽"},
        {"⒆", "⒇"},
        {"⒚", "⒛"},
        {"㈨", "㈩"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++)
        check_pair(pairs[i][0], pairs[i][1], true);
}

static void no_numbers(void **state)
{
    static const char *const pairs[][2] = {
        {"", ""},
        {"一", "二"},               /* nothing after it */
        {"（一", "（二"},           /* not closed */
        {"1，", "2，"},             /* another stop */
        {"【1】", "【2】"},         /* other brackets */
        {"第一、", "第二、"},       /* text before it */
        {"1.5", "2.5"},             /* a number with a point */
        {"１．５", "２．５"},       /* the same, full-width */
        {"999、", "1000、"},        /* too large */
        {"2023、", "2024、"},       /* years */
        {"九十九、", "一百、"},     /* too large */
        {"0、", "1、"},             /* must not begin with 0 */
        {"零、", "一、"},           /* must not begin with 零 */
        {"一一、", "一二、"},       /* digits, not a number */
        {"一、", "三、"},           /* a gap */
        {"二、", "一、"},           /* counting down */
        {"一、", "一、"},           /* the same again */
        {"一、", "2、"},            /* two styles */
        {"一、", "（二）"},         /* two styles */
        {"①", "⑵"},                 /* two styles */
        {"⑳", "㉑"},                /* ㉑ is not supported */
        {"①\uFE0F", "②\uFE0F"},     /* one glyph with the variation selector */
        {"1、\u0301", "2、\u0301"}, /* one cluster with the combining mark */
    };

    (void)state;
    for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++)
        check_pair(pairs[i][0], pairs[i][1], false);
}

static void runs(void **state)
{
    static const struct example examples[] = {
        {"one alone", "一、二季度\n", "p: 一、二季度\n"},
        {"第一条 alone", "第一条　甲\n", "p l1t 第一条: 甲\n"},
        {"an article goes on in the next chapter",
         "第一章 甲\n\n第一条：乙\n\n第二章 丙\n\n第2条、丁",
         "p l1t 第一章: 甲\np l1t 第一条：: 乙\np l1t 第二章: 丙\np l1t 第2条、: 丁\n"},
        {"a hundred and three", "第一百零三条 甲\n第九百九十九条 乙",
         "p l1t 第一百零三条: 甲\np l1t 第九百九十九条: 乙\n"},
        {"an article's items", "第一条 甲\n（一）乙\n（二）丙\n第二条 丁",
         "p l1t 第一条: 甲\np l2t （一）: 乙\np l2t （二）: 丙\np l1t 第二条: 丁\n"},
        {"第一条 and its kin in text", "第一条规定\n\n第一天 甲\n\n第条 乙\n\n第十百条 丙",
         "p: 第一条规定\np: 第一天 甲\np: 第条 乙\np: 第十百条 丙\n"},
        {"text before stays a paragraph", "要求：\n一、甲\n二、乙",
         "p: 要求：\np l1t 一、: 甲\np l1t 二、: 乙\n"},
        {"further lines are the item's", "一、甲\n续\n二、乙\n续 a\nb",
         "p l1t 一、: 甲续\np l1t 二、: 乙续 a b\n"},
        {"from 3 on", "3、甲\n4、乙", "p l1t 3、: 甲\np l1t 4、: 乙\n"},
        {"a number left out: two lists", "1、甲\n2、乙\n4、丙\n5、丁",
         "p l1t 1、: 甲\np l1t 2、: 乙\np l1t 4、: 丙\np l1t 5、: 丁\n"},
        {"the same number twice", "1、甲\n2、乙\n2、丙\n3、丁",
         "p l1t 1、: 甲\np l1t 2、: 乙\np l1t 2、: 丙\np l1t 3、: 丁\n"},
        {"one that does not fit is text", "一、甲\n二、乙\n四、丙",
         "p l1t 一、: 甲\np l1t 二、: 乙四、丙\n"},
        {"hard breaks", "要求  \n一、甲  \n二、乙\\\n三、丙",
         "p: 要求\np l1t 一、: 甲\np l1t 二、: 乙\np l1t 三、: 丙\n"},
        {"a hard break in an item stays", "一、甲\\\n续\\\n二、乙",
         "p l1t 一、: 甲⏎续\np l1t 二、: 乙\n"},
        {"a space for the newline goes", "(1) a\n(2) b", "p l1t (1): a\np l1t (2): b\n"},
        {"CRLF", "一、甲\r\n二、乙\r\n\r\n三、丙\r\n",
         "p l1t 一、: 甲\np l1t 二、: 乙\np l1t 三、: 丙\n"},
        {"paragraphs", "一、甲\n\n二、乙\n\n\n三、丙",
         "p l1t 一、: 甲\np l1t 二、: 乙\np l1t 三、: 丙\n"},
        {"lines and paragraphs", "要求：\n一、甲\n\n二、乙\n三、丙\n\n四、丁",
         "p: 要求：\np l1t 一、: 甲\np l1t 二、: 乙\np l1t 三、: 丙\np l1t 四、: 丁\n"},
        {"a paragraph between them", "一、甲\n\n正文\n\n二、乙", "p: 一、甲\np: 正文\np: 二、乙\n"},
        {"a paragraph with items between them", "一、甲\n\n正文\n二、乙",
         "p: 一、甲\np: 正文二、乙\n"},
        {"a heading between them", "一、甲\n\n# 题\n\n二、乙", "p: 一、甲\nh1: 题\np: 二、乙\n"},
        {"code between them", "一、甲\n\n    code\n\n二、乙", "p: 一、甲\ncode: code\np: 二、乙\n"},
        {"a rule between them", "一、甲\n\n***\n\n二、乙", "p: 一、甲\nrule: \np: 二、乙\n"},
        {"one in a quote", "一、甲\n\n> 二、乙\n\n三、丙", "p: 一、甲\np q1: 二、乙\np: 三、丙\n"},
        {"all in a quote", "> 引：\n> 一、甲\n> 二、乙\n>\n> 三、丙",
         "p q1: 引：\np q1 l1t 一、: 甲\np q1 l1t 二、: 乙\np q1 l1t 三、: 丙\n"},
        {"items without text", "一、\n二、\n三、丙",
         "p l1t 一、: \np l1t 二、: \np l1t 三、: 丙\n"},
        {"their text on the next line", "一、\n甲\n二、  \n乙", "p l1t 一、: 甲\np l1t 二、: 乙\n"},
    };

    (void)state;
    CHECK_EXAMPLES(examples);
}

static void spaces(void **state)
{
    static const struct example examples[] = {
        {"typed behind the marker", "一、 甲\n二、　乙\n三、  　丙",
         "p l1t 一、: 甲\np l1t 二、: 乙\np l1t 三、: 丙\n"},
        {"typed before it", "　　一、甲\n　　二、乙\n\n　　三、丙",
         "p l1t 一、: 甲\np l1t 二、: 乙\np l1t 三、: 丙\n"},
        {"typed before it, and nothing before that", "一、\n　二、乙",
         "p l1t 一、: \np l1t 二、: 乙\n"},
        {"an indented line", "要求：\n  一、甲\n      二、乙",
         "p: 要求：\np l1t 一、: 甲\np l1t 二、: 乙\n"},
        {"before a line without a space between", "a\n① b\n② c", "p: a\np l1t ①: b\np l1t ②: c\n"},
        {"a mark on a space stays on it", "一、 \u0301甲\n二、乙",
         "p l1t 一、:  \u0301甲\np l1t 二、: 乙\n"},
    };

    (void)state;
    CHECK_EXAMPLES(examples);
}

static void nesting(void **state)
{
    static const struct example examples[] = {
        {"four levels, and the outer ones go on",
         "一、甲\n（一）乙\n1.丙\n①丁\n②戊\n2.己\n（二）庚\n二、辛\n（一）壬\n（二）癸",
         "p l1t 一、: 甲\np l2t （一）: 乙\np l3t 1.: 丙\np l4t ①: 丁\np l4t ②: 戊\np l3t 2.: 己\n"
         "p l2t （二）: 庚\np l1t 二、: 辛\np l2t （一）: 壬\np l2t （二）: 癸\n"},
        {"over paragraphs", "一、甲\n\n（1）乙\n\n（2）丙\n\n二、丁",
         "p l1t 一、: 甲\np l2t （1）: 乙\np l2t （2）: 丙\np l1t 二、: 丁\n"},
        {"one alone is its item's text", "一、甲\n（一）乙\n二、丙",
         "p l1t 一、: 甲（一）乙\np l1t 二、: 丙\n"},
        {"one alone as a paragraph stays one", "一、甲\n\n（一）乙\n\n二、丙",
         "p l1t 一、: 甲\np: （一）乙\np l1t 二、: 丙\n"},
        {"below one alone", "一、二季度\n（1）甲\n（2）乙",
         "p: 一、二季度\np l1t （1）: 甲\np l1t （2）: 乙\n"},
        {"not from 1: beside it", "一、甲\n二、乙\n3、丙\n4、丁",
         "p l1t 一、: 甲\np l1t 二、: 乙\np l1t 3、: 丙\np l1t 4、: 丁\n"},
        {"from 1 again below the next", "一、甲\n①乙\n②丙\n二、丁\n①戊\n②己",
         "p l1t 一、: 甲\np l2t ①: 乙\np l2t ②: 丙\np l1t 二、: 丁\np l2t ①: 戊\np l2t ②: 己\n"},
        {"from 1 again", "一、甲\n二、乙\n一、丙\n二、丁",
         "p l1t 一、: 甲\np l1t 二、: 乙\np l1t 一、: 丙\np l1t 二、: 丁\n"},
        {"a line that is folded before a number", "一、由三年\n（三）班参加\n二、乙",
         "p l1t 一、: 由三年（三）班参加\np l1t 二、: 乙\n"},
    };

    (void)state;
    CHECK_EXAMPLES(examples);
}

static void with_lists_of_commonmark(void **state)
{
    static const struct example examples[] = {
        {"numbers in an item", "- 甲：\n  一、乙\n  二、丙\n- 丁",
         "p l1t •: 甲：\np l2t 一、: 乙\np l2t 二、: 丙\np l1t •: 丁\n"},
        {"an item that begins with them", "- 一、甲\n  二、乙",
         "p l1t •: \np l2t 一、: 甲\np l2t 二、: 乙\n"},
        {"one of them to an item", "- 一、甲\n- 二、乙", "p l1t •: 一、甲\np l1t •: 二、乙\n"},
        {"paragraphs of an item", "- 甲\n\n  一、乙\n\n  二、丙",
         "p l1 •: 甲\np l2t 一、: 乙\np l2t 二、: 丙\n"},
        {"an item and what is behind its list", "- 甲\n\n  一、乙\n\n二、丙",
         "p l1 •: 甲\np l1: 一、乙\np: 二、丙\n"},
        {"a list below an item", "一、甲\n\n1. 乙\n2. 丙\n\n二、丁",
         "p l1t 一、: 甲\np l2t 1.: 乙\np l2t 2.: 丙\np l1t 二、: 丁\n"},
        {"a list below one alone", "一、二季度\n\n- 乙\n", "p: 一、二季度\np l1t •: 乙\n"},
        {"its paragraphs and code",
         "一、甲\n二、乙\n\n- 丙\n\n  丁\n\n  ```\n  code\n  ```\n\n正文",
         "p l1t 一、: 甲\np l1t 二、: 乙\np l2 •: 丙\np l2: 丁\ncode l2: code\np: 正文\n"},
        {"lines that go on outside of the list", "一、甲\n（一）乙\n1. 丙\n2. 丁\n（二）戊\n二、己",
         "p l1t 一、: 甲\np l2t （一）: 乙\np l3t 1.: 丙\np l3t 2.: 丁\np l2t （二）: 戊\np l1t "
         "二、: 己\n"},
        {"the list's numbers behind them as written",
         "一、甲\n1. 乙\n2. 丙\n二、丁\n1. **戊**\n2. 己\n三、庚",
         "p l1t 一、: 甲\np l2t 1.: 乙\np l2t 2.: 丙\np l1t 二、: 丁\np l2t 1.: {s|戊}\np l2t 2.: "
         "己\np l1t 三、: 庚\n"},
        {"and counted again in the next list",
         "一、甲\n1. 乙\n二、丁\n1. 戊\n\n正文\n\n1. 己\n1. 庚",
         "p l1t 一、: 甲\np l2t 1.: 乙\np l1t 二、: 丁\np l2t 1.: 戊\np: 正文\np l1t 1.: 己\np l1t "
         "2.: 庚\n"},
        {"another style below a line that went on outside", "一、甲\n- 乙\n二、丙\n①丁\n②戊",
         "p l1t 一、: 甲\np l2t •: 乙\np l1t 二、: 丙\np l2t ①: 丁\np l2t ②: 戊\n"},
        {"and so outside of two lists, one after the other",
         "一、甲\n1. 乙\n二、丙\n1. 丁\n   ①戊\n   - 己\n   ②庚\n2. 辛",
         "p l1t 一、: 甲\np l2t 1.: 乙\np l1t 二、: 丙\np l2t 1.: 丁\np l3t ①: 戊\np l4t ◦: 己\n"
         "p l3t ②: 庚\np l2t 2.: 辛\n"},
        {"a paragraph of the list does not go on outside of it",
         "一、甲\n\n- 乙\n\n  二、丙\n\n三、丁",
         "p: 一、甲\np l1 •: 乙\np l1: 二、丙\np: 三、丁\n"},
        {"the same numbers inside and outside", "一、甲\n\n- 乙\n\n  一、丙\n\n  二、丁\n\n二、戊",
         "p l1t 一、: 甲\np l2 •: 乙\np l3t 一、: 丙\np l3t 二、: 丁\np l1t 二、: 戊\n"},
    };

    (void)state;
    CHECK_EXAMPLES(examples);
}

static void what_survives(void **state)
{
    static const struct example examples[] = {
        {"strong markers", "**一、甲。** 乙\n**二、丙**丁",
         "p l1t 一、: {s|甲。}乙\np l1t 二、: {s|丙}丁\n"},
        {"a strong marker alone", "**一、** 甲\n**二、** 乙", "p l1t 一、: 甲\np l1t 二、: 乙\n"},
        {"strong over all of them", "**甲\n一、乙\n二、丙**丁",
         "p: {s|甲}\np l1t 一、: {s|乙}\np l1t 二、: {s|丙}丁\n"},
        {"links", "一、见[甲](x)\n二、[乙\n三、丙](y)丁",
         "p l1t 一、: 见{l|甲}<x>\np l1t 二、: {l|乙}<y>\np l1t 三、: {l|丙}<y>丁\n"},
        {"a link that begins with the marker", "[一、甲](x)\n[二、乙](y)",
         "p l1t 一、: {l|甲}<x>\np l1t 二、: {l|乙}<y>\n"},
        {"a link of the marker alone is no marker", "[①](x)甲\n[②](y)乙",
         "p: {l|①}<x>甲 {l|②}<y>乙\n"},
        {"code is no marker", "`一、`甲\n`二、乙`", "p: {c|一、}甲{c|二、乙}\n"},
        {"an escape is no marker", "1\\. 甲\n2\\. 乙", "p: 1. 甲 2. 乙\n"},
        {"a reference is no marker", "1&#x3001;甲\n2&#x3001;乙", "p: 1、甲 2、乙\n"},
        {"a marker in two styles is none", "**一**、甲\n**二**、乙", "p: {s|一}、甲{s|二}、乙\n"},
    };
    static const struct example left_alone[] = {
        {"headings", "# 一、甲\n# 二、乙", "h1: 一、甲\nh1: 二、乙\n"},
        {"underlined headings", "一、甲\n二、乙\n===", "h1: 一、甲二、乙\n"},
        {"cells", "|一、甲|\n|---|\n|二、乙|", "table: |<一、甲|⏎|二、乙|\n"},
        {"code", "```\n一、甲\n二、乙\n```", "code: 一、甲⏎二、乙\n"},
        {"captions", "![一、甲](a)\n![二、乙](b)", "caption: 一、甲⏎二、乙\n"},
    };

    static const struct example numbered[] = {
        {"a link's number", "一、见[甲](x)\n二、[乙](y)丙",
         "p l1t 一、: 见{l|甲}<x>{ln|[1]}<x>\np l1t 二、: {l|乙}<y>{ln|[2]}<y>丙\n"},
        {"of a link over two items", "一、[甲\n二、乙](x)丙",
         "p l1t 一、: {l|甲}<x>\np l1t 二、: {l|乙}<x>{ln|[1]}<x>丙\n"},
        {"of a link of the marker alone", "[①](x)甲\n[②](y)乙",
         "p: {l|①}<x>{ln|[1]}<x>甲 {l|②}<y>{ln|[2]}<y>乙\n"},
    };

    (void)state;
    CHECK_EXAMPLES(examples);
    CHECK_EXAMPLES(left_alone);
    SHOW_CHECK(numbered, LINKS_NUMBERED);
}

/* Tests the columns before each block's text. */
static void columns(void **state)
{
    static const struct {
        const char *what;
        const char *markdown;
        int cols[6];
    } rows[] = {
        {"no list", "甲", {0}},
        {"four at the least", "- 甲\n- 乙", {4, 4}},
        {"the marker and a blank", "9. 甲\n10. 乙", {4, 4}},
        {"a longer marker", "99. 甲\n100. 乙", {4, 5}},
        {"nested", "- 甲\n  - 乙\n    1. 丙\n- 丁", {4, 8, 12, 4}},
        {"below a longer marker", "100. 甲\n\n     乙\n\n     - 丙\n", {5, 5, 9}},
        {"an item's quote", "- > 甲", {4}},
        {"a marker with its own blank", "十、甲\n十一、乙", {4, 6}},
        {"in brackets", "（九）甲\n（十）乙\n（十一）丙", {6, 6, 8}},
        {"in narrow brackets", "(9)甲\n(10)乙", {4, 5}},
        {"in mixed brackets", "（9）甲\n（10）乙", {5, 6}},
        {"wide however wide it is drawn", "①甲\n②乙", {4, 4}},
        {"Chinese and CommonMark nested",
         "一、甲\n（一）乙\n1. 丙\n（二）丁\n二、戊",
         {4, 10, 14, 10, 4}},
        {"CommonMark below Chinese", "（一）甲\n\n- 乙\n\n（二）丙", {6, 10, 6}},
        {"Chinese below CommonMark", "100. 甲\n     （一）乙\n     （二）丙", {5, 11, 11}},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct document document;

        document_parse(&document, rows[i].markdown, strlen(rows[i].markdown), 0, LINKS_PLAIN);
        for (size_t j = 0; j < document.block_count; j++)
            if (document.blocks[j].list_cols != rows[i].cols[j])
                fail_msg("%s: block %zu: %d columns", rows[i].what, j,
                         document.blocks[j].list_cols);
        document_free(&document);
    }
}

/* There is no gap after a half-empty character. */
static void columns_of_a_marker(void **state)
{
    static const struct {
        const char *marker;
        int narrow, wide;
    } rows[] = {{"•", 2, 3},      {"1.", 3, 3},   {"1)", 3, 3},  {"(1)", 4, 4},
                {"①", 2, 3},      {"⒈", 2, 3},    {"㈠", 3, 3},  {"一、", 4, 4},
                {"（一）", 6, 6}, {"１．", 4, 4}, {"1、", 3, 3}, {"（1）、", 7, 7}};

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        if (marker_cols(str_of(rows[i].marker), false) != rows[i].narrow ||
            marker_cols(str_of(rows[i].marker), true) != rows[i].wide)
            fail_msg("%s", rows[i].marker);
    }
}

/* Each position in the blocks has its source, and the blocks are in the source's order. */
static void source_positions(void **state)
{
    static const char text[] =
        "求：\n　一、**甲&amp;** 乙\n\\*丙  \n二、\n三、[丁\n四、a\nb](x)\n\n"
        "五、戊\n1. 己\n六、庚\xFF\n七、辛&hellip;\n";
    const int64_t base = 1000;
    struct document document;
    int64_t before = base;

    (void)state;
    document_parse(&document, text, strlen(text), base, LINKS_PLAIN);
    assert_int_equal(document.block_count, 9);
    for (size_t i = 0; i < document.block_count; i++) {
        const struct block *block = &document.blocks[i];
        const struct rich_text *rich = &block->rich;

        assert_true(block->source >= before);
        before = block->source;
        if (rich->text.bytes)
            assert_int_equal(block->source, rich_text_source(rich, 0));
        else
            assert_memory_equal(text + (block->source - base), "二、", 6);
        for (size_t run = 1; run < rich->run_count; run++)
            assert_true(rich->runs[run].text > rich->runs[run - 1].text);
        for (size_t at = 0; at < rich->text.bytes;) {
            int64_t source = rich_text_source(rich, at);
            char32_t here, there;

            assert_true(source >= before);
            before = source;
            assert_int_equal(rich_text_offset(rich, source), at);
            utf8_decode(text + (source - base), strlen(text) - (size_t)(source - base), &there);
            at += utf8_decode(rich->text.p + at, rich->text.bytes - at, &here);
            if (here != there && here != 0x2026)
                assert_true(here == ' ' && there == '\n');
        }
    }
    document_free(&document);
}

/* Many lines, nested as deep as possible: none is lost, and depth is limited. */
static void monstrous_lists(void **state)
{
    static const char *const units[] = {
        "一、",
        "一、\n",
        "一、a\n二、b\n",
        "①\n②\n",
        "一、a\n1、a\n（1）a\n(一)a\n①a\n⑴a\n⒈a\n㈠a\n1)a\n一)a\n1.a\n一.a\n",
        "- 一、a\n  - 1、b\n",
        "一、a\n- 1、b\n2、c\n二、d\n"};

    (void)state;
    for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++) {
        struct buffer text = {0};
        struct document document;
        size_t bytes = 0;

        while (text.bytes < 64 * 1024)
            buffer_add_text(&text, units[i]);
        document_parse(&document, text.data, text.bytes, 0, LINKS_PLAIN);
        for (size_t j = 0; j < document.block_count; j++) {
            bytes += document.blocks[j].marker.bytes + document.blocks[j].rich.text.bytes;
            assert_true(document.blocks[j].list_depth < 64);
        }
        assert_true(bytes > text.bytes / 2 && bytes < 2 * text.bytes);
        document_free(&document);
        buffer_free(&text);
    }
}

/* Chinese-style lists and CommonMark lists within each other: beyond the limit they are text. */
static void nesting_has_an_end(void **state)
{
    static const char *const pairs[][2] = {{"①", "②"}, {"⑴", "⑵"}, {"⒈", "⒉"}, {"㈠", "㈡"}};
    struct buffer text = {0};
    struct document document;
    int deepest = 0;

    (void)state;
    for (int depth = 0; depth < 40; depth++)
        for (size_t i = 0; i < 4; i++)
            buffer_addf(&text, "%*s%s%s a\n", 2 * depth + (i ? 2 : 0), "", i ? "" : "- ",
                        pairs[i][0]);
    for (size_t i = 0; i < 4; i++)
        buffer_addf(&text, "%s b\n", pairs[i][1]);
    document_parse(&document, text.data, text.bytes, 0, LINKS_PLAIN);
    for (size_t i = 0; i < document.block_count; i++)
        if (document.blocks[i].list_depth > deepest)
            deepest = document.blocks[i].list_depth;
    assert_in_range(deepest, 40, 40 + 32);
    document_free(&document);
    buffer_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers),
        cmocka_unit_test(no_numbers),
        cmocka_unit_test(runs),
        cmocka_unit_test(spaces),
        cmocka_unit_test(nesting),
        cmocka_unit_test(with_lists_of_commonmark),
        cmocka_unit_test(what_survives),
        cmocka_unit_test(columns),
        cmocka_unit_test(columns_of_a_marker),
        cmocka_unit_test(source_positions),
        cmocka_unit_test(monstrous_lists),
        cmocka_unit_test(nesting_has_an_end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
