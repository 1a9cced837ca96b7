#include "text/grapheme.h"

#include "base/buffer.h"
#include "text/utf8.h"
#include "unicode.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <unictype.h>
#include <unigbrk.h>

/* Calls grapheme_next() on a copy of exactly these bytes, so that a sanitizer catches reads beyond
 * them. */
static struct grapheme next_of_copy(const char *text, size_t bytes, bool ambiguous_wide)
{
    char *copy = malloc(bytes);
    struct grapheme next;

    memcpy(copy, text, bytes);
    next = grapheme_next(copy, bytes, ambiguous_wide);
    free(copy);
    return next;
}

static void clusters(void **state)
{
    static const struct {
        const char *what, *text;
        size_t bytes;
        int cols;
    } cases[] = {
        {"ASCII", "ab", 1, 1},
        {"ASCII at the end", "a", 1, 1},
        {"Han", "报纸", 3, 2},
        {"Han at the end", "报", 3, 2},
        {"Han before ASCII", "报a", 3, 2},
        {"a hexagram, just before Han", "䷿报", 3, 2},
        {"full-width digit", "１０", 3, 2},
        {"ideographic stop", "。”", 3, 2},
        {"ambiguous quotation mark", "“元", 3, 1},
        {"newline", "\n报", 1, 0},
        {"CR LF are one", "\r\n", 2, 0},
        {"tab", "\tx", 1, 0},
        {"ESC", "\x1b[", 1, 0},
        {"a letter and its accent", "e\u0301x", 3, 1},
        {"Han and a variation selector", "葛\U000E0100城", 7, 2},
        {"Han and a tone mark", "一\u302A", 6, 2},
        {"kana and its voice mark", "か\u3099", 6, 2},
        {"a quotation mark and an accent", "”\u0301", 5, 1},
        {"Latin-1 and an accent", "\u00E4\u0301", 4, 1},
        {"full-width letter and an accent", "Ａ\u0301", 5, 2},
        {"a mark on its own", "\u0301x", 2, 0},
        {"soft hyphen after Han is apart", "报\u00AD", 3, 2},
        {"ZWJ after Han", "报\u200D纸", 6, 2},
        {"Hangul syllable of jamos", "\u1112\u1161\u11ABx", 9, 2},
        {"Hangul syllable and a final", "가\u11A8", 6, 2},
        {"a flag", "🇨🇳🇫🇷", 8, 2},
        {"half a flag", "🇨x", 4, 1},
        {"a skin tone counts nothing", "👍🏽x", 8, 2},
        {"a skin tone on its own", "🏽", 4, 2},
        {"a family counts once", "👨‍👩‍👧‍👦x", 25, 2},
        {"an astronaut with a skin tone", "👩🏽‍🚀x", 15, 2},
        {"a heart on fire", "❤️‍🔥", 13, 1},
        {"ZWJ between letters joins on nothing", "a\u200Db", 4, 1},
        {"a pictograph after letter and ZWJ is apart", "a\u200D😀", 4, 1},
        {"two ZWJ join nothing", "😀\u200D\u200D😀", 10, 2},
        {"keycap", "1\uFE0F\u20E3", 7, 1},
        {"Devanagari with a spacing mark", "का", 6, 2},
        {"number sign and digit", "\u06001", 3, 2},
        {"number sign before a bad byte", "\u0600\xFF", 2, 1},
        {"number sign before a flag", "\u0600🇨🇳🇫", 10, 3},
        {"a byte that is no UTF-8", "\xFFx", 1, 1},
        {"Han cut short", "\xE6\x8A", 1, 1},
        {"an accent after a bad byte is apart", "\xFF\u0301", 1, 1},
        {"Han before a bad byte", "报\xCC", 3, 2},
        {"a letter before an accent cut short", "e\xCC", 1, 1},
        {"a surrogate", "\xED\xA0\x80", 1, 1},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct grapheme next = next_of_copy(cases[i].text, strlen(cases[i].text), false);

        if (next.bytes != cases[i].bytes || next.cols != cases[i].cols)
            fail_msg("%s: %zu bytes, %d columns", cases[i].what, next.bytes, next.cols);
    }
}

