#include "text/width.h"

#include "unicode.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <unictype.h>
#include <unigbrk.h>
#include <uniwidth.h>

static void widths(void **state)
{
    static const struct {
        const char *what;
        char32_t cp;
        int narrow, wide; /* with ambiguous characters narrow and wide */
    } cases[] = {
        {"NUL", 0, 0, 0},
        {"ESC", 0x1B, -1, -1},
        {"newline", '\n', -1, -1},
        {"DEL", 0x7F, -1, -1},
        {"C1", 0x9B, -1, -1},
        {"a surrogate", 0xD800, -1, -1},
        {"beyond Unicode", 0x110000, -1, -1},
        {"line separator", 0x2028, -1, -1},
        {"space", ' ', 1, 1},
        {"tilde", '~', 1, 1},
        {"no-break space", 0xA0, 1, 1},
        {"Han, first", 0x4E00, 2, 2},
        {"Han, last", 0x9FFF, 2, 2},
        {"Han, extension A", 0x3400, 2, 2},
        {"Han, extension B", 0x20000, 2, 2},
        {"a compatibility ideograph", 0xF900, 2, 2},
        {"ideographic space", 0x3000, 2, 2},
        {"ideographic full stop", 0x3002, 2, 2},
        {"ideographic half fill space, narrow", 0x303F, 1, 1},
        {"hiragana", 0x3042, 2, 2},
        {"full-width A", 0xFF21, 2, 2},
        {"half-width katakana", 0xFF71, 1, 1},
        {"Hangul syllable", 0xAC00, 2, 2},
        {"Hangul lead", 0x1100, 2, 2},
        {"Hangul vowel", 0x1161, 0, 0},
        {"pictograph", 0x1F600, 2, 2},
        {"regional indicator", 0x1F1E8, 1, 1},
        {"left quotation mark", 0x201C, 1, 2},
        {"right single quotation mark", 0x2019, 1, 2},
        {"em dash", 0x2014, 1, 2},
        {"ellipsis", 0x2026, 1, 2},
        {"middle dot", 0xB7, 1, 2},
        {"circled one", 0x2460, 1, 2},
        {"multiplication sign", 0xD7, 1, 2},
        {"black square", 0x25A0, 1, 2},
        {"box drawing", 0x2502, 1, 2},
        {"private use", 0xE000, 1, 2},
        {"a with acute", 0xE1, 1, 2},
        {"Cyrillic", 0x416, 1, 2},
        {"a with tilde is not ambiguous", 0xE3, 1, 1},
        {"Hebrew alef is not ambiguous", 0x5D0, 1, 1},
        {"non-breaking hyphen is not ambiguous", 0x2011, 1, 1},
        {"combining acute, ambiguous but a mark", 0x301, 0, 0},
        {"variation selector, ambiguous but a mark", 0xFE0F, 0, 0},
        {"ideographic variation selector", 0xE0100, 0, 0},
        {"ZWJ", 0x200D, 0, 0},
        {"ZWSP", 0x200B, 0, 0},
        {"combining kana voice mark", 0x3099, 0, 0},
        {"Arabic number sign, a visible format character", 0x600, 1, 1},
        {"Kannada vowel sign, a mark", 0xCBF, 0, 0},
        {"hexagram, wide in terminals", 0x4DC0, 2, 2},
        {"number in a black square, ambiguous but wide in terminals", 0x3248, 2, 2},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        int narrow = text_width(cases[i].cp, false), wide = text_width(cases[i].cp, true);

        if (narrow != cases[i].narrow || wide != cases[i].wide)
            fail_msg("%s: %d, and %d", cases[i].what, narrow, wide);
    }
}

/* The fast ranges agree with libunistring's table, except for the characters listed here. */
static void agrees_with_libunistring(void **state)
{
    (void)state;
    for (char32_t cp = 0; cp <= 0x10FFFF; cp++) {
        int expected = uc_width(cp, "UTF-8");

        if ((cp >= 0xD800 && cp <= 0xDFFF) || cp == 0x2028 || cp == 0x2029)
            expected = -1;
        if (uc_graphemeclusterbreak_property(cp) == GBP_PREPEND)
            expected = 1;
        if (cp == 0xCBF || cp == 0xCC6 || cp == 0x11A07 || cp == 0x11A08 || cp == 0x11C3F)
            expected = 0; /* marks */
        if ((cp >= 0x4DC0 && cp <= 0x4DFF) || (cp >= 0x3248 && cp <= 0x324F))
            expected = 2;
        if (expected == 1 && uc_is_property_emoji_presentation(cp) &&
            !(cp >= 0x1F1E6 && cp <= 0x1F1FF))
            expected = 2; /* pictographs newer than libunistring's table of widths */
        if (text_width(cp, false) != expected)
            fail_msg("U+%04X: %d, not %d", (unsigned)cp, text_width(cp, false), expected);
    }
}

static void ambiguous_widens_narrow_ones_only(void **state)
{
    (void)state;
    for (char32_t cp = 0; cp <= 0x10FFFF; cp++) {
        int narrow = text_width(cp, false), wide = text_width(cp, true);

        if (narrow != wide && (narrow != 1 || wide != 2))
            fail_msg("U+%04X: %d becomes %d", (unsigned)cp, narrow, wide);
    }
}

/* Sets `has` for the code points to which a property file gives the value. */
static void read_property(const char *name, const char *value, bool *has)
{
    FILE *file = unicode_open(name);
    struct unicode_range range;

    while (unicode_next(file, &range))
        for (char32_t cp = range.first; cp <= range.last; cp++)
            has[cp] = has[cp] || strcmp(range.value, value) == 0;
    fclose(file);
}

/* Exactly the characters that Unicode's file says are ambiguous widen. In a file of a later version
 * newer characters are skipped; no older character has become ambiguous or ceased to be. */
static void agrees_with_unicode(void **state)
{
    static bool ambiguous[0x110000], newer[0x110000];

    (void)state;
    read_property("EastAsianWidth.txt", "A", ambiguous);
    read_property("DerivedAge.txt", "15.1", newer);
    read_property("DerivedAge.txt", "16.0", newer);
    read_property("DerivedAge.txt", "17.0", newer);
    for (char32_t cp = 0; cp <= 0x10FFFF; cp++) {
        bool widens = text_width(cp, true) > text_width(cp, false);

        if (!newer[cp] && widens != (ambiguous[cp] && text_width(cp, false) == 1))
            fail_msg("U+%04X: %d, and %d", (unsigned)cp, text_width(cp, false),
                     text_width(cp, true));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(widths),
        cmocka_unit_test(agrees_with_libunistring),
        cmocka_unit_test(ambiguous_widens_narrow_ones_only),
        cmocka_unit_test(agrees_with_unicode),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
