#ifndef SRC_TERM_COLOURS_H
#define SRC_TERM_COLOURS_H

#include "term/theme.h"
#include "view/frame.h"

#include <ncurses.h>
#include <stdbool.h>

/* The current theme, as curses' attributes. */
struct colours {
    attr_t attrs[ROLE_COUNT];     /* each role's attributes, without its colours */
    short pairs[ROLE_COUNT];      /* each role's colour pair; 0: the terminal's own */
    bool plain[ROLE_COUNT];       /* the role cannot be bold */
    struct paint own[ROLE_COUNT]; /* paints of THEME_OWN */
    bool own_given;
    enum theme theme;
    enum theme of_ground; /* what THEME_AUTO is; THEME_DEFAULT until the terminal has answered */
    int ground_rgb;       /* of the theme's text; -1: the terminal's default */
    bool mono;
};

/* Starts curses' colours, with THEME_DEFAULT. `own` are the paints of THEME_OWN, copied, or NULL;
 * `mono` forbids colours in every theme. */
void colours_start(struct colours *colours, const struct paint *own, bool mono);

void colours_set_theme(struct colours *colours, enum theme theme);

/* Sets whether the terminal's own ground is light, which decides on THEME_AUTO. */
void colours_set_ground(struct colours *colours, bool light);

/* Converts a cell for curses. */
cchar_t colours_cell(const struct colours *colours, const struct cell *cell);

#endif
