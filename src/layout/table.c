#include "layout/table.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/i18n.h"
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

/* A rich text that grows line by line.
 *
 * Runs must ascend, but the cells of a wrapped row interleave. So every line has a run at its
 * start, which maps a position to its line and back, and a row takes its other runs from some of
 * its cells only: a row of one line from all cells; a row of several lines from its leader, the
 * cell with most lines, and on its first line also from the cells before the leader, on its last
 * line from those after it. All other positions in the row map to its first or last line. A line
 * without text gets the position right after the text before it. */
struct composer {
    struct buffer text;
    struct span *spans;
    size_t span_count, span_cap;
    struct text_run *runs;
    size_t run_count, run_cap;
    size_t line_start;
    bool line_has_run;
    int64_t behind; /* source position right after the beginning of the last character added */
};

/* Iterates over a cell part by part. */
struct cursor {
    const struct rich_text *cell;
    size_t at;   /* offset of the next part */
    size_t span; /* index of the first span, and of the first run, that may reach beyond `at` */
    size_t run;
};

static void add_run(struct composer *to, size_t text, int64_t source)
{
    /* A replacement may be longer than its source. A line without text after it then got too large
     * a position, which is corrected here. */
    for (size_t i = to->run_count; i > 0 && to->runs[i - 1].source > source; i--)
        to->runs[i - 1].source = source;
    MEM_GROW(to->runs, to->run_cap, to->run_count + 1);
    to->runs[to->run_count++] = (struct text_run){text, source};
    to->line_has_run = true;
}

static void add_runs(struct composer *to, struct cursor *cursor, size_t end)
{
    const struct rich_text *cell = cursor->cell;
    size_t base = to->text.bytes;
    int64_t source = rich_text_source(cell, cursor->at);

    if (!to->line_has_run && to->line_start < base)
        add_run(to, to->line_start, source);
    add_run(to, base, source);
    while (cursor->run < cell->run_count && cell->runs[cursor->run].text <= cursor->at)
        cursor->run++;
    for (; cursor->run < cell->run_count && cell->runs[cursor->run].text < end; cursor->run++)
        add_run(to, base + cell->runs[cursor->run].text - cursor->at,
                cell->runs[cursor->run].source);
}

static void add_spans(struct composer *to, struct cursor *cursor, size_t end)
{
    const struct rich_text *cell = cursor->cell;
    size_t base = to->text.bytes, start = cursor->at;

    while (cursor->span < cell->span_count && cell->spans[cursor->span].end <= start)
        cursor->span++;
    for (size_t i = cursor->span; i < cell->span_count && cell->spans[i].start < end; i++) {
        struct span span = cell->spans[i];

        span.start = base + (span.start > start ? span.start - start : 0);
        span.end = base + (span.end < end ? span.end : end) - start;
        MEM_GROW(to->spans, to->span_cap, to->span_count + 1);
        to->spans[to->span_count++] = span;
    }
}

/* Adds the cell's text from the cursor up to `end`, with its runs if `with_runs`. */
static void add_part(struct composer *to, struct cursor *cursor, size_t end, bool with_runs)
{
    const struct rich_text *cell = cursor->cell;

    if (end == cursor->at)
        return;
    if (with_runs && cell->run_count)
        add_runs(to, cursor, end);
    add_spans(to, cursor, end);
    buffer_add(&to->text, cell->text.p + cursor->at, end - cursor->at);
}

static void start_line(struct composer *to)
{
    if (to->run_count)
        buffer_add_char(&to->text, '\n');
    to->line_start = to->text.bytes;
    to->line_has_run = false;
}

static void finish_line(struct composer *to)
{
    int64_t last = to->run_count ? to->runs[to->run_count - 1].source : to->behind;

    if (!to->line_has_run)
        add_run(to, to->line_start, last > to->behind ? last : to->behind);
}

static void pass_cell(struct composer *to, const struct rich_text *cell)
{
    size_t last = cell->text.bytes;

    if (!cell->run_count)
        return;
    /* The source of the last character may be shorter than the character itself, so count one byte
     * only: no other text begins before it ends. */
    while (--last > 0 && utf8_is_tail(cell->text.p[last]))
        continue;
    to->behind = rich_text_source(cell, last) + 1;
}

static void *keep(struct arena *arena, const void *items, size_t bytes)
{
    return bytes ? memcpy(arena_alloc(arena, bytes), items, bytes) : NULL;
}

static struct rich_text *finish(struct composer *to, struct arena *arena)
{
    struct rich_text *rich = arena_alloc(arena, sizeof(*rich));

    rich->text = arena_copy(arena, buffer_str(&to->text));
    rich->span_count = to->span_count;
    rich->spans = keep(arena, to->spans, to->span_count * sizeof(*to->spans));
    rich->run_count = to->run_count;
    rich->runs = keep(arena, to->runs, to->run_count * sizeof(*to->runs));
    buffer_free(&to->text);
    free(to->spans);
    free(to->runs);
    return rich;
}

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

    start_line(to);
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
                add_part(to, cursor, line.end,
                         i == leader || (i < leader && first) || (i > leader && last));
                col = start + line.cols;
            }
            cursor->at = line.next;
        }
        column_col += grid->widths[i] + GAP_COLS;
    }
    finish_line(to);
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
        pass_cell(to, &cells[i]);
}

/* Adds a rule across all columns. */
static void set_rule(struct composer *to, const struct grid *grid, const char *glyph)
{
    int cols = GAP_COLS * ((int)grid->table->column_count - 1);

    for (size_t i = 0; i < grid->table->column_count; i++)
        cols += grid->widths[i];
    start_line(to);
    border_fill(&to->text, glyph, cols);
    finish_line(to);
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
            start_line(&to);
            finish_line(&to);
        }
        set_row(&to, &grid, row);
    }
    set_rule(&to, &grid, border->heavy);
    return finish(&to, arena);
}

static void set_list_line(struct composer *to, const struct table *table, size_t row, size_t column)
{
    struct cursor head = {.cell = &table->cells[column]};
    struct cursor cell = {.cell = &table->cells[row * table->column_count + column]};
    size_t colon;
    bool is_placed;

    start_line(to);
    /* Heads repeat in every row. Only the very first keeps its runs, so that runs ascend. */
    if (row > 0)
        add_part(to, &head, head.cell->text.bytes, row == 1 && column == 0);
    colon = to->text.bytes;
    if (row > 0)
        buffer_add_text(&to->text, _("："));
    add_part(to, &cell, cell.cell->text.bytes, true);
    is_placed = to->line_has_run;
    finish_line(to);
    if (!is_placed) /* the text after the head has the same position, however long the head is */
        add_run(to, colon, to->runs[to->run_count - 1].source);
    pass_cell(to, cell.cell);
}

struct rich_text *table_set_list(const struct block *block, struct arena *arena)
{
    const struct table *table = block->table;
    struct composer to = {.behind = block->source};

    for (size_t row = table->row_count > 1 ? 1 : 0; row < table->row_count; row++) {
        if (row > 1) {
            start_line(&to);
            finish_line(&to);
        }
        for (size_t column = 0; column < table->column_count; column++)
            set_list_line(&to, table, row, column);
    }
    return finish(&to, arena);
}
