#include "blocks.h"

#include "base/alloc.h"
#include "base/ascii.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* Returns whether a list marker with this mark is at input[at]. *digits is the length of its
 * number. */
static bool is_marker(const struct buffer *input, size_t at, char mark, size_t *digits)
{
    *digits = 0;
    if (mark == '.' || mark == ')')
        while (at + *digits < input->bytes && ascii_is_digit(input->data[at + *digits]))
            ++*digits;
    at += *digits;
    return at < input->bytes && input->data[at] == mark &&
           (*digits > 0) == (mark == '.' || mark == ')') &&
           (at + 1 == input->bytes || ascii_is_blank(input->data[at + 1]) ||
            ascii_is_newline(input->data[at + 1]));
}

/* Returns the offset of the next item's marker, which is on this line or a later one with only
 * quote marks before it, or SIZE_MAX if there is none. */
static size_t find_marker(const struct parser *parser, char mark, size_t *digits)
{
    const struct buffer *input = &parser->source->input;

    for (size_t at = parser->rich.consumed; at < input->bytes; at = blocks_after_line(input, at)) {
        while (at < input->bytes && (ascii_is_blank(input->data[at]) || input->data[at] == '>'))
            at++;
        if (is_marker(input, at, mark, digits))
            return at;
    }
    return SIZE_MAX;
}

/* Adds a block that is only the marker of an item, if its first block has not come. */
static void flush_marker(struct parser *parser)
{
    struct block block = blocks_make(parser, BLOCK_PARAGRAPH);

    if (!parser->marker_bytes)
        return;
    block.source = rich_position(&parser->rich, parser->marker_at);
    blocks_add(parser, block);
}

void parser_enter_list(struct parser *parser, struct open_list list)
{
    flush_marker(parser);
    /* Indent text before the first item like that of an item. */
    list.cols = items_cols(str_of("•"));
    if (parser->list_count)
        list.cols += parser->lists[parser->list_count - 1].cols;
    MEM_GROW(parser->lists, parser->list_cap, parser->list_count + 1);
    parser->lists[parser->list_count++] = list;
}

/* Returns an item's number, which is `written`. But a list whose second item repeats the number of
 * the first, 0 or 1, is counted up until a written number is higher than the count. */
static unsigned next_number(struct open_list *list, unsigned written)
{
    if (++list->items == 1)
        list->first = written;
    if (list->items <= 2)
        list->counts = list->items == 2 && written == list->first && written <= 1;
    if (list->counts && written <= list->number)
        written = list->number + 1;
    return list->number = written;
}

/* Writes an item's marker, its number padded with zeros to this many digits. */
static void write_marker(struct parser *parser, struct open_list *list, unsigned number,
                         size_t digits)
{
    int bytes;

    if (list->ordered)
        bytes = snprintf(parser->marker, sizeof(parser->marker), "%0*u%c", (int)digits, number,
                         list->mark);
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
    struct open_list *list = &parser->lists[parser->list_count - 1];
    unsigned written = list->items ? list->number + 1 : list->first;
    size_t digits = 0, zeros = 0,
           at = parser->html.in_block ? SIZE_MAX : find_marker(parser, list->mark, &digits);

    if (items_within(&parser->items, list->noted))
        list->items = 0; /* for a reader, an item of an outer list has ended this one */
    list->noted = parser->items.count;
    parser->marker_at = at == SIZE_MAX ? parser->rich.consumed : at;
    if (at != SIZE_MAX) {
        if (digits)
            written = (unsigned)strtoul(parser->source->input.data + at, NULL, 10);
        if (digits && parser->source->input.data[at] == '0')
            zeros = digits;
        blocks_pass(&parser->rich, at + digits + 1, false);
    }
    write_marker(parser, list, next_number(list, written), zeros);
}

void parser_leave_item(struct parser *parser)
{
    flush_marker(parser);
}

void parser_leave_list(struct parser *parser)
{
    parser->list_count--;
}

void lists_mark_task(struct parser *parser, const MD_BLOCK_LI_DETAIL *item)
{
    struct open_list *list = &parser->lists[parser->list_count - 1];
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
