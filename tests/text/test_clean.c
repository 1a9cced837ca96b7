#include "text/clean.h"

#include "text/grapheme.h"
#include "text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct clean_case {
    const char *what, *text, *clean;
    size_t bytes; /* of text that contains a NUL; 0: up to the NUL */
};

static void check_cases(const struct clean_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct buffer out = {0};

        text_clean(&out, cases[i].text, cases[i].bytes ? cases[i].bytes : strlen(cases[i].text));
        if (strcmp(buffer_c_str(&out), cases[i].clean) != 0)
            fail_msg("%s: \"%s\", not \"%s\"", cases[i].what, buffer_c_str(&out), cases[i].clean);
        buffer_free(&out);
    }
}

#define CHECK(cases) check_cases(cases, sizeof(cases) / sizeof(*(cases)))

static void leaves_ordinary_text_alone(void **state)
{
    static const char *const texts[] = {
        "",
        "近日，“元宇宙应用场景区体验馆”正式启幕——3D打印、AI下棋……\n\t第16楼，100％，№ 5。",
        "１＋１＝２；①②③ ㎡ ℃ ￥ ■ · ～",
        "café naïve, e\u0301, Ελλάδα, Россия, עברית, العربية, हिन्दी, ไทย, 한국어",
        "한국어 \u1112\u1161\u11AB",
        "👨‍👩‍👧‍👦 👩🏽‍🚀",
        "❤️‍🔥 🏴‍☠️ 🇨🇳 1️⃣ ☀️",
        "葛\U000E0100城 か\u3099 一\u302A",
        "می‌خواهم क्‍ष क्‌ष ශ්‍රී",
        "a\u00A0b\u3000c\u2003d",
        "\uE000 private use \U00020000 𠮷",
        "U+FFFD is \uFFFD, the object sign is \uFFFC",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
        size_t bytes = strlen(texts[i]), clean = text_clean_prefix(texts[i], bytes, 0);

        if (clean != bytes)
            fail_msg("unclean at byte %zu: %s", clean, texts[i]);
    }
}

static void takes_out_what_drives_the_terminal(void **state)
{
    static const struct clean_case cases[] = {
        {"NUL", "a\0b", "ab", 3},
        {"an escape sequence", "\x1b[31mred\x1b[0m", "[31mred[0m", 0},
        {"bell, backspace, shift out",
         "a\a\b\x0e"
         "b",
         "ab", 0},
        {"DEL",
         "a\x7F"
         "b",
         "ab", 0},
        {"C1 CSI",
         "a\xC2\x9B"
         "31m",
         "a31m", 0},
        {"C1 as a bare byte is no UTF-8",
         "a\x9B"
         "31m",
         "a\uFFFD31m", 0},
        {"tab and newline stay", "a\tb\n", "a\tb\n", 0},
        {"CR LF", "a\r\nb\r\n", "a\nb\n", 0},
        {"a CR alone", "a\rb\r", "a\nb\n", 0},
        {"two CR and LF", "a\r\r\nb", "a\n\nb", 0},
        {"vertical tab, form feed", "a\vb\fc", "a b c", 0},
        {"next line",
         "a\xC2\x85"
         "b",
         "a b", 0},
        {"line and paragraph separator", "a\u2028b\u2029c", "a b c", 0},
    };

    (void)state;
    CHECK(cases);
}

