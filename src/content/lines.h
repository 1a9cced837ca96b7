#ifndef CONTENT_LINES_H
#define CONTENT_LINES_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* A view of Markdown's lines that is enough to find its fences, tables and paragraphs: CommonMark's
 * own rules for containers, but for what only a whole parser can know. */

enum { LINES_MAX_ITEMS = 32 };

/* The containers that are open. A zeroed struct: none. */
struct containers {
    int quotes;
    int items[LINES_MAX_ITEMS]; /* the column at which the text of each list item begins */
    int item_count;
    bool after_text; /* the line before was not blank */
};

struct line {
    size_t start;   /* bytes into the text */
    size_t content; /* behind white space, quote marks and item markers */
    size_t end;     /* before the newline */
    size_t next;    /* behind it */
    int quotes;
    int indent; /* columns of white space before the content, within the innermost container */
    bool item;  /* it opens a list item */
    bool blank;
};

/* Reads the line at text[at] and brings the containers up to date. */
struct line lines_read(struct str text, size_t at, struct containers *containers);

/* The line's content. */
struct str line_content(struct str text, const struct line *line);

/* A thematic break: three or more of * - _, and white space. */
bool line_is_rule(struct str content);

/* Returns how many marks (` or ~) of an opening code fence the content begins with; 0: it is none.
 */
size_t line_fence(struct str content);

/* Returns whether the content closes a fence of so many marks. */
bool line_closes_fence(struct str content, char mark, size_t marks);

/* A heading of one to six #. */
bool line_is_heading(struct str content);

#endif
