#include "table_cell.h"

#include "base/alloc.h"
#include "text/grapheme.h"
#include "text/unit.h"

#include <stdlib.h>
#include <string.h>

enum {
    LEAST_COLS = 4,           /* least width of a shrunk column: two Han characters */
    EMPTY_COLS = 2,           /* width of a column without text */
    MOST_CELL_COLS = 1 << 20, /* keeps sums from overflowing */
    MOST_WIDER_COLS = 4,      /* by which a column is widened for a line of one character */
    MOST_ROUNDS = 4,          /* of widening columns that others have made narrow */
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

/* Returns whether one of a cell's lines is a single character, and the cell is not. */
static bool has_single_line(struct str text, int cols, const struct layout_style *style)
{
    for (size_t at = 0, next; at < text.bytes; at = next) {
        struct text_line line = cell_line(text, at, cols, style);

        next = line.next;
        if (text_is_single_character((struct str){text.p + at, line.end - at}) && line.end > at &&
            ((at > 0 && text.p[at - 1] != '\n') || (next < text.bytes && text.p[next - 1] != '\n')))
            return true;
    }
    return false;
}

static bool has_single_lines(const struct table *table, size_t column, int cols,
                             const struct layout_style *style)
{
    for (size_t row = 0; row < table->row_count; row++)
        if (has_single_line(table->cells[row * table->column_count + column].text, cols, style))
            return true;
    return false;
}

/* A way to make a table's columns narrower. */
struct narrowing {
    const struct table *table;
    const struct layout_style *style;
    int room;           /* for all columns together */
    const int *natural; /* widths */
    int *least;         /* widths */
    int *widths;        /* the result */
};

/* Shrinks the columns from their natural widths. Returns false, and leaves `widths` undefined, if
 * they do not fit. */
static bool narrow(struct narrowing *way)
{
    size_t columns = way->table->column_count;

    memcpy(way->widths, way->natural, columns * sizeof(*way->widths));
    return shrink(way->widths, way->least, columns, way->room);
}

/* Widens a column in which lines are single characters until none is, at the cost of the wider
 * columns. Returns false, and leaves it, if that is not possible. */
static bool mend_singles(struct narrowing *way, size_t column)
{
    int cols = way->widths[column], most = cols + MOST_WIDER_COLS, least = way->least[column];

    while (has_single_lines(way->table, column, cols, way->style))
        if (++cols > most)
            return false;
    if (cols == way->widths[column])
        return true;
    way->least[column] = cols;
    if (narrow(way))
        return true;
    way->least[column] = least;
    narrow(way);
    return false;
}

/* Makes the columns narrower, but none than its widest piece, and so that as few as possible have
 * lines of a single character. Returns false if they do not fit, or if such lines are left and
 * `all` is to be mended. */
static bool narrow_to(struct narrowing *way, bool whole_units, bool all)
{
    size_t columns = way->table->column_count, mended = 1;

    for (size_t i = 0; i < columns; i++)
        way->least[i] = column_least_cols(way->table, i, way->style, whole_units, way->room);
    if (!narrow(way))
        return false;
    for (int rounds = 0; rounds < MOST_ROUNDS && mended; rounds++) {
        mended = 0;
        for (size_t i = 0; i < columns; i++) {
            int before = way->least[i];

            if (!mend_singles(way, i) && all)
                return false;
            mended += way->least[i] != before;
        }
    }
    return !all || !mended;
}

bool table_fit_columns(const struct table *table, int cols, const struct layout_style *style,
                       int *widths)
{
    size_t columns = table->column_count;
    int room = cols - TABLE_GAP_COLS * ((int)columns - 1), sum = 0;
    int *least, *natural;
    struct narrowing way;
    bool fits;

    for (size_t i = 0; i < columns; i++) {
        widths[i] = column_natural_cols(table, i, style);
        sum += widths[i];
    }
    if (sum <= room)
        return true;
    least = mem_zeroed(columns, sizeof(*least));
    natural = memcpy(mem_zeroed(columns, sizeof(*natural)), widths, columns * sizeof(*natural));
    way = (struct narrowing){table, style, room, natural, least, widths};
    fits = narrow_to(&way, true, true) || narrow_to(&way, false, true) ||
           narrow_to(&way, true, false) || narrow_to(&way, false, false);
    free(natural);
    free(least);
    return fits;
}
