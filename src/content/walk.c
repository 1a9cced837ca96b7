#include "content/walk.h"

static size_t cell_count(const struct block *block)
{
    return block->table ? block->table->row_count * block->table->column_count : 0;
}

/* Returns the next text of a block: its own, which most blocks have, or that of a cell. */
static const struct rich_text *next_in_block(struct walk *walk, const struct block *block)
{
    if (!block->table)
        return walk->cell++ == 0 && block->rich.text.bytes ? &block->rich : NULL;
    while (walk->cell < cell_count(block)) {
        const struct rich_text *rich = &block->table->cells[walk->cell++];

        if (rich->text.bytes)
            return rich;
    }
    return NULL;
}

static bool is_at_end(const struct walk *walk)
{
    return walk->part >= (walk->parts.body ? PART_COUNT : PART_BODY);
}

const struct rich_text *walk_next(struct walk *walk)
{
    while (!is_at_end(walk)) {
        const struct document *document = article_part(&walk->parts, walk->part);

        while (walk->block < document->block_count) {
            const struct rich_text *rich = next_in_block(walk, &document->blocks[walk->block]);

            if (rich)
                return rich;
            walk->block++;
            walk->cell = 0;
        }
        walk->part++;
        walk->block = 0;
    }
    return NULL;
}

bool walk_is_at_address(struct walk *walk)
{
    return article_part(&walk->parts, walk->part)->blocks[walk->block].kind == BLOCK_LINK;
}

void walk_skip_to(struct walk *walk, int64_t position)
{
    const struct document *document;

    while (!is_at_end(walk) && position >= 0 && walk->part < PART_BODY)
        *walk = (struct walk){.parts = walk->parts, .part = walk->part + 1};
    if (is_at_end(walk))
        return;
    document = article_part(&walk->parts, walk->part);
    while (walk->block + 1 < document->block_count &&
           document->blocks[walk->block + 1].source <= position) {
        walk->block++;
        walk->cell = 0;
    }
}

void walk_free(struct walk *walk)
{
    article_parts_free(&walk->parts);
}

void walk_fold(struct folded *folded, const struct rich_text *rich)
{
    size_t at = 0;

    text_fold(folded, (struct str){0});
    for (size_t i = 0; i < rich->span_count; i++) {
        const struct span *span = &rich->spans[i];

        if (!(span->styles & SPAN_NUMBER))
            continue;
        text_fold_more(folded, rich->text, at, span->start);
        at = span->end;
    }
    text_fold_more(folded, rich->text, at, rich->text.bytes);
}
