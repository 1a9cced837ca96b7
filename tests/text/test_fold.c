#include "text/fold.h"

#include "text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>
#include <unicase.h>
#include <uninorm.h>

static void folds(void **state)
{
    static const struct {
        const char *what, *text, *folded;
    } cases[] = {
        {"nothing", "", ""},
        {"ASCII", "KanBao 123 [@`{", "kanbao 123 [@`{"},
        {"Han", "看报", "看报"},
        {"full-width letters and digits", "ＡＺａｚ０９", "azaz09"},
        {"full-width signs", "！％～＠［｀｛", "!%~@[`{"},
        {"ideographic space", "看\u3000报", "看 报"},
        {"spaces are kept, tabs and newlines too", "a  b\t\n", "a  b\t\n"},
        {"Chinese punctuation", "“看”——《报》、。", "“看”——《报》、。"},
        {"full-width punctuation", "，：；？（）", ",:;?()"},
        {"half-width katakana", "ｶﾞ", "ガ"},
        {"decomposed kana", "か\u3099", "が"},
        {"composed letter", "É", "é"},
        {"decomposed letter", "E\u0301", "é"},
        {"Angstrom sign", "\u212B", "å"},
        {"sharp s", "Straße", "strasse"},
        {"final sigma", "ΟΔΟΣ", "οδοσ"},
        {"Turkish capital, in no locale", "İI", "i\u0307i"},
        {"ellipsis", "…", "..."},
        {"ligature", "ﬁ", "fi"},
        {"circled and squared", "①㎡", "1m2"},
        {"capitals that normalization makes", "℃ ℡ 🄰", "°c tel a"},
        {"compatibility ideograph", "\uF900", "豈"},
        {"radical", "\u2F00", "一"},
        {"Han with a variation selector", "葛\U000E0100", "葛\U000E0100"},
        {"Hangul jamos", "\u1112\u1161\u11AB", "한"},
        {"a pictograph", "👩🏽‍🚀", "👩🏽‍🚀"},
        {"bytes that are no UTF-8 are kept", "A\xFF\xE6\x8A", "a\xFF\xE6\x8A"},
    };
    struct folded folded = {0};

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        text_fold(&folded, str_of(cases[i].text));
        if (!str_eq((struct str){folded.text, folded.bytes}, str_of(cases[i].folded)))
            fail_msg("%s: %.*s", cases[i].what, (int)folded.bytes, folded.text);
        assert_int_equal(folded.source[folded.bytes], strlen(cases[i].text));
    }
    folded_free(&folded);
    assert_null(folded.text);
}

static void every_byte_has_a_source(void **state)
{
    static const uint32_t sources[] = {0, 1, 1, 1, 4, 4, 7, 7, 7, 10, 13};
    struct folded folded = {0};

    (void)state;
    text_fold(&folded, str_of("A报E\u0301℃，"));
    assert_int_equal(folded.bytes, 10);
    for (size_t i = 0; i <= folded.bytes; i++)
        assert_int_equal(folded.source[i], sources[i]);
    folded_free(&folded);
}

static void quick_paths_agree_with_libunistring(void **state)
{
    struct folded folded = {0};

    (void)state;
    for (char32_t cp = 1; cp <= 0x2FFFF; cp++) {
        char text[4];
        size_t bytes, expected_bytes;
        uint8_t *expected;

        if (cp >= 0xD800 && cp <= 0xDFFF)
            continue;
        bytes = utf8_encode(cp, text);
        expected =
            u8_casefold((const uint8_t *)text, bytes, NULL, UNINORM_NFKC, NULL, &expected_bytes);
        text_fold(&folded, (struct str){text, bytes});
        if (!str_eq((struct str){folded.text, folded.bytes},
                    (struct str){(char *)expected, expected_bytes}))
            fail_msg("U+%04X", (unsigned)cp);
        free(expected);
    }
    folded_free(&folded);
}

