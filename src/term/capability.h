#ifndef SRC_TERM_CAPABILITY_H
#define SRC_TERM_CAPABILITY_H

#include <ncurses.h>

/* Returns a string capability of curses' terminal, or NULL if absent. */
static inline const char *capability(const char *name)
{
    const char *text = tigetstr(name);

    return text == (const char *)-1 ? NULL : text;
}

#endif
