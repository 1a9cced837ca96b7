#include "rich_join.h"

/* The place of the next text in the joined one. */
struct joining {
    struct rich_text *joined;
    char *text;
};

/* Returns the source of the byte after the joined text. */
static int64_t end_source(const struct rich_text *joined)
{
    return rich_text_source(joined, joined->text.bytes);
}

/* Adds a run, unless the text's last one already says so. */
static void add_run(struct rich_text *joined, struct text_run run)
{
    if (joined->run_count && end_source(joined) == run.source)
        return;
    joined->runs[joined->run_count++] = run;
}

static void add_break(struct joining *joining, int64_t next_source)
{
    struct rich_text *joined = joining->joined;
    int64_t source = joined->run_count ? end_source(joined) : next_source;

    add_run(joined,
            (struct text_run){joined->text.bytes, source < next_source ? source : next_source});
    joining->text[joined->text.bytes++] = '\n';
}

static void add_text(struct joining *joining, const struct rich_text *text)
{
    struct rich_text *joined = joining->joined;
    size_t at = joined->text.bytes;

    for (size_t i = 0; i < text->run_count; i++) {
        joined->text.bytes = at + text->runs[i].text;
        add_run(joined, (struct text_run){joined->text.bytes, text->runs[i].source});
    }
    for (size_t i = 0; i < text->span_count; i++) {
        struct span span = text->spans[i];

        span.start += at;
        span.end += at;
        joined->spans[joined->span_count++] = span;
    }
    if (text->text.bytes)
        memcpy(joining->text + at, text->text.p, text->text.bytes);
    joined->text.bytes = at + text->text.bytes;
}

/* Returns the source of the first text from text `from` on that has one, or that of the joined
 * text's end. */
static int64_t next_source(const struct rich_text *texts, size_t count, size_t from,
                           const struct rich_text *joined)
{
    for (; from < count; from++)
        if (texts[from].run_count)
            return texts[from].runs[0].source;
    return joined->run_count ? end_source(joined) : 0;
}

struct rich_text rich_join(const struct rich_text *texts, size_t count, struct arena *arena)
{
    struct rich_text joined = {0};
    struct joining joining = {.joined = &joined};
    size_t bytes = count, runs = count, spans = 0;

    if (count == 1)
        return texts[0];
    for (size_t i = 0; i < count; i++) {
        bytes += texts[i].text.bytes;
        runs += texts[i].run_count;
        spans += texts[i].span_count;
    }
    joining.text = arena_alloc(arena, bytes);
    joined.text.p = joining.text;
    joined.runs = arena_alloc(arena, runs * sizeof(*joined.runs));
    joined.spans = arena_alloc(arena, (spans + 1) * sizeof(*joined.spans));
    for (size_t i = 0; i < count; i++) {
        if (i)
            add_break(&joining, next_source(texts, count, i, &joined));
        add_text(&joining, &texts[i]);
    }
    return joined;
}
