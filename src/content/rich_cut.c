#include "rich_cut.h"

static void cut_runs(struct slicer *slicer, struct rich_text *piece, size_t start, size_t end,
                     struct arena *arena)
{
    const struct rich_text *rich = slicer->rich;
    size_t count = 1;

    while (slicer->run + 1 < rich->run_count && rich->runs[slicer->run + 1].text <= start)
        slicer->run++;
    while (slicer->run + count < rich->run_count && rich->runs[slicer->run + count].text < end)
        count++;
    piece->run_count = count;
    piece->runs = arena_alloc(arena, count * sizeof(*piece->runs));
    piece->runs[0] = (struct text_run){0, rich_text_source(rich, start)};
    for (size_t i = 1; i < count; i++) {
        const struct text_run *run = &rich->runs[slicer->run + i];

        piece->runs[i] = (struct text_run){run->text - start, run->source};
    }
}

static void cut_spans(struct slicer *slicer, struct rich_text *piece, size_t start, size_t end,
                      struct arena *arena)
{
    const struct rich_text *rich = slicer->rich;
    size_t count = 0;

    while (slicer->span < rich->span_count && rich->spans[slicer->span].end <= start)
        slicer->span++;
    while (slicer->span + count < rich->span_count && rich->spans[slicer->span + count].start < end)
        count++;
    if (!count)
        return;
    piece->span_count = count;
    piece->spans = arena_alloc(arena, count * sizeof(*piece->spans));
    for (size_t i = 0; i < count; i++) {
        struct span span = rich->spans[slicer->span + i];

        span.start = span.start > start ? span.start - start : 0;
        span.end = (span.end < end ? span.end : end) - start;
        piece->spans[i] = span;
    }
}

struct rich_text slicer_cut(struct slicer *slicer, size_t start, size_t end, struct arena *arena)
{
    struct rich_text piece = {.text = {slicer->rich->text.p + start, end - start}};

    if (start == end)
        return (struct rich_text){0};
    cut_runs(slicer, &piece, start, end, arena);
    cut_spans(slicer, &piece, start, end, arena);
    return piece;
}
