#include "recital.h"

#include "base/alloc.h"
#include "base/i18n.h"
#include "content/body.h"
#include "layout/block.h"
#include "layout/layout.h"
#include "layout/table.h"
#include "text/grapheme.h"
#include "text/linebreak.h"
#include "text/utf8.h"

#include <stdlib.h>

/* A piece in lines of 80 columns, whatever the width they are said in: shorter than the least, what
 * follows is joined to it as long as it has no more than PIECE_LINES; a block of more than the most
 * is cut. */
enum { PIECE_COLS = 80, PIECE_LEAST_LINES = 4, PIECE_LINES = 10, PIECE_MOST_LINES = 15 };

/* The pieces of a larger article are not counted, since all of it would have to be parsed. */
enum { COUNTED_MOST_BYTES = 1 << 20 };

static const struct text_setting SETTING = {.kinsoku = KINSOKU_GB};

/* Where a piece begins: byte `at` of what is said of a block. */
struct piece {
    size_t block;
    size_t at;
};

/* A chunk of the body, or after the last one the footer, with its pieces. */
struct part {
    size_t index;
    struct document document;
    struct rich_text *spoken; /* of each block; in the document's arena */
    struct piece *pieces;
    size_t count, cap;
};

struct recital {
    const struct article *article;
    struct body *body;
    struct part part;
    size_t piece;
    size_t *before; /* how many pieces there are before each part, and in all; NULL: not counted */
    size_t part_count;
};

static void add_piece(struct part *part, size_t block, size_t at)
{
    part->pieces = mem_grow(part->pieces, &part->cap, part->count + 1, sizeof(*part->pieces));
    part->pieces[part->count++] = (struct piece){block, at};
}

/* The lines of a text from byte `at` on, at most `most` of them; *end is where they end. */
static int count_lines(struct str text, size_t at, int most, size_t *end)
{
    int lines = 0;

    for (; at < text.bytes && lines < most; lines++)
        at = text_line_next(text, at, PIECE_COLS, &SETTING).next;
    *end = at;
    return lines;
}

/* Does a sentence end with this code point, or a row of a table? */
static bool ends_sentence(char32_t before, char32_t cp, bool is_table)
{
    if (is_table)
        return before == '\n' && cp == '\n';
    switch (cp) {
    case U'。':
    case U'！':
    case U'？':
    case U'；':
    case U'\n':
        return true;
    case U' ':
        return before == '.' || before == '!' || before == '?';
    default:
        return false;
    }
}

/* Where to part a long text: behind the last sentence that ends in the second half of a piece, with
 * the marks that close it, else at a line's end. */
static size_t cut_text(struct str text, size_t start, bool is_table)
{
    size_t limit, cut, least;
    char32_t before = 0, cp = 0;
    bool ended = false; /* and the place to part it is not reached */

    count_lines(text, start, PIECE_LINES, &limit);
    cut = limit;
    least = start + (limit - start) / 2;
    for (size_t at = start; at < limit; before = cp) {
        at += utf8_decode(text.p + at, text.bytes - at, &cp);
        ended = ended || ends_sentence(before, cp, is_table);
        if (!ended || !text_may_break(text, at, KINSOKU_GB))
            continue;
        ended = false;
        if (at > least)
            cut = at;
    }
    return cut;
}

static bool is_said(const struct part *part, size_t block)
{
    return part->spoken[block].text.bytes || part->document.blocks[block].marker.bytes;
}

/* Cuts the part into pieces. A heading is said with what it stands over, a list with what it
 * follows. */
static void cut_part(struct part *part)
{
    int filled = 0; /* lines of the open piece */
    bool headings_only = false;

    for (size_t i = 0; i < part->document.block_count; i++) {
        struct str text = part->spoken[i].text;
        const struct block *block = &part->document.blocks[i];
        bool is_heading = block->kind == BLOCK_HEADING;
        size_t at = 0, end;
        int lines;

        if (!is_said(part, i))
            continue;
        for (;; at = cut_text(text, at, block->kind == BLOCK_TABLE), filled = 0) {
            lines = count_lines(text, at, PIECE_MOST_LINES + 1, &end);
            if (!headings_only && (is_heading || filled + lines > PIECE_LINES ||
                                   (filled >= PIECE_LEAST_LINES && !block->list_depth)))
                filled = 0;
            if (!filled) {
                add_piece(part, i, at);
                headings_only = is_heading;
            }
            if (lines <= PIECE_MOST_LINES)
                break;
        }
        filled += lines ? lines : 1;
        headings_only = headings_only && is_heading;
    }
}

static void part_free(struct part *part)
{
    free(part->pieces);
    document_free(&part->document);
    *part = (struct part){0};
}

/* Only a body that is one chunk has links to be listed: see layout_footer(). */
static void footer_load(const struct recital *recital, size_t index, struct document *footer)
{
    struct document body = {0};

    if (index == 1)
        body_parse_chunk(recital->body, 0, &body);
    layout_footer(footer, recital->article, body_bytes(recital->body), &body, (struct str){0});
    document_free(&body);
}

