#include "commands.h"

#include <limits.h>
#include <string.h>

enum {
    LARGE_LINES = 18, /* a screen of at least these has rows and buttons of three lines */
    TALL = 3,
    TALLEST = 5,                /* height of a row with a summary */
    TALL_BUTTON_LEAST_COLS = 7, /* of a button of three lines, with the blank beside it */
    BUTTON_LEAST_COLS = 9,      /* of a button of one line */
    LETTER_LEAST_COLS = 9,
    LETTER_COUNT = sizeof(KIOSK_LETTERS) - 1,
    GROUP_LEAST_COLS = 18,
    GROUP_MOST = 6, /* columns */
    HEADLINE_LEAST_COLS = 60,
    RESULTS_LEAST_LINES = 3 /* lines left for results below the letters */
};

static int larger(int a, int b)
{
    return a > b ? a : b;
}

static int smaller(int a, int b)
{
    return a < b ? a : b;
}

static int divide_up(int whole, int part)
{
    return (whole + part - 1) / part;
}

/* Returns the rectangle of cell `index` of `count` cells that share `cols` columns evenly. */
static struct rect cell_rect(int index, int count, int cols, int line, int lines)
{
    int first = cols * index / count, end = cols * (index + 1) / count;

    return (struct rect){line, first, lines, end - first};
}

static bool are_alike(const struct kiosk_row *a, const struct kiosk_row *b)
{
    return (a->article != SIZE_MAX) == (b->article != SIZE_MAX) &&
           (a->article != SIZE_MAX || a->list == b->list);
}

/* Returns the number of columns for `count` rows, evened out: two lines of four rather than one of
 * six and one of two. */
static int row_columns(int count, bool articles, int cols)
{
    int most = articles ? smaller(cols / HEADLINE_LEAST_COLS, 2)
                        : smaller(cols / GROUP_LEAST_COLS, GROUP_MOST);

    return divide_up(count, divide_up(count, larger(most, 1)));
}

/* Lays out headlines, then each kind of group. Returns the height of the page in lines. */
static int place_row_groups(struct kiosk_geometry *geometry, const struct kiosk_rows *rows)
{
    int line = 0;

    geometry->row_group_count = 0;
    for (size_t first = 0, end; first < rows->count; first = end) {
        const struct kiosk_row *row = &rows->items[first];
        int columns;

        for (end = first + 1; end < rows->count && are_alike(row, &rows->items[end]); end++)
            continue;
        columns = row_columns((int)(end - first), row->article != SIZE_MAX, geometry->rows.cols);
        geometry->row_groups[geometry->row_group_count++] =
            (struct kiosk_row_group){first, end, columns, line};
        line += divide_up((int)(end - first), columns) * geometry->row_lines;
    }
    return line;
}

struct rect kiosk_row_rect(const struct kiosk *kiosk, size_t row)
{
    const struct kiosk_geometry *geometry = &kiosk->geometry;
    const struct kiosk_row_group *group = geometry->row_groups;
    struct rect rect;
    int index;

    while (row >= group->end)
        group++;
    index = (int)(row - group->first);
    rect =
        cell_rect(index % group->columns, group->columns, geometry->rows.cols,
                  group->line + index / group->columns * geometry->row_lines, geometry->row_lines);
    rect.line += geometry->rows.line - kiosk->scrolled_lines[kiosk->screen];
    rect.col += geometry->rows.col;
    return rect;
}

static int letter_rows(int cols)
{
    return divide_up(LETTER_COUNT, larger(cols / LETTER_LEAST_COLS, 1));
}

struct rect kiosk_letter_rect(const struct kiosk *kiosk, size_t letter)
{
    const struct kiosk_geometry *geometry = &kiosk->geometry;
    int per_line = divide_up(LETTER_COUNT, letter_rows(geometry->body.cols));

    return cell_rect((int)letter % per_line, per_line, geometry->body.cols,
                     geometry->body.line + 1 + (int)letter / per_line * geometry->letter_lines,
                     geometry->letter_lines);
}

/* Returns the number of buttons on a line: for a finger a button is three lines high or, on a small
 * screen, eight columns wide. */
static int buttons_per_line(const struct kiosk *kiosk, size_t count)
{
    int least = kiosk->lines >= LARGE_LINES ? TALL_BUTTON_LEAST_COLS : BUTTON_LEAST_COLS;
    int most = larger(kiosk->cols / least, 1);

    return divide_up((int)count, divide_up((int)count, most));
}

