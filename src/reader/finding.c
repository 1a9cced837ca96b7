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
    query_set(&reader->find, (struct str){0});
}

static void tell_first(struct reader *reader)
{
    if (!reader->find.word_count)
        return;
    if (!reader->find_any) {
        command_say(reader, _("本文里没有"));
        buffer_clear(&reader->missed);
        buffer_add_str(&reader->missed, buffer_str(&reader->prompt.text));
        finding_forget(reader);
    } else if (reader->find.by_initials) {
        command_say(reader, _("按拼音首字母找到"));
    }
}

static void end_first(struct reader *reader, bool any, int64_t found)
{
    if (!any && query_try_initials(&reader->find)) {
        reader->finding = FINDING_FIRST;
        return;
    }
    reader->find_any = any;
    if (any)
        reading_show(&reader->reading, found);
    else
        query_set(&reader->find, buffer_str(&reader->prompt.text));
    if (reader->mode != MODE_FIND)
        tell_first(reader);
}

/* Shows the result, or goes on looking for it as initials. */
static void conclude(struct reader *reader)
{
    enum reader_finding ended = reader->finding;
    int64_t found = 0;
    bool any = finder_found(reader->finder, &found);

    finding_stop(reader);
    if (ended == FINDING_FIRST)
        end_first(reader, any, found);
    else if (any)
        command_show_match(reader, found);
    else
        command_go_beyond_match(reader, ended == FINDING_NEXT);
}

/* Makes the finder, once the article is open. Returns false while it is not. */
static bool prepare(struct reader *reader)
{
    struct reading *reading = &reader->reading;
    int64_t from = reader->finding == FINDING_FIRST ? INT64_MIN : reading->match;

    if (!reader->finder && !reading_is_opening(reading))
        reader->finder = finder_new(reader_query(reader), reading_article(reading), reading->body,
                                    from, reader->finding != FINDING_PREVIOUS);
    return reader->finder != NULL;
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
    while (finding_work(reader) && !reading_is_opening(&reader->reading) &&
           clock_monotonic_ms() - begun_ms < BOUND_KEY_MS)
        continue;
}

void finding_begin_first(struct reader *reader)
{
    finding_stop(reader);
    reader->find_any = false;
    query_set(&reader->find, buffer_str(&reader->prompt.text));
    if (reader->find.word_count)
        begin(reader, FINDING_FIRST);
}

void finding_begin_next(struct reader *reader, bool forward)
{
    begin(reader, forward ? FINDING_NEXT : FINDING_PREVIOUS);
}

void finding_accept(struct reader *reader)
{
    if (reader->finding == FINDING_NONE)
        tell_first(reader);
}
