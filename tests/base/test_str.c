#include "base/ascii.h"
#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void assert_text(struct str found, const char *wanted)
{
    assert_true(str_eq(found, str_of(wanted)));
}

static void test_trims_bytes_of_a_class(void **state)
{
    (void)state;
    assert_text(str_trim(str_of(" \t上 城\t "), ascii_is_blank), "上 城");
    assert_text(str_trim(str_of(" \ta\n"), ascii_is_blank), "a\n");
    assert_text(str_trim(str_of(" \ta\n"), ascii_is_space), "a");
    assert_text(str_trim(str_of(" \t "), ascii_is_blank), "");
    assert_text(str_trim((struct str){0}, ascii_is_blank), "");
}

static void test_compares_in_any_case(void **state)
{
    (void)state;
    assert_true(str_case_eq(str_of("ReadMe一"), str_of("README一")));
    assert_false(str_case_eq(str_of("README"), str_of("READM")));
    assert_true(str_case_eq((struct str){0}, str_of("")));
    assert_true(str_case_begins(str_of("<PRE>"), "<pre"));
    assert_false(str_case_begins(str_of("<pr"), "<pre"));
    assert_false(str_case_begins((struct str){0}, "<"));
}

static void test_finds_in_any_case(void **state)
{
    struct str text = str_of("</p></PRE>");

    (void)state;
    assert_int_equal(str_case_find(text, 0, "</pre>"), 4);
    assert_int_equal(str_case_find(text, 4, "</pre>"), 4);
    assert_int_equal(str_case_find(text, 5, "</pre>"), SIZE_MAX);
    assert_int_equal(str_case_find(text, text.bytes, ">"), SIZE_MAX);
    assert_int_equal(str_case_find((struct str){text.p, 9}, 0, "</pre>"), SIZE_MAX);
    assert_int_equal(str_case_find((struct str){0}, 0, ">"), SIZE_MAX);
}

static void test_takes_lines(void **state)
{
    struct str text = str_of("一\n\n二\r\n三"), none = {0};

    (void)state;
    assert_text(str_take_line(&text), "一");
    assert_text(str_take_line(&text), "");
    assert_text(str_take_line(&text), "二\r");
    assert_text(str_take_line(&text), "三");
    assert_int_equal(text.bytes, 0);
    assert_text(str_take_line(&text), "");
    assert_text(str_take_line(&none), "");
}

static void test_takes_words(void **state)
{
    struct str text = str_of(" \tred on\tdefault "), none = {0};

    (void)state;
    assert_text(str_take_word(&text), "red");
    assert_text(str_take_word(&text), "on");
    assert_text(str_take_word(&text), "default");
    assert_text(str_take_word(&text), "");
    assert_int_equal(text.bytes, 0);
    assert_text(str_take_word(&none), "");
}

static void test_classes_of_ascii(void **state)
{
    (void)state;
    for (int byte = -128; byte < 256; byte++) {
        const char *letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

        assert_int_equal(ascii_is_digit(byte), byte > 0 && strchr("0123456789", byte));
        assert_int_equal(ascii_is_letter(byte), byte > 0 && strchr(letters, byte));
        assert_int_equal(ascii_is_blank(byte), byte > 0 && strchr(" \t", byte));
        assert_int_equal(ascii_is_newline(byte), byte > 0 && strchr("\r\n", byte));
        assert_int_equal(ascii_is_space(byte), byte > 0 && strchr(" \t\r\n", byte));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_trims_bytes_of_a_class),
        cmocka_unit_test(test_compares_in_any_case),
        cmocka_unit_test(test_finds_in_any_case),
        cmocka_unit_test(test_takes_lines),
        cmocka_unit_test(test_takes_words),
        cmocka_unit_test(test_classes_of_ascii),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
