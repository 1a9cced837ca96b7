#include "blocks.h"

#include "base/alloc.h"
#include "base/bounds.h"
#include "pieces_write.h"

/* A table with more columns, or with mostly implicit cells, is read as text, because a few bytes
 * could ask for millions of cells; so is a table with a row that is longer than a block may be. */
enum { MAX_TABLE_COLUMNS = 128 };

bool cells_enter_table(struct parser *parser, const MD_BLOCK_TABLE_DETAIL *detail)
{
    struct arena *arena = &parser->document->arena;
    size_t rows = (size_t)detail->head_row_count + detail->body_row_count;
    size_t columns = detail->col_count;

    if (columns > MAX_TABLE_COLUMNS || columns * rows > 2 * parser->source->input.bytes)
        return false;
    parser->table = arena_alloc(arena, sizeof(*parser->table));
    parser->table->column_count = columns;
    parser->table->row_count = rows;
    parser->table->aligns = arena_alloc(arena, columns * sizeof(*parser->table->aligns));
    parser->cells_wanted = columns * rows;
    parser->cell_count = 0;
    parser->row_bytes = 0;
    parser->table_source = -1;
    return true;
}

bool cells_leave(struct parser *parser, const MD_BLOCK_TD_DETAIL *detail)
{
    static const enum cell_align aligns[] = {[MD_ALIGN_DEFAULT] = CELL_LEFT,
                                             [MD_ALIGN_LEFT] = CELL_LEFT,
                                             [MD_ALIGN_CENTER] = CELL_CENTER,
                                             [MD_ALIGN_RIGHT] = CELL_RIGHT};
    struct rich_text *cell;

    blocks_resolve(parser);
    parser->open = false;
    if (parser->cell_count == parser->cells_wanted)
        return true;
    if (parser->cell_count < parser->table->column_count)
        parser->table->aligns[parser->cell_count] = aligns[detail->align];
    MEM_GROW(parser->cells, parser->cell_cap, parser->cell_count + 1);
    cell = &parser->cells[parser->cell_count++];
    pieces_write(parser, 0, parser->pieces.count);
    rich_finish(&parser->rich, &parser->document->arena, cell);
    if (parser->table_source < 0 && cell->run_count)
        parser->table_source = cell->runs[0].source;
    if ((parser->cell_count - 1) % parser->table->column_count == 0)
        parser->row_bytes = 0;
    parser->row_bytes += cell->text.bytes;
    return parser->row_bytes <= BLOCK_MOST_BYTES;
}

void cells_leave_table(struct parser *parser)
{
    struct block block = blocks_make(parser, BLOCK_TABLE);
    struct table *table = parser->table;

    table->cells =
        arena_alloc(&parser->document->arena, parser->cells_wanted * sizeof(*table->cells));
    if (parser->cell_count)
        memcpy(table->cells, parser->cells, parser->cell_count * sizeof(*table->cells));
    block.table = table;
    block.source = parser->table_source;
    if (block.source < 0) {
        size_t at = blocks_next_line(&parser->source->input, parser->rich.consumed);

        block.source = rich_position(&parser->rich, at);
        blocks_pass(&parser->rich, at, false);
    }
    blocks_add(parser, block);
    parser->table = NULL;
}