static void takes_out_what_hides_or_reorders(void **state)
{
    static const struct clean_case cases[] = {
        {"bidi marks", "a\u200E\u200F\u061Cb", "ab", 0},
        {"bidi embeddings and overrides", "a\u202A\u202B\u202C\u202D\u202Eb", "ab", 0},
        {"bidi isolates", "a\u2066\u2067\u2068\u2069b", "ab", 0},
        {"ZWSP, WJ, BOM", "\uFEFFa\u200B\u2060\uFEFFb", "ab", 0},
        {"invisible operators, deprecated controls", "a\u2061\u2064\u2065\u206A\u206Fb", "ab", 0},
        {"soft hyphen", "a\u00ADb", "ab", 0},
        {"grapheme joiner", "a\u034Fb", "ab", 0},
        {"Mongolian vowel separator", "a\u180Eb", "ab", 0},
        {"interlinear annotation", "\uFFF9元\uFFFAyuán\uFFFB", "元yuán", 0},
        {"unassigned specials", "a\uFFF0\uFFF8b", "ab", 0},
        {"tags", "🏴\U000E0067\U000E0062\U000E007F", "🏴", 0},
        {"a language tag, unassigned ignorables", "a\U000E0001\U000E0080\U000E01F0\U000E0FFFb",
         "ab", 0},
        {"noncharacters", "a\uFDD0\uFDEF\uFFFE\uFFFF\U0001FFFE\U0010FFFFb", "ab", 0},
        {"format controls", "a\U00013430\U0001BCA0\U0001D173b", "ab", 0},
        {"Hangul fillers", "가\u3164나\uFFA0다\u115F\u1160", "가 나 다", 0},
        {"a vowel jamo on its own", "\u1161", "\uFFFD", 0},
        {"a final jamo after Han", "报\u11A8", "报\uFFFD", 0},
        {"a final jamo after a syllable", "가\u11A8", "가\u11A8", 0},
        {"a final jamo whose vowel filler goes", "\u1112\u1160\u11A8", "\u1112\uFFFD", 0},
    };

    (void)state;
    CHECK(cases);
}

static void keeps_only_what_joins(void **state)
{
    static const struct clean_case cases[] = {
        {"ZWJ at the start", "\u200Da", "a", 0},
        {"ZWJ at the end", "😀\u200D", "😀", 0},
        {"ZWJ between letters", "a\u200Db", "ab", 0},
        {"ZWJ between Han", "报\u200D纸", "报纸", 0},
        {"ZWJ after a letter only", "a\u200D😀", "a😀", 0},
        {"ZWJ before a letter only", "😀\u200Da", "😀a", 0},
        {"two ZWJ become one", "👩\u200D\u200D🚀", "👩\u200D🚀", 0},
        {"a ZWSP in between goes first", "👩\u200D\u200B🚀", "👩🚀", 0},
        {"ZWNJ between pictographs", "👩\u200C🚀", "👩🚀", 0},
        {"ZWNJ between letters", "a\u200Cb", "ab", 0},
        {"ZWNJ between Persian letters", "می\u200Cخ", "می\u200Cخ", 0},
        {"ZWNJ between Persian letter and space", "می\u200C خ", "می خ", 0},
        {"ZWNJ between Arabic digits", "١\u200C٢", "١٢", 0},
        {"ZWJ after a virama, at the end", "क्\u200D", "क्\u200D", 0},
        {"ZWJ after a virama beyond the BMP", "\U00011013\U00011046\u200D",
         "\U00011013\U00011046\u200D", 0},
        {"ZWJ then ZWNJ after a virama", "क्\u200D\u200C", "क्\u200D", 0},
        {"variation selector at the start", "\uFE0Fa", "a", 0},
        {"variation selector after a space", " \uFE0Fa\u3000\uFE00", " a\u3000", 0},
        {"variation selector after a newline", "\n\uFE0F", "\n", 0},
        {"a second variation selector", "☀\uFE0F\uFE0F\U000E0100", "☀\uFE0F", 0},
        {"variation selector after a mark", "e\u0301\uFE0F", "e\u0301", 0},
        {"variation selector after what was removed", "☀\u200B\uFE0F", "☀\uFE0F", 0},
        {"Mongolian variation selector", "ᠠ\u180B\u180B", "ᠠ\u180B", 0},
    };

    (void)state;
    CHECK(cases);
}

#define TEN_MARKS "\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301"

