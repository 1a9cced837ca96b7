#ifndef TERM_PROBE_H
#define TERM_PROBE_H

#include "base/buffer.h"

#include <stdbool.h>

/* The most that probe_ambiguous_wide() may find typed; what is more stays with the terminal. What
 * curses takes back with ungetch() is not much more. */
enum { PROBE_TYPED_MAX_BYTES = 120 };

/* Asks the terminal how wide it draws characters of ambiguous width, before curses has it: a few
 * are drawn, each followed by a question where the cursor is, and cleared again. Takes as long as
 * the terminal does to answer, 200 ms at the most. True where most of them were two columns wide;
 * what was not answered is narrow. Nothing is asked where standard input or output is no terminal,
 * or TERM is "dumb" or not set. Bytes that came and are no answer, keys typed meanwhile, are
 * appended to `typed`. */
bool probe_ambiguous_wide(struct buffer *typed);

#endif
