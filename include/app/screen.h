#ifndef APP_SCREEN_H
#define APP_SCREEN_H

#include "app/program.h"

/* The reader at a terminal, from its first screen to its end. Returns the exit status. */
int screen_read(struct program *program);

/* --frame: prints the screen after the keys as text; marks are neither read nor kept. Returns the
 * exit status. */
int screen_print_frame(const struct program *program);

#endif
