#ifndef CONTENT_LINES_H
#define CONTENT_LINES_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* A line-wise view of Markdown, just enough to find its fences, tables and paragraphs. It follows
 * CommonMark's rules for containers, except those that need a whole parser. */

enum { LINES_MAX_ITEMS = 32 };

/* The open containers. A zeroed struct has none. */
struct containers {
    int quotes;
    int items[LINES_MAX_ITEMS]; /* the column at which the text of each list item begins */
    int item_count;
    bool after_text; /* the line before was not blank */
};

struct line {
    size_t start;   /* bytes into the text */
    size_t content; /* after white space, quote marks and item markers */
    size_t end;     /* before the newline */
    size_t next;    /* after the newline */
    int quotes;
    int indent; /* columns of white space before the content, within the innermost container */
    bool item;  /* the line opens a list item */
    bool blank;
};

/* Reads the line at text[at] and updates the containers. */
struct line lines_read(struct str text, size_t at, struct containers *containers);

/* Returns the line's content, without indent, quote marks and item markers. */
struct str line_content(struct str text, const struct line *line);

/* Returns whether the content is a thematic break: three or more of * - _, and white space. */
bool line_is_rule(struct str content);

/* Returns the number of marks (` or ~) of the opening code fence, or 0 if the content is not one.
 */
size_t line_fence(struct str content);

/* Returns whether the content closes a code fence of `marks` marks. */
bool line_closes_fence(struct str content, char mark, size_t marks);

/* Returns whether the content is a heading of one to six #. */
bool line_is_heading(struct str content);

#endif
