#include "finding.h"

#include "base/bounds.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "commands.h"

void finding_stop(struct reader *reader)
{
    finder_free(reader->finder);
    reader->finder = NULL;
    reader->finding = FINDING_NONE;
}

void finding_forget(struct reader *reader)
{
    finding_stop(reader);
    reader->find_any = false;
    query_set_words(&reader->find, (struct str){0});
}

/* Returns the word for how a match was found, or an empty text. */
static const char *how_found(const struct reader *reader)
{
    if (reader->finding_anew)
        return _("转了一圈，");
    return reader_query(reader)->by_pinyin ? _("按拼音，") : "";
}

/* Tells which of the article's matches is shown: 3/9. */
static void tell_count(struct reader *reader)
{
    size_t up_to, all;

    finder_counts(reader->finder, &up_to, &all);
    buffer_clear(&reader->message);
    buffer_addf(&reader->message, _("%s第%zu/%zu处"), how_found(reader), up_to, all);
}

static void tell_first(struct reader *reader)
{
    if (!reader->prompt.text.bytes)
        return;
    if (query_write_fault(&reader->find, &reader->message)) {
        finding_forget(reader);
        return;
    }
    if (reader->find_any) {
        reader->finding = FINDING_COUNT;
        return;
    }
    command_say(reader, _("本文里没有"));
    buffer_clear(&reader->missed);
    buffer_add_str(&reader->missed, buffer_str(&reader->prompt.text));
    finding_forget(reader);
}

static void end_first(struct reader *reader, bool any, int64_t found)
{
    if (!any && query_try_pinyin(&reader->find)) {
        reader->finding = FINDING_FIRST;
        return;
    }
    reader->find_any = any;
    if (any)
        reading_show(&reader->reading, found);
    else
        query_set_words(&reader->find, buffer_str(&reader->prompt.text));
    if (reader->mode != MODE_FIND)
        tell_first(reader);
}

static void end_next(struct reader *reader, enum reader_finding ended, bool any, int64_t found)
{
    if (any) {
        command_show_match(reader, found);
        reader->finding = FINDING_COUNT;
    } else if (ended == FINDING_NEXT || ended == FINDING_PREVIOUS) {
        command_go_beyond_match(reader, ended == FINDING_NEXT);
    } else {
        command_say(reader, _("本文里没有"));
    }
}

/* Shows the result, or goes on looking for it as pinyin. */
static void conclude(struct reader *reader)
{
    enum reader_finding ended = reader->finding;
    int64_t found = 0;
    bool any = finder_found(reader->finder, &found);

    if (ended == FINDING_COUNT)
        tell_count(reader);
    finding_stop(reader);
    if (ended == FINDING_FIRST)
        end_first(reader, any, found);
    else if (ended != FINDING_COUNT)
        end_next(reader, ended, any, found);
}

/* Returns the position from which to look. */
static int64_t start_of(const struct reader *reader)
{
    if (reader->finding == FINDING_FROM_END)
        return INT64_MAX;
    if (reader->finding == FINDING_FIRST || reader->finding == FINDING_FROM_START)
        return INT64_MIN;
    return reader->reading.match;
}

/* Makes the finder, once the article is open. Returns false while it is not. */
static bool prepare(struct reader *reader)
{
    struct reading *reading = &reader->reading;
    bool forward = reader->finding != FINDING_PREVIOUS && reader->finding != FINDING_FROM_END;

    if (reader->finder || reading_is_opening(reading))
        return reader->finder != NULL;
    if (reader->finding == FINDING_COUNT)
        reader->finder = finder_new_count(reader_query(reader), reading_article(reading),
                                          reading->body, reading->match);
    else
        reader->finder = finder_new(reader_query(reader), reading_article(reading), reading->body,
                                    start_of(reader), forward);
    return true;
}

bool finding_work(struct reader *reader)
{
    if (reader->finding == FINDING_NONE)
        return false;
    if (prepare(reader) && !finder_step(reader->finder))
        conclude(reader);
    return reader->finding != FINDING_NONE;
}

static void begin(struct reader *reader, enum reader_finding finding)
{
    int64_t begun_ms = clock_monotonic_ms();

    finding_stop(reader);
    reader->finding = finding;
    reader->finding_anew = false;
    while (finding_work(reader) && !reading_is_opening(&reader->reading) &&
           clock_monotonic_ms() - begun_ms < BOUND_KEY_MS)
        continue;
}

void finding_begin_first(struct reader *reader)
{
    finding_stop(reader);
    reader->find_any = false;
    query_set_words(&reader->find, buffer_str(&reader->prompt.text));
    if (reader->find.word_count)
        begin(reader, FINDING_FIRST);
}

void finding_begin_next(struct reader *reader, bool forward)
{
    begin(reader, forward ? FINDING_NEXT : FINDING_PREVIOUS);
}

void finding_begin_at_end(struct reader *reader, bool forward, bool anew)
{
    finding_stop(reader);
    reader->finding = forward ? FINDING_FROM_START : FINDING_FROM_END;
    reader->finding_anew = anew;
}

void finding_accept(struct reader *reader)
{
    if (reader->finding == FINDING_NONE)
        tell_first(reader);
    if (reader->finding == FINDING_COUNT)
        begin(reader, FINDING_COUNT);
}

void command_go_to_match(struct reader *reader, bool forward)
{
    if (reading_is_open(&reader->reading))
        finding_begin_next(reader, forward);
    else
        command_go_beyond_match(reader, forward);
}

void command_show_match(struct reader *reader, int64_t position)
{
    if (!reader->article_focused)
        command_open_selected(reader);
    reading_centre(&reader->reading, position);
}

void command_go_beyond_match(struct reader *reader, bool forward)
{
    const struct list *list = &reader->list;
    size_t next = forward ? list_next(list) : list_previous(list);
    bool more = next != SIZE_MAX;

    if (reader_query(reader) == &reader->find || list->kind != LIST_RESULTS || list->count == 1) {
        if (reading_is_open(&reader->reading))
            finding_begin_at_end(reader, forward, true);
        return;
    }
    if (!more && !reader->search_ended && list->count)
        next = forward ? 0 : list->count - 1;
    command_go_or_say(reader, next, _("没有找到"));
    if (next != SIZE_MAX && reader_is_reading(reader))
        finding_begin_at_end(reader, forward, !more);
}