static void gives_marks_a_base(void **state)
{
    static const struct clean_case cases[] = {
        {"at the start", "\u0301a", "◌\u0301a", 0},
        {"two at the start", "\u0301\u0302", "◌\u0301\u0302", 0},
        {"after a newline", "a\n\u0301", "a\n◌\u0301", 0},
        {"after a tab", "\t\u20DD", "\t◌\u20DD", 0},
        {"after a CR that became a newline", "a\r\u0301", "a\n◌\u0301", 0},
        {"a space is a base", "a \u0301", "a \u0301", 0},
        {"what was removed is none", "\u200B\u0301", "◌\u0301", 0},
        {"a bad byte is one", "\xFF\u0301", "\uFFFD\u0301", 0},
        {"a spacing mark", "\u093E", "◌\u093E", 0},
        {"then a joiner", "\u094D\u200D", "◌\u094D\u200D", 0},
        {"thirty on one base", "a" TEN_MARKS TEN_MARKS TEN_MARKS "b",
         "a" TEN_MARKS TEN_MARKS TEN_MARKS "b", 0},
        {"after thirty others", "a" TEN_MARKS TEN_MARKS TEN_MARKS "\u0301\u0302",
         "a" TEN_MARKS TEN_MARKS TEN_MARKS "◌\u0301\u0302", 0},
    };

    (void)state;
    CHECK(cases);
}

static void replaces_what_is_not_utf8(void **state)
{
    static const struct clean_case cases[] = {
        {"a lone tail", "a\x80z", "a\uFFFDz", 0},
        {"cut short", "报\xE7\xBA", "报\uFFFD\uFFFD", 0},
        {"a surrogate", "\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD", 0},
        {"an overlong ESC", "\xC0\x9B", "\uFFFD\uFFFD", 0},
        {"an overlong ESC of three bytes", "\xE0\x80\x9B", "\uFFFD\uFFFD\uFFFD", 0},
        {"beyond Unicode", "\xF4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD", 0},
        {"0xFE, 0xFF", "\xFE\xFF", "\uFFFD\uFFFD", 0},
    };

    (void)state;
    CHECK(cases);
}

static void prefix_knows_what_stands_before(void **state)
{
    const char *stand_in;

    (void)state;
    assert_int_equal(text_clean_prefix("\u0301", 2, 'e'), 2);
    assert_int_equal(text_clean_prefix("\u0301", 2, '\n'), 0);
    assert_int_equal(text_clean_unit("\u0301", 2, &stand_in), 0);
    assert_string_equal(stand_in, "◌");
    assert_int_equal(text_clean_prefix("\u0301", 2, 0x25CC), 2);
    assert_int_equal(text_clean_prefix("\uFE0Fx", 4, 0x2600), 4);
    assert_int_equal(text_clean_prefix("\u200D🚀", 7, 0x1F469), 7);
    assert_int_equal(text_clean_prefix("\u200D🚀", 7, 'a'), 0);
    assert_int_equal(text_clean_prefix("ab\u200Dc", 6, 0), 2);
    assert_int_equal(text_clean_unit("\u200Dc", 4, &stand_in), 3);
    assert_string_equal(stand_in, "");
}

/* Returns whether a character may never be in clean text; written independently of the tested
 * code. */
static bool is_banned(char32_t cp)
{
    static const char32_t banned[] = {0xAD,   0x34F,  0x61C,  0x115F, 0x1160, 0x180E, 0x200B,
                                      0x200E, 0x200F, 0x2028, 0x2029, 0x3164, 0xFEFF, 0xFFA0};

    for (size_t i = 0; i < sizeof(banned) / sizeof(*banned); i++)
        if (cp == banned[i])
            return true;
    return (cp < 0x20 && cp != '\t' && cp != '\n') || (cp >= 0x7F && cp < 0xA0) ||
           (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2060 && cp <= 0x206F) ||
           (cp >= 0xFDD0 && cp <= 0xFDEF) || (cp >= 0xFFF0 && cp <= 0xFFFB) ||
           (cp >= 0xE0000 && cp <= 0xE00FF) || (cp & 0xFFFE) == 0xFFFE;
}

