#ifndef CONTENT_CHECK_H
#define CONTENT_CHECK_H

#include "base/diag.h"
#include "content/edition.h"

#include <stdbool.h>
#include <stddef.h>

/* Turns offsets into lines and columns; they may only ascend. Set `text`, and `line` to 1. */
struct line_finder {
    const char *text;
    size_t at;
    size_t line;
    size_t line_start;
};

void line_finder_go(struct line_finder *place, size_t offset);

/* Whether `text`, the beginning of a file, is UTF-8 without NUL; else false with an error that says
 * where. Where the file goes on after it (`more`), it may end within a code point. */
bool check_utf8(const char *text, size_t bytes, bool more, const char *path, struct diags *diags);

/* Adds what may be amiss in an article's body. `file` is all of its file; `folder` as
 * edition_check() has it. */
void check_body(const struct article *article, struct str file, const char *folder,
                struct diags *diags);

/* Adds what the headers say only when they are looked at together, or on this day. */
void check_headers(const struct edition *edition, struct diags *diags);

#endif
