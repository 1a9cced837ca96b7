#ifndef STATE_WIDTHS_H
#define STATE_WIDTHS_H

#include <stdbool.h>

/* Remembers the terminals, known by TERM and TERM_PROGRAM, that draw characters of ambiguous width
 * wide, so that the first screen need not wait for an answer: each has a file in the folder of the
 * marks. */

/* Returns whether this terminal drew those characters wide when it last answered. */
bool widths_were_wide(void);

/* Notes its latest answer. Says nothing of a failure: the terminal is asked again anyway. */
void widths_keep(bool wide);

#endif
