#ifndef TERM_THEME_H
#define TERM_THEME_H

#include "view/frame.h"

#include <stdbool.h>

/* A colour: its number in a palette of 256 and in a palette of 8, and its red, green and blue
 * (0xrrggbb); all -1: the terminal's default. */
struct ink {
    short of_256;
    short of_8;
    int rgb;
};

/* Colours and attributes of a role. */
struct paint {
    struct ink foreground;
    struct ink background;
    unsigned attrs; /* A_BOLD etc. */
};

/* Return the nearest colour in each palette, for a number of the 256 or for 0xrrggbb. */
struct ink theme_ink_of_256(int number);
struct ink theme_ink_of_rgb(int rgb);

/* Returns a theme's paint for each role; for THEME_OWN and THEME_AUTO, those of THEME_DEFAULT. */
const struct paint *theme_paints(enum theme theme);

/* Sets the paints of THEME_PAPER with another accent colour, 0xrrggbb. */
void theme_paper(int accent_rgb, struct paint paints[ROLE_COUNT]);

/* Returns curses' attributes for these styles. */
unsigned theme_attrs(bool bold, bool underline, bool reverse);

#endif
