/* The reader on the screen: whatever is typed, pressed, pasted and resized, the selection exists,
 * the position stays within its article, and every frame can be drawn. A byte chooses the options,
 * the first part is what the person does (see screen.h), the second an article z.md of the edition.
 */

#include "fuzz/fuzz.h"
#include "fuzz/screen.h"
#include "reader/session.h"
#include "view/view.h"

#include <stdlib.h>

enum { MARKS_CHANGED, WORK, NOTE };

static struct session *session;

static void tear_down(void)
{
    void *state = session;

    session_tear_down(&state);
}

static void set_up(void)
{
    void *state;

    session_set_up(&state);
    session = state;
    atexit(tear_down);
}

/* Loads the edition with the article z.md, or without one; with `single`, only one article's file.
 * Does nothing if that is what was loaded last. */
static void load(struct str article, bool single)
{
    static bool has_article, is_single;
    struct edition *edition = &session->bulletin.edition;
    struct diags diags = {0};
    char *path;

    if (!article.bytes && !has_article && single == is_single)
        return;
    has_article = article.bytes > 0;
    is_single = single;
    path = scratch_path(session->bulletin.folder, "z.md");
    if (article.bytes)
        scratch_write(path, article.p, article.bytes);
    else
        remove(path);
    free(path);
    reader_free(&session->reader);
    session->reader = (struct reader){0};
    edition_free(edition);
    *edition = (struct edition){0};
    path = scratch_path(session->bulletin.folder, single ? "b.md" : "");
    MUST(edition_load(edition, path, &diags));
    free(path);
    diags_free(&diags);
}

/* Starts without marks, on the bulletin's articles and `article`, if it is not empty. */
static void start(struct str article, unsigned options)
{
    struct reader_options wanted = SESSION_OPTIONS;

    wanted.style.large = options & 1;
    wanted.style.text.ambiguous_wide = options & 2;
    wanted.style.text.spacing = options & 4;
    wanted.style.justify = options & 8;
    wanted.style.borders = options & 16 ? BORDERS_ASCII : BORDERS_LINE;
    wanted.has_own_theme = options & 32;
    wanted.single = options & 64;
    marks_free(&session->bulletin.marks);
    load(article, wanted.single);
    session_start(session, wanted);
}

/* Aborts unless the list's selection and its scrolling are rows of it. */
static void check_list(const struct reader *reader)
{
    const struct list *list = &reader->list;
    struct list_row row = list_selected(list);

    MUST(list->count ? list->selected < list->count : list->selected == 0);
    MUST(list->top <= list->count);
    MUST(row.article == SIZE_MAX || edition_shows(reader->edition, row.article));
    MUST(reader->theme < THEME_COUNT && reader->mode <= MODE_HELP);
    MUST(!reader->article_focused || reading_is_open(&reader->reading));
}

/* Aborts unless the line at the top is one of the article's and holds the position. */
static void check_reading(const struct reader *reader)
{
    const struct reading *reading = &reader->reading;

    if (!reading_is_open(reading))
        return;
    MUST(reading->article < reader->edition->article_count);
    if (!reading->layout)
        return;
    screen_check_top(reading);
    MUST(reading_percent(reading) >= 0 && reading_percent(reading) <= 100);
    MUST(reading_lines_in_view(reading) <= reading->lines);
    MUST(reading_screens_left(reading) >= 0 && reading_minutes_left(reading) >= 0);
}

static void do_other(struct reader *reader, unsigned number)
{
    switch (number) {
    case MARKS_CHANGED:
        marks_set_read(reader->marks, str_of("b"), !marks_is_read(reader->marks, str_of("b")));
        marks_toggle_bookmark(reader->marks, str_of("c"), (struct mark_place){.position = 3});
        reader_marks_changed(reader);
        break;
    case WORK:
        while (reader_work(reader))
            continue;
        break;
    case NOTE:
        reader_note_position(reader);
        break;
    default:
        break;
    }
}

static void happen(struct reader *reader, const struct screen_event *event)
{
    switch (event->kind) {
    case SCREEN_KEY:
        reader_key_press(reader, event->key);
        reader_note_position(reader);
        break;
    case SCREEN_SIZE:
        reader_resize(reader, event->cols, event->lines);
        break;
    case SCREEN_POINT:
        reader_point(reader, event->pointer, event->target);
        reader_note_position(reader);
        break;
    case SCREEN_PASTE:
        reader_paste(reader, event->paste);
        break;
    case SCREEN_OTHER:
        do_other(reader, event->number);
        break;
    case SCREEN_NOTHING:
    case SCREEN_TIME:
        break;
    }
}

static void check_draw(struct frame *frame, struct reader *reader)
{
    view_compose(frame, reader);
    MUST(frame->cols == reader->cols && frame->lines == reader->lines);
    screen_check_frame(frame);
    fuzz_check_line(buffer_str(&reader->message));
    fuzz_check_line(buffer_str(&reader->prompt.text));
    fuzz_check_line(buffer_str(&reader->copied));
    check_list(reader);
    check_reading(reader);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str input = fuzz_copy(data, size), article = input;
    unsigned options = fuzz_take_byte(&article);
    struct str events = fuzz_take_part(&article);
    struct frame frame = {0};
    struct screen_event event;

    if (!session)
        set_up();
    start(article, options);
    check_draw(&frame, &session->reader);
    for (int i = 0; i < SCREEN_MOST_EVENTS && screen_event_next(&events, &frame, &event); i++) {
        happen(&session->reader, &event);
        reader_work(&session->reader);
        check_draw(&frame, &session->reader);
        if (session->reader.quit)
            break;
    }
    frame_free(&frame);
    free((char *)input.p);
    return 0;
}
