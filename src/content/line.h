#ifndef CONTENT_LINE_H
#define CONTENT_LINE_H

#include "base/arena.h"
#include "base/str.h"

/* A cleaned copy of `text` in `arena`, on one line: newlines and tabs are spaces, and there are
 * none at either end. The empty string where nothing is left. */
struct str clean_line(struct arena *arena, struct str text);

/* `text` without the spaces and tabs at its ends. */
struct str trim(struct str text);

/* Where the line that begins at text[at] ends, before its LF, CR LF or CR; *next is where the one
 * after it begins. */
size_t line_end(const char *text, size_t bytes, size_t at, size_t *next);

#endif
