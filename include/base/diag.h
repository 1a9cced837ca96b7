#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include "base/buffer.h"

#include <stddef.h>

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

/* Does so with the items from `from` on, and drops their warnings after the first `most`. Returns
 * how many it has dropped. */
size_t diags_join_from(struct diags *diags, size_t from, size_t most);

/* Appends a diagnostic as a line without its newline, as the program writes it: path:line:column:
 * level: message. A missing line or column is 1. */
void diag_write(const struct diag *diag, struct buffer *out);

void diags_free(struct diags *diags);

#endif
