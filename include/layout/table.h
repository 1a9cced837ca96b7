#ifndef LAYOUT_TABLE_H
#define LAYOUT_TABLE_H

#include "base/arena.h"
#include "content/document.h"
#include "layout/layout.h"

/* A table as text with spans and runs that comes from an arena, in one of two forms. */

/* The columns that a table takes up where no cell is wrapped. */
int table_natural_cols(const struct table *table, const struct layout_style *style);

/* Puts the width of each column of a table that is `cols` wide at most into widths[]: the natural
 * ones where they fit, else the widest are shrunk, all to the same width. False where a column
 * would have to be narrower than two Han characters or than anything in it that no line ends within
 * (text_may_break()): no number, date, address or word of a cell is broken in two. */
bool table_fit_columns(const struct table *table, int cols, const struct layout_style *style,
                       int *widths);

/* Set in columns, two spaces between them, with the three rules of Chinese print (三线表): above,
 * under the head, below. Each line of the text is a line as it stands. Where columns are shrunk
 * their cells are wrapped and the rows set apart by blank lines. NULL where the columns do not fit.
 */
struct rich_text *table_set_columns(const struct block *block, int cols,
                                    const struct layout_style *style, struct arena *arena);

/* Set as running text: for each row of its body a line `head：cell` a column, with a blank line
 * between rows. */
struct rich_text *table_set_list(const struct block *block, struct arena *arena);

#endif