static void ambiguous_width_reaches_clusters(void **state)
{
    (void)state;
    assert_int_equal(grapheme_next("“a", 4, true).cols, 2);
    assert_int_equal(grapheme_next("·", 2, true).cols, 2);
    assert_int_equal(grapheme_next("①", 3, true).cols, 2);
    assert_int_equal(grapheme_next("“\u0301", 5, true).cols, 2);
    assert_int_equal(grapheme_next("\u0100", 2, true).cols, 1); /* Ā */
    assert_int_equal(text_cols(str_of("“报”—"), true), 8);
    assert_int_equal(text_cols(str_of("“报”—"), false), 5);
}

static void a_cluster_is_never_wider_than_a_line(void **state)
{
    struct buffer text = {0};
    size_t at = 0;

    (void)state;
    buffer_add_text(&text, "क");
    for (int i = 0; i < 1000; i++)
        buffer_add_text(&text, "\u0903"); /* a spacing mark of one column */
    while (at < text.bytes) {
        struct grapheme next = grapheme_next(text.data + at, text.bytes - at, false);

        assert_in_range(next.cols, 1, GRAPHEME_MAX_COLS);
        at += next.bytes;
    }
    assert_int_equal(text_cols(buffer_str(&text), false), 1001);

    buffer_clear(&text);
    buffer_add_text(&text, "a");
    for (int i = 0; i < 1000; i++)
        buffer_add_text(&text, "\u0301"); /* but marks without width all stay with their base */
    assert_int_equal(grapheme_next(text.data, text.bytes, false).bytes, text.bytes);
    buffer_free(&text);
}

static void counts_columns(void **state)
{
    (void)state;
    assert_int_equal(text_cols((struct str){NULL, 0}, false), 0);
    assert_int_equal(text_cols(str_of("报纸 news\n👨‍👩‍👧"), false), 11);
}

static void fits_whole_clusters(void **state)
{
    static const struct {
        const char *what, *text;
        int cols;
        size_t bytes;
        int used;
    } cases[] = {
        {"nothing", "", 10, 0, 0},
        {"no room", "报", 0, 0, 0},
        {"less than no room", "\n", -1, 0, 0},
        {"all of it", "报纸", 10, 6, 4},
        {"just all of it", "报纸", 4, 6, 4},
        {"half a wide one is left", "报纸", 3, 3, 2},
        {"one column for a wide one", "报", 1, 0, 0},
        {"an accent stays with its letter", "ae\u0301x", 2, 4, 2},
        {"what has no width comes along", "ab\n", 2, 3, 2},
        {"bad bytes are one column each", "\xFF\xFF\xFF", 2, 2, 2},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        int used = 99;
        size_t bytes = text_fit(str_of(cases[i].text), cases[i].cols, false, &used);

        if (bytes != cases[i].bytes || used != (cases[i].cols < 0 ? 0 : cases[i].used))
            fail_msg("%s: %zu bytes, %d columns", cases[i].what, bytes, used);
        assert_int_equal(text_fit(str_of(cases[i].text), cases[i].cols, false, NULL), bytes);
    }
}

/* Returns a random code point of a kind that matters to the rules. Leaves out viramas, since a
 * later libunistring joins conjuncts by rule GB9c. */
static char32_t random_code_point(unsigned random)
{
    static const char32_t pool[] = {
        'a',     '\r',    '\n',    ' ',     0x7F,    0xA9,    0xAD,   0xE9,    0x301,   0x600,
        0x903,   0x915,   0x93C,   0x93E,   0xE33,   0x1100,  0x1161, 0x11A8,  0xAC00,  0xAC01,
        0x200B,  0x200C,  0x200D,  0x2014,  0x201C,  0x2028,  0x2764, 0x3001,  0x302A,  0x3042,
        0x3099,  0x4E00,  0x9FFF,  0xFE0F,  0xFF21,  0xFF9E,  0xFFFD, 0x1F1E8, 0x1F1F3, 0x1F3FD,
        0x1F468, 0x1F600, 0x20000, 0xE0020, 0xE0100, 0x111C2,
    };

    return pool[random % (sizeof(pool) / sizeof(*pool))];
}

