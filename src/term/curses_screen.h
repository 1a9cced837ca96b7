#ifndef SRC_TERM_CURSES_SCREEN_H
#define SRC_TERM_CURSES_SCREEN_H

#include <ncurses.h>

/* Has curses take the terminal over that standard output is; a name of NULL is that of TERM. NULL
 * where curses does not know it. */
SCREEN *screen_take(const char *name);

/* The same of a terminal that another process has left in curses' hands: what it shows stays there
 * until the first refresh, and no mode of it changes. */
SCREEN *screen_inherit(const char *name);

/* Frees what is curses'; writes nothing. */
void screen_free(SCREEN *screen);

#endif
