#ifndef LAYOUT_TABLE_H
#define LAYOUT_TABLE_H

#include "base/arena.h"
#include "content/document.h"
#include "layout/layout.h"

/* Composes a table as rich text, allocated in an arena, in one of two forms. */

/* Returns the columns that a table takes up if no cell is wrapped. */
int table_natural_cols(const struct table *table, const struct layout_style *style);

/* Puts the width of each column of a table that is at most `cols` wide into widths[]: the natural
 * widths if they fit, else the widest columns shrunk to one width. Returns false if a column would
 * become narrower than two Han characters, or than a piece of it that no line may be parted in
 * (text_widest_piece()): whole units, if there is room for them, else what is left of them if they
 * are opened where they give way. */
bool table_fit_columns(const struct table *table, int cols, const struct layout_style *style,
                       int *widths);

/* Returns whether blank lines separate the rows of a table in columns: some may have several lines.
 */
bool table_is_set_apart(const struct table *table, int cols, const struct layout_style *style);

/* Composes the table in columns, two spaces between them, with the three rules of Chinese print
 * (三线表): at the top, under the head, at the bottom. Each line of the text is one line of the
 * layout. Cells of shrunk columns are wrapped. Returns NULL if the columns do not fit. */
struct rich_text *table_set_columns(const struct block *block, int cols,
                                    const struct layout_style *style, struct arena *arena);

/* Composes the table as running text: for each row of its body a line `head：cell` for each column,
 * with a blank line between rows. */
struct rich_text *table_set_list(const struct block *block, struct arena *arena);

/* Does the same for those who hear it: a line with its number before each row, and heads that are
 * short after the first row. */
struct rich_text *table_set_aloud(const struct block *block, struct arena *arena);

#endif
