#include "notes.h"

#include "base/alloc.h"
#include "items.h"
#include "line.h"
#include "marks.h"

#include <stdlib.h>

void notes_dedent(struct buffer *out, struct str text)
{
    enum { INDENT_COLS = 4 };

    for (size_t at = 0, next; at < text.bytes; at = next) {
        size_t spaces = 0;

        line_end(text.p, text.bytes, at, &next);
        while (spaces < INDENT_COLS && at < next && (text.p[at] == ' ' || text.p[at] == '\t'))
            spaces += text.p[at++] == '\t' ? INDENT_COLS : 1;
        buffer_add(out, text.p + at, next - at);
    }
}

static void add_block(struct notes *notes, struct block block)
{
    block.note = true;
    block.tight = true;
    block.list_depth++;
    notes->blocks = mem_grow(notes->blocks, &notes->cap, notes->count + 1, sizeof(*notes->blocks));
    notes->blocks[notes->count++] = block;
}

void notes_add(struct notes *notes, size_t number, const struct block *blocks, size_t count)
{
    struct str mark = footnote_mark(&notes->document->arena, number);
    bool apart = !count || blocks[0].marker.bytes;

    if (apart)
        add_block(notes, (struct block){.kind = BLOCK_PARAGRAPH, .marker = mark});
    for (size_t i = 0; i < count; i++) {
        struct block block = blocks[i];

        if (i == 0 && !apart)
            block.marker = mark;
        add_block(notes, block);
    }
}

void notes_finish(struct notes *notes, size_t last)
{
    struct document *document = notes->document;
    int cols = last ? items_cols(footnote_mark(&document->arena, last)) : 0;

    for (size_t i = 0; i < notes->count; i++)
        notes->blocks[i].list_cols += cols;
    document->note_count = notes->count;
    if (notes->count) {
        document->notes = arena_alloc(&document->arena, notes->count * sizeof(*notes->blocks));
        memcpy(document->notes, notes->blocks, notes->count * sizeof(*notes->blocks));
    }
    free(notes->blocks);
}
