#include "reader/reading.h"

#include "base/bounds.h"
#include "base/i18n.h"
#include "state/passage.h"
#include "text/utf8.h"

enum {
    HAN_BYTES = 3,
    HAN_COLS = 2,
    COUNTED_LINES = 400 /* beyond this many, the lines left are estimated */
};

/* Shows all of an article that fits, and no blank lines after the end of another one: whoever comes
 * back may have left it in a smaller pane. */
static void fill_pane(struct reading *reading)
{
    bool moved = reading->moved;

    reading->returning = false;
    if (reading_at_end(reading))
        reading_to_end(reading);
    reading->moved = moved;
}

static void lay_out(struct reading *reading)
{
    layout_free(reading->layout);
    reading->layout = NULL;
    reading->has_new = false;
    if (!reading->body || reading->options.cols < 1)
        return;
    reading->layout = layout_new(reading_article(reading), reading->body, reading->options);
    if (reading->position == INT64_MIN)
        layout_first(reading->layout, &reading->top);
    else
        reading->top = layout_find(reading->layout, reading->position);
    if (reading->returning && reading->lines)
        fill_pane(reading);
    if (reading->show_match)
        reading_show(reading, reading->match);
    if (reading->not_the_end && reading->lines)
        reading_avoid_end(reading);
}

static void tell_fault(const struct diags *diags, struct buffer *message)
{
    buffer_clear(message);
    buffer_addf(message, "%s: %s", diags->count ? diags->items[0].path : "",
                diags->count ? diags->items[0].message : _("打不开"));
}

/* Goes to the words of the places that are to be shown, as the body is there. */
static void find_places(struct reading *reading)
{
    if (!reading->body)
        return;
    if (reading->words.bytes)
        reading->position = passage_find(
            reading->body, (struct mark_place){reading->position, buffer_str(&reading->words)});
    if (reading->match_words.bytes)
        reading->match = passage_find(
            reading->body, (struct mark_place){reading->match, buffer_str(&reading->match_words)});
    else if (!reading->show_match)
        reading->match = reading->position;
    buffer_free(&reading->words);
    buffer_free(&reading->match_words);
}

bool reading_open(struct reading *reading, const struct edition *edition, size_t article,
                  struct mark_place place, struct str next_title, struct buffer *message)
{
    struct diags diags = {0};
    struct body_opening *opening =
        body_begin(edition_article(edition, article), reading->links, &diags);
    struct body *body = NULL;

    if (opening && body_wait(opening, BOUND_KEY_MS)) {
        body = body_take(opening, &diags);
        opening = NULL;
    }
    if (!body && !opening) {
        tell_fault(&diags, message);
        diags_free(&diags);
        return false;
    }
    diags_free(&diags);
    reading_close(reading);
    reading->opening = opening;
    reading->body = body;
    reading->edition = edition;
    reading->article = article;
    reading->position = reading->match = reading->asked = place.position;
    buffer_add_str(&reading->words, place.words);
    buffer_add_str(&reading->asked_words, place.words);
    reading->returning = place.position != INT64_MIN;
    reading->view = VIEW_OPENED;
    reading->options.next_title = next_title;
    find_places(reading);
    lay_out(reading);
    return true;
}

bool reading_work(struct reading *reading, struct buffer *message)
{
    struct diags diags = {0};

    if (!reading->opening || !body_wait(reading->opening, BOUND_SLICE_MS))
        return true;
    reading->body = body_take(reading->opening, &diags);
    reading->opening = NULL;
    if (!reading->body) {
        tell_fault(&diags, message);
        diags_free(&diags);
        reading_close(reading);
        return false;
    }
    find_places(reading);
    lay_out(reading);
    return true;
}

bool reading_is_opening(const struct reading *reading)
{
    return reading->opening != NULL;
}

void reading_resize(struct reading *reading, int cols, int lines)
{
    bool same = cols == reading->options.cols;

    reading->options.cols = cols;
    reading->lines = lines;
    if (!same || (!reading->layout && reading->body))
        lay_out(reading);
}

void reading_set_style(struct reading *reading, struct layout_style style)
{
    reading->options.style = style;
    lay_out(reading);
}

void reading_set_next(struct reading *reading, struct str next_title)
{
    reading->options.next_title = next_title;
    lay_out(reading);
}

bool reading_is_open(const struct reading *reading)
{
    return reading->body || reading->opening;
}

const struct article *reading_article(const struct reading *reading)
{
    return edition_article(reading->edition, reading->article);
}

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

/* Returns whether at most a screenful is left from `at` on. */
static bool is_last_screen(const struct reading *reading, struct layout_at at)
{
    int seen = 1;

    while (seen <= reading->lines && layout_next(reading->layout, &at))
        seen++;
    return seen <= reading->lines;
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
    if (is_last_screen(reading, reading->top))
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
    if (is_last_screen(reading, reading->top))
        reading_to_end(reading);
    note_position(reading);
}

void reading_avoid_end(struct reading *reading)
{
    reading->not_the_end = !reading->layout;
    if (reading_at_end(reading))
        reading_to_start(reading);
}

/* Returns the place of a position. Before the body is there, its words are those it came with. */
static struct mark_place place_at(const struct reading *reading, int64_t position,
                                  const struct buffer *known, struct buffer *words)
{
    buffer_clear(words);
    if (reading->body)
        passage_words(reading->body, position, words);
    else
        buffer_add_str(words, buffer_str(known));
    return (struct mark_place){position, buffer_str(words)};
}

struct mark_place reading_top_place(const struct reading *reading, struct buffer *words)
{
    return place_at(reading, reading->position, &reading->words, words);
}

struct mark_place reading_kept_place(const struct reading *reading, struct buffer *words)
{
    if (reading->moved)
        return reading_top_place(reading, words);
    buffer_clear(words);
    buffer_add_str(words, buffer_str(&reading->asked_words));
    return (struct mark_place){reading->asked, buffer_str(words)};
}

struct mark_place reading_place(const struct reading *reading, struct buffer *words)
{
    return reading->show_match ? place_at(reading, reading->match, &reading->match_words, words)
                               : reading_top_place(reading, words);
}

bool reading_at_start(const struct reading *reading)
{
    return reading->position == INT64_MIN;
}

bool reading_at_end(const struct reading *reading)
{
    return reading->layout && is_last_screen(reading, reading->top);
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

void reading_go_to_share(struct reading *reading, int part, int whole)
{
    if (!reading->layout)
        return;
    reading->view = VIEW_SCROLLED;
    reading->has_new = false;
    reading->top = layout_find(reading->layout, body_bytes(reading->body) / whole * part);
    if (part <= 0)
        reading_to_start(reading);
    else if (part >= whole || is_last_screen(reading, reading->top))
        reading_to_end(reading);
    else
        note_position(reading);
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

void reading_close(struct reading *reading)
{
    layout_free(reading->layout);
    body_close(reading->body);
    body_give_up(reading->opening);
    buffer_free(&reading->words);
    buffer_free(&reading->match_words);
    buffer_free(&reading->asked_words);
    *reading = (struct reading){
        .options = reading->options, .links = reading->links, .lines = reading->lines};
    reading->options.next_title = (struct str){0};
}
