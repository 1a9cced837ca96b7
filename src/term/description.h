#ifndef SRC_TERM_DESCRIPTION_H
#define SRC_TERM_DESCRIPTION_H

#include "base/buffer.h"

#include <stdbool.h>

/* Returns the type that is tried if `name` is unknown; NULL: none, unless there is to be a `guess`.
 */
const char *description_similar(const char *name, bool guess);

/* Does as description_guard() for a terminal of this type or the similar one, with the mouse,
 * without curses. */
void description_prepare(const char *name, bool guess);

/* Appends a capability of curses' terminal, if it has it, without the pauses that hardware
 * terminals need. */
void description_add(struct buffer *out, const char *name);

/* Prepares restoring (see restore.h) of curses' terminal, with the reports that
 * input_write_starts() asks for. */
void description_guard(bool mouse);

#endif
