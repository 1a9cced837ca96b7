/* The parts of a letter: salutation, closing and signature, whose lines are no text. */

#include "content/show.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define CHECK(examples) show_check(examples, sizeof(examples) / sizeof(*(examples)), LINKS_PLAIN)

static void signatures(void **state)
{
    static const struct example examples[] = {
        {"a paragraph", "甲。\n\n　　　乙", "p: 甲。\np right: 乙\n"},
        {"two paragraphs are one signature", "　　　乙\n\n　　　　丙", "p right: 乙⏎丙\n"},
        {"lines after hard breaks", "甲\\\n　　　乙\\\n　　　丙", "p: 甲\np right: 乙⏎丙\n"},
        {"lines after none", "甲\n　　　乙\n　　　丙\n丁", "p: 甲\np right: 乙⏎丙\np: 丁\n"},
        {"blanks behind it", "　　　乙　　\\\n　　　丙", "p right: 乙⏎丙\n"},
        {"styles", "　　　**乙**\n\n　　　[丙](d)", "p right: {s|乙}⏎{l|丙}<d>\n"},
        {"in a quotation", "> 　　　乙\n\n　　　丙", "p q1 right: 乙\np right: 丙\n"},
        {"text between two", "　　　乙\n\n甲\n\n　　　丙", "p right: 乙\np: 甲\np right: 丙\n"},
        {"of HTML", "<p align=right>乙<br>丙</p>\n\n<p align=right>丁</p>", "p right: 乙⏎丙⏎丁\n"},
        {"two blanks are an indent", "甲\\\n　　乙", "p: 甲⏎乙\n"},
        {"a line that ends in a stop", "　　　乙，\\\n　　　丙。", "p: 乙，⏎丙。\n"},
        {"a numbered line keeps its place", "附：1. 甲\\\n　　　2. 乙",
         "p: 附：1. 甲⏎　　　2. 乙\n"},
        {"but for the first line's indent", "　　附：1. 甲\n　　　　　2. 乙",
         "p: 附：1. 甲⏎　　　2. 乙\n"},
        {"a numbered paragraph", "　　　第一章　甲", "p l1t 第一章: 甲\n"},
        {"an empty line", "　　　\\\n甲", "p: 　　　⏎甲\n"},
        {"in a list it is text", "- 甲\\\n  　　　乙", "p l1t •: 甲⏎　　　乙\n"},
        {"code", "```\n　　　乙\n```", "code: 　　　乙\n"},
    };

    (void)state;
    CHECK(examples);
}

static void salutations_and_closings(void **state)
{
    static const struct example examples[] = {
        {"both", "各位：\n\n甲。\n\n此致\n\n敬礼！",
         "p flush: 各位：\np: 甲。\np: 此致\np flush: 敬礼！\n"},
        {"a closing on a line", "甲。此致\n敬礼", "p: 甲。此致\np flush: 敬礼\n"},
        {"敬礼 in a line", "甲\n敬礼乙\n丙**敬礼**", "p: 甲敬礼乙丙{s|敬礼}\n"},
        {"nothing follows", "各位：", "p: 各位：\n"},
        {"a list follows", "东西：\n\n- 甲", "p: 东西：\np l1t •: 甲\n"},
        {"below a heading", "# 题\n\n各位：\n\n甲。", "h1: 题\np flush: 各位：\np: 甲。\n"},
        {"in a quotation", "> 各位：\n>\n> 甲。", "p q1: 各位：\np q1: 甲。\n"},
        {"a clause", "今天，他说：\n\n甲。", "p: 今天，他说：\np: 甲。\n"},
    };

    (void)state;
    CHECK(examples);
}

/* Each line of a signature that was written in several places is found where it was written. */
static void positions(void **state)
{
    static const char text[] = "甲。\n\n　　　**乙**\n\n　　　&#x4e19;丙\n\n　　　丁";
    static const char *const words[] = {"乙", "丙", "丁"};
    struct document document;
    const struct rich_text *rich;

    (void)state;
    document_parse(&document, text, strlen(text), 0, LINKS_PLAIN);
    assert_int_equal(document.block_count, 2);
    rich = &document.blocks[1].rich;
    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
        const char *found = i == 1 ? strstr(strstr(rich->text.p, words[i]) + 3, words[i])
                                   : strstr(rich->text.p, words[i]);
        size_t at = (size_t)(found - rich->text.p);
        int64_t source = strstr(text, words[i]) - text;

        assert_int_equal(rich_text_source(rich, at), source);
        assert_int_equal(rich_text_offset(rich, source), at);
    }
    for (size_t i = 1; i < rich->run_count; i++) {
        assert_true(rich->runs[i].text > rich->runs[i - 1].text);
        assert_true(rich->runs[i].source >= rich->runs[i - 1].source);
    }
    document_free(&document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signatures),
        cmocka_unit_test(salutations_and_closings),
        cmocka_unit_test(positions),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
