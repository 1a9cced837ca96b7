#include "term/theme.h"

#include <ncurses.h>

/* The eight, which every terminal with colours has, and what is nearest to them in all the rest. */
#define OWN                                                                                        \
    {                                                                                              \
        -1, -1                                                                                     \
    }
#define INK(of_256, of_8)                                                                          \
    {                                                                                              \
        of_256, COLOR_##of_8                                                                       \
    }
#define EIGHT(name)                                                                                \
    {                                                                                              \
        COLOR_##name, COLOR_##name                                                                 \
    }

/* Only colours that can be read on a light and on a dark ground; all text keeps the terminal's own.
 */
static const struct paint DEFAULT[ROLE_COUNT] = {
    [ROLE_TEXT] = {OWN, OWN, A_NORMAL},
    [ROLE_DIM] = {OWN, OWN, A_NORMAL},
    [ROLE_TITLE] = {EIGHT(RED), OWN, A_BOLD},
    [ROLE_KICKER] = {OWN, OWN, A_NORMAL},
    [ROLE_HEADING] = {EIGHT(RED), OWN, A_BOLD},
    [ROLE_LINK] = {EIGHT(MAGENTA), OWN, A_UNDERLINE},
    [ROLE_CODE] = {EIGHT(MAGENTA), OWN, A_NORMAL},
    [ROLE_GROUP] = {OWN, OWN, A_BOLD},
    [ROLE_SELECTED] = {EIGHT(WHITE), EIGHT(BLUE), A_BOLD},
    [ROLE_CHOSEN] = {OWN, OWN, A_REVERSE},
    [ROLE_UNREAD] = {EIGHT(RED), OWN, A_NORMAL},
    [ROLE_MATCH] = {EIGHT(BLACK), EIGHT(YELLOW), A_NORMAL},
    [ROLE_FOUND] = {EIGHT(WHITE), EIGHT(MAGENTA), A_BOLD},
    [ROLE_BAR] = {OWN, OWN, A_REVERSE},
    [ROLE_KEY] = {OWN, OWN, A_REVERSE},
    [ROLE_MESSAGE] = {OWN, OWN, A_REVERSE},
};

/* Dark on paper white. Every pair of these three themes has a contrast of 4.5 or more (WCAG 2, AA)
 * with 256 colours, those of the last one of 10 or more. */
#define PAPER INK(231, WHITE)
static const struct paint LIGHT[ROLE_COUNT] = {
    [ROLE_TEXT] = {INK(235, BLACK), PAPER, A_NORMAL},
    [ROLE_DIM] = {INK(240, BLACK), PAPER, A_NORMAL},
    [ROLE_TITLE] = {INK(124, RED), PAPER, A_BOLD},
    [ROLE_KICKER] = {INK(240, BLACK), PAPER, A_NORMAL},
    [ROLE_HEADING] = {INK(124, RED), PAPER, A_BOLD},
    [ROLE_LINK] = {INK(26, BLUE), PAPER, A_UNDERLINE},
    [ROLE_CODE] = {INK(90, MAGENTA), PAPER, A_NORMAL},
    [ROLE_GROUP] = {INK(235, BLACK), PAPER, A_BOLD},
    [ROLE_SELECTED] = {INK(231, WHITE), INK(25, BLUE), A_BOLD},
    [ROLE_CHOSEN] = {INK(235, WHITE), INK(252, BLACK), A_NORMAL},
    [ROLE_UNREAD] = {INK(160, RED), PAPER, A_NORMAL},
    [ROLE_MATCH] = {INK(235, BLACK), INK(222, YELLOW), A_NORMAL},
    [ROLE_FOUND] = {INK(231, WHITE), INK(130, MAGENTA), A_BOLD},
    [ROLE_BAR] = {INK(235, WHITE), INK(252, BLACK), A_NORMAL},
    [ROLE_KEY] = {INK(235, WHITE), INK(252, BLACK), A_BOLD},
    [ROLE_MESSAGE] = {INK(231, WHITE), INK(25, BLUE), A_NORMAL},
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
    [ROLE_GROUP] = {INK(252, WHITE), NIGHT, A_BOLD},
    [ROLE_SELECTED] = {INK(231, WHITE), INK(25, BLUE), A_BOLD},
    [ROLE_CHOSEN] = {INK(231, BLACK), INK(239, WHITE), A_NORMAL},
    [ROLE_UNREAD] = {INK(209, YELLOW), NIGHT, A_NORMAL},
    [ROLE_MATCH] = {INK(16, BLACK), INK(222, YELLOW), A_NORMAL},
    [ROLE_FOUND] = {INK(231, WHITE), INK(90, MAGENTA), A_BOLD},
    [ROLE_BAR] = {INK(252, BLACK), INK(238, WHITE), A_NORMAL},
    [ROLE_KEY] = {INK(252, BLACK), INK(238, WHITE), A_BOLD},
    [ROLE_MESSAGE] = {INK(231, WHITE), INK(25, BLUE), A_NORMAL},
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
    [ROLE_GROUP] = {INK(231, WHITE), BLACKEST, A_BOLD},
    [ROLE_SELECTED] = {INK(16, BLACK), INK(226, YELLOW), A_BOLD},
    [ROLE_CHOSEN] = {INK(16, BLACK), INK(231, WHITE), A_NORMAL},
    [ROLE_UNREAD] = {INK(226, YELLOW), BLACKEST, A_NORMAL},
    [ROLE_MATCH] = {INK(16, BLACK), INK(51, CYAN), A_NORMAL},
    [ROLE_FOUND] = {INK(16, BLACK), INK(213, GREEN), A_BOLD},
    [ROLE_BAR] = {INK(16, BLACK), INK(231, WHITE), A_NORMAL},
    [ROLE_KEY] = {INK(16, BLACK), INK(231, WHITE), A_BOLD},
    [ROLE_MESSAGE] = {INK(16, BLACK), INK(226, YELLOW), A_NORMAL},
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
    [ROLE_CHOSEN] = {OWN, OWN, A_UNDERLINE | A_BOLD},
    [ROLE_UNREAD] = {OWN, OWN, A_NORMAL},
    [ROLE_MATCH] = {OWN, OWN, A_REVERSE},
    [ROLE_FOUND] = {OWN, OWN, A_REVERSE | A_BOLD | A_UNDERLINE},
    [ROLE_BAR] = {OWN, OWN, A_REVERSE},
    [ROLE_KEY] = {OWN, OWN, A_REVERSE | A_BOLD},
    [ROLE_MESSAGE] = {OWN, OWN, A_REVERSE},
};

const struct paint *theme_paints(enum theme theme)
{
    static const struct paint *const PAINTS[THEME_COUNT] = {[THEME_DEFAULT] = DEFAULT,
                                                            [THEME_LIGHT] = LIGHT,
                                                            [THEME_DARK] = DARK,
                                                            [THEME_CONTRAST] = CONTRAST,
                                                            [THEME_MONO] = MONO};

    return PAINTS[theme];
}
