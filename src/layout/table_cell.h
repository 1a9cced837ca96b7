#ifndef LAYOUT_TABLE_CELL_H
#define LAYOUT_TABLE_CELL_H

#include "layout/table.h"
#include "text/linebreak.h"

/* The widths of a table's columns, and the lines of its cells. */

enum { TABLE_GAP_COLS = 2 }; /* between columns */

/* Returns the line of a cell that begins at byte `at` of its text, in a column of this width. The
 * cell's last line is no single character if the one above can give it more. */
struct text_line cell_line(struct str text, size_t at, int cols, const struct layout_style *style);

#endif
