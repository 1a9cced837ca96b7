#include "composer.h"

#include "base/alloc.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

void composer_add_run(struct composer *to, size_t text, int64_t source)
{
    /* A replacement may be longer than its source. A line without text after it then got too large
     * a position, which is corrected here. */
    for (size_t i = to->run_count; i > 0 && to->runs[i - 1].source > source; i--)
        to->runs[i - 1].source = source;
    MEM_GROW(to->runs, to->run_cap, to->run_count + 1);
    to->runs[to->run_count++] = (struct text_run){text, source};
    to->line_has_run = true;
}

static void add_runs(struct composer *to, struct cursor *cursor, size_t end)
{
    const struct rich_text *cell = cursor->cell;
    size_t base = to->text.bytes;
    int64_t source = rich_text_source(cell, cursor->at);

    if (!to->line_has_run && to->line_start < base)
        composer_add_run(to, to->line_start, source);
    composer_add_run(to, base, source);
    while (cursor->run < cell->run_count && cell->runs[cursor->run].text <= cursor->at)
        cursor->run++;
    for (; cursor->run < cell->run_count && cell->runs[cursor->run].text < end; cursor->run++)
        composer_add_run(to, base + cell->runs[cursor->run].text - cursor->at,
                         cell->runs[cursor->run].source);
}

static void add_spans(struct composer *to, struct cursor *cursor, size_t end)
{
    const struct rich_text *cell = cursor->cell;
    size_t base = to->text.bytes, start = cursor->at;

    while (cursor->span < cell->span_count && cell->spans[cursor->span].end <= start)
        cursor->span++;
    for (size_t i = cursor->span; i < cell->span_count && cell->spans[i].start < end; i++) {
        struct span span = cell->spans[i];

        span.start = base + (span.start > start ? span.start - start : 0);
        span.end = base + (span.end < end ? span.end : end) - start;
        MEM_GROW(to->spans, to->span_cap, to->span_count + 1);
        to->spans[to->span_count++] = span;
    }
}

void composer_add_part(struct composer *to, struct cursor *cursor, size_t end, bool with_runs)
{
    const struct rich_text *cell = cursor->cell;

    if (end == cursor->at)
        return;
    if (with_runs && cell->run_count)
        add_runs(to, cursor, end);
    add_spans(to, cursor, end);
    buffer_add(&to->text, cell->text.p + cursor->at, end - cursor->at);
}

void composer_start_line(struct composer *to)
{
    if (to->run_count)
        buffer_add_char(&to->text, '\n');
    to->line_start = to->text.bytes;
    to->line_has_run = false;
}

void composer_finish_line(struct composer *to)
{
    int64_t last = to->run_count ? to->runs[to->run_count - 1].source : to->behind;

    if (!to->line_has_run)
        composer_add_run(to, to->line_start, last > to->behind ? last : to->behind);
}

void composer_pass_cell(struct composer *to, const struct rich_text *cell)
{
    size_t last = cell->text.bytes;

    if (!cell->run_count)
        return;
    /* The source of the last character may be shorter than the character itself, so count one byte
     * only: no other text begins before it ends. */
    while (--last > 0 && utf8_is_tail(cell->text.p[last]))
        continue;
    to->behind = rich_text_source(cell, last) + 1;
}

static void *keep(struct arena *arena, const void *items, size_t bytes)
{
    return bytes ? memcpy(arena_alloc(arena, bytes), items, bytes) : NULL;
}

struct rich_text *composer_finish(struct composer *to, struct arena *arena)
{
    struct rich_text *rich = arena_alloc(arena, sizeof(*rich));

    rich->text = arena_copy(arena, buffer_str(&to->text));
    rich->span_count = to->span_count;
    rich->spans = keep(arena, to->spans, to->span_count * sizeof(*to->spans));
    rich->run_count = to->run_count;
    rich->runs = keep(arena, to->runs, to->run_count * sizeof(*to->runs));
    buffer_free(&to->text);
    free(to->spans);
    free(to->runs);
    return rich;
}
