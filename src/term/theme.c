#include "term/theme.h"

#include <ncurses.h>

/* Only colours that can be read on a light and on a dark ground; all text keeps the terminal's own.
 */
static const struct paint COLOUR[ROLE_COUNT] = {
    [ROLE_TEXT] = {-1, -1, A_NORMAL},
    [ROLE_DIM] = {-1, -1, A_NORMAL},
    [ROLE_TITLE] = {COLOR_RED, -1, A_BOLD},
    [ROLE_KICKER] = {-1, -1, A_NORMAL},
    [ROLE_HEADING] = {COLOR_RED, -1, A_BOLD},
    [ROLE_LINK] = {COLOR_MAGENTA, -1, A_UNDERLINE},
    [ROLE_CODE] = {COLOR_MAGENTA, -1, A_NORMAL},
    [ROLE_GROUP] = {-1, -1, A_BOLD},
    [ROLE_SELECTED] = {COLOR_WHITE, COLOR_BLUE, A_BOLD},
    [ROLE_CHOSEN] = {-1, -1, A_REVERSE},
    [ROLE_UNREAD] = {COLOR_RED, -1, A_NORMAL},
    [ROLE_MATCH] = {COLOR_BLACK, COLOR_YELLOW, A_NORMAL},
    [ROLE_FOUND] = {COLOR_WHITE, COLOR_MAGENTA, A_BOLD},
    [ROLE_BAR] = {-1, -1, A_REVERSE},
    [ROLE_KEY] = {-1, -1, A_REVERSE},
    [ROLE_MESSAGE] = {-1, -1, A_REVERSE},
};

static const struct paint MONO[ROLE_COUNT] = {
    [ROLE_TEXT] = {-1, -1, A_NORMAL},
    [ROLE_DIM] = {-1, -1, A_NORMAL},
    [ROLE_TITLE] = {-1, -1, A_BOLD},
    [ROLE_KICKER] = {-1, -1, A_NORMAL},
    [ROLE_HEADING] = {-1, -1, A_BOLD},
    [ROLE_LINK] = {-1, -1, A_UNDERLINE},
    [ROLE_CODE] = {-1, -1, A_NORMAL},
    [ROLE_GROUP] = {-1, -1, A_NORMAL},
    [ROLE_SELECTED] = {-1, -1, A_REVERSE},
    [ROLE_CHOSEN] = {-1, -1, A_UNDERLINE | A_BOLD},
    [ROLE_UNREAD] = {-1, -1, A_NORMAL},
    [ROLE_MATCH] = {-1, -1, A_REVERSE},
    [ROLE_FOUND] = {-1, -1, A_REVERSE | A_BOLD | A_UNDERLINE},
    [ROLE_BAR] = {-1, -1, A_REVERSE},
    [ROLE_KEY] = {-1, -1, A_REVERSE | A_BOLD},
    [ROLE_MESSAGE] = {-1, -1, A_REVERSE},
};

const struct paint *theme_paints(bool mono)
{
    return mono ? MONO : COLOUR;
}
