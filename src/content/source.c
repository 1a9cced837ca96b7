#include "source.h"

#include "base/alloc.h"

#include <stdlib.h>

void source_copy(struct source *source, size_t end)
{
    buffer_add(&source->input, source->text.p + source->copied, end - source->copied);
    source->copied = end;
}

static struct source_edit *edit_here(struct source *source)
{
    struct source_edit *last = source->edit_count ? &source->edits[source->edit_count - 1] : NULL;

    if (last && last->input + last->added == source->input.bytes)
        return last;
    MEM_GROW(source->edits, source->edit_cap, source->edit_count + 1);
    last = &source->edits[source->edit_count++];
    *last = (struct source_edit){source->input.bytes, 0, source->copied};
    return last;
}

void source_add(struct source *source, struct str bytes)
{
    edit_here(source)->added += bytes.bytes;
    buffer_add_str(&source->input, bytes);
}

void source_skip(struct source *source, size_t end)
{
    struct source_edit *edit = edit_here(source);

    source->copied = edit->source = end;
}

/* Returns how many of the edits begin at or before input[at]. */
static size_t edits_up_to(const struct source *source, size_t at)
{
    size_t low = 0, high = source->edit_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (source->edits[middle].input <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

size_t source_offset(const struct source *source, size_t at)
{
    size_t count = edits_up_to(source, at), offset = at;

    if (count) {
        const struct source_edit *edit = &source->edits[count - 1];
        size_t begin = edit->input + edit->added;

        offset = edit->source + (at > begin ? at - begin : 0);
    }
    return offset < source->text.bytes ? offset : source->text.bytes;
}

struct str source_stretch(const struct source *source, size_t at, size_t end)
{
    size_t count = edits_up_to(source, at), from = at;

    if (count) {
        const struct source_edit *edit = &source->edits[count - 1];
        size_t begin = edit->input + edit->added;

        if (at < begin)
            return (struct str){NULL, begin - at};
        from = edit->source + (at - begin);
    }
    if (count < source->edit_count && source->edits[count].input < end)
        end = source->edits[count].input;
    return (struct str){source->text.p + from, end - at};
}

void source_free(struct source *source)
{
    buffer_free(&source->input);
    free(source->edits);
    *source = (struct source){0};
}
