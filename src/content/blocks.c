#include "blocks.h"

#include "base/alloc.h"
#include "base/ascii.h"
#include "bracket_marks.h"
#include "emphasis.h"
#include "heads.h"
#include "line.h"
#include "lines.h"
#include "pieces_write.h"

/* The level of a quotation's head, which is the lowest. */
enum { HEAD_LEVEL = 6 };

size_t blocks_after_line(const struct buffer *input, size_t at)
{
    while (at < input->bytes && !ascii_is_newline(input->data[at]))
        at++;
    if (at + 1 < input->bytes && input->data[at] == '\r' && input->data[at + 1] == '\n')
        at++;
    return at < input->bytes ? at + 1 : at;
}

size_t blocks_next_line(const struct buffer *input, size_t at)
{
    if (at > 0 && !ascii_is_newline(input->data[at - 1]))
        at = blocks_after_line(input, at);
    for (size_t i = at; i < input->bytes; i++) {
        if (ascii_is_newline(input->data[i]))
            at = i + 1;
        else if (!ascii_is_blank(input->data[i]))
            break;
    }
    return at;
}

void blocks_pass(struct rich_builder *rich, size_t at, bool whole)
{
    if (whole)
        at = blocks_after_line(&rich->source->input, at);
    if (rich->consumed < at)
        rich->consumed = at;
}

struct block blocks_make(const struct parser *parser, enum block_kind kind)
{
    const struct open_list *list =
        parser->list_count ? &parser->lists[parser->list_count - 1] : NULL;

    return (struct block){
        .kind = kind,
        .quote_depth = parser->quote_depth,
        .list_depth = (int)parser->list_count,
        .list_cols = list ? list->cols : 0,
        .tight = list && list->tight,
        .align = html_flow_align(&parser->html),
    };
}

void blocks_add(struct parser *parser, struct block block)
{
    struct str marker = {parser->marker, parser->marker_bytes};
    const struct block *last =
        parser->block_count ? &parser->blocks[parser->block_count - 1] : NULL;

    /* A block without text has only a guessed position; keep the blocks in order. */
    if (last && block.source < last->source)
        block.source = last->source;
    if (marker.bytes)
        block.marker = arena_copy(&parser->document->arena, marker);
    parser->marker_bytes = 0;
    parser->quote_begins = false;
    MEM_GROW(parser->blocks, parser->block_cap, parser->block_count + 1);
    parser->blocks[parser->block_count++] = block;
}

/* Returns the beginning of the line that has input[at]. */
static size_t line_begin(const struct buffer *input, size_t at)
{
    while (at > 0 && !ascii_is_newline(input->data[at - 1]))
        at--;
    return at;
}

/* Returns the position of the next thematic break, which may stand after the marks of quotations
 * and items. */
static size_t find_rule(const struct parser *parser)
{
    const struct str input = buffer_str(&parser->source->input);
    size_t from = parser->rich.consumed;
    size_t at = line_begin(&parser->source->input, from);

    while (at < input.bytes) {
        struct containers containers = {0};
        struct line line = lines_read(input, at, &containers);

        if (line.content >= from && line_is_rule(line_content(input, &line)))
            return line.content;
        if (line.content >= from && line.content < line.end)
            break;
        at = line.next;
    }
    return blocks_next_line(&parser->source->input, from);
}

void parser_add_rule(struct parser *parser, size_t at)
{
    struct block block = blocks_make(parser, BLOCK_RULE);

    block.source = rich_position(&parser->rich, at);
    blocks_add(parser, block);
}

/* Adds the thematic break that md4c reports, without its place. */
static void add_next_rule(struct parser *parser)
{
    size_t at = find_rule(parser);

    parser_add_rule(parser, at);
    blocks_pass(&parser->rich, at, true);
}

void parser_open_block(struct parser *parser, enum block_kind kind)
{
    parser->block = blocks_make(parser, kind);
    parser->open = true;
    parser->pieces.count = 0;
    rich_start(&parser->rich);
}

/* Guesses the position of a text none of which is from the input, as a code block of blank lines or
 * a paragraph of NUL bytes. */
static void ground(const struct parser *parser, struct rich_text *rich)
{
    size_t at = blocks_next_line(&parser->source->input, parser->rich.consumed);

    rich->run_count =
        rich_ground(rich->runs, rich->run_count, rich->text, rich_position(&parser->rich, at));
}

