#include "reader/reading.h"

#include "reading_view.h"
#include "state/passage.h"

/* Moving in the open article. */

static void note_position(struct reading *reading)
{
    struct layout_at first;

    /* The beginning is stored as INT64_MIN, so that blank lines or a changed header stay in
     * view. */
    layout_first(reading->layout, &first);
    reading->position = layout_before(first, reading->top)
                            ? layout_position(reading->layout, reading->top)
                            : INT64_MIN;
    reading->match = reading->position;
    reading->moved = true;
}

bool reading_scroll(struct reading *reading, long lines)
{
    struct layout_at bottom = reading->top;
    bool moved = false;

    if (!reading->layout)
        return false;
    reading->view = VIEW_SCROLLED;
    reading->has_new = false;
    for (; lines < 0 && layout_prev(reading->layout, &reading->top); lines++)
        moved = true;
    if (lines > 0) {
        /* `bottom` is the line below the view: scroll while there is one. */
        for (int i = 1; i <= reading->lines; i++)
            if (!layout_next(reading->layout, &bottom))
                return false;
        do {
            layout_next(reading->layout, &reading->top);
            moved = true;
        } while (--lines > 0 && layout_next(reading->layout, &bottom));
    }
    if (moved)
        note_position(reading);
    return moved;
}

/* Returns how many lines further down, but not below `limit`, the top parts nothing that belongs
 * together; 0 if it parts something all the way. */
static long lines_to_part_nothing(const struct reading *reading, struct layout_at limit)
{
    struct layout_at at = reading->top;
    long lines = 0;

    while (layout_before(at, limit) && layout_parts(reading->layout, at) &&
           layout_next(reading->layout, &at))
        lines++;
    return layout_parts(reading->layout, at) ? 0 : lines;
}

/* Moves the top of a turned page down, but not below `limit`, so that it parts nothing; forward,
 * passes over a blank line, and over a repeated one beside which the next lines find no room. The
 * last page leaves a line blank rather than begin with the last one of a paragraph. */
static void align_top(struct reading *reading, bool forward, struct layout_at limit)
{
    struct layout *layout = reading->layout;
    long lines = lines_to_part_nothing(reading, limit);

    if (!reading_scroll(reading, lines) && lines == 1 && forward) {
        layout_next(layout, &reading->top);
        note_position(reading);
    }
    if (!forward)
        return;
    if (layout_before(reading->top, limit) &&
        layout_page_lines(layout, reading->top, reading->lines) == 1)
        reading_scroll(reading, 1);
    if (layout_is_blank(layout, reading->top))
        reading_scroll(reading, 1);
}

/* Shows the text up to `last`, at which a page that was turned back should end, even if that page
 * leaves out its last lines: moves the top down by a line or two, or leaves out none. */
static void reach(struct reading *reading, struct layout_at last)
{
    enum { MOST_LINES = 3 };

    while (layout_is_blank(reading->layout, last) && layout_prev(reading->layout, &last))
        continue;
    for (int i = 0; i < MOST_LINES; i++) {
        struct layout_at end = reading->top;

        reading->view = VIEW_TURNED;
        for (int lines = reading_lines_in_view(reading); lines > 1; lines--)
            layout_next(reading->layout, &end);
        if (!layout_before(end, last))
            return;
        reading_scroll(reading, 1);
        align_top(reading, false, last);
    }
    reading->view = VIEW_SCROLLED;
}

/* Returns whether the top line goes on with a text whose line before, `before`, is another of its
 * lines: only then is it of use to repeat a line. */
static bool goes_on(const struct reading *reading, struct layout_at before)
{
    return layout_before(before, reading->top) && before.block == reading->top.block &&
           before.part == reading->top.part && !layout_is_blank(reading->layout, before);
}

