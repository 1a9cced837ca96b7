#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include "base/buffer.h"

#include <stddef.h>
#include <stdio.h>

enum diag_level { DIAG_WARNING, DIAG_ERROR };

/* One fault in a user's file: its place, and a message that says what is wrong and what to do. */
struct diag {
    enum diag_level level;
    char *path;
    size_t line;   /* from 1; 0: the file as a whole */
    size_t column; /* from 1, in bytes; 0: the line as a whole */
    char *message; /* one line, without a full stop */
    size_t places; /* number of places with this fault, `line` being the first; 0 is 1 */
};

/* A list of diagnostics that owns its strings. A zeroed struct is an empty list. */
struct diags {
    struct diag *items;
    size_t count;
    size_t cap;
};

void diag_add(struct diags *diags, enum diag_level level, const char *path, size_t line,
              size_t column, const char *format, ...) __attribute__((format(printf, 6, 7)));

/* Appends the beginning of `text`, which a user wrote, for use in a message; each control character
 * becomes a question mark. */
void diag_quote(struct str text, struct buffer *out);

/* Returns the number of errors. */
size_t diag_errors(const struct diags *diags);

/* Sorts by file and place. Merges the warnings of one file that have the same message into one, at
 * the first of their places. */
void diags_join(struct diags *diags);

/* Prints `file:line:col: level: message` in the interface's language; a fault of the whole file
 * gets line 1, a fault of a whole line column 1. The number of places follows the message if there
 * are several. */
void diag_print(FILE *out, const struct diag *diag);

void diags_free(struct diags *diags);

#endif
