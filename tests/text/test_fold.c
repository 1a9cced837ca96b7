#include "text/fold.h"

#include "base/buffer.h"
#include "generated.h"
#include "text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

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
        {"Chinese punctuation", "《报》、。…", "《报》、。..."},
        {"curly quotation marks", "“看”‘报’„a‟‚b‛", "\"看\"'报'\"a\"'b'"},
        {"an apostrophe", "don’t", "don't"},
        {"corner brackets", "「看」『报』〝纸〟", "\"看\"\"报\"\"纸\""},
        {"vertical and half-width ones", "﹁看﹂﹃报﹄｢纸｣", "\"看\"\"报\"\"纸\""},
        {"full-width quotation marks", "＂看＇", "\"看'"},
        {"dashes", "8:30—20:00–‑‐‒―－", "8:30-20:00------"},
        {"a double line and a low one are no dashes", "‖", "‖"},
        {"full-width punctuation", "，：；？（）", ",:;?()"},
        {"half-width katakana", "ｶﾞ", "ガ"},
        {"decomposed kana", "か\u3099", "が"},
        {"composed letter", "É", "e"},
        {"decomposed letter", "E\u0301", "e"},
        {"a letter with two accents", "ếǘ", "eu"},
        {"with one that is below it", "ṇ", "n"},
        {"pinyin", "Nǐ hǎo", "ni hao"},
        {"a letter that has no decomposition", "Øı", "øı"},
        {"a digraph with an accent", "Ǽ", "æ"},
        {"full-width letter with an accent", "Ｅ\u0301", "e"},
        {"Angstrom sign", "\u212B", "a"},
        {"Greek and Cyrillic keep their accents", "Άй", "άй"},
        {"an accent alone", "\u0301", "\u0301"},
        {"sharp s", "Straße", "strasse"},
        {"final sigma", "ΟΔΟΣ", "οδοσ"},
        {"Turkish capital, in no locale", "İI", "ii"},
        {"ellipsis", "…", "..."},
        {"ligature", "ﬁ", "fi"},
        {"circled and squared", "①㎡", "1m2"},
        {"capitals that normalization makes", "℃ ℡ 🄰", "°c tel a"},
        {"compatibility ideograph", "\uF907", "龟"},
        {"radical", "\u2F00", "一"},
        {"traditional characters", "臺灣圖書館", "台湾图书馆"},
        {"several for one", "髮發 後后 乾幹干 颱檯臺台", "发发 后后 干干干 台台台台"},
        {"a form of another region or of old prints", "爲説裏遊峯", "为说里游峰"},
        {"a character of Extension A", "䶮", "龑"},
        {"of Extension B and beyond", "荀𫖮𬱖", "荀顗頔"},
        {"their neighbours", "䶭𫖯", "䶭頫"},
        {"a compatibility ideograph with a variant", "\uF9C4", "龙"},
        {"a radical with a variant", "\u2FD3", "龙"},
        {"the first and the last of the block", "一\u9FFF", "一\u9FFF"},
        {"Han with a variation selector", "葛\U000E0100臺\U000E0100", "葛\U000E0100台\U000E0100"},
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
    static const uint32_t sources[] = {0, 1, 1, 1, 4, 7, 7, 7, 10, 13, 13, 13, 17, 20};
    struct folded folded = {0};

    (void)state;
    text_fold(&folded, str_of("A报E\u0301℃，𫖮“"));
    assert_int_equal(folded.bytes, 13);
    for (size_t i = 0; i <= folded.bytes; i++)
        assert_int_equal(folded.source[i], sources[i]);
    folded_free(&folded);
}

static bool has_script(const struct buffer *text, const char *script)
{
    ucs4_t cp = 0;

    return text->bytes && u8_mbtouc(&cp, (const uint8_t *)text->data, text->bytes) > 0 &&
           uc_is_script(cp, uc_script_byname(script));
}

/* Folds a text with libunistring, and removes accents after Latin letters. */
static void fold_slowly(struct buffer *out, const char *text, size_t bytes)
{
    size_t count, apart_bytes, at = 0;
    uint8_t *folded = u8_casefold((const uint8_t *)text, bytes, NULL, UNINORM_NFKC, NULL, &count);
    uint8_t *apart = u8_normalize(UNINORM_NFD, folded, count, NULL, &apart_bytes);

    buffer_clear(out);
    buffer_add(out, (const char *)folded, count);
    while (has_script(out, "Latin") && at < apart_bytes) {
        ucs4_t cp;
        int taken = u8_mbtouc(&cp, apart + at, apart_bytes - at);

        if (at == 0)
            buffer_clear(out);
        if (cp < 0x300 || cp > 0x36F)
            buffer_add(out, (const char *)apart + at, (size_t)taken);
        at += (size_t)taken;
    }
    free(folded);
    free(apart);
}

