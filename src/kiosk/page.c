#include "commands.h"

#include "base/number.h"

/* The page of rows: each row as tall as its texts need, and as many texts as there is room for. */

enum {
    LARGE_LINES = 18, /* a screen of at least these has rows of at least three lines */
    TALL = 3,
    MOST_SUMMARY_LINES = 3,
    GROUP_LEAST_COLS = 18,
    GROUP_MOST = 6, /* columns */
    HEADLINE_LEAST_COLS = 60,
    MOST_BELOW_LINES = 2,
    MARGIN_COLS = 3, /* before the number, for the pointer and a gap, and after it */
    FRAME_COLS = 1   /* on either side; before the pointer only where there is a rule */
};

/* Returns the number of columns for `count` rows, evened out: two lines of four rather than one of
 * six and one of two. */
static int row_columns(int count, bool articles, int cols)
{
    int most = articles ? int_smaller(cols / HEADLINE_LEAST_COLS, 2)
                        : int_smaller(cols / GROUP_LEAST_COLS, GROUP_MOST);

    return int_divide_up(count, int_divide_up(count, int_larger(most, 1)));
}

static struct rect inner(const struct kiosk *kiosk, struct rect rect)
{
    int frame = kiosk->geometry.shape.rule ? FRAME_COLS : 0;
    int before = frame + MARGIN_COLS + kiosk->geometry.number_cols;

    rect.col += before;
    rect.cols = int_larger(rect.cols - before - FRAME_COLS, 1);
    return rect;
}

static int text_lines(const struct kiosk *kiosk, struct str text, int cols, int most)
{
    int lines = 0;

    for (size_t at = 0; at < text.bytes && lines < most; lines++)
        at = layout_text_line(&kiosk->options.style, text, at, cols).next;
    return lines;
}

int kiosk_name_lines(const struct kiosk *kiosk, struct str name, int cols)
{
    int most = kiosk->geometry.rows.lines - kiosk->geometry.heading_lines - TALL + 1;

    return int_larger(text_lines(kiosk, name, cols, int_larger(most, 1)), 1);
}

/* Returns the lines that a row needs in a width. */
static int row_lines(const struct kiosk *kiosk, const struct kiosk_row *row, int cols)
{
    const struct kiosk_row_shape *shape = &kiosk->geometry.shape;
    size_t index = (size_t)(row - kiosk_rows(kiosk)->items);
    struct kiosk_row_text text = {0};
    int lines = shape->air_lines + shape->rule;

    kiosk_write_row(kiosk, index, cols, &text);
    lines += text_lines(kiosk, buffer_str(&text.above), cols, shape->above);
    lines += kiosk_name_lines(kiosk, buffer_str(&text.name), cols);
    lines += text_lines(kiosk, buffer_str(&text.below), cols, shape->below_lines);
    lines += text_lines(kiosk, text.summary, cols, shape->summary_lines);
    kiosk_row_text_free(&text);
    return int_larger(lines, shape->rule ? TALL : 1);
}

/* Places the rows of a section, beginning at a line of the page and filling columns of equal width;
 * rows beside each other are equally tall. Returns the line after them. */
static int place_section(const struct kiosk *kiosk, struct kiosk_row *rows, int count, int line)
{
    int cols = kiosk->geometry.rows.cols;
    int columns = row_columns(count, rows->article != SIZE_MAX, cols);

    for (int first = 0; first < count; first += columns) {
        int beside = int_smaller(columns, count - first), tallest = 0;
        int heading = first ? 0 : kiosk->geometry.heading_lines;

        for (int i = 0; i < beside; i++) {
            struct rect rect = {line, cols * i / columns, 0, 0};

            rect.cols = cols * (i + 1) / columns - rect.col;
            tallest =
                int_larger(tallest, row_lines(kiosk, &rows[first + i], inner(kiosk, rect).cols));
            rows[first + i].rect = rect;
        }
        for (int i = 0; i < beside; i++) {
            rows[first + i].rect.lines = heading + tallest;
            rows[first + i].heading_lines = heading;
        }
        line += heading + tallest;
    }
    return line;
}

/* Places all rows. Returns the height of the page in lines, or, as soon as it is more than `most`,
 * some larger number than that. */
static int place_all(const struct kiosk *kiosk, struct kiosk_rows *rows, int most)
{
    int line = 0;

    for (size_t first = 0, end; first < rows->count && line <= most; first = end) {
        struct kiosk_row *row = &rows->items[first];
        int columns = row_columns(INT16_MAX, row->article != SIZE_MAX, kiosk->geometry.rows.cols);

        for (end = first + 1; end < rows->count && rows->items[end].section == row->section; end++)
            continue;
        /* More rows than are in view are not worth placing. */
        if (most < INT32_MAX && (int64_t)(end - first) > (int64_t)columns * (most + 1))
            return INT32_MAX;
        line = place_section(kiosk, row, (int)(end - first), line);
    }
    return line;
}

void kiosk_place_rows(struct kiosk *kiosk)
{
    struct kiosk_rows *rows = (struct kiosk_rows *)kiosk_rows(kiosk); /* within *kiosk */
    static const struct kiosk_row_shape LARGE[] =
        {{true, MOST_BELOW_LINES, MOST_SUMMARY_LINES, 2, true},
         {true, MOST_BELOW_LINES, MOST_SUMMARY_LINES, 1, true},
         {true, MOST_BELOW_LINES, MOST_SUMMARY_LINES, 0, true},
         {true, MOST_BELOW_LINES, 2, 0, true},
         {true, MOST_BELOW_LINES, 0, 0, true},
         {false, MOST_BELOW_LINES, 0, 0, true}},
                                        SMALL[] = {{.below_lines = 1}, {.below_lines = 0}};
    struct kiosk_geometry *geometry = &kiosk->geometry;
    bool large = kiosk->lines >= LARGE_LINES && geometry->rows.lines >= TALL;
    const struct kiosk_row_shape *shape = large ? LARGE : SMALL;
    const struct kiosk_row_shape *last =
        large ? &LARGE[sizeof(LARGE) / sizeof(*LARGE) - 1] : &SMALL[1];

    geometry->heading_lines = geometry->rows.lines > TALL && kiosk_has_headings(rows);
    geometry->number_cols = rows->count > 999 ? 4 : rows->count > 99 ? 3 : rows->count > 9 ? 2 : 1;
    for (;; shape++) {
        geometry->shape = *shape;
        geometry->page_lines =
            place_all(kiosk, rows, shape == last ? INT32_MAX : geometry->rows.lines);
        if (shape == last || geometry->page_lines <= geometry->rows.lines)
            return;
    }
}

struct rect kiosk_row_rect(const struct kiosk *kiosk, size_t row)
{
    const struct kiosk_row *item = &kiosk_rows(kiosk)->items[row];
    struct rect rect = item->rect;

    rect.line += item->heading_lines;
    rect.lines -= item->heading_lines;
    rect.line += kiosk->geometry.rows.line - kiosk->scrolled_lines[kiosk->screen];
    rect.col += kiosk->geometry.rows.col;
    return rect;
}

struct rect kiosk_row_inner(const struct kiosk *kiosk, size_t row)
{
    return inner(kiosk, kiosk_row_rect(kiosk, row));
}

bool kiosk_row_in_view(const struct kiosk *kiosk, size_t row)
{
    struct rect rect = kiosk_row_rect(kiosk, row), view = kiosk->geometry.rows;

    return rect.line >= view.line && rect.line + rect.lines <= view.line + view.lines;
}
