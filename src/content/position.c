#include "base/lower_bound.h"
#include "content/document.h"
#include "text/utf8.h"

/* A place that is looked for: in the text or in its source. */
struct wanted {
    const struct rich_text *rich;
    size_t offset;
    int64_t source;
};

static bool is_text_not_behind(const void *context, size_t i)
{
    const struct wanted *wanted = context;

    return wanted->rich->runs[i].text <= wanted->offset;
}

static bool is_source_not_behind(const void *context, size_t i)
{
    const struct wanted *wanted = context;

    return wanted->rich->runs[i].source <= wanted->source;
}

int64_t rich_text_source(const struct rich_text *rich, size_t offset)
{
    const struct wanted wanted = {.rich = rich, .offset = offset};
    size_t run = last_not_behind(rich->run_count, is_text_not_behind, &wanted);
    int64_t source;

    if (!rich->run_count)
        return 0;
    source = rich->runs[run].source + (int64_t)(offset - rich->runs[run].text);
    /* A replacement may be longer than the source that it replaces. */
    if (run + 1 < rich->run_count && source > rich->runs[run + 1].source)
        source = rich->runs[run + 1].source;
    return source;
}

size_t rich_text_offset(const struct rich_text *rich, int64_t source)
{
    const struct wanted wanted = {.rich = rich, .source = source};
    size_t run = last_not_behind(rich->run_count, is_source_not_behind, &wanted), offset, last;

    if (!rich->run_count || source < rich->runs[0].source)
        return 0;
    last = (run + 1 < rich->run_count ? rich->runs[run + 1].text : rich->text.bytes) - 1;
    offset = last - rich->runs[run].text;
    if (source - rich->runs[run].source < (int64_t)offset)
        offset = (size_t)(source - rich->runs[run].source);
    offset += rich->runs[run].text;
    while (offset > rich->runs[run].text && utf8_is_tail(rich->text.p[offset]))
        offset--;
    return offset;
}

/* A position that is looked for among the blocks. */
struct wanted_block {
    const struct document *document;
    int64_t position;
};

static bool is_block_not_behind(const void *context, size_t i)
{
    const struct wanted_block *wanted = context;

    return wanted->document->blocks[i].source <= wanted->position;
}

size_t document_block_at(const struct document *document, int64_t position)
{
    const struct wanted_block wanted = {document, position};

    return last_not_behind(document->block_count, is_block_not_behind, &wanted);
}
