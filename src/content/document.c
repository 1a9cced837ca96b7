#include "content/document.h"

#include "base/alloc.h"
#include "parser.h"
#include "tame.h"

#include <stdio.h>
#include <stdlib.h>

/* A table of more columns, or mostly of cells that are not there, is read as text: a few bytes
 * could ask for millions of cells. */
enum { MAX_TABLE_COLUMNS = 128 };

/* Links whose targets add up to more than this many times the input are read as text. */
enum { TARGET_BUDGET_FACTOR = 16 };

static bool is_newline(char byte)
{
    return byte == '\n' || byte == '\r';
}

/* Where the line after that of input[at] begins. */
static size_t after_line(const struct rich_builder *rich, size_t at)
{
    while (at < rich->input_bytes && !is_newline(rich->input[at]))
        at++;
    if (at + 1 < rich->input_bytes && rich->input[at] == '\r' && rich->input[at + 1] == '\n')
        at++;
    return at < rich->input_bytes ? at + 1 : at;
}

/* The parser tells of a block no place but its text's. One without text cannot begin before the
 * first line after input[at] that is not blank, so this line stands for it. */
static size_t next_line(const struct rich_builder *rich, size_t at)
{
    if (at > 0 && !is_newline(rich->input[at - 1]))
        at = after_line(rich, at);
    for (size_t i = at; i < rich->input_bytes; i++) {
        if (is_newline(rich->input[i]))
            at = i + 1;
        else if (rich->input[i] != ' ' && rich->input[i] != '\t')
            break;
    }
    return at;
}

/* The input up to `at` is behind us; the line there too, if `whole`. */
static void pass(struct rich_builder *rich, size_t at, bool whole)
{
    if (whole)
        at = after_line(rich, at);
    if (rich->consumed < at)
        rich->consumed = at;
}

static struct block make_block(const struct parser *parser, enum block_kind kind)
{
    const struct list *list = parser->list_count ? &parser->lists[parser->list_count - 1] : NULL;

    return (struct block){
        .kind = kind,
        .quote_depth = parser->quote_depth,
        .list_depth = (int)parser->list_count,
        .list_cols = list ? list->cols : 0,
        .tight = list && list->tight,
    };
}

/* Adds a finished block; the first one of an item gets its marker. */
static void add_block(struct parser *parser, struct block block)
{
    struct str marker = {parser->marker, parser->marker_bytes};

    if (marker.bytes)
        block.marker = arena_copy(&parser->document->arena, marker);
    parser->marker_bytes = 0;
    parser->blocks = mem_grow(parser->blocks, &parser->block_cap, parser->block_count + 1,
                              sizeof(*parser->blocks));
    parser->blocks[parser->block_count++] = block;
}

static void add_rule(struct parser *parser)
{
    struct block block = make_block(parser, BLOCK_RULE);
    size_t at = next_line(&parser->rich, parser->rich.consumed);

    block.source = parser->rich.source + (int64_t)at;
    add_block(parser, block);
    pass(&parser->rich, at, true);
}

/* An item whose first block does not come, or not before another item's, shows its marker alone. */
static void flush_marker(struct parser *parser, bool item_ends)
{
    struct block block = make_block(parser, BLOCK_PARAGRAPH);
    size_t at = next_line(&parser->rich, parser->marker_consumed);

    if (!parser->marker_bytes)
        return;
    block.source = parser->rich.source + (int64_t)at;
    add_block(parser, block);
    pass(&parser->rich, at, item_ends && parser->rich.consumed == parser->marker_consumed);
}

void parser_open_block(struct parser *parser, enum block_kind kind)
{
    parser->block = make_block(parser, kind);
    parser->open = true;
    rich_start(&parser->rich);
}

/* Code that is blank lines alone: the parser has made them. */
static void ground(const struct parser *parser, struct rich_text *rich)
{
    rich->run_count = 1;
    rich->runs[0].source =
        parser->rich.source + (int64_t)next_line(&parser->rich, parser->rich.consumed);
}

static void close_block(struct parser *parser)
{
    struct block *block = &parser->block;

    if (!parser->open)
        return;
    parser->open = false;
    if (block->kind == BLOCK_CODE)
        rich_chop_newline(&parser->rich);
    if (rich_finish(&parser->rich, &parser->document->arena, &block->rich) &&
        block->kind == BLOCK_PARAGRAPH)
        block->kind = BLOCK_CAPTION;
    if (!block->rich.text.bytes)
        return;
    if (!parser->rich.grounded)
        ground(parser, &block->rich);
    block->source = block->rich.runs[0].source;
    if (block->kind == BLOCK_PARAGRAPH)
        items_note(&parser->items, parser->block_count, &block->rich, &parser->rich);
    add_block(parser, *block);
}

