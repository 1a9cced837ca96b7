#ifndef TERM_THEME_H
#define TERM_THEME_H

#include "view/frame.h"

#include <stdbool.h>

/* A colour: its number in a palette of 256 and in one of 8, and what it is in red, green and blue
 * (0xrrggbb); all -1: the terminal's own. */
struct ink {
    short of_256;
    short of_8;
    int rgb;
};

/* What curses paints a role with. */
struct paint {
    struct ink foreground;
    struct ink background;
    unsigned attrs; /* A_BOLD and so on */
};

/* The colour that is nearest in each palette: to a number of the 256, or to 0xrrggbb. */
struct ink theme_ink_of_256(int number);
struct ink theme_ink_of_rgb(int rgb);

/* A theme's paint for each role; of THEME_OWN, those of THEME_DEFAULT. */
const struct paint *theme_paints(enum theme theme);

/* What curses calls these. */
unsigned theme_attrs(bool bold, bool underline, bool reverse);

#endif
