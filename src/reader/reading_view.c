#include "reading_view.h"

#include "text/utf8.h"

/* Lines in view, and how much of the article is before and after them. */

enum {
    HAN_BYTES = 3,
    HAN_COLS = 2,
    COUNTED_LINES = 400 /* beyond this many, the lines left are estimated */
};

bool reading_is_last_screen(const struct reading *reading, struct layout_at at)
{
    int seen = 1;

    while (seen <= reading->lines && layout_next(reading->layout, &at))
        seen++;
    return seen <= reading->lines;
}

/* Returns the number of lines below the view, at most `most`. */
static long lines_below(const struct reading *reading, long most)
{
    struct layout_at at = reading->top;
    long lines = 0;

    while (lines < most + reading->lines && layout_next(reading->layout, &at))
        lines++;
    return lines < reading->lines ? 0 : lines - reading->lines + 1;
}

int reading_lines_in_view(const struct reading *reading)
{
    enum { MOST_BLANK = 1 };
    int lines = reading->view == VIEW_SCROLLED
                    ? reading->lines
                    : layout_page_lines(reading->layout, reading->top, reading->lines);
    bool looks_ended = reading->view == VIEW_OPENED && lines < reading->lines - MOST_BLANK &&
                       lines_below(reading, reading->lines + 1) <= reading->lines;

    return looks_ended ? reading->lines : lines;
}

size_t reading_characters_in_view(const struct reading *reading)
{
    struct layout_at at = reading->top;
    int lines = reading->layout ? reading_lines_in_view(reading) : 0;
    size_t characters = 0;

    for (int i = 0; i < lines; i++) {
        struct layout_line line = layout_line(reading->layout, at);

        for (size_t byte = line.start; byte < line.end; byte++)
            characters += line.rich->text.p[byte] != ' ' && !utf8_is_tail(line.rich->text.p[byte]);
        if (!layout_next(reading->layout, &at))
            break;
    }
    return characters;
}

bool reading_at_start(const struct reading *reading)
{
    return reading->position == INT64_MIN;
}

bool reading_at_end(const struct reading *reading)
{
    return reading->layout && reading_is_last_screen(reading, reading->top);
}

/* Returns the bytes of the body below the view. */
static int64_t bytes_left(const struct reading *reading)
{
    struct layout_at at = reading->top;
    int64_t bytes = body_bytes(reading->body), seen;

    for (int i = 0; i < reading->lines; i++)
        if (!layout_next(reading->layout, &at))
            return 0;
    seen = layout_position(reading->layout, at);
    return seen <= 0 ? bytes : seen >= bytes ? 0 : bytes - seen;
}

bool reading_shares(const struct reading *reading, int64_t *before, int64_t *shown, int64_t *after)
{
    int64_t bytes;

    if (!reading->layout || (reading_at_start(reading) && reading_at_end(reading)))
        return false;
    bytes = body_bytes(reading->body);
    *before = reading->position < 0 ? 0 : reading->position < bytes ? reading->position : bytes;
    *after = bytes_left(reading);
    if (*after > bytes - *before)
        *after = bytes - *before;
    *shown = bytes - *before - *after;
    return true;
}

int reading_percent(const struct reading *reading)
{
    int64_t bytes, left;

    if (!reading->layout)
        return 0;
    bytes = body_bytes(reading->body);
    if (reading_at_end(reading) || bytes <= 0)
        return 100;
    left = bytes_left(reading);
    return left ? (int)((bytes - left) * 100 / bytes) : 99;
}

long reading_screens_left(const struct reading *reading)
{
    long step = reading->lines > 1 ? reading->lines - 1 : 1, lines;

    if (!reading->layout)
        return 0;
    lines = lines_below(reading, COUNTED_LINES);
    if (lines >= COUNTED_LINES) {
        /* Assumes lines full of Han characters. */
        int64_t line_bytes = (int64_t)reading->options.cols * HAN_BYTES / HAN_COLS;
        int64_t estimate = bytes_left(reading) / (line_bytes > 0 ? line_bytes : 1);

        lines = estimate > lines ? (long)estimate : lines;
    }
    return (lines + step - 1) / step;
}

long reading_minutes_left(const struct reading *reading)
{
    enum { BYTES_A_MINUTE = 350 * HAN_BYTES };

    return reading->layout ? (long)((bytes_left(reading) + BYTES_A_MINUTE / 2) / BYTES_A_MINUTE)
                           : 0;
}
