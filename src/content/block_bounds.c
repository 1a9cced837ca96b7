#include "block_bounds.h"

#include "base/alloc.h"
#include "base/bounds.h"
#include "rich_cut.h"
#include "text/grapheme.h"
#include "text/linebreak.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

/* The stretch before the greatest length of a piece in which its best end is looked for. */
enum { LOOK_BACK_BYTES = 1024 };

/* The blocks collected so far, and the memory of their pieces. */
struct bounded {
    struct arena *arena;
    struct block *blocks;
    size_t count, cap;
};

static void add_block(struct bounded *bounded, struct block block)
{
    MEM_GROW(bounded->blocks, bounded->cap, bounded->count + 1);
    bounded->blocks[bounded->count++] = block;
}

/* Returns the end of the last whole cluster of the piece from `start` to `limit`, or, if a single
 * cluster is longer, `limit`. */
static size_t last_cluster(struct str text, size_t start, size_t limit)
{
    size_t at = start, next = start;

    while (next < limit) {
        at = next;
        next += grapheme_next(text.p + at, limit - at, false).bytes;
    }
    return at > start ? at : limit;
}

/* Returns the end of the piece that begins at `start`: the end of a line, a line-break opportunity,
 * the end of a cluster or of a code point, the first of these that there is. */
static size_t piece_end(struct str text, size_t start, bool is_code)
{
    size_t limit = start + BLOCK_MOST_BYTES, near = limit - LOOK_BACK_BYTES, end;
    const char *newline;

    if (text.bytes - start <= BLOCK_MOST_BYTES)
        return text.bytes;
    while (utf8_is_within(text, limit))
        limit--;
    while (utf8_is_within(text, near))
        near--;
    newline = memrchr(text.p + near, '\n', limit - near);
    if (newline)
        return (size_t)(newline - text.p);
    end = is_code ? near : text_last_break(text, near, limit, KINSOKU_GB);
    return end > near ? end : last_cluster(text, start, limit);
}

static void cut_text(struct bounded *bounded, const struct block *whole)
{
    struct rich_cutter cutter = {.rich = &whole->rich};
    struct str text = whole->rich.text;
    struct block piece = *whole;

    for (size_t start = 0, end; start < text.bytes; start = end) {
        end = piece_end(text, start, whole->kind == BLOCK_CODE);
        piece.rich = rich_cut(&cutter, start, end, bounded->arena);
        if (start) {
            piece.source = rich_text_source(&whole->rich, start);
            piece.marker = (struct str){0};
            piece.continues = true;
        }
        add_block(bounded, piece);
        if (end < text.bytes && text.p[end] == '\n')
            end++;
    }
}

static size_t row_bytes(const struct table *table, size_t row)
{
    size_t bytes = 0;

    for (size_t i = 0; i < table->column_count; i++)
        bytes += table->cells[row * table->column_count + i].text.bytes;
    return bytes;
}

/* Returns the end of the part of a table that begins with row `first`. */
static size_t part_end(const struct table *table, size_t first)
{
    size_t bytes = 0, cells = 0, row = first;

    while (row < table->row_count) {
        bytes += row_bytes(table, row);
        cells += table->column_count;
        if (row > first && (bytes > BLOCK_MOST_BYTES || cells > TABLE_MOST_CELLS))
            break;
        row++;
    }
    return row;
}

/* Returns the position of the first text in the rows from `first` on, or `otherwise`. */
static int64_t rows_source(const struct table *table, size_t first, size_t end, int64_t otherwise)
{
    for (size_t i = first * table->column_count; i < end * table->column_count; i++)
        if (table->cells[i].run_count)
            return table->cells[i].runs[0].source;
    return otherwise;
}

/* Makes a table of the head and the rows from `first` to `end`. The head, which is repeated, has
 * the position `source` of these rows, so that positions ascend. */
static struct table *make_part(const struct table *whole, size_t first, size_t end, int64_t source,
                               struct arena *arena)
{
    size_t columns = whole->column_count;
    struct table *part = arena_alloc(arena, sizeof(*part));

    *part = *whole;
    part->row_count = 1 + end - first;
    part->cells = arena_alloc(arena, part->row_count * columns * sizeof(*part->cells));
    memcpy(part->cells, whole->cells, columns * sizeof(*part->cells));
    memcpy(part->cells + columns, whole->cells + first * columns,
           (end - first) * columns * sizeof(*part->cells));
    for (size_t i = 0; i < columns && first > 1; i++) {
        struct rich_text *head = &part->cells[i];

        if (!head->run_count)
            continue;
        head->runs = arena_alloc(arena, sizeof(*head->runs));
        head->runs[0] = (struct text_run){0, source};
        head->run_count = 1;
    }
    return part;
}

static void cut_table(struct bounded *bounded, const struct block *whole)
{
    const struct table *table = whole->table;
    struct block part = *whole;

    for (size_t first = 1, end; first < table->row_count; first = end) {
        end = part_end(table, first);
        if (first > 1) {
            part.source = rows_source(table, first, end, part.source);
            part.marker = (struct str){0};
            part.continues = true;
        }
        part.table = make_part(table, first, end, part.source, bounded->arena);
        add_block(bounded, part);
    }
}

static bool is_long_table(const struct block *block)
{
    return block->table && block->table->row_count > 1 &&
           part_end(block->table, 0) < block->table->row_count;
}

static bool is_long(const struct block *block)
{
    return block->rich.text.bytes > BLOCK_MOST_BYTES || is_long_table(block);
}

void blocks_bound(struct arena *arena, struct block **blocks, size_t *count)
{
    struct bounded bounded = {.arena = arena};
    size_t first = 0;

    while (first < *count && !is_long(&(*blocks)[first]))
        first++;
    if (first == *count)
        return;
    for (size_t i = 0; i < *count; i++) {
        const struct block *block = &(*blocks)[i];

        if (i < first || !is_long(block))
            add_block(&bounded, *block);
        else if (block->table)
            cut_table(&bounded, block);
        else
            cut_text(&bounded, block);
    }
    *blocks =
        (struct block *)arena_copy(arena, (struct str){(const char *)bounded.blocks,
                                                       bounded.count * sizeof(*bounded.blocks)})
            .p;
    *count = bounded.count;
    free(bounded.blocks);
}
