#include "reader/reading.h"

#include "base/bounds.h"
#include "base/i18n.h"
#include "state/passage.h"

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
