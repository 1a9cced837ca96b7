#include "table_cell.h"

#include "base/alloc.h"
#include "text/grapheme.h"
#include "text/unit.h"

#include <stdlib.h>

enum {
    LEAST_COLS = 4,           /* least width of a shrunk column: two Han characters */
    EMPTY_COLS = 2,           /* width of a column without text */
    MOST_CELL_COLS = 1 << 20, /* keeps sums from overflowing */
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
    int sum = TABLE_GAP_COLS * ((int)table->column_count - 1);

    for (size_t column = 0; column < table->column_count; column++)
        sum += column_natural_cols(table, column, style);
    return sum;
}

/* Returns the least width of a column: that of the widest piece that no line may be parted in, a
 * number, a date, an address, a word, or a whole unit. Stops searching beyond `most`. */
static int column_least_cols(const struct table *table, size_t column,
                             const struct layout_style *style, bool whole_units, int most)
{
    const struct text_setting setting = cell_setting(style, LEAST_COLS);
    int least = LEAST_COLS;

    for (size_t row = 0; row < table->row_count && least <= most; row++) {
        int cols = text_widest_piece(table->cells[row * table->column_count + column].text,
                                     whole_units, most, &setting);

        if (cols > least)
            least = cols;
    }
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

/* Shrinks the columns as shrink() does, down to the widths of their widest pieces, which it puts
 * into `least`. */
static bool shrink_to(const struct table *table, const struct layout_style *style, bool whole_units,
                      int room, int *widths, int *least)
{
    for (size_t i = 0; i < table->column_count; i++)
        least[i] = column_least_cols(table, i, style, whole_units, room);
    return shrink(widths, least, table->column_count, room);
}

bool table_fit_columns(const struct table *table, int cols, const struct layout_style *style,
                       int *widths)
{
    size_t columns = table->column_count;
    int room = cols - TABLE_GAP_COLS * ((int)columns - 1), sum = 0;
    int *least;
    bool fits;

    for (size_t i = 0; i < columns; i++) {
        widths[i] = column_natural_cols(table, i, style);
        sum += widths[i];
    }
    if (sum <= room)
        return true;
    least = mem_zeroed(columns, sizeof(*least));
    fits = shrink_to(table, style, true, room, widths, least) ||
           shrink_to(table, style, false, room, widths, least);
    free(least);
    return fits;
}

/* Returns where to part [start, end), the last two lines of a cell, of which the second has a
 * single character (孤字): where the two are most alike, but neither is one; `start` if absent. */
static size_t even_break(struct str text, size_t start, size_t end, int cols,
                         const struct text_setting *setting)
{
    int least = cols;
    size_t best = start;

    for (size_t at = start; at < end;) {
        struct str first = {text.p + start, at - start}, second = {text.p + at, end - at};
        int difference = text_set_cols(first, setting) - text_set_cols(second, setting);

        if (difference < 0)
            difference = -difference;
        if (at > start && difference < least && text_may_break(text, at, setting->kinsoku) &&
            text_joint_at(text, at) == TEXT_JOINT_NONE && !text_is_single_character(first) &&
            !text_is_single_character(second) && text_set_cols(second, setting) <= cols) {
            least = difference;
            best = at;
        }
        at += grapheme_next(text.p + at, text.bytes - at, setting->ambiguous_wide).bytes;
    }
    return best;
}

struct text_line cell_line(struct str text, size_t at, int cols, const struct layout_style *style)
{
    const struct text_setting setting = cell_setting(style, cols);
    struct text_line line = text_line_next(text, at, cols, &setting), last;
    size_t cut;

    if (line.next >= text.bytes || text.p[line.next - 1] == '\n')
        return line;
    last = text_line_next(text, line.next, cols, &setting);
    if ((last.next < text.bytes && text.p[last.next - 1] != '\n') ||
        !text_is_single_character((struct str){text.p + line.next, last.end - line.next}))
        return line;
    cut = even_break(text, at, last.end, cols, &setting);
    if (cut == at)
        return line;
    line = text_line_next((struct str){text.p, cut}, at, cols, &setting);
    line.next = cut;
    return line;
}
