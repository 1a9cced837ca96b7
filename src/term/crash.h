#ifndef SRC_TERM_CRASH_H
#define SRC_TERM_CRASH_H

#include "base/str.h"

#include <termios.h>

/* The most bytes that restore a terminal. */
enum { CRASH_MOST_BYTES = 256 };

/* From now on, a signal that ends the program at once first writes `sequences` (its beginning, if
 * there are too many bytes) to standard output and sets the modes of standard input. Signals that
 * are ignored or handled stay so. */
void crash_guard(struct str sequences, const struct termios *modes);

/* Leaves the terminal alone again until the next crash_guard(). */
void crash_stop_guarding(void);

#endif