/* Checks everything that cleaning promises about its output. */
static void check_promises(const char *text, size_t bytes, unsigned round)
{
    struct buffer once = {0}, twice = {0};
    char *copy =
        malloc(bytes + !bytes); /* of exact size, so that a sanitizer catches reads beyond it */
    size_t at = 0;

    memcpy(copy, text, bytes);
    text_clean(&once, copy, bytes);
    free(copy);
    if (utf8_valid_prefix(once.data, once.bytes) != once.bytes)
        fail_msg("round %u: not UTF-8", round);
    for (char32_t cp; at < once.bytes;) {
        at += utf8_decode(once.data + at, once.bytes - at, &cp);
        if (is_banned(cp))
            fail_msg("round %u: U+%04X", round, (unsigned)cp);
    }
    for (at = 0; at < once.bytes;) {
        struct grapheme next = grapheme_next(once.data + at, once.bytes - at, false);

        if (!next.cols && once.data[at] != '\n' && once.data[at] != '\t')
            fail_msg("round %u: a cluster of no columns at byte %zu", round, at);
        at += next.bytes;
    }
    if (text_clean_prefix(once.data, once.bytes, 0) != once.bytes)
        fail_msg("round %u: the clean text is not clean", round);
    text_clean(&twice, once.data, once.bytes);
    if (!str_eq(buffer_str(&once), buffer_str(&twice)))
        fail_msg("round %u: cleaned twice, it is another text", round);
    buffer_free(&once);
    buffer_free(&twice);
}

static void any_bytes_come_out_clean(void **state)
{
    unsigned random = 4;

    (void)state;
    for (unsigned round = 0; round < 20000; round++) {
        char text[24];

        for (size_t i = 0; i < sizeof(text); i++) {
            random = random * 1103515245 + 12345;
            text[i] = (char)(random >> 16);
        }
        check_promises(text, random >> 8 & 15, round);
    }
}

static void any_trouble_comes_out_clean(void **state)
{
    static const char32_t pool[] = {
        'a',    ' ',    '\n',   '\r',    '\t',    '1',     0x1B,    0x9B,    0xAD,    0x301,
        0x34F,  0x600,  0x61C,  0x633,   0x64B,   0x915,   0x94D,   0x93E,   0x1100,  0x115F,
        0x1160, 0x1161, 0x11A8, 0xAC00,  0xAC01,  0x180B,  0x180E,  0x1820,  0x17B4,  0x200B,
        0x200C, 0x200D, 0x200F, 0x2028,  0x202E,  0x2060,  0x20E3,  0x2600,  0x25CC,  0x3000,
        0x302A, 0x3099, 0x304B, 0x62A5,  0xD7B0,  0xFE00,  0xFE0F,  0xFEFF,  0xFF9E,  0xFFA0,
        0xFFF9, 0xFFFD, 0xFFFF, 0x1F1E8, 0x1F3FD, 0x1F469, 0x1F680, 0xE0020, 0xE0100, 0x11046,
    };
    unsigned random = 99;

    (void)state;
    for (unsigned round = 0; round < 300000; round++) {
        char text[8 * 5];
        size_t bytes = 0;

        for (int i = 0; i < 8; i++) {
            random = random * 1103515245 + 12345;
            bytes +=
                utf8_encode(pool[(random >> 16) % (sizeof(pool) / sizeof(*pool))], text + bytes);
            if (random >> 28 == 0)
                text[bytes++] = (char)0xED;
        }
        check_promises(text, bytes, round);
    }
}

/* Cleans every code point, at the start of a line and between letters. */
static void every_code_point_comes_out_clean(void **state)
{
    (void)state;
    for (char32_t cp = 0; cp <= 0x10FFFF; cp++) {
        char text[8] = "a";
        size_t bytes = utf8_encode(cp, text + 1); /* a surrogate is three bytes of invalid UTF-8 */

        text[1 + bytes] = 'b';
        check_promises(text, bytes + 2, cp);
        check_promises(text + 1, bytes + 1, cp);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(leaves_ordinary_text_alone),
        cmocka_unit_test(takes_out_what_drives_the_terminal),
        cmocka_unit_test(takes_out_what_hides_or_reorders),
        cmocka_unit_test(keeps_only_what_joins),
        cmocka_unit_test(gives_marks_a_base),
        cmocka_unit_test(replaces_what_is_not_utf8),
        cmocka_unit_test(prefix_knows_what_stands_before),
        cmocka_unit_test(any_bytes_come_out_clean),
        cmocka_unit_test(any_trouble_comes_out_clean),
        cmocka_unit_test(every_code_point_comes_out_clean),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
