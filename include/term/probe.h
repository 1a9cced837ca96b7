#ifndef TERM_PROBE_H
#define TERM_PROBE_H

#include "base/buffer.h"

#include <stdbool.h>

/* The most typed bytes that probe_ambiguous_wide() takes; the rest stays with the terminal.
 * ungetch() of curses can hold little more. */
enum { PROBE_TYPED_MAX_BYTES = 120 };

/* Asks the terminal how wide it draws characters of ambiguous width, before curses starts: draws a
 * few, asks for the cursor's position after each, and clears them. Takes until the terminal
 * answers, 200 ms at most. Returns whether most of them were two columns wide; without an answer
 * they count as narrow. Asks nothing if standard input or output is no terminal, or TERM is "dumb"
 * or unset. Appends bytes that are no answer, keys typed meanwhile, to `typed`. */
bool probe_ambiguous_wide(struct buffer *typed);

#endif