/* Parts 0 and on are the chunks of the body; the footer is behind them. False past that. */
static bool part_load(const struct recital *recital, size_t index, struct part *part)
{
    int64_t start, end;
    struct document *document = &part->document;

    *part = (struct part){.index = index};
    if (body_chunk_range(recital->body, index, &start, &end))
        body_parse_chunk(recital->body, index, document);
    else if (index == 0 || body_chunk_range(recital->body, index - 1, &start, &end))
        footer_load(recital, index, document);
    else
        return false;
    part->spoken = arena_alloc(&document->arena, document->block_count * sizeof(*part->spoken));
    for (size_t i = 0; i < document->block_count; i++) {
        const struct block *block = &document->blocks[i];

        part->spoken[i] =
            block->kind == BLOCK_TABLE ? *table_set_list(block, &document->arena) : block->rich;
    }
    cut_part(part);
    return true;
}

/* Takes the next part from `index` on, or back from it, that has a piece. */
static bool move_to_part(struct recital *recital, size_t index, bool forward)
{
    struct part part;

    for (; part_load(recital, index, &part); index = forward ? index + 1 : index - 1) {
        if (part.count) {
            part_free(&recital->part);
            recital->part = part;
            recital->piece = forward ? 0 : part.count - 1;
            return true;
        }
        part_free(&part);
        if (!forward && index == 0)
            return false;
    }
    return false;
}

static void count_pieces(struct recital *recital)
{
    struct part part;
    size_t cap = 0, count = 0;

    if (body_bytes(recital->body) > COUNTED_MOST_BYTES)
        return;
    do {
        recital->before =
            mem_grow(recital->before, &cap, recital->part_count + 1, sizeof(*recital->before));
        recital->before[recital->part_count] = count;
        if (!part_load(recital, recital->part_count, &part))
            break;
        recital->part_count++;
        count += part.count;
        part_free(&part);
    } while (true);
}

struct recital *recital_open(const struct article *article, struct diags *diags)
{
    struct body *body = body_open(article, diags);
    struct recital *recital;

    if (!body)
        return NULL;
    recital = mem_zeroed(1, sizeof(*recital));
    recital->article = article;
    recital->body = body;
    count_pieces(recital);
    move_to_part(recital, 0, true);
    return recital;
}

bool recital_next(struct recital *recital)
{
    if (recital->piece + 1 < recital->part.count) {
        recital->piece++;
        return true;
    }
    return move_to_part(recital, recital->part.index + 1, true);
}

bool recital_previous(struct recital *recital)
{
    if (recital->piece > 0) {
        recital->piece--;
        return true;
    }
    return recital->part.index > 0 && move_to_part(recital, recital->part.index - 1, false);
}

static int64_t piece_position(const struct part *part, size_t piece)
{
    const struct piece *at = &part->pieces[piece];
    const struct rich_text *rich = &part->spoken[at->block];

    return rich->run_count ? rich_text_source(rich, at->at)
                           : part->document.blocks[at->block].source;
}

void recital_seek(struct recital *recital, int64_t position)
{
    int64_t bytes = body_bytes(recital->body);
    size_t index = position > 0 && bytes ? body_chunk_at(recital->body, position) : 0;

    if (position >= bytes && bytes)
        index++; /* the footer */
    if (!move_to_part(recital, index, true) && !move_to_part(recital, index, false))
        return;
    while (recital->piece + 1 < recital->part.count &&
           piece_position(&recital->part, recital->piece + 1) <= position)
        recital->piece++;
}

bool recital_go(struct recital *recital, size_t number)
{
    size_t index = 0;

    if (!recital->before) {
        if (number <= 100)
            recital_seek(recital, body_bytes(recital->body) / 100 * (int64_t)number);
        return number <= 100;
    }
    if (number < 1 || number > recital->before[recital->part_count])
        return false;
    while (recital->before[index + 1] < number)
        index++;
    move_to_part(recital, index, true);
    recital->piece = number - 1 - recital->before[index];
    return true;
}

/* Has any part before this one a piece? */
static bool is_first(const struct recital *recital)
{
    struct part part;

    if (recital->piece > 0)
        return false;
    if (recital->before)
        return recital->before[recital->part.index] == 0;
    for (size_t index = recital->part.index; index-- > 0;) {
        bool any = part_load(recital, index, &part) && part.count;

        part_free(&part);
        if (any)
            return false;
    }
    return true;
}

int64_t recital_position(const struct recital *recital)
{
    return is_first(recital) ? INT64_MIN : piece_position(&recital->part, recital->piece);
}

int64_t recital_end(const struct recital *recital)
{
    struct part part;
    int64_t end = INT64_MAX;

    if (recital->piece + 1 < recital->part.count)
        return piece_position(&recital->part, recital->piece + 1);
    for (size_t index = recital->part.index + 1;
         end == INT64_MAX && part_load(recital, index, &part); index++) {
        if (part.count)
            end = piece_position(&part, 0);
        part_free(&part);
    }
    return end;
}