static void enter_list(struct parser *parser, struct list list)
{
    flush_marker(parser, false);
    parser->lists =
        mem_grow(parser->lists, &parser->list_cap, parser->list_count + 1, sizeof(*parser->lists));
    parser->lists[parser->list_count++] = list;
}

static void enter_item(struct parser *parser)
{
    struct list *list = &parser->lists[parser->list_count - 1];
    int bytes;

    if (list->ordered)
        bytes = snprintf(parser->marker, sizeof(parser->marker), "%u%c", list->number++,
                         list->delimiter);
    else
        bytes = snprintf(parser->marker, sizeof(parser->marker), "%s",
                         parser->list_count % 2 ? "•" : "◦");
    parser->marker_bytes = (size_t)bytes;
    list->cols = items_cols((struct str){parser->marker, parser->marker_bytes});
    if (parser->list_count > 1)
        list->cols += list[-1].cols;
    parser->marker_consumed = parser->rich.consumed;
}

/* Whether a table is one, rather than a few pipes that stand for millions of cells. */
static bool enter_table(struct parser *parser, const MD_BLOCK_TABLE_DETAIL *detail)
{
    struct arena *arena = &parser->document->arena;
    size_t rows = (size_t)detail->head_row_count + detail->body_row_count;
    size_t columns = detail->col_count;

    if (columns > MAX_TABLE_COLUMNS || columns * rows > 2 * parser->rich.input_bytes)
        return false;
    parser->table = arena_alloc(arena, sizeof(*parser->table));
    parser->table->column_count = columns;
    parser->table->row_count = rows;
    parser->table->aligns = arena_alloc(arena, columns * sizeof(*parser->table->aligns));
    parser->cells_wanted = columns * rows;
    parser->cell_count = 0;
    parser->table_source = -1;
    return true;
}

static void leave_cell(struct parser *parser, const MD_BLOCK_TD_DETAIL *detail)
{
    static const enum cell_align aligns[] = {[MD_ALIGN_DEFAULT] = CELL_LEFT,
                                             [MD_ALIGN_LEFT] = CELL_LEFT,
                                             [MD_ALIGN_CENTER] = CELL_CENTER,
                                             [MD_ALIGN_RIGHT] = CELL_RIGHT};
    struct rich_text *cell;

    parser->open = false;
    if (parser->cell_count == parser->cells_wanted)
        return;
    if (parser->cell_count < parser->table->column_count)
        parser->table->aligns[parser->cell_count] = aligns[detail->align];
    parser->cells =
        mem_grow(parser->cells, &parser->cell_cap, parser->cell_count + 1, sizeof(*parser->cells));
    cell = &parser->cells[parser->cell_count++];
    rich_finish(&parser->rich, &parser->document->arena, cell);
    if (parser->table_source < 0 && cell->run_count)
        parser->table_source = cell->runs[0].source;
}

static void leave_table(struct parser *parser)
{
    struct block block = make_block(parser, BLOCK_TABLE);
    struct table *table = parser->table;

    table->cells =
        arena_alloc(&parser->document->arena, parser->cells_wanted * sizeof(*table->cells));
    if (parser->cell_count)
        memcpy(table->cells, parser->cells, parser->cell_count * sizeof(*table->cells));
    block.table = table;
    block.source = parser->table_source;
    if (block.source < 0) {
        size_t at = next_line(&parser->rich, parser->rich.consumed);

        block.source = parser->rich.source + (int64_t)at;
        pass(&parser->rich, at, false);
    }
    add_block(parser, block);
    parser->table = NULL;
}

static int on_enter_block(MD_BLOCKTYPE type, void *detail, void *userdata)
{
    struct parser *parser = userdata;

    close_block(parser);
    switch (type) {
    case MD_BLOCK_QUOTE:
        parser->quote_depth++;
        break;
    case MD_BLOCK_UL:
        enter_list(parser, (struct list){.tight = ((MD_BLOCK_UL_DETAIL *)detail)->is_tight});
        break;
    case MD_BLOCK_OL: {
        const MD_BLOCK_OL_DETAIL *list = detail;

        enter_list(parser, (struct list){.ordered = true,
                                         .tight = list->is_tight,
                                         .number = list->start,
                                         .delimiter = list->mark_delimiter});
        break;
    }
    case MD_BLOCK_LI:
        enter_item(parser);
        break;
    case MD_BLOCK_HR:
        add_rule(parser);
        break;
    case MD_BLOCK_H:
        parser_open_block(parser, BLOCK_HEADING);
        parser->block.level = (int)((MD_BLOCK_H_DETAIL *)detail)->level;
        break;
    case MD_BLOCK_CODE:
        parser_open_block(parser, BLOCK_CODE);
        break;
    case MD_BLOCK_TABLE:
        return enter_table(parser, detail) ? 0 : PARSER_TABLES_REFUSED;
    case MD_BLOCK_P:
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        parser_open_block(parser, BLOCK_PARAGRAPH);
        break;
    default:
        break;
    }
    return 0;
}

