#ifndef SRC_TERM_CURSES_SCREEN_H
#define SRC_TERM_CURSES_SCREEN_H

#include <ncurses.h>

/* Starts curses on the terminal at standard output; `name` is its type, NULL that of TERM. Returns
 * NULL if curses does not know the terminal. */
SCREEN *screen_take(const char *name);

/* Does the same as screen_take() for a terminal that another process has left in curses' modes:
 * keeps its screen until the first refresh(), and changes no mode. */
SCREEN *screen_inherit(const char *name);

/* Frees curses' memory; writes nothing. */
void screen_free(SCREEN *screen);

#endif
