#ifndef APP_DUMP_H
#define APP_DUMP_H

#include "base/buffer.h"
#include "content/edition.h"
#include "layout/layout.h"

#include <stdbool.h>
#include <stdio.h>

/* The orders that print and end. Each writes to `out` and returns an exit status (see cli.h). */

struct dump_options {
    int cols;
    struct layout_style style;
    int page_lines; /* of a page; 0: no pages */
};

/* Sets one article, or all that are to be seen where `id` is NULL; one that is not to be seen is
 * refused, with a line that says how it is. No escape sequence, no trailing spaces, one final
 * newline. With pages, each article begins one, and every page but the last is filled up to its
 * lines with blank ones; none ends in a heading. */
int dump_articles(FILE *out, const struct edition *edition, const char *id,
                  const struct dump_options *options);

/* A line an article: id, district, topic, place, date, title; and, `with_state`, what it is as a
 * notice: "pinned", "draft", "expired", with commas, or nothing. */
int dump_list(FILE *out, const struct edition *edition, bool with_state);

/* A line for each article that matches, best first: id, title, context. STATUS_FAULT where none
 * does. */
int dump_search(FILE *out, const struct edition *edition, const char *words);

#endif