/* Compares the clusters of random, mostly unusual texts with those of libunistring. */
static void agrees_with_a_second_segmentation(void **state)
{
    unsigned random = 20231;

    (void)state;
    for (int round = 0; round < 100000; round++) {
        char text[6 * 4 + 1], begins[6 * 4 + 1] = {0};
        size_t bytes = 0, at = 0;

        for (int i = 0; i < 6; i++) {
            random = random * 1103515245 + 12345;
            bytes += utf8_encode(random_code_point(random >> 16), text + bytes);
        }
        u8_grapheme_breaks((const uint8_t *)text, bytes, begins);
        begins[bytes] = 1;
        while (at < bytes) {
            struct grapheme next = grapheme_next(text + at, bytes - at, false);
            size_t length = 1;

            while (!begins[at + length])
                length++;
            /* a few wide characters in one cluster may exceed the limit */
            if (next.bytes != length && next.cols < GRAPHEME_MAX_COLS - 1)
                fail_msg("round %d: %zu bytes, not %zu", round, next.bytes, length);
            at += next.bytes;
        }
    }
}

/* Fills lines with random texts, half of them plain Chinese, and with the beginnings of such texts,
 * as if cluster after cluster were measured: text_fit() has shortcuts of its own. */
static void fits_as_its_clusters_are(void **state)
{
    static const char32_t plain[] = {0x4E00, 0x4E2D, 0x3001, 0x3002,
                                     0xFF0C, 0xFF01, 0x300A, 0x9FFF};
    unsigned random = 4711;

    (void)state;
    for (int round = 0; round < 100000; round++) {
        char text[8 * 4];
        size_t bytes = 0, fitting = 0;
        bool wide = round % 3 == 0;
        int cols = round % 18, left = cols, used;

        for (int i = 0; i < 8; i++) {
            random = random * 1103515245 + 12345;
            bytes += utf8_encode(random >> 30 ? random_code_point(random >> 16 & 0x3FFF)
                                              : plain[random >> 16 & 7],
                                 text + bytes);
        }
        bytes -= round % 5 == 0;
        while (fitting < bytes) {
            struct grapheme next = grapheme_next(text + fitting, bytes - fitting, wide);

            if (next.cols > left)
                break;
            left -= next.cols;
            fitting += next.bytes;
        }
        if (text_fit((struct str){text, bytes}, cols, wide, &used) != fitting ||
            used != cols - left)
            fail_msg("round %d: not %zu bytes, %d columns", round, fitting, cols - left);
    }
}

static void any_bytes_are_safe(void **state)
{
    unsigned random = 7;

    (void)state;
    for (int round = 0; round < 20000; round++) {
        char text[16];
        size_t at = 0;

        for (size_t i = 0; i < sizeof(text); i++) {
            random = random * 1103515245 + 12345;
            text[i] = (char)(random >> 16);
        }
        while (at < sizeof(text)) {
            struct grapheme next = next_of_copy(text + at, sizeof(text) - at, round % 2);

            assert_in_range(next.bytes, 1, sizeof(text) - at);
            assert_in_range(next.cols, 0, GRAPHEME_MAX_COLS);
            at += next.bytes;
        }
    }
}

/* Checks one line of Unicode's test file: "÷ 0020 × 0308 ÷ 0020 ÷", where ÷ is a boundary and × is
 * not. */
static void check_conformance(const char *line)
{
    char text[64];
    bool boundary[64] = {false};
    size_t bytes = 0, at = 0;
    const char *p = line;

    while (*p && *p != '#') {
        if (strncmp(p, "÷", 2) == 0)
            boundary[bytes] = true;
        if (strncmp(p, "÷", 2) == 0 || strncmp(p, "×", 2) == 0) {
            p += 2;
        } else if (*p == ' ' || *p == '\t') {
            p++;
        } else {
            char *past;

            bytes += utf8_encode((char32_t)strtoul(p, &past, 16), text + bytes);
            assert_ptr_not_equal(past, p);
            assert_true(bytes < sizeof(text) - 4);
            p = past;
        }
    }
    while (at < bytes) {
        struct grapheme next = grapheme_next(text + at, bytes - at, false);

        for (size_t i = at + 1; i < at + next.bytes; i++)
            if (boundary[i])
                fail_msg("no boundary at byte %zu of %s", i, line);
        at += next.bytes;
        if (!boundary[at])
            fail_msg("a boundary at byte %zu of %s", at, line);
    }
}