void blocks_resolve(struct parser *parser)
{
    html_flow_end_line(parser);
    if (parser->open && parser->block.kind == BLOCK_HEADING)
        marks_chop_id(&parser->pieces);
    bracket_marks_resolve(&parser->pieces, parser->source, parser->footnotes,
                          &parser->document->arena);
    emphasis_resolve(&parser->pieces, parser->source, parser->html.in_block);
}

/* Adds the open block, now that its text is complete. */
static void finish_block(struct parser *parser)
{
    struct block *block = &parser->block;

    if (rich_finish(&parser->rich, &parser->document->arena, &block->rich) &&
        block->kind == BLOCK_PARAGRAPH)
        block->kind = BLOCK_CAPTION;
    if (!block->rich.text.bytes)
        return;
    if (!parser->rich.has_position)
        ground(parser, &block->rich);
    block->source = block->rich.runs[0].source;
    if (block->kind == BLOCK_PARAGRAPH)
        items_note(&parser->items, parser->block_count, &block->rich, &parser->rich);
    blocks_add(parser, *block);
}

void parser_close_block(struct parser *parser)
{
    size_t start, count;

    if (!parser->open)
        return;
    if (parser->block.kind == BLOCK_CODE) {
        html_flow_end_line(parser);
        rich_chop_newline(&parser->rich);
    } else {
        blocks_resolve(parser);
        start = parser->quote_begins && parser->block.kind == BLOCK_PARAGRAPH
                    ? head_resolve(&parser->pieces, parser->source, &count)
                    : 0;
        if (start > 0) {
            parser->block.kind = BLOCK_HEADING;
            parser->block.level = HEAD_LEVEL;
            pieces_write(parser, 0, count);
            finish_block(parser);
            count = parser->pieces.count;
            parser_open_block(parser, BLOCK_PARAGRAPH);
            parser->pieces.count = count;
        }
        pieces_write(parser, start, parser->pieces.count);
    }
    parser->open = false;
    finish_block(parser);
}

/* Passes the underline of a heading, which could be taken for an item's marker otherwise. */
static void pass_underline(struct parser *parser)
{
    const struct buffer *input = &parser->source->input;
    struct containers containers = {0};
    struct line line;
    size_t start = line_begin(input, parser->rich.consumed);

    line = lines_read(buffer_str(input), start, &containers);
    if (line_is_heading(line_content(buffer_str(input), &line)))
        return;
    for (start = line.next; start < input->bytes && strchr(" \t>", input->data[start]);)
        start++;
    if (start < input->bytes && (input->data[start] == '=' || input->data[start] == '-'))
        blocks_pass(&parser->rich, start, true);
}

static void enter_bulleted(struct parser *parser, const MD_BLOCK_UL_DETAIL *list)
{
    parser_enter_list(parser, (struct open_list){.tight = list->is_tight, .mark = list->mark});
}

static void enter_numbered(struct parser *parser, const MD_BLOCK_OL_DETAIL *list)
{
    parser_enter_list(parser, (struct open_list){.ordered = true,
                                                 .tight = list->is_tight,
                                                 .first = list->start,
                                                 .mark = list->mark_delimiter});
}

int blocks_enter(MD_BLOCKTYPE type, void *detail, void *userdata)
{
    struct parser *parser = userdata;

    if (parser_is_given_up(parser))
        return PARSER_GIVEN_UP;
    parser_close_block(parser);
    switch (type) {
    case MD_BLOCK_QUOTE:
        parser->quote_depth++;
        parser->quote_begins = true;
        break;
    case MD_BLOCK_UL:
        enter_bulleted(parser, detail);
        break;
    case MD_BLOCK_OL:
        enter_numbered(parser, detail);
        break;
    case MD_BLOCK_LI:
        parser_enter_item(parser);
        lists_mark_task(parser, detail);
        break;
    case MD_BLOCK_HR:
        add_next_rule(parser);
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
        return cells_enter_table(parser, detail) ? 0 : PARSER_TABLES_REFUSED;
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

int blocks_leave(MD_BLOCKTYPE type, void *detail, void *userdata)
{
    struct parser *parser = userdata;

    if (type == MD_BLOCK_TH || type == MD_BLOCK_TD)
        return cells_leave(parser, detail) ? 0 : PARSER_TABLES_REFUSED;
    if (type == MD_BLOCK_HTML)
        html_flow_leave_block(parser);
    parser_close_block(parser);
    switch (type) {
    case MD_BLOCK_H:
        pass_underline(parser);
        break;
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
        cells_leave_table(parser);
        break;
    default:
        break;
    }
    return 0;
}
