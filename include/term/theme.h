#ifndef TERM_THEME_H
#define TERM_THEME_H

#include "view/frame.h"

#include <stdbool.h>

/* What curses paints a role with. */
struct paint {
    short foreground; /* a curses colour, -1: the terminal's own */
    short background;
    unsigned attrs; /* A_BOLD and so on */
};

/* A colour scheme: a paint for each role. */
const struct paint *theme_paints(bool mono);

#endif
