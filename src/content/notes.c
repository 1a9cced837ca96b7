#include "notes.h"

#include "base/alloc.h"
#include "base/ascii.h"
#include "bracket_marks.h"
#include "items.h"
#include "line.h"

#include <stdlib.h>

/* Returns the offset after the marks of this many quotes at text[at]. */
static size_t skip_quotes(struct str text, size_t at, size_t end, int quotes)
{
    for (; quotes > 0; quotes--) {
        size_t mark = at;

        while (mark < end && text.p[mark] == ' ')
            mark++;
        if (mark == end || text.p[mark] != '>')
            break;
        at = mark + 1;
        if (at < end && text.p[at] == ' ')
            at++;
    }
    return at;
}

void notes_dedent(struct buffer *out, struct str text, int quotes)
{
    enum { INDENT_COLS = 4 };

    for (size_t at = 0, next; at < text.bytes; at = next) {
        size_t spaces = 0, end = line_end(text.p, text.bytes, at, &next);

        if (at > 0)
            at = skip_quotes(text, at, end, quotes);
        while (spaces < INDENT_COLS && at < next && ascii_is_blank(text.p[at]))
            spaces += text.p[at++] == '\t' ? INDENT_COLS : 1;
        buffer_add(out, text.p + at, next - at);
    }
}

static void add_block(struct notes *notes, struct block block)
{
    block.note = true;
    block.tight = true;
    block.list_depth++;
    MEM_GROW(notes->blocks, notes->cap, notes->count + 1);
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
