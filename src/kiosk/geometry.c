#include "commands.h"

#include "base/number.h"

#include <limits.h>
#include <string.h>

enum {
    LARGE_LINES = 18, /* a screen of at least these has rows of three lines, buttons of two, */
    TALL_BUTTON_LINES = 27, /* of at least these, buttons of three, */
    TALL_LINES = 28,        /* of at least these, a masthead of three lines, */
    TALLEST_LINES = 40,     /* and of these of four */
    NAME_COLS = 40,         /* a masthead at least as wide has the name beside the time */
    TALL = 3,
    LETTER_LEAST_COLS = 9,
    LETTER_COUNT = sizeof(KIOSK_LETTERS) - 1,
    RESULTS_LEAST_LINES = 3 /* lines left for results below the letters */
};

struct rect kiosk_cell_rect(int index, int count, int cols, int line, int lines)
{
    int first = cols * index / count, end = cols * (index + 1) / count;

    return (struct rect){line, first, lines, end - first};
}

static int letter_rows(int cols)
{
    return int_divide_up(LETTER_COUNT, int_larger(cols / LETTER_LEAST_COLS, 1));
}

struct rect kiosk_letter_rect(const struct kiosk *kiosk, size_t letter)
{
    const struct kiosk_geometry *geometry = &kiosk->geometry;
    int per_line = int_divide_up(LETTER_COUNT, letter_rows(geometry->body.cols));

    return kiosk_cell_rect((int)letter % per_line, per_line, geometry->body.cols,
                           geometry->body.line + 1 +
                               (int)letter / per_line * geometry->letter_lines,
                           geometry->letter_lines);
}

/* Returns the height of the masthead: above the rows of a narrow screen, and on the front page of a
 * tall one, the name has a line to itself, and on a tall one a blank one above it. */
static int masthead_lines(const struct kiosk *kiosk)
{
    if (kiosk->lines < LARGE_LINES)
        return 1;
    if (kiosk->cols < NAME_COLS ? !kiosk_rows(kiosk)
                                : kiosk->screen != KIOSK_FRONT || kiosk->lines < TALL_LINES)
        return 2;
    return kiosk->lines < TALLEST_LINES ? 3 : 4;
}

/* Places the masthead at the top, the bar at the bottom, and the body between. */
static void place_frame(struct kiosk *kiosk)
{
    struct kiosk_geometry *geometry = &kiosk->geometry;
    /* A code, which is as high as wide, needs all the lines of a screen that is wide. */
    bool large = kiosk->lines >= LARGE_LINES &&
                 (kiosk->screen != KIOSK_CODE || kiosk->cols <= 2 * kiosk->lines);

    geometry->button_lines = !large ? 1 : kiosk->lines >= TALL_BUTTON_LINES ? TALL : 2;
    geometry->masthead = (struct rect){0, 0, large ? masthead_lines(kiosk) : 1, kiosk->cols};
    geometry->bar.lines = geometry->bar_rows * geometry->button_lines;
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
    int rows = letter_rows(geometry->body.cols), taken, most;

    geometry->letter_lines = (geometry->body.lines - 2 - RESULTS_LEAST_LINES) / rows;
    most = kiosk->lines < TALLEST_LINES ? TALL : TALL + 1; /* with a gap below */
    geometry->letter_lines =
        geometry->letter_lines > most ? most : int_larger(geometry->letter_lines, 1);
    if (1 + rows + 1 > geometry->body.lines)
        geometry->letter_lines = 0;
    taken = 1 + rows * geometry->letter_lines;
    if (kiosk->lines >= LARGE_LINES && taken + 1 < geometry->body.lines)
        taken++; /* a blank line before the results */
    geometry->rows.line += taken;
    geometry->rows.lines -= taken;
}

/* Returns the body, on a large screen without the line above the buttons, which is for messages. */
static struct rect article_rect(const struct kiosk *kiosk)
{
    struct rect rect = kiosk->geometry.body;

    if (kiosk->lines >= LARGE_LINES)
        rect.lines--;
    return rect;
}

/* Places everything around `bar_rows` rows of buttons. */
static void place_all(struct kiosk *kiosk, int bar_rows)
{
    kiosk->geometry.bar_rows = bar_rows;
    place_frame(kiosk);
    if (kiosk->geometry.too_small)
        return;
    if (kiosk->screen == KIOSK_PANEL)
        place_letters(kiosk);
    if (kiosk_rows(kiosk))
        kiosk_place_rows(kiosk);
    kiosk->geometry.text =
        panes_text(article_rect(kiosk), kiosk->options.measure_cols, kiosk->large);
}

void kiosk_arrange(struct kiosk *kiosk)
{
    int bar_rows;

    /* Turning the rows' pages may need a row of buttons, which leaves less room for the rows. */
    kiosk->geometry.page_lines = 0;
    place_all(kiosk, kiosk_bar_rows(kiosk));
    bar_rows = kiosk_bar_rows(kiosk);
    if (bar_rows > kiosk->geometry.bar_rows)
        place_all(kiosk, bar_rows);
    if (kiosk->geometry.too_small)
        return;
    reading_resize(&kiosk->reading, kiosk->screen == KIOSK_ARTICLE ? kiosk->geometry.text.cols : 0,
                   kiosk->geometry.text.lines);
    kiosk_validate_focus(kiosk);
}