struct rect kiosk_button_rect(const struct kiosk *kiosk, size_t number)
{
    enum kiosk_button buttons[KIOSK_BUTTON_COUNT];
    size_t count = kiosk_buttons(kiosk, buttons);
    int per_line = buttons_per_line(kiosk, count);

    return cell_rect((int)number % per_line, per_line, kiosk->cols,
                     kiosk->geometry.bar.line +
                         (int)number / per_line * kiosk->geometry.button_lines,
                     kiosk->geometry.button_lines);
}

/* Places the masthead at the top, the bar at the bottom, and the body between. */
static void place_frame(struct kiosk *kiosk)
{
    struct kiosk_geometry *geometry = &kiosk->geometry;
    enum kiosk_button buttons[KIOSK_BUTTON_COUNT];
    size_t count = kiosk_buttons(kiosk, buttons);
    bool large = kiosk->lines >= LARGE_LINES;
    int bars = divide_up((int)count, buttons_per_line(kiosk, count));

    geometry->button_lines = large ? TALL : 1;
    geometry->masthead = (struct rect){0, 0, large ? 2 : 1, kiosk->cols};
    geometry->bar.lines = bars * geometry->button_lines;
    geometry->bar.line = kiosk->lines - geometry->bar.lines;
    geometry->bar.cols = kiosk->cols;
    geometry->body = (struct rect){geometry->masthead.lines, 0,
                                   geometry->bar.line - geometry->masthead.lines, kiosk->cols};
    geometry->too_small = kiosk->cols < SCREEN_LEAST_COLS || geometry->body.lines < 2;
    geometry->rows = geometry->body;
}

/* Makes the letters as tall as possible with room left for some results. Without room for letters,
 * only a keyboard can type them. */
static void place_letters(struct kiosk *kiosk)
{
    struct kiosk_geometry *geometry = &kiosk->geometry;
    int rows = letter_rows(geometry->body.cols), taken;

    geometry->letter_lines = (geometry->body.lines - 1 - RESULTS_LEAST_LINES) / rows;
    geometry->letter_lines =
        geometry->letter_lines > TALL ? TALL : larger(geometry->letter_lines, 1);
    if (1 + rows + 1 > geometry->body.lines)
        geometry->letter_lines = 0;
    taken = 1 + rows * geometry->letter_lines;
    geometry->rows.line += taken;
    geometry->rows.lines -= taken;
}

/* Makes the rows as tall as possible with all of them on the screen, but no taller than a summary
 * needs; on a large screen at least three lines, for a finger. */
static void place_rows(struct kiosk *kiosk)
{
    struct kiosk_geometry *geometry = &kiosk->geometry;
    bool large = kiosk->lines >= LARGE_LINES && geometry->rows.lines >= TALL;
    int least = large ? TALL : 1;

    for (geometry->row_lines = large ? TALLEST : 1;; geometry->row_lines--) {
        geometry->page_lines = place_row_groups(geometry, kiosk_rows(kiosk));
        if (geometry->page_lines <= geometry->rows.lines || geometry->row_lines <= least)
            break;
    }
    /* Only whole rows are shown. */
    geometry->rows.lines -= geometry->rows.lines % geometry->row_lines;
}

/* Returns the body, on a large screen without the line above the buttons, which is for messages. */
static struct rect article_rect(const struct kiosk *kiosk)
{
    struct rect rect = kiosk->geometry.body;

    if (kiosk->lines >= LARGE_LINES)
        rect.lines--;
    return rect;
}

void kiosk_arrange(struct kiosk *kiosk)
{
    place_frame(kiosk);
    if (kiosk->geometry.too_small)
        return;
    if (kiosk->screen == KIOSK_PANEL)
        place_letters(kiosk);
    if (kiosk_rows(kiosk))
        place_rows(kiosk);
    kiosk->geometry.text =
        panes_text(article_rect(kiosk), kiosk->options.measure_cols, kiosk->large);
    reading_resize(&kiosk->reading, kiosk->screen == KIOSK_ARTICLE ? kiosk->geometry.text.cols : 0,
                   kiosk->geometry.text.lines);
    kiosk_validate_focus(kiosk);
}
