#ifndef APP_DUMP_H
#define APP_DUMP_H

#include "base/buffer.h"
#include "content/edition.h"
#include "layout/layout.h"
#include "search/search.h"

#include <stdbool.h>
#include <stdio.h>

/* The orders that print and end. Each writes to `out` and returns an exit status (see
 * base/status.h). */

/* The columns of a search result's context. */
enum { CONTEXT_COLS = 72 };

struct dump_options {
    int cols;
    struct layout_style style;
    int page_lines; /* lines of a page; 0: no pages */
};

/* Writes one article, or all shown articles if `id` is NULL. Refuses an article that is not shown,
 * with a line on standard error that says how to show it. Writes no escape sequences, no trailing
 * spaces and one final newline. With pages, each article begins a page, every page but the last is
 * filled up with blank lines, and none ends in a heading. */
int dump_articles(FILE *out, const struct edition *edition, const char *id,
                  const struct dump_options *options);

/* Appends an article as it is set, line by line. */
void dump_layout(struct layout *layout, bool ambiguous_wide, struct buffer *out);

/* Writes a line for each shown article, tab-separated: id, district, topic, place, date, title and,
 * if `with_state`, those of "pinned", "draft" and "expired" that apply, separated by commas. */
int dump_list(FILE *out, const struct edition *edition, bool with_state);

/* Writes a line for each article that was found, the best first, tab-separated: id, title, context.
 * Returns STATUS_FAULT if none was. */
int dump_search(FILE *out, const struct search *search);

/* Writes a line to standard error for a query without results if one of its words looks like a
 * field that there is not. */
void dump_search_hint(const struct query *query);

#endif
