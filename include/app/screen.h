#ifndef APP_SCREEN_H
#define APP_SCREEN_H

#include "app/program.h"

/* Runs the reader at a terminal, from its first screen to its end. Returns the exit status. */
int screen_read(struct program *program);

/* For --frame, prints the screen after the keys of --keys, as text. Neither reads nor saves marks.
 * Returns the exit status. */
int screen_print_frame(const struct program *program);

#endif
