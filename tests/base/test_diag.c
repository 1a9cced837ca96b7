#include "base/diag.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void test_print(void **state)
{
    static const struct {
        const char *description;
        enum diag_level level;
        size_t line, column;
        const char *printed;
    } cases[] = {
        {"a place", DIAG_ERROR, 3, 7, "a.md:3:7: 错误: 错 1 of “x”"},
        {"a line", DIAG_WARNING, 12, 0, "a.md:12:1: 警告: 错 1 of “x”"},
        {"a file", DIAG_ERROR, 0, 0, "a.md:1:1: 错误: 错 1 of “x”"},
        {"a column without a line", DIAG_ERROR, 0, 5, "a.md:1:1: 错误: 错 1 of “x”"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct diags diags = {0};
        struct buffer printed = {0};

        diag_add(&diags, cases[i].level, "a.md", cases[i].line, cases[i].column, "错 %d of “%s”", 1,
                 "x");
        diag_write(diags.items, &printed);
        if (strcmp(buffer_c_str(&printed), cases[i].printed) != 0)
            print_error("%s\n", cases[i].description);
        assert_string_equal(buffer_c_str(&printed), cases[i].printed);
        buffer_free(&printed);
        diags_free(&diags);
    }
}

static void test_list_owns_its_strings_and_counts_errors(void **state)
{
    enum { COUNT = 100 };
    struct diags diags = {0};

    (void)state;
    assert_int_equal(diag_errors(&diags), 0);
    for (size_t i = 0; i < COUNT; i++) {
        char path[16], word[16];

        snprintf(path, sizeof(path), "%zu.md", i);
        snprintf(word, sizeof(word), "w%zu", i);
        diag_add(&diags, i % 4 ? DIAG_WARNING : DIAG_ERROR, path, i, 1, "%s", word);
        memset(path, 'x', sizeof(path));
        memset(word, 'x', sizeof(word));
    }
    assert_int_equal(diags.count, COUNT);
    assert_int_equal(diag_errors(&diags), COUNT / 4);
    assert_string_equal(diags.items[0].path, "0.md");
    assert_string_equal(diags.items[99].path, "99.md");
    assert_string_equal(diags.items[42].message, "w42");
    assert_int_equal(diags.items[42].line, 42);
    diags_free(&diags);
    assert_int_equal(diags.count, 0);
    assert_null(diags.items);
}

static void test_quote(void **state)
{
    static const struct {
        const char *text, *quoted;
    } cases[] = {
        {"", ""},
        {"a 看报 <C-f>", "a 看报 <C-f>"},
        {"a\tb\x1b[2J\x7f", "a?b?[2J?"},
        {"C1 \xC2\x9b, no C1 \xC2\xA0", "C1 ?, no C1 \xC2\xA0"},
        {"\xFF\xC2", "\xFF\xC2"},
    };
    struct buffer out = {0}, longest = {0};

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        buffer_clear(&out);
        diag_quote(str_of(cases[i].text), &out);
        assert_string_equal(buffer_c_str(&out), cases[i].quoted);
    }
    for (int i = 0; i < 100; i++)
        buffer_add_text(&longest, "报");
    buffer_clear(&out);
    diag_quote(buffer_str(&longest), &out);
    assert_int_equal(out.bytes, 120 + strlen("…")); /* 40 whole characters */
    assert_string_equal(buffer_c_str(&out) + 117, "报…");
    buffer_free(&out);
    buffer_free(&longest);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_quote),
        cmocka_unit_test(test_print),
        cmocka_unit_test(test_list_owns_its_strings_and_counts_errors),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