/* Returns whether a text contains characters that folding replaces: quotation marks, dashes,
 * Han. */
static bool has_replaced(const struct buffer *text)
{
    for (size_t at = 0; at < text->bytes;) {
        ucs4_t cp = 0;

        at += (size_t)u8_mbtouc(&cp, (const uint8_t *)text->data + at, text->bytes - at);
        if ((cp >= 0x2010 && cp <= 0x201F) || (cp >= 0x300C && cp <= 0x301F) ||
            uc_is_script(cp, uc_script_byname("Han")))
            return true;
    }
    return false;
}

static size_t characters(const char *text, size_t bytes)
{
    return u8_mbsnlen((const uint8_t *)text, bytes);
}

static void quick_paths_agree_with_libunistring(void **state)
{
    struct folded folded = {0};
    struct buffer expected = {0};

    (void)state;
    for (char32_t cp = 1; cp <= 0x2FFFF; cp++) {
        char text[4];

        if (cp >= 0xD800 && cp <= 0xDFFF)
            continue;
        fold_slowly(&expected, text, utf8_encode(cp, text));
        text_fold(&folded, (struct str){text, utf8_encode(cp, text)});
        if (has_replaced(&expected)
                ? characters(folded.text, folded.bytes) != characters(expected.data, expected.bytes)
                : !str_eq((struct str){folded.text, folded.bytes},
                          (struct str){expected.data, expected.bytes}))
            fail_msg("U+%04X", (unsigned)cp);
    }
    buffer_free(&expected);
    folded_free(&folded);
}

/* A folded character folds to itself, and a character folds the same on its own (the fast path) as
 * before a combining mark (the slow path). */
static void each_has_one_folding(void **state)
{
    static const char mark[] = "\u0489";
    struct folded once = {0}, again = {0};

    (void)state;
    for (char32_t cp = 0x2000; cp <= 0x2FFFF; cp++) {
        char text[8];
        size_t bytes;

        if (cp >= 0xD800 && cp <= 0xDFFF)
            continue;
        bytes = utf8_encode(cp, text);
        text_fold(&once, (struct str){text, bytes});
        text_fold(&again, (struct str){once.text, once.bytes});
        if (!str_eq((struct str){once.text, once.bytes}, (struct str){again.text, again.bytes}))
            fail_msg("U+%04X, twice", (unsigned)cp);
        memcpy(text + bytes, mark, strlen(mark));
        text_fold(&again, (struct str){text, bytes + strlen(mark)});
        if (again.bytes < once.bytes || memcmp(again.text, once.text, once.bytes) != 0)
            fail_msg("U+%04X, with a mark", (unsigned)cp);
    }
    folded_free(&once);
    folded_free(&again);
}

static void finds(void **state)
{
    static const struct {
        const char *what, *text, *needle;
        size_t from, at, start, end; /* at is SIZE_MAX if there is no match */
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
        {"a letter is found with its accent", "在cafe\u0301。", "cafe", 0, 3, 3, 9},
        {"a composed one", "在café。", "cafe", 0, 3, 3, 8},
        {"what is behind accents", "ééb", "b", 0, 2, 4, 5},
        {"a character of four bytes, by one of three", "在𫖮家", "顗", 0, 3, 3, 7},
        {"what is behind it", "在𫖮家", "家", 0, 6, 7, 10},
        {"traditional characters", "在臺灣", "台湾", 0, 3, 3, 9},
        {"quotation marks of three bytes", "在“邻里节”上", "\"邻里节\"", 0, 3, 3, 18},
        {"past an accented one", "e\u0301e", "e", 1, 1, 3, 4},
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

/* Characters that fold to nothing do not interrupt a match. */
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

static void table_is_what_the_generator_makes(void **state)
{
    (void)state;
    generated_expect("src/text/variants.h",
                     "src/text/gen_variants.py " UNIHAN("Variants") " " UNIHAN("Readings"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(folds),
        cmocka_unit_test(every_byte_has_a_source),
        cmocka_unit_test(quick_paths_agree_with_libunistring),
        cmocka_unit_test(each_has_one_folding),
        cmocka_unit_test(table_is_what_the_generator_makes),
        cmocka_unit_test(finds),
        cmocka_unit_test(folds_on),
        cmocka_unit_test(a_zeroed_one_is_empty),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
