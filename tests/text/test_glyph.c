#include "text/glyph.h"

#include "text/width.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void glyphs(void **state)
{
    static const struct {
        const char *what;
        char32_t cp, narrow, wide; /* with ambiguous characters narrow and wide */
    } cases[] = {
        {"ASCII", 'a', 'a', 'a'},
        {"Latin-1", 0xE9, 0xE9, 0xE9},
        {"Han", 0x62A5, 0x62A5, 0x62A5},
        {"Han, extension B", 0x20BB7, 0x20BB7, 0x20BB7},
        {"quotation mark", 0x201C, 0x201C, 0x201C},
        {"combining acute", 0x301, 0x301, 0x301},
        {"private use", 0xE000, 0xE000, 0xE000},
        {"a selector of a Han variant", 0xE0100, 0xE0100, 0xE0100},
        {"an enclosing keycap", 0x20E3, 0x20E3, 0x20E3},
        {"emoji", 0x1F600, 0x1F600, 0x1F600},
        {"emoji style", 0xFE0F, 0, 0},
        {"text style", 0xFE0E, 0, 0},
        {"ZWJ", 0x200D, 0, 0},
        {"ZWNJ", 0x200C, 0, 0},
        {"the first regional indicator", 0x1F1E6, 'A', 'A'},
        {"the last", 0x1F1FF, 'Z', 'Z'},
        {"Arabic number sign", 0x600, 0x25AF, 0x25AF},
        {"Hangul tone mark", 0x302E, 0x3013, 0x3013},
        {"a hexagram", 0x4DC0, 0x4DC0, 0x3013},
        {"a trigram", 0x2630, 0x25AF, 0x25AF},
        {"a figure of the Taixuanjing", 0x1D300, 0x25AF, 0x25AF},
        {"a hand that takes a skin tone, and is text", 0x270C, 0x25AF, 0x25AF},
        {"a hand that takes a skin tone, and is a picture", 0x270B, 0x270B, 0x270B},
        {"a symbol that takes none", 0x2660, 0x2660, 0x2660},
        {"never assigned, narrow", 0x1FFFD, 0x25AF, 0x25AF},
        {"not assigned Han", 0x3FFFD, 0x3013, 0x3013},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        char32_t narrow = text_glyph(cases[i].cp, false), wide = text_glyph(cases[i].cp, true);

        if (narrow != cases[i].narrow || wide != cases[i].wide)
            fail_msg("%s: U+%04X, and U+%04X", cases[i].what, (unsigned)narrow, (unsigned)wide);
    }
}

/* A glyph is as wide as its character, is 0 only for characters without width, and is its own
 * glyph. */
static void keeps_the_width(void **state)
{
    (void)state;
    for (char32_t cp = 1; cp <= 0x10FFFF; cp++) {
        for (int wide = 0; wide <= 1; wide++) {
            char32_t glyph = text_glyph(cp, wide);
            int cols = text_width(cp, wide);

            if (glyph ? text_width(glyph, wide) != cols : cols > 0)
                fail_msg("U+%04X is drawn as U+%04X", (unsigned)cp, (unsigned)glyph);
            if (glyph && text_glyph(glyph, wide) != glyph)
                fail_msg("U+%04X is not drawn as itself", (unsigned)glyph);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(glyphs),
        cmocka_unit_test(keeps_the_width),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
