#include "content/document.h"

#include "base/alloc.h"
#include "emphasis.h"
#include "heads.h"
#include "line.h"
#include "lines.h"
#include "marks.h"
#include "notes.h"
#include "parser.h"
#include "prepare.h"
#include "replay.h"
#include "tame.h"

#include <stdio.h>
#include <stdlib.h>

/* A table of more columns, or mostly of cells that are not there, is read as text: a few bytes
 * could ask for millions of cells. */
enum { MAX_TABLE_COLUMNS = 128 };

/* The level of a quotation's head: the least. */
enum { HEAD_LEVEL = 6 };

/* Links whose targets add up to more than this many times the input are read as text. */
enum { TARGET_BUDGET_FACTOR = 16 };

static bool is_newline(char byte)
{
    return byte == '\n' || byte == '\r';
}

/* Where the line after that of input[at] begins. */
static size_t after_line(const struct buffer *input, size_t at)
{
    while (at < input->bytes && !is_newline(input->data[at]))
        at++;
    if (at + 1 < input->bytes && input->data[at] == '\r' && input->data[at + 1] == '\n')
        at++;
    return at < input->bytes ? at + 1 : at;
}

/* The parser tells of a block no place but its text's. One without text cannot begin before the
 * first line after input[at] that is not blank, so this line stands for it. */
static size_t next_line(const struct buffer *input, size_t at)
{
    if (at > 0 && !is_newline(input->data[at - 1]))
        at = after_line(input, at);
    for (size_t i = at; i < input->bytes; i++) {
        if (is_newline(input->data[i]))
            at = i + 1;
        else if (input->data[i] != ' ' && input->data[i] != '\t')
            break;
    }
    return at;
}

/* The input up to `at` is behind us; the line there too, if `whole`. */
static void pass(struct rich_builder *rich, size_t at, bool whole)
{
    if (whole)
        at = after_line(&rich->source->input, at);
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
        .align = html_flow_align(&parser->html),
    };
}

/* Adds a finished block; the first one of an item gets its marker. */
static void add_block(struct parser *parser, struct block block)
{
    struct str marker = {parser->marker, parser->marker_bytes};

    if (marker.bytes)
        block.marker = arena_copy(&parser->document->arena, marker);
    parser->marker_bytes = 0;
    parser->quote_begins = false;
    parser->blocks = mem_grow(parser->blocks, &parser->block_cap, parser->block_count + 1,
                              sizeof(*parser->blocks));
    parser->blocks[parser->block_count++] = block;
}

/* Where the next thematic break stands: behind an item's marker, or on a line of its own. */
static size_t find_rule(const struct parser *parser)
{
    const struct buffer *input = &parser->source->input;
    size_t at = parser->rich.consumed, next;
    size_t end = line_end(input->data, input->bytes, at, &next);

    while (at < end && (input->data[at] == ' ' || input->data[at] == '\t'))
        at++;
    if (line_is_rule((struct str){input->data + at, end - at}))
        return at;
    return next_line(input, parser->rich.consumed);
}

void parser_add_rule(struct parser *parser)
{
    struct block block = make_block(parser, BLOCK_RULE);
    size_t at = find_rule(parser);

    block.source = rich_place(&parser->rich, at);
    add_block(parser, block);
    pass(&parser->rich, at, true);
}

/* An item whose first block does not come, or not before another item's, shows its marker alone. */
static void flush_marker(struct parser *parser)
{
    struct block block = make_block(parser, BLOCK_PARAGRAPH);

    if (!parser->marker_bytes)
        return;
    block.source = rich_place(&parser->rich, parser->marker_at);
    add_block(parser, block);
}

void parser_open_block(struct parser *parser, enum block_kind kind)
{
    parser->block = make_block(parser, kind);
    parser->open = true;
    parser->pieces.count = 0;
    rich_start(&parser->rich);
}

/* Code that is blank lines alone: the parser has made them. */
static void ground(const struct parser *parser, struct rich_text *rich)
{
    rich->run_count = 1;
    rich->runs[0].source =
        rich_place(&parser->rich, next_line(&parser->source->input, parser->rich.consumed));
}

/* Settles what of the block's inside is markup of ours. */
static void settle_pieces(struct parser *parser)
{
    html_flow_end_line(parser);
    if (parser->open && parser->block.kind == BLOCK_HEADING)
        marks_chop_id(&parser->pieces);
    marks_settle(&parser->pieces, parser->source, parser->footnotes, &parser->document->arena);
    emphasis_settle(&parser->pieces, parser->source);
}