/* The property values of Unicode's files and their names in libunistring. */
static const struct {
    const char *name;
    int value;
} BREAK_PROPERTIES[] = {
    {"CR", GBP_CR},
    {"LF", GBP_LF},
    {"Control", GBP_CONTROL},
    {"Extend", GBP_EXTEND},
    {"Prepend", GBP_PREPEND},
    {"SpacingMark", GBP_SPACINGMARK},
    {"L", GBP_L},
    {"V", GBP_V},
    {"T", GBP_T},
    {"LV", GBP_LV},
    {"LVT", GBP_LVT},
    {"Regional_Indicator", GBP_RI},
    {"ZWJ", GBP_ZWJ},
};

static int break_property(const char *name)
{
    size_t i = 0;

    while (strcmp(BREAK_PROPERTIES[i].name, name) != 0)
        assert_true(++i < sizeof(BREAK_PROPERTIES) / sizeof(*BREAK_PROPERTIES));
    return BREAK_PROPERTIES[i].value;
}

/* Sets `agreed` for the code points that have the same properties in Unicode's files as in
 * libunistring, which may be of another version. */
static void read_agreed(bool *agreed)
{
    static bool pictographic[0x110000];
    FILE *file = unicode_open("auxiliary/GraphemeBreakProperty.txt");
    struct unicode_range range;

    for (char32_t cp = 0; cp <= 0x10FFFF; cp++)
        agreed[cp] = uc_graphemeclusterbreak_property(cp) == GBP_OTHER;
    while (unicode_next(file, &range))
        for (char32_t cp = range.first; cp <= range.last; cp++)
            agreed[cp] = uc_graphemeclusterbreak_property(cp) == break_property(range.value);
    fclose(file);
    file = unicode_open("emoji/emoji-data.txt");
    while (unicode_next(file, &range))
        for (char32_t cp = range.first; cp <= range.last; cp++)
            pictographic[cp] |= strcmp(range.value, "Extended_Pictographic") == 0;
    fclose(file);
    for (char32_t cp = 0; cp <= 0x10FFFF; cp++)
        agreed[cp] &= pictographic[cp] == uc_is_property_extended_pictographic(cp);
}

static bool all_agreed(const char *line, const bool *agreed)
{
    for (const char *p = line; *p && *p != '#';) {
        char *past;
        char32_t cp = (char32_t)strtoul(p, &past, 16);

        if (past != p && !agreed[cp])
            return false;
        p = past != p ? past : p + 1;
    }
    return true;
}

/* Checks every case of Unicode's file except those on which versions differ: a character has
 * another property in libunistring, or rule GB9c of version 15.1 decides the case (it joins
 * conjuncts of Indic scripts; terminals draw their letters side by side, as kanbao does). */
static void conforms_to_unicode(void **state)
{
    static bool agreed[0x110000];
    FILE *file = unicode_open("auxiliary/GraphemeBreakTest.txt");
    char line[4096];
    int cases = 0;

    (void)state;
    read_agreed(agreed);
    while (fgets(line, sizeof(line), file)) {
        if (strncmp(line, "÷", 2) != 0 || strstr(line, "[9.3]") || !all_agreed(line, agreed))
            continue;
        check_conformance(line);
        cases++;
    }
    fclose(file);
    assert_in_range(cases, 602, INT_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clusters),
        cmocka_unit_test(ambiguous_width_reaches_clusters),
        cmocka_unit_test(a_cluster_is_never_wider_than_a_line),
        cmocka_unit_test(counts_columns),
        cmocka_unit_test(fits_whole_clusters),
        cmocka_unit_test(agrees_with_a_second_segmentation),
        cmocka_unit_test(fits_as_its_clusters_are),
        cmocka_unit_test(any_bytes_are_safe),
        cmocka_unit_test(conforms_to_unicode),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
