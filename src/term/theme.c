#include "term/theme.h"

#include <ncurses.h>

/* Colours by their number in the palette of 256 and their name among the eight. */
#define OWN                                                                                        \
    {                                                                                              \
        -1, -1, -1                                                                                 \
    }
#define INK(of_256, of_8)                                                                          \
    {                                                                                              \
        of_256, COLOR_##of_8, -1                                                                   \
    }

/* Black on white whatever the theme, as scanners want it. Where there are no colours, only the
 * attribute remains, and most such terminals have a dark ground. */
#define QR_PAINTS                                                                                  \
    [ROLE_QR_LIGHT] = {INK(231, WHITE), INK(16, BLACK), A_REVERSE}, [ROLE_QR_DARK] = {             \
                                                                        INK(231, WHITE),           \
                                                                        INK(16, BLACK), A_NORMAL}

/* On the terminal's own ground. All colours have a contrast of at least 4.5 (WCAG 2, AA) on black
 * as well as on white, which leaves little choice, with 256 colours and with direct colour; of the
 * eight colours, whose shades are the terminal's, only those that can be read on both. */
#define OF_EITHER(rgb, of_256, of_8)                                                               \
    {                                                                                              \
        of_256, of_8, rgb                                                                          \
    }
#define QUIET OF_EITHER(0x767676, 243, -1)
#define VERMILION OF_EITHER(0xE02B2B, 131, COLOR_RED)
static const struct paint DEFAULT[ROLE_COUNT] = {
    [ROLE_TEXT] = {OWN, OWN, A_NORMAL},
    [ROLE_DIM] = {QUIET, OWN, A_NORMAL},
    [ROLE_TITLE] = {VERMILION, OWN, A_BOLD},
    [ROLE_KICKER] = {QUIET, OWN, A_NORMAL},
    [ROLE_HEADING] = {OWN, OWN, A_BOLD},
    [ROLE_LINK] = {OF_EITHER(0x5F5FFF, 63, COLOR_MAGENTA), OWN, A_UNDERLINE},
    [ROLE_CODE] = {OF_EITHER(0x875FD7, 98, COLOR_MAGENTA), OWN, A_NORMAL},
    [ROLE_GROUP] = {QUIET, OWN, A_NORMAL},
    [ROLE_SELECTED] = {INK(231, WHITE), INK(25, BLUE), A_NORMAL},
    [ROLE_SELECTED_UNFOCUSED] = {INK(231, BLACK), INK(243, WHITE), A_NORMAL},
    [ROLE_UNREAD] = {VERMILION, OWN, A_NORMAL},
    [ROLE_MATCH] = {INK(16, BLACK), INK(222, YELLOW), A_NORMAL},
    [ROLE_MATCH_CURRENT] = {INK(231, WHITE), INK(90, MAGENTA), A_BOLD},
    [ROLE_BAR] = {OWN, OWN, A_REVERSE},
    [ROLE_KEY] = {OWN, OWN, A_REVERSE},
    [ROLE_MESSAGE] = {OWN, OWN, A_REVERSE},
    QR_PAINTS,
    [ROLE_ACCENT] = {VERMILION, OWN, A_BOLD},
};

/* Dark on white. All pairs of colours in these three themes have a contrast of at least 4.5
 * (WCAG 2, AA) with 256 colours, those of the last theme at least 10. */
