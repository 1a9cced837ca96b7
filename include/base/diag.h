#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include "base/buffer.h"

#include <stddef.h>
#include <stdio.h>

enum diag_level { DIAG_WARNING, DIAG_ERROR };

/* One fault in what a user wrote: what, where, what to do. */
struct diag {
    enum diag_level level;
    char *path;
    size_t line;   /* from 1; 0: the file as a whole */
    size_t column; /* from 1, in bytes; 0: the line as a whole */
    char *message; /* one line, no final stop */
    size_t places; /* how many places of the file it stands for, this being the first; 0 is 1 */
};

/* A list of diagnostics that owns its strings. A zeroed struct is an empty list. */
struct diags {
    struct diag *items;
    size_t count;
    size_t cap;
};

void diag_add(struct diags *diags, enum diag_level level, const char *path, size_t line,
              size_t column, const char *format, ...) __attribute__((format(printf, 6, 7)));

/* Appends a piece of what a user wrote for a message: its beginning, with each control character as
 * a question mark. */
void diag_quote(struct str text, struct buffer *out);

/* How many are errors. */
size_t diag_errors(const struct diags *diags);

/* Sorts by file and place. Warnings of one file that say the same become one, at the first of their
 * places. */
void diags_settle(struct diags *diags);

/* Prints `file:line:col: level: message` in the interface's language; the whole file is its line 1,
 * a whole line its column 1. The places are counted behind the message where there are several. */
void diag_print(FILE *out, const struct diag *diag);

void diags_free(struct diags *diags);

#endif