/* Adds the open block, whose text is collected. */
static void finish_block(struct parser *parser)
{
    struct block *block = &parser->block;

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

void parser_close_block(struct parser *parser)
{
    size_t start = 0, count;

    if (!parser->open)
        return;
    if (parser->block.kind == BLOCK_CODE) {
        html_flow_end_line(parser);
        rich_chop_newline(&parser->rich);
    } else {
        settle_pieces(parser);
        if (parser->quote_begins && parser->block.kind == BLOCK_PARAGRAPH &&
            (start = head_settle(&parser->pieces, parser->source, &count)) > 0) {
            parser->block.kind = BLOCK_HEADING;
            parser->block.level = HEAD_LEVEL;
            replay(parser, 0, count);
            finish_block(parser);
            count = parser->pieces.count;
            parser_open_block(parser, BLOCK_PARAGRAPH);
            parser->pieces.count = count;
        }
        replay(parser, start, parser->pieces.count);
    }
    parser->open = false;
    finish_block(parser);
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t';
}

/* Whether a list marker with that mark stands at input[at]; the bytes of its number. */
static bool is_marker(const struct buffer *input, size_t at, char mark, size_t *digits)
{
    *digits = 0;
    if (mark == '.' || mark == ')')
        while (at + *digits < input->bytes && is_digit(input->data[at + *digits]))
            ++*digits;
    at += *digits;
    return at < input->bytes && input->data[at] == mark &&
           (*digits > 0) == (mark == '.' || mark == ')') &&
           (at + 1 == input->bytes || is_space(input->data[at + 1]) ||
            is_newline(input->data[at + 1]));
}

/* Where the next item's marker stands: on the line at hand or one behind it, after nothing but
 * quote marks. SIZE_MAX: nowhere. */
static size_t find_marker(const struct parser *parser, char mark, size_t *digits)
{
    const struct buffer *input = &parser->source->input;

    for (size_t at = parser->rich.consumed; at < input->bytes; at = after_line(input, at)) {
        while (at < input->bytes && (is_space(input->data[at]) || input->data[at] == '>'))
            at++;
        if (is_marker(input, at, mark, digits))
            return at;
    }
    return SIZE_MAX;
}

void parser_enter_list(struct parser *parser, struct list list)
{
    flush_marker(parser);
    parser->lists =
        mem_grow(parser->lists, &parser->list_cap, parser->list_count + 1, sizeof(*parser->lists));
    parser->lists[parser->list_count++] = list;
}

/* The number of an item, which `written` stands before: that, but a list whose second item repeats
 * the number of the first, 0 or 1, is counted on. */
static unsigned next_number(struct list *list, unsigned written)
{
    if (++list->items == 1)
        list->first = written;
    if (list->items <= 2)
        list->counts = list->items == 2 && written == list->first && written <= 1;
    if (list->counts)
        written = list->number + 1;
    return list->number = written;
}

static void write_marker(struct parser *parser, struct list *list, unsigned number)
{
    int bytes;

    if (list->ordered)
        bytes = snprintf(parser->marker, sizeof(parser->marker), "%u%c", number, list->mark);
    else
        bytes = snprintf(parser->marker, sizeof(parser->marker), "%s",
                         parser->list_count % 2 ? "•" : "◦");
    parser->marker_bytes = (size_t)bytes;
    list->cols = items_cols((struct str){parser->marker, parser->marker_bytes});
    if (parser->list_count > 1)
        list->cols += list[-1].cols;
}

void parser_enter_item(struct parser *parser)
{
    struct list *list = &parser->lists[parser->list_count - 1];
    unsigned written = list->items ? list->number + 1 : list->first;
    size_t digits = 0,
           at = parser->html.in_block ? SIZE_MAX : find_marker(parser, list->mark, &digits);

    if (items_within(&parser->items, list->noted))
        list->items = 0; /* for a reader the list has ended */
    list->noted = parser->items.count;
    parser->marker_at = at == SIZE_MAX ? parser->rich.consumed : at;
    if (at != SIZE_MAX) {
        if (digits)
            written = (unsigned)strtoul(parser->source->input.data + at, NULL, 10);
        pass(&parser->rich, at + digits + 1, false);
    }
    write_marker(parser, list, next_number(list, written));
}

void parser_leave_item(struct parser *parser)
{
    flush_marker(parser);
}

void parser_leave_list(struct parser *parser)
{
    parser->list_count--;
}

/* A box stands for the bullet of an item that is a task, behind the number of a numbered one. */
static void mark_task(struct parser *parser, const MD_BLOCK_LI_DETAIL *item)
{
    struct list *list = &parser->lists[parser->list_count - 1];
    int bytes = list->ordered ? (int)parser->marker_bytes : 0;

    if (!item->is_task)
        return;
    bytes += snprintf(parser->marker + bytes, sizeof(parser->marker) - (size_t)bytes, "%s%s",
                      list->ordered ? " " : "", item->task_mark == ' ' ? "☐" : "☑");
    parser->marker_bytes = (size_t)bytes;
    list->cols = items_cols((struct str){parser->marker, parser->marker_bytes});
    if (parser->list_count > 1)
        list->cols += list[-1].cols;
}

/* Whether a table is one, rather than a few pipes that stand for millions of cells. */
static bool enter_table(struct parser *parser, const MD_BLOCK_TABLE_DETAIL *detail)
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

    settle_pieces(parser);
    parser->open = false;
    if (parser->cell_count == parser->cells_wanted)
        return;
    if (parser->cell_count < parser->table->column_count)
        parser->table->aligns[parser->cell_count] = aligns[detail->align];
    parser->cells =
        mem_grow(parser->cells, &parser->cell_cap, parser->cell_count + 1, sizeof(*parser->cells));
    cell = &parser->cells[parser->cell_count++];
    replay(parser, 0, parser->pieces.count);
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
        size_t at = next_line(&parser->source->input, parser->rich.consumed);

        block.source = rich_place(&parser->rich, at);
        pass(&parser->rich, at, false);
    }
    add_block(parser, block);
    parser->table = NULL;
}