bool recital_is_last(const struct recital *recital)
{
    return recital_end(recital) == INT64_MAX;
}

struct recital_where recital_where(const struct recital *recital)
{
    int64_t bytes = body_bytes(recital->body);
    struct recital_where where = {0};

    if (recital->before && recital->part.count) {
        where.number = recital->before[recital->part.index] + recital->piece + 1;
        where.total = recital->before[recital->part_count];
    } else if (recital->part.count && bytes) {
        int64_t position = piece_position(&recital->part, recital->piece);

        /* Rounded, so that one is told the percent that one asked for. */
        where.percent = position < bytes ? (int)((position * 100 + bytes / 2) / bytes) : 100;
    }
    return where;
}

static void add_line(struct buffer *out, const char *label, struct str text)
{
    if (!text.bytes)
        return;
    buffer_add_text(out, label);
    buffer_add_str(out, text);
    buffer_add_char(out, '\n');
}

static const char *label_of(enum block_kind kind)
{
    switch (kind) {
    case BLOCK_KICKER:
        return _("引题：");
    case BLOCK_SUBTITLE:
        return _("副题：");
    case BLOCK_HEADING:
        return _("小标题：");
    case BLOCK_CAPTION:
        return _("图：");
    default:
        return "";
    }
}

void recital_write_header(const struct recital *recital, struct buffer *out)
{
    struct document header;

    layout_header(&header, recital->article);
    if (recital->article->title_in_body)
        add_line(out, "", recital->article->title);
    for (size_t i = 0; i < header.block_count; i++)
        add_line(out, label_of(header.blocks[i].kind), header.blocks[i].rich.text);
    document_free(&header);
}

/* A marker may be padded. */
static struct str skip_spaces(struct str text)
{
    while (text.bytes && text.p[0] == ' ') {
        text.p++;
        text.bytes--;
    }
    return text;
}

/* What a block's look says, in words. */
static void write_label(struct buffer *out, const struct block *block)
{
    if (block->quote_depth)
        buffer_add_text(out, _("引文："));
    if (block->marker.bytes && block->list_depth > 1)
        buffer_addf(out, _("第 %d 层 "), block->list_depth);
    if (block->marker.bytes) {
        struct str marker = skip_spaces(block->marker);

        buffer_add_str(out, marker);
        buffer_add_spaces(out, marker_cols(marker, false) - text_cols(marker, false));
    }
    if (block->kind == BLOCK_CODE)
        buffer_add_text(out, _("代码：\n"));
    else if (block->kind == BLOCK_TABLE)
        buffer_addf(out, _("表格，%zu 列，%zu 行：\n"), block->table->column_count,
                    block->table->row_count > 1 ? block->table->row_count - 1
                                                : block->table->row_count);
    else
        buffer_add_text(out, label_of(block->kind));
}

/* The title was said already: the body's first heading. */
static bool is_title(const struct recital *recital, size_t block)
{
    const struct part *part = &recital->part;
    size_t first = 0;

    if (!recital->article->title_in_body || part->index > 0)
        return false;
    while (first < block && part->document.blocks[first].kind != BLOCK_HEADING)
        first++;
    return first == block && part->document.blocks[block].kind == BLOCK_HEADING &&
           str_eq(part->spoken[block].text, recital->article->title);
}

static void write_text(struct buffer *out, struct str text)
{
    for (size_t i = 0; i < text.bytes; i++) {
        if (text.p[i] == '\t')
            buffer_add_spaces(out, 4);
        else
            buffer_add_char(out, text.p[i]);
    }
    buffer_add_char(out, '\n');
}

/* Somebody's indent of full-width spaces is for the eye. */
static size_t skip_indent(struct str text, size_t at)
{
    while (text.bytes - at >= 3 && memcmp(text.p + at, "\u3000", 3) == 0)
        at += 3;
    return at;
}

void recital_write_piece(const struct recital *recital, struct buffer *out)
{
    const struct part *part = &recital->part;
    struct piece end = {part->document.block_count, 0};

    if (!part->count)
        return;
    if (recital->piece + 1 < part->count)
        end = part->pieces[recital->piece + 1];
    for (struct piece from = part->pieces[recital->piece];
         from.block < end.block || (from.block == end.block && from.at < end.at);
         from = (struct piece){from.block + 1, 0}) {
        struct str text = part->spoken[from.block].text;

        if (from.block == end.block)
            text.bytes = end.at;
        if (!is_said(part, from.block) || is_title(recital, from.block))
            continue;
        if (from.at == 0) {
            write_label(out, &part->document.blocks[from.block]);
            from.at = part->document.blocks[from.block].kind == BLOCK_PARAGRAPH
                          ? skip_indent(text, 0)
                          : 0;
        }
        write_text(out, (struct str){text.p + from.at, text.bytes - from.at});
    }
}

void recital_close(struct recital *recital)
{
    if (!recital)
        return;
    part_free(&recital->part);
    body_close(recital->body);
    free(recital->before);
    free(recital);
}
