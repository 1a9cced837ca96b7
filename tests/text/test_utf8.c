#include "text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <unistr.h>

static void decodes(void **state)
{
    static const struct {
        const char *what, *text;
        size_t bytes;
        char32_t cp;
        size_t length;
    } cases[] = {
        {"ASCII", "ab", 2, 'a', 1},
        {"NUL", "\0b", 2, 0, 1},
        {"two bytes", "é", 2, 0xE9, 2},
        {"Han", "报纸", 6, 0x62A5, 3},
        {"a pictograph", "😀", 4, 0x1F600, 4},
        {"the last code point", "\xF4\x8F\xBF\xBF", 4, 0x10FFFF, 4},
        {"a noncharacter is UTF-8", "\xEF\xBF\xBF", 3, 0xFFFF, 3},
        {"cut short", "\xE6\x8A", 2, 0xFFFD, 1},
        {"cut short by the size, not the bytes", "报", 2, 0xFFFD, 1},
        {"a lone tail", "\x80", 1, 0xFFFD, 1},
        {"overlong NUL", "\xC0\x80", 2, 0xFFFD, 1},
        {"overlong slash, three bytes", "\xE0\x80\xAF", 3, 0xFFFD, 1},
        {"overlong slash, four bytes", "\xF0\x80\x80\xAF", 4, 0xFFFD, 1},
        {"the first surrogate", "\xED\xA0\x80", 3, 0xFFFD, 1},
        {"the last surrogate", "\xED\xBF\xBF", 3, 0xFFFD, 1},
        {"beyond U+10FFFF", "\xF4\x90\x80\x80", 4, 0xFFFD, 1},
        {"five bytes", "\xF8\x88\x80\x80\x80", 5, 0xFFFD, 1},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        char32_t cp = 0;
        size_t length = utf8_decode(cases[i].text, cases[i].bytes, &cp);

        if (cp != cases[i].cp || length != cases[i].length)
            fail_msg("%s: U+%04X in %zu bytes", cases[i].what, (unsigned)cp, length);
    }
}

static void every_scalar_value_comes_back(void **state)
{
    (void)state;
    for (char32_t cp = 0; cp <= 0x10FFFF; cp++) {
        char text[4];
        char32_t back;
        size_t length;

        if (cp >= 0xD800 && cp <= 0xDFFF)
            continue;
        length = utf8_encode(cp, text);
        if (utf8_decode(text, length, &back) != length || back != cp)
            fail_msg("U+%04X comes back as U+%04X", (unsigned)cp, (unsigned)back);
    }
}

/* Compares the verdict on any two bytes, followed by two of the bytes at the limits of ranges, with
 * libunistring's. */
static void agrees_with_a_second_decoder(void **state)
{
    static const unsigned char edges[] = {0x00, 0x41, 0x7F, 0x80, 0xBF, 0xC0, 0xFF};
    enum { EDGES = sizeof(edges) };

    (void)state;
    for (unsigned i = 0; i < 0x10000; i++) {
        for (unsigned j = 0; j < EDGES * EDGES; j++) {
            unsigned char text[4] = {(unsigned char)(i >> 8), (unsigned char)i, edges[j / EDGES],
                                     edges[j % EDGES]};
            ucs4_t theirs;
            char32_t ours;
            int theirs_length = u8_mbtoucr(&theirs, text, 4);
            size_t length = utf8_decode((const char *)text, 4, &ours);

            if (theirs_length < 0 ? length != 1 || ours != 0xFFFD
                                  : length != (size_t)theirs_length || ours != theirs)
                fail_msg("%02X %02X %02X %02X", text[0], text[1], text[2], text[3]);
        }
    }
}

static void finds_the_valid_prefix(void **state)
{
    static const struct {
        const char *what, *text;
        size_t bytes, valid;
    } cases[] = {
        {"nothing", "", 0, 0},
        {"all of it", "ab 报纸 é 😀", 17, 17},
        {"a NUL", "报\0纸", 7, 3},
        {"a byte that is none", "ab\xFFxy", 5, 2},
        {"cut short at the end", "报\xE7\xBA", 5, 3},
        {"a surrogate", "a\xED\xA0\x80", 4, 1},
        {"an overlong form", "a\xE0\x80\x80", 4, 1},
        {"Latin-1", "caf\xE9 noir", 9, 3},
        {"GBK", "\xB1\xA8\xD6\xBD", 4, 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        /* of exact size, so that a sanitizer catches reads beyond it */
        char *copy = malloc(cases[i].bytes + !cases[i].bytes);
        size_t valid;

        memcpy(copy, cases[i].text, cases[i].bytes);
        valid = utf8_valid_prefix(copy, cases[i].bytes);
        if (valid != cases[i].valid)
            fail_msg("%s: %zu bytes", cases[i].what, valid);
        free(copy);
    }
}

/* Finds an ASCII byte at any index among other bytes, in memory of exactly that size. */
static void finds_the_next_ascii_byte(void **state)
{
    enum { MOST_BYTES = 27 };

    (void)state;
    for (size_t bytes = 0; bytes <= MOST_BYTES; bytes++) {
        char *text = malloc(bytes + !bytes);

        for (size_t ascii = 0; ascii <= bytes; ascii++) {
            memset(text, 0x80, bytes);
            if (ascii < bytes)
                text[ascii] = 0x7F;
            for (size_t at = 0; at <= bytes; at++)
                assert_int_equal(utf8_next_ascii(text, at, bytes), at <= ascii ? ascii : bytes);
        }
        free(text);
    }
}

static bool is_wide_or_narrow_space(char32_t cp)
{
    return cp == ' ' || cp == 0x3000;
}

static void trims_code_points_of_a_class(void **state)
{
    static const char *const cases[][2] = {
        {"", ""}, {" 　 ", ""}, {"　上 城 　", "上 城"}, {"上", "上"}};

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
        assert_true(
            str_eq(utf8_trim(str_of(cases[i][0]), is_wide_or_narrow_space), str_of(cases[i][1])));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decodes),
        cmocka_unit_test(every_scalar_value_comes_back),
        cmocka_unit_test(agrees_with_a_second_decoder),
        cmocka_unit_test(finds_the_valid_prefix),
        cmocka_unit_test(finds_the_next_ascii_byte),
        cmocka_unit_test(trims_code_points_of_a_class),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