static int on_enter_block(MD_BLOCKTYPE type, void *detail, void *userdata)
{
    struct parser *parser = userdata;

    parser_close_block(parser);
    switch (type) {
    case MD_BLOCK_QUOTE:
        parser->quote_depth++;
        parser->quote_begins = true;
        break;
    case MD_BLOCK_UL: {
        const MD_BLOCK_UL_DETAIL *list = detail;

        parser_enter_list(parser, (struct list){.tight = list->is_tight, .mark = list->mark});
        break;
    }
    case MD_BLOCK_OL: {
        const MD_BLOCK_OL_DETAIL *list = detail;

        parser_enter_list(parser, (struct list){.ordered = true,
                                                .tight = list->is_tight,
                                                .first = list->start,
                                                .mark = list->mark_delimiter});
        break;
    }
    case MD_BLOCK_LI:
        parser_enter_item(parser);
        mark_task(parser, detail);
        break;
    case MD_BLOCK_HR:
        parser_add_rule(parser);
        break;
    case MD_BLOCK_H:
        parser_open_block(parser, BLOCK_HEADING);
        parser->block.level = (int)((MD_BLOCK_H_DETAIL *)detail)->level;
        break;
    case MD_BLOCK_CODE:
        parser_open_block(parser, BLOCK_CODE);
        break;
    case MD_BLOCK_HTML:
        html_flow_enter_block(parser);
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
    if (type == MD_BLOCK_HTML)
        html_flow_leave_block(parser);
    parser_close_block(parser);
    switch (type) {
    case MD_BLOCK_QUOTE:
        parser->quote_depth--;
        parser->quote_begins = false;
        break;
    case MD_BLOCK_LI:
        parser_leave_item(parser);
        break;
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
        parser_leave_list(parser);
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

/* What the parsing of a body and of its footnotes has in common. */
struct parsing {
    struct document *document;
    struct findings findings;
    struct footnotes footnotes;
    struct links links;
    enum link_form link_form;
    unsigned flags;
    size_t target_budget;
};

/* Parses a text into blocks, and its Chinese numbers into lists. */
static int parse_blocks(struct parsing *parsing, const struct source *source, int64_t base,
                        struct block **blocks, size_t *count)
{
    const MD_PARSER callbacks = {.flags = parsing->flags,
                                 .enter_block = on_enter_block,
                                 .leave_block = on_leave_block,
                                 .enter_span = inline_enter_span,
                                 .leave_span = inline_leave_span,
                                 .text = inline_text};
    struct parser parser = {
        .document = parsing->document,
        .source = source,
        .rich = {.source = source, .base = base},
        .findings = &parsing->findings,
        .footnotes = &parsing->footnotes,
        .links = &parsing->links,
        .target_budget = parsing->target_budget,
        .link_form = parsing->link_form,
    };
    int status = md_parse(source->input.data, (MD_SIZE)source->input.bytes, &callbacks, &parser);

    *count = parser.block_count;
    *blocks = keep(parsing->document, parser.blocks, parser.block_count, sizeof(*parser.blocks));
    if (status == 0)
        items_settle(&parser.items, &parsing->document->arena, blocks, count);
    items_free(&parser.items);
    pieces_free(&parser.pieces);
    html_flow_free(&parser.html);
    free(parser.blocks);
    free(parser.lists);
    free(parser.cells);
    rich_free(&parser.rich);
    return status;
}

/* md4c 0.4.8 looks at what is behind the input's end, and a little further. */
static void end_input(struct buffer *input)
{
    static const char behind[8] = {0};

    buffer_add(input, behind, sizeof(behind));
    input->bytes -= sizeof(behind);
}

/* Parses what one footnote says into blocks that follow its mark. */
static int parse_note(struct parsing *parsing, const struct definition *definition, struct str text,
                      struct block **blocks, size_t *count)
{
    struct buffer own = {0};
    struct source source = {0};
    struct definitions none = {0};
    struct findings ignored = {0};
    int status;

    notes_dedent(&own,
                 (struct str){text.p + definition->start, definition->end - definition->start});
    source.text = arena_copy(&parsing->document->arena, buffer_str(&own));
    prepare(&source, &none, &ignored);
    tame_nesting(&source.input);
    end_input(&source.input);
    status = parse_blocks(parsing, &source, (int64_t)definition->start, blocks, count);
    free(none.items);
    findings_free(&ignored);
    source_free(&source);
    buffer_free(&own);
    return status;
}

/* The footnotes in the order of their numbers; a note may name others, so that they get more. */
static int parse_notes(struct parsing *parsing, struct str text)
{
    struct footnotes *footnotes = &parsing->footnotes;
    struct notes notes = {.document = parsing->document};
    int status = 0;
    size_t next = 0;

    for (bool rest = false; status == 0 && (next < footnotes->count || !rest);) {
        struct block *blocks;
        size_t count;

        if (next == footnotes->count) {
            rest = true;
            footnotes_number_rest(footnotes, &parsing->findings);
            continue;
        }
        status = parse_note(parsing, &footnotes->definitions[footnotes->order[next]], text, &blocks,
                            &count);
        notes_add(&notes, ++next, blocks, count);
    }
    notes_finish(&notes, footnotes->count);
    return status;
}

static int compare_findings(const void *a, const void *b)
{
    const struct finding *left = a, *right = b;

    return (left->source > right->source) - (left->source < right->source);
}

static int parse(struct parsing *parsing, const struct source *source, int64_t base)
{
    struct document *document = parsing->document;
    int status = parse_blocks(parsing, source, base, &document->blocks, &document->block_count);

    if (status == 0)
        status = parse_notes(parsing, source->text);
    document->target_count = parsing->links.count;
    document->targets = keep(document, parsing->links.targets, parsing->links.count,
                             sizeof(*parsing->links.targets));
    if (parsing->findings.count)
        qsort(parsing->findings.items, parsing->findings.count, sizeof(*parsing->findings.items),
              compare_findings);
    document->finding_count = parsing->findings.count;
    document->findings = keep(document, parsing->findings.items, parsing->findings.count,
                              sizeof(*parsing->findings.items));
    findings_free(&parsing->findings);
    links_free(&parsing->links);
    footnotes_free(&parsing->footnotes);
    return status;
}

void document_parse(struct document *document, const char *text, size_t bytes, int64_t base,
                    enum link_form links)
{
    struct source source = {.text = {text, bytes}};
    struct definitions definitions = {0};
    struct findings findings = {0};
    unsigned flags = MD_FLAG_TABLES | MD_FLAG_TASKLISTS;
    int status = bytes ? -1 : 0;

    *document = (struct document){0};
    prepare(&source, &definitions, &findings);
    for (size_t i = 0; i < findings.count; i++)
        findings.items[i].source += base;
    tame_nesting(&source.input);
    end_input(&source.input);
    while (status != 0) {
        struct parsing parsing = {.document = document,
                                  .link_form = links,
                                  .flags = flags,
                                  .target_budget = bytes * TARGET_BUDGET_FACTOR};

        footnotes_start(&parsing.footnotes, &definitions);
        findings_add_all(&parsing.findings, &findings);
        status = parse(&parsing, &source, base);
        if (status == 0)
            break;
        document_free(document);
        if (status == PARSER_TABLES_REFUSED)
            flags &= ~(unsigned)MD_FLAG_TABLES;
        else if (status == PARSER_LINKS_REFUSED)
            tame_links(&source.input);
        else /* out of memory is all that is left: this ends the program */
            mem_resize(NULL, SIZE_MAX, 2);
    }
    findings_free(&findings);
    free(definitions.items);
    source_free(&source);
}

void document_free(struct document *document)
{
    arena_free(&document->arena);
    *document = (struct document){0};
}
