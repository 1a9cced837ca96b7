#include "content/document.h"
#include "text/utf8.h"

/* Returns the last run that begins at or before byte `offset` of the text. */
static size_t run_at_text(const struct rich_text *rich, size_t offset)
{
    size_t low = 0, high = rich->run_count;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (rich->runs[middle].text <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* Returns the last run whose source is at or before `source`, or 0 if there is none. */
static size_t run_at_source(const struct rich_text *rich, int64_t source)
{
    size_t low = 0, high = rich->run_count;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (rich->runs[middle].source <= source)
            low = middle;
        else
            high = middle;
    }
    return low;
}

int64_t rich_text_source(const struct rich_text *rich, size_t offset)
{
    size_t run = run_at_text(rich, offset);
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
    size_t run = run_at_source(rich, source), offset, last;

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

size_t document_block_at(const struct document *document, int64_t position)
{
    size_t low = 0, high = document->block_count;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (document->blocks[middle].source <= position)
            low = middle;
        else
            high = middle;
    }
    return low;
}
