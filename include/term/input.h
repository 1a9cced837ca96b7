#ifndef TERM_INPUT_H
#define TERM_INPUT_H

#include "reader/keys.h"

#include <stdbool.h>

enum input {
    INPUT_NONE,   /* nothing was there to be read */
    INPUT_NO_KEY, /* something was that is no key: a sequence that curses does not know, swallowed
                     whole, or bytes that are not UTF-8 */
    INPUT_KEY
};

/* Reads one key. With `wait`, the terminal is known to have something; without, only what curses
 * has read already or can read at once. *more is set where something may be left that poll() knows
 * nothing of. */
enum input input_read(reader_key *key, bool wait, bool *more);

#endif
