#ifndef CONTENT_MASK_H
#define CONTENT_MASK_H

#include "finding.h"
#include "source.h"

#include <stdbool.h>
#include <stddef.h>

/* Puts the text of a paragraph, a heading or a table's row into the parser's input, so that the
 * parser leaves alone what is for emphasis.h to decide or is no markup:
 *
 * - Asterisks and underscores become MASK_MARK, but for those in code, in links' targets and
 * titles, and behind a backslash.
 * - In a formula, $…$ or $$…$$ by pandoc's rule for dollars, all that could be markup becomes an x;
 *   in $$…$$ the lines stay lines.
 * - Comments are left out.
 * - There are no links on the lines of a paragraph beyond its first 2,000 or so. */

#define MASK_MARK ','

struct mask {
    struct source *source;
    struct findings *findings;
    struct str prefix; /* what each line gets at its beginning; see boxes in prepare.c */
    size_t indent;     /* bytes of white space before it, at most */
    size_t lines;      /* of the paragraph, which have been copied */
};

/* Copies the text up to `end`. */
void mask_copy(struct mask *mask, size_t end);

/* The same for a row of a table of so many columns: a surplus cell goes on the last one, and is a
 * finding; an empty cell is kept. */
void mask_copy_row(struct mask *mask, size_t end, size_t columns);

/* Copies lines as they are, but with the prefix. */
void mask_copy_raw(struct mask *mask, size_t end);

/* Returns how many cells a row of a table has; 0 where there is no pipe. */
size_t mask_count_cells(struct str row);

/* Returns where a run of `marks` backticks begins that closes the code span which begins at
 * text[at], before `end`; SIZE_MAX: nowhere. */
size_t mask_code_end(const char *text, size_t at, size_t marks, size_t end);

#endif
