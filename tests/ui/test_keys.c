#include "ui/keys.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_parse(void **state)
{
    static const struct {
        const char *text;
        size_t bytes; /* 0: no key */
        reader_key key;
    } cases[] = {
        {"j", 1, 'j'},
        {"jk", 1, 'j'},
        {"<Down>x", 6, RK_DOWN},
        {"<DOWN>", 6, RK_DOWN},
        {"<c-F>", 5, 6},
        {"<C-[>", 5, RK_ESCAPE},
        {"<lt>", 4, '<'},
        {"<Quote>", 7, '\''},
        {"<dquote>", 8, '"'},
        {"<Semicolon>", 11, ';'},
        {"<Hash>", 6, '#'},
        {"<Backslash>", 11, '\\'},
        {"找到", 3, 0x627E},
        {"", 0, 0},
        {"<", 0, 0},
        {"<>", 0, 0},
        {"<Nope>", 0, 0},
        {"<C->", 0, 0},
        {"<C-?>", 0, 0},
        {"<C+f>", 0, 0},
        {"<Cxf>", 0, 0},
        {"<D-f>", 0, 0},
        {"<Down", 0, 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        reader_key key = 0;

        if (key_parse(str_of(cases[i].text), &key) != cases[i].bytes || key != cases[i].key)
            print_error("%s\n", cases[i].text);
        assert_int_equal(key_parse(str_of(cases[i].text), &key), cases[i].bytes);
        assert_int_equal(key, cases[i].key);
    }
}

/* Checks every key that a terminal sends and some that an input method sends. */
static void test_what_is_spelled_is_parsed(void **state)
{
    static const reader_key MORE[] = {RK_UP,        RK_DOWN, RK_LEFT, RK_RIGHT, RK_PAGE_UP,
                                      RK_PAGE_DOWN, RK_HOME, RK_END,  RK_F1,    RK_BACK_TAB,
                                      0xA0,         0x627E,  0xFF1F,  0x20000,  0x10FFFF};
    struct buffer text = {0};
    reader_key key;

    (void)state;
    for (size_t i = 1; i <= 0x7F + sizeof(MORE) / sizeof(MORE[0]); i++) {
        reader_key wanted = i <= 0x7F ? (reader_key)i : MORE[i - 0x80];

        buffer_clear(&text);
        key_spell(&text, wanted);
        assert_int_equal(key_parse(buffer_str(&text), &key), text.bytes);
        assert_int_equal(key, wanted);
        /* A configuration file would cut these characters off or end the word at them. */
        if (wanted < 0x80)
            assert_null(strpbrk(buffer_c_str(&text), " \t;#'\""));
    }
    buffer_clear(&text);
    key_spell(&text, '\\');
    assert_string_equal(buffer_c_str(&text), "<Backslash>");
    buffer_free(&text);
}

/* An input method types full-width forms; they are the keys. */
static void test_full_width_keys_are_narrow_ones(void **state)
{
    (void)state;
    for (reader_key key = 0xFF00; key <= 0xFF60; key++)
        assert_int_equal(key_narrow(key), key > 0xFF00 && key < 0xFF5F ? key - 0xFF00 + 0x20 : key);
    assert_int_equal(key_narrow('a'), 'a');
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parse),
        cmocka_unit_test(test_what_is_spelled_is_parsed),
        cmocka_unit_test(test_full_width_keys_are_narrow_ones),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
