#ifndef CONTENT_CHECK_H
#define CONTENT_CHECK_H

#include "base/diag.h"
#include "content/edition.h"

#include <stdbool.h>
#include <stddef.h>

/* Turns ascending offsets into lines and columns. Set `text`, and `line` to 1. */
struct line_finder {
    const char *text;
    size_t at;
    size_t line;
    size_t line_start;
};

void line_finder_go(struct line_finder *finder, size_t offset);

/* Returns whether `text`, the beginning of a file, is UTF-8 without NUL; if not, adds an error with
 * its position. If the file continues after it (`more`), it may end within a code point. */
bool check_utf8(const char *text, size_t bytes, bool more, const char *path, struct diags *diags);

/* Adds warnings about an article's body. `file` is the whole file; `folder` is as in
 * edition_check(). */
void check_body(const struct article *article, struct str file, const char *folder,
                struct diags *diags);

/* Adds warnings that need all headers together, or today's date. */
void check_headers(const struct edition *edition, struct diags *diags);

#endif
