#ifndef CONTENT_LINE_H
#define CONTENT_LINE_H

#include "base/arena.h"
#include "base/str.h"

/* Returns a cleaned copy of `text` in `arena`, on one line: newlines and tabs become spaces, and
 * spaces at the ends are dropped. Empty if nothing is left. */
struct str clean_line(struct arena *arena, struct str text);

/* Returns `text` without the spaces and tabs at its ends. */
struct str trim(struct str text);

/* Returns the end of the line that begins at text[at], before its LF, CR LF or CR; *next is the
 * beginning of the line after it. */
size_t line_end(const char *text, size_t bytes, size_t at, size_t *next);

#endif
