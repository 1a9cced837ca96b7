#ifndef CONTENT_MASK_H
#define CONTENT_MASK_H

#include "finding.h"
#include "source.h"

#include <stdbool.h>
#include <stddef.h>

/* Puts the text of a paragraph, a heading or a table's row into the parser's input, masked: changed
 * so that the parser leaves alone what is not markup, and what emphasis.h decides on.
 *
 * - Asterisks and underscores become MASK_MARK, except in code, in links' targets and titles, and
 *   after a backslash.
 * - In a formula, $…$ or $$…$$ by pandoc's rule for dollars, every character that could be markup
 *   becomes an x; the lines of $$…$$ stay separate lines.
 * - Comments are left out.
 * - Lines of a paragraph beyond its first 2,000 or so have no links. */

#define MASK_MARK ','

struct mask {
    struct source *source;
    struct findings *findings;
    struct str prefix; /* added to the beginning of each line; see boxes.c */
    size_t indent;     /* the most bytes of white space before the prefix */
    size_t lines;      /* of the paragraph, copied so far */
};

/* Copies the text up to `end`, masked. */
void mask_copy(struct mask *mask, size_t end);

/* Copies a row of a table with this many columns, masked. A surplus cell is joined to the last one
 * and is a finding; an empty cell is kept. */
void mask_copy_row(struct mask *mask, size_t end, size_t columns);

/* Copies lines unmasked, but with the prefix. */
void mask_copy_raw(struct mask *mask, size_t end);

/* Copies the text up to text[at] unmasked and replaces that byte. */
void mask_byte(struct mask *mask, size_t at, char byte);

/* Adds the prefix to the line that begins after the copied text, behind its indent. */
void mask_add_prefix(struct mask *mask);

/* Returns the number of cells in a table's row, or 0 if there is no pipe. */
size_t mask_count_cells(struct str row);

/* Returns the offset, before `end`, of the `marks` backticks that close the code span at text[at],
 * or SIZE_MAX if there are none. */
size_t mask_code_end(const char *text, size_t at, size_t marks, size_t end);

#endif