static int on_leave_block(MD_BLOCKTYPE type, void *detail, void *userdata)
{
    struct parser *parser = userdata;

    if (type == MD_BLOCK_TH || type == MD_BLOCK_TD) {
        leave_cell(parser, detail);
        return 0;
    }
    close_block(parser);
    switch (type) {
    case MD_BLOCK_QUOTE:
        parser->quote_depth--;
        break;
    case MD_BLOCK_LI:
        flush_marker(parser, true);
        break;
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
        parser->list_count--;
        break;
    case MD_BLOCK_TABLE:
        leave_table(parser);
        break;
    default:
        break;
    }
    return 0;
}

/* Copies an array that has been collected to the document's arena. */
static void *keep(struct document *document, const void *array, size_t count, size_t size)
{
    void *copy;

    if (!count)
        return NULL;
    copy = arena_alloc(&document->arena, count * size);
    memcpy(copy, array, count * size);
    return copy;
}

/* Parses `input`, whose text is shown as it is in `shown`. */
static int parse_with(struct document *document, struct str input, struct str shown, int64_t source,
                      unsigned flags, enum link_form links)
{
    const MD_PARSER callbacks = {.flags = flags,
                                 .enter_block = on_enter_block,
                                 .leave_block = on_leave_block,
                                 .enter_span = inline_enter_span,
                                 .leave_span = inline_leave_span,
                                 .text = inline_text};
    struct parser parser = {
        .document = document,
        .rich = {.input = input.p, .shown = shown.p, .input_bytes = shown.bytes, .source = source},
        .target_budget = shown.bytes * TARGET_BUDGET_FACTOR,
        .link_form = links,
    };
    int status = md_parse(input.p, (MD_SIZE)input.bytes, &callbacks, &parser);

    document->block_count = parser.block_count;
    document->blocks = keep(document, parser.blocks, parser.block_count, sizeof(*parser.blocks));
    document->bare_image_count = parser.bare_image_count;
    document->bare_images =
        keep(document, parser.bare_images, parser.bare_image_count, sizeof(*parser.bare_images));
    document->target_count = parser.links.count;
    document->targets =
        keep(document, parser.links.targets, parser.links.count, sizeof(*parser.links.targets));
    if (status == 0)
        items_settle(&parser.items, document, &parser.rich);
    items_free(&parser.items);
    free(parser.blocks);
    free(parser.bare_images);
    free(parser.lists);
    free(parser.cells);
    links_free(&parser.links);
    rich_free(&parser.rich);
    return status;
}

void document_parse(struct document *document, const char *text, size_t bytes, int64_t source,
                    enum link_form links)
{
    static const char behind[8] = {0};
    unsigned flags = MD_FLAG_NOHTML | MD_FLAG_STRIKETHROUGH | MD_FLAG_TABLES;
    const struct str shown = {text, bytes};
    struct buffer copy = {0};
    struct str input;
    int status;

    *document = (struct document){0};
    if (bytes == 0)
        return;
    /* md4c 0.4.8 looks at what is behind a last line without its newline, and a little further. */
    buffer_add(&copy, text, bytes);
    if (text[bytes - 1] != '\n')
        buffer_add_char(&copy, '\n');
    tame_nesting(&copy);
    bytes = copy.bytes;
    buffer_add(&copy, behind, sizeof(behind));
    input = (struct str){copy.data, bytes};
    while ((status = parse_with(document, input, shown, source, flags, links)) != 0) {
        document_free(document);
        if (status == PARSER_TABLES_REFUSED)
            flags &= ~(unsigned)MD_FLAG_TABLES;
        else if (status == PARSER_LINKS_REFUSED)
            tame_links(&copy);
        else /* out of memory is all that is left: this ends the program */
            mem_resize(NULL, SIZE_MAX, 2);
    }
    buffer_free(&copy);
}

void document_free(struct document *document)
{
    arena_free(&document->arena);
    *document = (struct document){0};
}
