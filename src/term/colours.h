#ifndef SRC_TERM_COLOURS_H
#define SRC_TERM_COLOURS_H

#include "term/theme.h"
#include "view/frame.h"

#include <ncurses.h>
#include <stdbool.h>

/* The theme in force, as curses has it. */
struct colours {
    attr_t attrs[ROLE_COUNT];     /* each role's attributes, without its colours */
    short pairs[ROLE_COUNT];      /* each role's colour pair; 0: the terminal's own */
    bool plain[ROLE_COUNT];       /* the role cannot be bold */
    struct paint own[ROLE_COUNT]; /* of THEME_OWN */
    bool own_given;
    enum theme theme;
    bool mono;
};

/* Has curses use colours, in THEME_DEFAULT. `own` are the paints of THEME_OWN, copied, or NULL;
 * `mono` forbids colours in every theme. */
void colours_start(struct colours *colours, const struct paint *own, bool mono);

void colours_set_theme(struct colours *colours, enum theme theme);

/* Returns a cell as curses takes it. */
cchar_t colours_cell(const struct colours *colours, const struct cell *cell);

#endif
