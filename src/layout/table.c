#include "layout/table.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "composer.h"
#include "layout/border.h"
#include "text/grapheme.h"
#include "text/linebreak.h"
#include "text/utf8.h"

#include <stdlib.h>

enum {
    GAP_COLS = 2,             /* between columns */
    LEAST_COLS = 4,           /* least width of a shrunk column: two Han characters */
    EMPTY_COLS = 2,           /* width of a column without text */
    MOST_CELL_COLS = 1 << 20, /* keeps sums from overflowing */
};

/* The columns of a table, while it is composed. */
struct grid {
    const struct table *table;
    const struct layout_style *style;
    int *widths;
    struct cursor *cursors; /* one a column, in the current row */
};

/* Returns the typesetting options of the cells of a column that is `cols` wide. */
static struct text_setting cell_setting(const struct layout_style *style, int cols)
{
    return (struct text_setting){.kinsoku = kinsoku_resolve(style->text.kinsoku, cols),
                                 .ambiguous_wide = style->text.ambiguous_wide};
}

static int cell_cols(struct str text, const struct layout_style *style)
{
    const struct text_setting setting = cell_setting(style, MOST_CELL_COLS);
    int most = 0;

    for (size_t at = 0; at < text.bytes;) {
        struct text_line line = text_line_next(text, at, MOST_CELL_COLS, &setting);

        if (line.cols > most)
            most = line.cols;
        at = line.next;
    }
    return most;
}

static int column_natural_cols(const struct table *table, size_t column,
                               const struct layout_style *style)
{
    int most = EMPTY_COLS;

    for (size_t row = 0; row < table->row_count; row++) {
        int cols = cell_cols(table->cells[row * table->column_count + column].text, style);

        if (cols > most)
            most = cols;
    }
    return most;
}

int table_natural_cols(const struct table *table, const struct layout_style *style)
{
    int sum = GAP_COLS * ((int)table->column_count - 1);

    for (size_t column = 0; column < table->column_count; column++)
        sum += column_natural_cols(table, column, style);
    return sum;
}

static bool is_gap(struct str text, size_t at, size_t bytes)
{
    static const char wide[] = "\u3000";

    return text.p[at] == ' ' || text.p[at] == '\n' ||
           (bytes == strlen(wide) && memcmp(text.p + at, wide, bytes) == 0);
}

/* Returns the width of the widest unit of a cell that no line may be broken in: a number, a date,
 * an address, a word. At least `least`; stops searching beyond `most`. */
static int cell_least_cols(struct str text, const struct layout_style *style, int least, int most)
{
    const struct text_setting setting = cell_setting(style, LEAST_COLS);
    int cols = 0;

    for (size_t at = 0; at < text.bytes && least <= most;) {
        struct grapheme cluster =
            grapheme_next(text.p + at, text.bytes - at, setting.ambiguous_wide);
        bool gap = is_gap(text, at, cluster.bytes);

        if (cols && !gap && text_may_break(text, at, setting.kinsoku))
            cols = 0;
        cols = gap ? 0 : cols + cluster.cols;
        if (cols > least)
            least = cols;
        at += cluster.bytes;
    }
    return least;
}

/* Returns the least width of a column. */
static int column_least_cols(const struct table *table, size_t column,
                             const struct layout_style *style, int most)
{
    int least = LEAST_COLS;

    for (size_t row = 0; row < table->row_count; row++)
        least = cell_least_cols(table->cells[row * table->column_count + column].text, style, least,
                                most);
    return least;
}

/* Returns a column's width if no column should be wider than `most`. */
static int capped(int natural, int least, int most)
{
    int cap = most > least ? most : least;

    return natural < cap ? natural : cap;
}

/* Shrinks the widest columns to one width, so that the sum is at most `room`. Returns false if
 * their least widths do not allow that. */
static bool shrink(int *widths, const int *least, size_t columns, int room)
{
    int most = room + 1, sum, left;

    do {
        if (--most < LEAST_COLS)
            return false;
        sum = 0;
        for (size_t i = 0; i < columns && sum <= room; i++)
            sum += capped(widths[i], least[i], most);
    } while (sum > room);
    left = room - sum;
    for (size_t i = 0; i < columns; i++) {
        int width = capped(widths[i], least[i], most);

        /* The remainder is less than one column for each shrunk column. */
        if (left > 0 && width == most && width < widths[i]) {
            width++;
            left--;
        }
        widths[i] = width;
    }
    return true;
}

bool table_fit_columns(const struct table *table, int cols, const struct layout_style *style,
                       int *widths)
{
    size_t columns = table->column_count;
    int room = cols - GAP_COLS * ((int)columns - 1), sum = 0;
    int *least;
    bool fits;

    for (size_t i = 0; i < columns; i++) {
        widths[i] = column_natural_cols(table, i, style);
        sum += widths[i];
    }
    if (sum <= room)
        return true;
    least = mem_zeroed(columns, sizeof(*least));
    for (size_t i = 0; i < columns; i++)
        least[i] = column_least_cols(table, i, style, room);
    fits = shrink(widths, least, columns, room);
    free(least);
    return fits;
}

static size_t cell_lines(const struct grid *grid, struct str text, size_t column)
{
    const struct text_setting setting = cell_setting(grid->style, grid->widths[column]);
    size_t lines = 0;

    for (size_t at = 0; at < text.bytes; lines++)
        at = text_line_next(text, at, grid->widths[column], &setting).next;
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
            const struct text_setting setting = cell_setting(grid->style, grid->widths[i]);
            struct text_line line = text_line_next(text, cursor->at, grid->widths[i], &setting);
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
        column_col += grid->widths[i] + GAP_COLS;
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
    int cols = GAP_COLS * ((int)grid->table->column_count - 1);

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