#define BLANK INK(231, WHITE)
static const struct paint LIGHT[ROLE_COUNT] = {
    [ROLE_TEXT] = {INK(235, BLACK), BLANK, A_NORMAL},
    [ROLE_DIM] = {INK(240, BLACK), BLANK, A_NORMAL},
    [ROLE_TITLE] = {INK(124, RED), BLANK, A_BOLD},
    [ROLE_KICKER] = {INK(240, BLACK), BLANK, A_NORMAL},
    [ROLE_HEADING] = {INK(124, RED), BLANK, A_BOLD},
    [ROLE_LINK] = {INK(26, BLUE), BLANK, A_UNDERLINE},
    [ROLE_CODE] = {INK(90, MAGENTA), BLANK, A_NORMAL},
    [ROLE_GROUP] = {INK(240, BLACK), BLANK, A_NORMAL},
    [ROLE_SELECTED] = {INK(231, WHITE), INK(25, BLUE), A_NORMAL},
    [ROLE_SELECTED_UNFOCUSED] = {INK(235, WHITE), INK(252, BLACK), A_NORMAL},
    [ROLE_UNREAD] = {INK(160, RED), BLANK, A_NORMAL},
    [ROLE_MATCH] = {INK(235, BLACK), INK(222, YELLOW), A_NORMAL},
    [ROLE_MATCH_CURRENT] = {INK(231, WHITE), INK(130, MAGENTA), A_BOLD},
    [ROLE_BAR] = {INK(235, WHITE), INK(252, BLACK), A_NORMAL},
    [ROLE_KEY] = {INK(235, WHITE), INK(252, BLACK), A_BOLD},
    [ROLE_MESSAGE] = {INK(231, WHITE), INK(25, BLUE), A_NORMAL},
    QR_PAINTS,
    [ROLE_ACCENT] = {INK(124, RED), BLANK, A_BOLD},
};

#define NIGHT INK(234, BLACK)
static const struct paint DARK[ROLE_COUNT] = {
    [ROLE_TEXT] = {INK(252, WHITE), NIGHT, A_NORMAL},
    [ROLE_DIM] = {INK(248, WHITE), NIGHT, A_NORMAL},
    [ROLE_TITLE] = {INK(215, YELLOW), NIGHT, A_BOLD},
    [ROLE_KICKER] = {INK(248, WHITE), NIGHT, A_NORMAL},
    [ROLE_HEADING] = {INK(215, YELLOW), NIGHT, A_BOLD},
    [ROLE_LINK] = {INK(117, CYAN), NIGHT, A_UNDERLINE},
    [ROLE_CODE] = {INK(182, MAGENTA), NIGHT, A_NORMAL},
    [ROLE_GROUP] = {INK(248, WHITE), NIGHT, A_NORMAL},
    [ROLE_SELECTED] = {INK(231, WHITE), INK(25, BLUE), A_NORMAL},
    [ROLE_SELECTED_UNFOCUSED] = {INK(231, BLACK), INK(239, WHITE), A_NORMAL},
    [ROLE_UNREAD] = {INK(209, YELLOW), NIGHT, A_NORMAL},
    [ROLE_MATCH] = {INK(16, BLACK), INK(222, YELLOW), A_NORMAL},
    [ROLE_MATCH_CURRENT] = {INK(231, WHITE), INK(90, MAGENTA), A_BOLD},
    [ROLE_BAR] = {INK(252, BLACK), INK(238, WHITE), A_NORMAL},
    [ROLE_KEY] = {INK(252, BLACK), INK(238, WHITE), A_BOLD},
    [ROLE_MESSAGE] = {INK(231, WHITE), INK(25, BLUE), A_NORMAL},
    QR_PAINTS,
    [ROLE_ACCENT] = {INK(215, YELLOW), NIGHT, A_BOLD},
};

#define BLACKEST INK(16, BLACK)
static const struct paint CONTRAST[ROLE_COUNT] = {
    [ROLE_TEXT] = {INK(231, WHITE), BLACKEST, A_NORMAL},
    [ROLE_DIM] = {INK(231, WHITE), BLACKEST, A_NORMAL},
    [ROLE_TITLE] = {INK(226, YELLOW), BLACKEST, A_BOLD},
    [ROLE_KICKER] = {INK(231, WHITE), BLACKEST, A_NORMAL},
    [ROLE_HEADING] = {INK(226, YELLOW), BLACKEST, A_BOLD},
    [ROLE_LINK] = {INK(51, CYAN), BLACKEST, A_UNDERLINE},
    [ROLE_CODE] = {INK(219, WHITE), BLACKEST, A_NORMAL},
    [ROLE_GROUP] = {INK(231, WHITE), BLACKEST, A_NORMAL},
    [ROLE_SELECTED] = {INK(16, BLACK), INK(226, YELLOW), A_BOLD},
    [ROLE_SELECTED_UNFOCUSED] = {INK(16, BLACK), INK(231, WHITE), A_NORMAL},
    [ROLE_UNREAD] = {INK(226, YELLOW), BLACKEST, A_NORMAL},
    [ROLE_MATCH] = {INK(16, BLACK), INK(51, CYAN), A_NORMAL},
    [ROLE_MATCH_CURRENT] = {INK(16, BLACK), INK(213, GREEN), A_BOLD},
    [ROLE_BAR] = {INK(16, BLACK), INK(231, WHITE), A_NORMAL},
    [ROLE_KEY] = {INK(16, BLACK), INK(231, WHITE), A_BOLD},
    [ROLE_MESSAGE] = {INK(16, BLACK), INK(226, YELLOW), A_NORMAL},
    QR_PAINTS,
    [ROLE_ACCENT] = {INK(226, YELLOW), BLACKEST, A_BOLD},
};