bool reading_turn_page(struct reading *reading, bool forward)
{
    long step = reading->lines > 1 ? reading->lines - 1 : 1;
    struct layout_at below = reading->top, repeated = below, limit = below;
    bool moved, more = true;

    if (!reading->layout)
        return false;
    for (int i = reading_lines_in_view(reading); i > 0 && more; i--) {
        repeated = below;
        more = layout_next(reading->layout, &below);
    }
    if (forward && step > 1)
        step = layout_page_lines(reading->layout, reading->top, reading->lines) - 1;
    layout_prev(reading->layout, &limit);
    if (!forward && !goes_on(reading, limit))
        step = reading->lines;
    moved = reading_scroll(reading, forward ? (step > 1 ? step : 1) : -step);
    if (moved)
        align_top(reading, forward, forward ? below : limit);
    reading->view = VIEW_TURNED;
    if (moved && !forward)
        reach(reading, limit);
    reading->has_new = moved && forward && more && layout_before(reading->top, repeated);
    while (more && layout_is_blank(reading->layout, below))
        more = layout_next(reading->layout, &below);
    reading->new_line = below;
    return moved;
}

void reading_to_start(struct reading *reading)
{
    if (!reading->layout)
        return;
    reading->view = VIEW_OPENED;
    reading->has_new = false;
    layout_first(reading->layout, &reading->top);
    note_position(reading);
}

void reading_to_end(struct reading *reading)
{
    if (!reading->layout)
        return;
    reading->view = VIEW_SCROLLED;
    reading->has_new = false;
    layout_last(reading->layout, &reading->top);
    for (int i = 1; i < reading->lines; i++)
        if (!layout_prev(reading->layout, &reading->top))
            break;
    note_position(reading);
}

/* Returns whether a line is in view. */
static bool in_view(const struct reading *reading, struct layout_at wanted)
{
    struct layout_at at = reading->top;

    for (int i = 0; i < reading->lines && !layout_before(wanted, at); i++)
        if (!layout_before(at, wanted) || !layout_next(reading->layout, &at))
            return !layout_before(at, wanted);
    return false;
}

/* Moves a line into view, with so many lines above it. */
static void put_line(struct reading *reading, struct layout_at line, int above)
{
    reading->top = line;
    for (int i = 0; i < above; i++)
        layout_prev(reading->layout, &reading->top);
    if (reading_is_last_screen(reading, reading->top))
        reading_to_end(reading);
}

/* Notes a match. Returns whether it can be shown by now. */
static bool note_match(struct reading *reading, int64_t position)
{
    reading->match = position;
    reading->moved = true;
    buffer_clear(&reading->match_words);
    reading->show_match = !reading->layout;
    reading->view = VIEW_SCROLLED;
    reading->has_new = false;
    return reading->layout;
}

void reading_show(struct reading *reading, int64_t position)
{
    struct layout_at wanted;

    if (!note_match(reading, position))
        return;
    wanted = layout_find(reading->layout, position);
    if (!in_view(reading, wanted)) /* with its context above */
        put_line(reading, wanted, reading->lines / 3);
    note_position(reading);
    reading->match = position;
}

void reading_centre(struct reading *reading, int64_t position)
{
    if (!note_match(reading, position))
        return;
    put_line(reading, layout_find(reading->layout, position), reading->lines / 2);
    note_position(reading);
    reading->match = position;
}

void reading_show_place(struct reading *reading, struct mark_place place)
{
    if (reading->body)
        place.position = passage_find(reading->body, place);
    reading_show(reading, place.position);
    if (!reading->body)
        buffer_add_str(&reading->match_words, place.words);
}

void reading_mark(struct reading *reading, int64_t position, int64_t end)
{
    struct layout_at first, last;

    reading->marked = position;
    reading->marked_end = end;
    if (!reading->layout || position == end)
        return;
    first = layout_find(reading->layout, position);
    last = layout_find(reading->layout, end - 1);
    if (in_view(reading, first) && (in_view(reading, last) || !layout_before(reading->top, first)))
        return;
    reading->view = VIEW_SCROLLED;
    reading->top = first;
    if (reading_is_last_screen(reading, reading->top))
        reading_to_end(reading);
    note_position(reading);
}

void reading_avoid_end(struct reading *reading)
{
    reading->not_the_end = !reading->layout;
    if (reading_at_end(reading))
        reading_to_start(reading);
}

void reading_go_to_share(struct reading *reading, int part, int whole)
{
    if (!reading->layout)
        return;
    reading->view = VIEW_SCROLLED;
    reading->has_new = false;
    reading->top = layout_find(reading->layout, body_bytes(reading->body) / whole * part);
    if (part <= 0)
        reading_to_start(reading);
    else if (part >= whole || reading_is_last_screen(reading, reading->top))
        reading_to_end(reading);
    else
        note_position(reading);
}
