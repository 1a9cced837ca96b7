#include "rich_cut.h"

#include "text/utf8.h"

/* Gives the piece's last character the source that it had: what came after it may have kept that of
 * a stand-in from being beyond its own. The piece's runs have room for one more. */
static void bound_source(const struct rich_text *rich, struct rich_text *piece, size_t start,
                         size_t end)
{
    char32_t cp;
    size_t last = utf8_decode_before(rich->text.p, end, &cp);
    int64_t source = rich_text_source(rich, last);

    if (rich_text_source(piece, last - start) != source)
        piece->runs[piece->run_count++] = (struct text_run){last - start, source};
}

static void cut_runs(struct rich_cutter *cutter, struct rich_text *piece, size_t start, size_t end,
                     struct arena *arena)
{
    const struct rich_text *rich = cutter->rich;
    size_t count = 1;

    while (cutter->run + 1 < rich->run_count && rich->runs[cutter->run + 1].text <= start)
        cutter->run++;
    while (cutter->run + count < rich->run_count && rich->runs[cutter->run + count].text < end)
        count++;
    piece->run_count = count;
    piece->runs = arena_alloc(arena, (count + 1) * sizeof(*piece->runs));
    piece->runs[0] = (struct text_run){0, rich_text_source(rich, start)};
    for (size_t i = 1; i < count; i++) {
        const struct text_run *run = &rich->runs[cutter->run + i];

        piece->runs[i] = (struct text_run){run->text - start, run->source};
    }
    bound_source(cutter->rich, piece, start, end);
}

static void cut_spans(struct rich_cutter *cutter, struct rich_text *piece, size_t start, size_t end,
                      struct arena *arena)
{
    const struct rich_text *rich = cutter->rich;
    size_t count = 0;

    while (cutter->span < rich->span_count && rich->spans[cutter->span].end <= start)
        cutter->span++;
    while (cutter->span + count < rich->span_count && rich->spans[cutter->span + count].start < end)
        count++;
    if (!count)
        return;
    piece->span_count = count;
    piece->spans = arena_alloc(arena, count * sizeof(*piece->spans));
    for (size_t i = 0; i < count; i++) {
        struct span span = rich->spans[cutter->span + i];

        span.start = span.start > start ? span.start - start : 0;
        span.end = (span.end < end ? span.end : end) - start;
        piece->spans[i] = span;
    }
}

struct rich_text rich_cut(struct rich_cutter *cutter, size_t start, size_t end, struct arena *arena)
{
    struct rich_text piece = {.text = {cutter->rich->text.p + start, end - start}};

    if (start == end)
        return (struct rich_text){0};
    cut_runs(cutter, &piece, start, end, arena);
    cut_spans(cutter, &piece, start, end, arena);
    return piece;
}