/* Ink on the warm paper of a newspaper: exact on a terminal with direct colour, similar elsewhere.
 * Text has a contrast of at least 12, all else of at least 4.5. */
#define EXACT(rgb, of_256, of_8)                                                                   \
    {                                                                                              \
        of_256, COLOR_##of_8, rgb                                                                  \
    }
#define PAPER EXACT(0xF6EFDF, 230, WHITE)
#define PAPER_INK EXACT(0x2B2117, 235, BLACK)
#define PAPER_GREY EXACT(0x584C3F, 239, BLACK)
#define PAPER_TINT EXACT(THEME_TINT_RGB, 187, WHITE) /* the ground of buttons */
#define PAPER_ACCENT EXACT(THEME_ACCENT_RGB, 88, RED)
static const struct paint ON_PAPER[ROLE_COUNT] = {
    [ROLE_TEXT] = {PAPER_INK, PAPER, A_NORMAL},
    [ROLE_DIM] = {PAPER_GREY, PAPER, A_NORMAL},
    [ROLE_TITLE] = {PAPER_ACCENT, PAPER, A_BOLD},
    [ROLE_KICKER] = {PAPER_GREY, PAPER, A_NORMAL},
    [ROLE_HEADING] = {PAPER_ACCENT, PAPER, A_BOLD},
    [ROLE_LINK] = {EXACT(0x1A4B7A, 24, BLUE), PAPER, A_UNDERLINE},
    [ROLE_CODE] = {EXACT(0x5B2A5E, 53, MAGENTA), PAPER, A_NORMAL},
    [ROLE_GROUP] = {PAPER_GREY, PAPER, A_NORMAL},
    [ROLE_SELECTED] = {PAPER, PAPER_ACCENT, A_BOLD},
    [ROLE_SELECTED_UNFOCUSED] = {PAPER_INK, PAPER_TINT, A_BOLD},
    [ROLE_UNREAD] = {PAPER_ACCENT, PAPER, A_NORMAL},
    [ROLE_MATCH] = {PAPER_INK, EXACT(0xF2C94C, 221, YELLOW), A_NORMAL},
    [ROLE_MATCH_CURRENT] = {PAPER, EXACT(0x5B2A5E, 53, MAGENTA), A_BOLD},
    [ROLE_BAR] = {PAPER_INK, PAPER_TINT, A_NORMAL},
    [ROLE_KEY] = {PAPER_ACCENT, PAPER_TINT, A_BOLD},
    [ROLE_MESSAGE] = {PAPER, PAPER_INK, A_NORMAL},
    QR_PAINTS,
    [ROLE_ACCENT] = {PAPER_ACCENT, PAPER, A_BOLD},
};