static void finds(void **state)
{
    static const struct {
        const char *what, *text, *needle;
        size_t from, at, start, end; /* at: SIZE_MAX where there is none */
    } cases[] = {
        {"one Han character", "看报纸", "报", 0, 3, 3, 6},
        {"two", "看报纸", "报纸", 0, 3, 3, 9},
        {"full-width letters", "用ＡＩ写", "ai", 0, 3, 3, 9},
        {"the whole text", "ＡＩ", "ai", 0, 0, 0, 6},
        {"the second one", "报报", "报", 1, 3, 3, 6},
        {"none", "看报", "书", 0, SIZE_MAX, 0, 0},
        {"none any more", "看报", "看", 1, SIZE_MAX, 0, 0},
        {"from beyond the end", "看报", "看", 99, SIZE_MAX, 0, 0},
        {"an empty needle", "看报", "", 0, SIZE_MAX, 0, 0},
        {"in an empty text", "", "看", 0, SIZE_MAX, 0, 0},
        {"longer than the text", "看", "看报", 0, SIZE_MAX, 0, 0},
        {"a letter without its accent is another", "cafe\u0301", "cafe", 0, SIZE_MAX, 0, 0},
        {"composed finds decomposed", "cafe\u0301!", "é", 0, 3, 3, 6},
        {"past an accented one", "e\u0301e", "e", 0, 2, 3, 4},
        {"half of what a cluster folds to is no match", "㎡m2", "m", 0, 2, 3, 4},
        {"nor its second half", "㎡2", "2", 0, 2, 3, 4},
        {"all of it is", "㎡", "m2", 0, 0, 0, 3},
        {"across clusters", "℃上", "°c上", 0, 0, 0, 6},
        {"a cluster's first character is no match", "葛\U000E0100城", "葛", 0, SIZE_MAX, 0, 0},
        {"with a variation selector is another", "葛\U000E0100城", "葛城", 0, SIZE_MAX, 0, 0},
    };
    struct folded folded = {0};

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        size_t start = 0, end = 0, at;

        text_fold(&folded, str_of(cases[i].text));
        at = folded_find(&folded, str_of(cases[i].needle), cases[i].from, &start, &end);
        if (at != cases[i].at || start != cases[i].start || end != cases[i].end)
            fail_msg("%s: at %zu, from %zu to %zu", cases[i].what, at, start, end);
    }
    folded_free(&folded);
}

static void a_zeroed_one_is_empty(void **state)
{
    struct folded folded = {0};
    size_t start, end;

    (void)state;
    assert_int_equal(folded_find(&folded, str_of("看"), 0, &start, &end), SIZE_MAX);
    text_fold(&folded, (struct str){NULL, 0});
    assert_int_equal(folded.bytes, 0);
    assert_int_equal(folded.source[0], 0);
    text_fold(&folded, str_of("一个长一些的标题"));
    text_fold(&folded, str_of("短"));
    assert_int_equal(folded.bytes, 3);
    assert_int_equal(folded.source[3], 3);
    folded_free(&folded);
    folded_free(&folded);
}

/* What is left out in the middle is nothing: a match goes across it. */
static void folds_on(void **state)
{
    const struct str text = str_of("图书馆[12]Ａbc");
    struct folded folded = {0};
    size_t start, end;

    (void)state;
    text_fold(&folded, (struct str){text.p, 9});
    text_fold_more(&folded, text, 13, text.bytes);
    assert_int_equal(folded.bytes, 12);
    assert_memory_equal(folded.text, "图书馆abc", 12);
    assert_int_equal(folded.source[9], 13);
    assert_int_equal(folded.source[12], text.bytes);
    assert_int_equal(folded_find(&folded, str_of("馆ab"), 0, &start, &end), 6);
    assert_int_equal(start, 6);
    assert_int_equal(end, 17);
    folded_free(&folded);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(folds),
        cmocka_unit_test(every_byte_has_a_source),
        cmocka_unit_test(quick_paths_agree_with_libunistring),
        cmocka_unit_test(finds),
        cmocka_unit_test(folds_on),
        cmocka_unit_test(a_zeroed_one_is_empty),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
