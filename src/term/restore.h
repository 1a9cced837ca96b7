#ifndef SRC_TERM_RESTORE_H
#define SRC_TERM_RESTORE_H

#include "base/str.h"

/* The most bytes that restore a terminal. */
enum { RESTORE_MOST_BYTES = 256 };

/* Remembers what restores the terminal at standard output: its present modes (termios), unless they
 * are remembered already, and `sequences` (their beginning, if there are too many bytes). From now
 * on, a signal that ends the program at once first restores the terminal; signals that are ignored
 * or handled stay so. */
void restore_prepare(struct str sequences);

/* Restores the terminal as prepared, which takes the times of base/grace.h at the most. Discards
 * the output that the terminal does not take in time, which leaves room for a message, too. The
 * modes are set in any case. A signal's handler may call it. */
void restore_now(void);

/* From now on, signals leave the terminal alone, until the next restore_prepare(). */
void restore_forget(void);

#endif