static const struct paint MONO[ROLE_COUNT] = {
    [ROLE_TEXT] = {OWN, OWN, A_NORMAL},
    [ROLE_DIM] = {OWN, OWN, A_NORMAL},
    [ROLE_TITLE] = {OWN, OWN, A_BOLD},
    [ROLE_KICKER] = {OWN, OWN, A_NORMAL},
    [ROLE_HEADING] = {OWN, OWN, A_BOLD},
    [ROLE_LINK] = {OWN, OWN, A_UNDERLINE},
    [ROLE_CODE] = {OWN, OWN, A_NORMAL},
    [ROLE_GROUP] = {OWN, OWN, A_NORMAL},
    [ROLE_SELECTED] = {OWN, OWN, A_REVERSE},
    [ROLE_SELECTED_UNFOCUSED] = {OWN, OWN, A_UNDERLINE},
    [ROLE_UNREAD] = {OWN, OWN, A_NORMAL},
    [ROLE_MATCH] = {OWN, OWN, A_REVERSE},
    [ROLE_MATCH_CURRENT] = {OWN, OWN, A_REVERSE | A_BOLD | A_UNDERLINE},
    [ROLE_BAR] = {OWN, OWN, A_REVERSE},
    [ROLE_KEY] = {OWN, OWN, A_REVERSE | A_BOLD},
    [ROLE_MESSAGE] = {OWN, OWN, A_REVERSE},
    QR_PAINTS,
    [ROLE_ACCENT] = {OWN, OWN, A_BOLD},
};

/* The palette of 256: the terminal's 16 colours, a cube with 6 steps a side, 24 greys. */
enum { CUBE_FIRST = 16, CUBE_STEPS = 6, GREY_FIRST = 232, GREYS = 24 };
static const int STEPS[CUBE_STEPS] = {0x00, 0x5F, 0x87, 0xAF, 0xD7, 0xFF};

static int rgb_of_256(int number)
{
    static const int SIXTEEN[CUBE_FIRST] = {
        0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
        0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF};

    if (number < CUBE_FIRST)
        return SIXTEEN[number];
    if (number >= GREY_FIRST)
        return (8 + 10 * (number - GREY_FIRST)) * 0x010101;
    number -= CUBE_FIRST;
    return STEPS[number / 36] << 16 | STEPS[number / 6 % 6] << 8 | STEPS[number % 6];
}

static int distance(int a, int b)
{
    int sum = 0;

    for (int shift = 0; shift <= 16; shift += 8) {
        int apart = (a >> shift & 0xFF) - (b >> shift & 0xFF);

        sum += apart * apart;
    }
    return sum;
}

/* Returns the number in [first, end) with the nearest colour. */
static short nearest(int rgb, int first, int end)
{
    int best = first;

    for (int number = first + 1; number < end; number++)
        if (distance(rgb_of_256(number), rgb) < distance(rgb_of_256(best), rgb))
            best = number;
    return (short)best;
}

struct ink theme_ink_of_rgb(int rgb)
{
    return (struct ink){nearest(rgb, CUBE_FIRST, GREY_FIRST + GREYS), nearest(rgb, 0, 8), rgb};
}

struct ink theme_ink_of_256(int number)
{
    int rgb = rgb_of_256(number);

    return (struct ink){(short)number, number < 8 ? (short)number : nearest(rgb, 0, 8),
                        number < 8 ? -1 : rgb};
}

unsigned theme_attrs(bool bold, bool underline, bool reverse)
{
    return (bold ? (unsigned)A_BOLD : 0U) | (underline ? (unsigned)A_UNDERLINE : 0U) |
           (reverse ? (unsigned)A_REVERSE : 0U);
}

const struct paint *theme_paints(enum theme theme)
{
    static const struct paint *const PAINTS[THEME_COUNT] = {
        [THEME_DEFAULT] = DEFAULT,   [THEME_LIGHT] = LIGHT,    [THEME_DARK] = DARK,
        [THEME_CONTRAST] = CONTRAST, [THEME_PAPER] = ON_PAPER, [THEME_MONO] = MONO,
        [THEME_OWN] = DEFAULT,       [THEME_AUTO] = DEFAULT};

    return PAINTS[theme];
}

void theme_paper(int accent_rgb, struct paint paints[ROLE_COUNT])
{
    const struct ink accent = theme_ink_of_rgb(accent_rgb);

    for (int role = 0; role < ROLE_COUNT; role++) {
        paints[role] = ON_PAPER[role];
        if (paints[role].foreground.rgb == THEME_ACCENT_RGB)
            paints[role].foreground = accent;
        if (paints[role].background.rgb == THEME_ACCENT_RGB)
            paints[role].background = accent;
    }
}
