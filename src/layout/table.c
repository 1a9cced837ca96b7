#include "layout/table.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "composer.h"
#include "layout/border.h"
#include "table_cell.h"
#include "text/utf8.h"

#include <stdlib.h>

/* The columns of a table, while it is composed. */
struct grid {
    const struct table *table;
    const struct layout_style *style;
    int *widths;
    struct cursor *cursors; /* one a column, in the current row */
};

static size_t cell_lines(const struct grid *grid, struct str text, size_t column)
{
    size_t lines = 0;

    for (size_t at = 0; at < text.bytes; lines++)
        at = cell_line(text, at, grid->widths[column], grid->style).next;
    return lines;
}

static int cols_before(enum cell_align align, int slack)
{
    switch (align) {
    case CELL_RIGHT:
        return slack;
    case CELL_CENTER:
        return slack / 2;
    case CELL_LEFT:
        break;
    }
    return 0;
}

/* Composes one line of a row: the next part of each cell. */
static void set_row_line(struct composer *to, const struct grid *grid, size_t leader, bool first,
                         bool last)
{
    int column_col = 0, col = 0;

    composer_start_line(to);
    for (size_t i = 0; i < grid->table->column_count; i++) {
        struct cursor *cursor = &grid->cursors[i];
        struct str text = cursor->cell->text;

        if (cursor->at < text.bytes) {
            struct text_line line = cell_line(text, cursor->at, grid->widths[i], grid->style);
            int start =
                column_col + cols_before(grid->table->aligns[i], grid->widths[i] - line.cols);

            if (line.end > cursor->at) {
                buffer_add_spaces(&to->text, start - col);
                composer_add_part(to, cursor, line.end,
                                  i == leader || (i < leader && first) || (i > leader && last));
                col = start + line.cols;
            }
            cursor->at = line.next;
        }
        column_col += grid->widths[i] + TABLE_GAP_COLS;
    }
    composer_finish_line(to);
}

static void set_row(struct composer *to, const struct grid *grid, size_t row)
{
    size_t columns = grid->table->column_count, leader = 0, lines = 1;
    const struct rich_text *cells = grid->table->cells + row * columns;

    for (size_t i = 0; i < columns; i++) {
        size_t count = cell_lines(grid, cells[i].text, i);

        grid->cursors[i] = (struct cursor){.cell = &cells[i]};
        if (count > lines) {
            lines = count;
            leader = i;
        }
    }
    for (size_t line = 0; line < lines; line++)
        set_row_line(to, grid, leader, line == 0, line + 1 == lines);
    for (size_t i = 0; i < columns; i++)
        composer_pass_cell(to, &cells[i]);
}

/* Adds a rule across all columns. */
static void set_rule(struct composer *to, const struct grid *grid, const char *glyph)
{
    int cols = TABLE_GAP_COLS * ((int)grid->table->column_count - 1);

    for (size_t i = 0; i < grid->table->column_count; i++)
        cols += grid->widths[i];
    composer_start_line(to);
    border_fill(&to->text, glyph, cols);
    composer_finish_line(to);
}

/* Returns whether any cell contains a hard line break. */
static bool has_lines(const struct table *table)
{
    for (size_t i = 0; i < table->row_count * table->column_count; i++) {
        struct str text = table->cells[i].text;

        if (text.bytes && memchr(text.p, '\n', text.bytes))
            return true;
    }
    return false;
}

bool table_is_set_apart(const struct table *table, int cols, const struct layout_style *style)
{
    return table_natural_cols(table, style) > cols || has_lines(table);
}

struct rich_text *table_set_columns(const struct block *block, int cols,
                                    const struct layout_style *style, struct arena *arena)
{
    const struct table *table = block->table;
    const struct border *border = border_of(style);
    struct composer to = {.behind = block->source};
    struct grid grid = {.table = table, .style = style};
    bool set_apart;

    grid.widths = arena_alloc(arena, table->column_count * sizeof(*grid.widths));
    if (!table_fit_columns(table, cols, style, grid.widths))
        return NULL;
    set_apart = table_is_set_apart(table, cols, style);
    grid.cursors = arena_alloc(arena, table->column_count * sizeof(*grid.cursors));
    set_rule(&to, &grid, border->heavy);
    set_row(&to, &grid, 0);
    set_rule(&to, &grid, border->horizontal);
    for (size_t row = 1; row < table->row_count; row++) {
        if (set_apart && row > 1) {
            composer_start_line(&to);
            composer_finish_line(&to);
        }
        set_row(&to, &grid, row);
    }
    set_rule(&to, &grid, border->heavy);
    return composer_finish(&to, arena);
}
