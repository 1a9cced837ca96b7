#include "view/parts.h"

/* Returns the first byte from `at` to `end` of a text whose position is at or after `position`. */
static size_t offset_from(const struct rich_text *rich, int64_t position, size_t at, size_t end)
{
    while (at < end) {
        size_t middle = at + (end - at) / 2;

        if (rich_text_source(rich, middle) < position)
            at = middle + 1;
        else
            end = middle;
    }
    return at;
}

size_t view_mark_run(const struct reading *reading, const struct layout_line *line, size_t at,
                     size_t end, struct style *style)
{
    const struct rich_text *rich = line->rich;
    size_t first, last;

    if (reading->marked == reading->marked_end)
        return end;
    if (line->block->table) {
        /* The cells of a row interleave, so only the beginnings of lines have exact positions. */
        int64_t position = rich_text_source(rich, line->start);

        first = position >= reading->marked && position < reading->marked_end ? at : end;
        last = end;
    } else {
        first = offset_from(rich, reading->marked, at, end);
        last = offset_from(rich, reading->marked_end, at, end);
    }
    if (at < first || at >= last)
        return at < first ? first : end;
    style->role = ROLE_MATCH;
    style->attrs |= CELL_BOLD | CELL_UNDERLINE;
    return last;
}
