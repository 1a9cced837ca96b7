#ifndef TERM_THEME_H
#define TERM_THEME_H

#include "view/frame.h"

/* A colour: its number in a palette of 256 and in one of 8; -1: the terminal's own. */
struct ink {
    short of_256;
    short of_8;
};

/* What curses paints a role with. */
struct paint {
    struct ink foreground;
    struct ink background;
    unsigned attrs; /* A_BOLD and so on */
};

/* A theme's paint for each role. */
const struct paint *theme_paints(enum theme theme);

#endif
