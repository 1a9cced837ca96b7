#ifndef TERM_INPUT_H
#define TERM_INPUT_H

#include "reader/keys.h"
#include "reader/pointer.h"

#include <stdbool.h>

enum input {
    INPUT_NONE,   /* nothing was there to be read */
    INPUT_NO_KEY, /* something was that is no key: a sequence that curses does not know, swallowed
                     whole, or bytes that are not UTF-8 */
    INPUT_KEY,
    INPUT_POINTER
};

/* Reads one key into *key, or one report of the mouse that is a press of its first button or a turn
 * of its wheel into *pointer. With `wait`, the terminal is known to have something; without, only
 * what curses has read already or can read at once. *more is set where something may be left that
 * poll() knows nothing of. */
enum input input_read(reader_key *key, struct pointer *pointer, bool wait, bool *more);

/* Asks the terminal to report its mouse, or no more to: SGR reports (1006), which have no limit of
 * columns, of presses (1000). Nothing is written where the terminal's description knows no mouse.
 */
void input_report_mouse(bool on);

#endif
