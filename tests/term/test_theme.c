#include "term/theme.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* A role that a theme has no row for is black on black, and the compiler does not notice. */
static void every_theme_paints_every_role(void **state)
{
    (void)state;
    for (int theme = 0; theme < THEME_COUNT; theme++) {
        const struct paint *paints = theme_paints((enum theme)theme);

        for (int role = 0; role < ROLE_COUNT; role++)
            if (!paints[role].foreground.of_256 && !paints[role].background.of_256)
                fail_msg("theme %d has no paint for role %d", theme, role);
    }
}

/* Returns a component of xterm's palette of 256, of which the first 16 are the user's own, or of
 * the exact colour if `exact`. */
static double component_of(struct ink ink, bool exact, int index)
{
    static const int shifts[] = {36, 6, 1};
    int number = ink.of_256, level;

    if (exact)
        level = ink.rgb >> (16 - 8 * index) & 0xFF;
    else if (number >= 232)
        level = 8 + (number - 232) * 10;
    else
        level = (number - 16) / shifts[index] % 6 ? 55 + (number - 16) / shifts[index] % 6 * 40 : 0;
    return level / 255.0;
}

/* Returns x to the power 2.4 by Newton's method for x^(2/5), without the mathematics library. */
static double power_2_4(double x)
{
    double root = 1; /* of x², the fifth one */

    for (int i = 0; i < 60 && x > 0; i++)
        root -= (root * root * root * root * root - x * x) / (5 * root * root * root * root);
    return x > 0 ? x * x * root : 0;
}

/* Returns a colour's relative luminance (WCAG 2). */
static double luminance(struct ink ink, bool exact)
{
    static const double weights[] = {0.2126, 0.7152, 0.0722};
    double sum = 0;

    for (int i = 0; i < 3; i++) {
        double level = component_of(ink, exact, i);

        sum += weights[i] * (level <= 0.04045 ? level / 12.92 : power_2_4((level + 0.055) / 1.055));
    }
    return sum;
}

static double contrast_of(struct ink one, struct ink other, bool exact)
{
    double a = luminance(one, exact), b = luminance(other, exact);

    return a > b ? (a + 0.05) / (b + 0.05) : (b + 0.05) / (a + 0.05);
}

static double contrast(const struct paint *paint, bool exact)
{
    return contrast_of(paint->foreground, paint->background, exact);
}

/* A role's colours are both the terminal's, or the ground is, which may be black or white, or none
 * is. */
static void the_default_can_be_read_on_black_and_on_white(void **state)
{
    static const struct ink grounds[] = {{16, 0, 0x000000}, {231, 7, 0xFFFFFF}};
    const struct paint *paints = theme_paints(THEME_DEFAULT);
    int coloured = 0;

    (void)state;
    for (int role = 0; role < ROLE_COUNT; role++) {
        const struct paint *paint = &paints[role];

        if (paint->foreground.of_256 < 0 && paint->background.of_256 < 0)
            continue;
        coloured++;
        assert_true(paint->foreground.of_256 >= 16);
        for (size_t i = 0; i < 2; i++) {
            bool own = paint->background.of_256 < 0;
            struct ink ground = own ? grounds[i] : paint->background;

            if (contrast_of(paint->foreground, ground, false) < 4.5 ||
                (paint->foreground.rgb >= 0 && contrast_of(paint->foreground, ground, true) < 4.5))
                fail_msg("role %d on %06x", role, (unsigned)grounds[i].rgb);
        }
    }
    assert_true(coloured > 8);
}

static void themes_with_a_ground_of_their_own_can_be_read(void **state)
{
    static const struct {
        enum theme theme;
        double least;
    } themes[] = {{THEME_LIGHT, 4.5}, {THEME_DARK, 4.5}, {THEME_CONTRAST, 10}, {THEME_PAPER, 4.5}};

    (void)state;
    for (size_t i = 0; i < sizeof(themes) / sizeof(*themes); i++) {
        const struct paint *paints = theme_paints(themes[i].theme);

        for (int role = 0; role < ROLE_COUNT; role++) {
            assert_true(paints[role].foreground.of_256 >= 16 &&
                        paints[role].background.of_256 >= 16);
            if (contrast(&paints[role], false) < themes[i].least)
                fail_msg("theme %d, role %d: %.2f", (int)themes[i].theme, role,
                         contrast(&paints[role], false));
        }
    }
}

/* The first and last colours of the palette's three parts. */
static void numbers_of_the_palette_are_colours(void **state)
{
    static const struct {
        int number, rgb;
    } cases[] = {{16, 0x000000}, {231, 0xFFFFFF}, {232, 0x080808}, {255, 0xEEEEEE}};

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
        assert_int_equal(theme_ink_of_256(cases[i].number).rgb, cases[i].rgb);
}

static void paper_has_exact_colours_and_text_of_12_to_1(void **state)
{
    const struct paint *paints = theme_paints(THEME_PAPER);

    (void)state;
    for (int role = 0; role < ROLE_COUNT; role++) {
        /* A code is black and white in every theme. */
        if (role == ROLE_QR_LIGHT || role == ROLE_QR_DARK)
            continue;
        assert_true(paints[role].foreground.rgb >= 0 && paints[role].background.rgb >= 0);
        if (contrast(&paints[role], true) < 4.5)
            fail_msg("role %d: %.2f", role, contrast(&paints[role], true));
    }
    for (int exact = 0; exact <= 1; exact++)
        assert_true(contrast(&paints[ROLE_TEXT], exact) >= 12);
}

static void another_accent_replaces_the_accent_alone(void **state)
{
    struct paint paints[ROLE_COUNT];

    (void)state;
    theme_paper(0x005000, paints);
    assert_int_equal(paints[ROLE_ACCENT].foreground.rgb, 0x005000);
    assert_int_equal(paints[ROLE_SELECTED].background.rgb, 0x005000);
    assert_int_equal(paints[ROLE_TEXT].foreground.rgb,
                     theme_paints(THEME_PAPER)[ROLE_TEXT].foreground.rgb);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_theme_paints_every_role),
        cmocka_unit_test(themes_with_a_ground_of_their_own_can_be_read),
        cmocka_unit_test(the_default_can_be_read_on_black_and_on_white),
        cmocka_unit_test(numbers_of_the_palette_are_colours),
        cmocka_unit_test(paper_has_exact_colours_and_text_of_12_to_1),
        cmocka_unit_test(another_accent_replaces_the_accent_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
