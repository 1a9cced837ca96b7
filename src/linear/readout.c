#include "linear/readout.h"

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/lower_bound.h"
#include "content/body.h"
#include "content/head_and_foot.h"
#include "layout/block.h"
#include "layout/layout.h"
#include "layout/table.h"
#include "text/grapheme.h"
#include "text/linebreak.h"
#include "text/utf8.h"

#include <stdlib.h>

/* Sizes of pieces in lines of 80 columns, whatever the width of the output. Blocks are joined to a
 * piece shorter than PIECE_LEAST_LINES up to PIECE_LINES; a block longer than PIECE_MOST_LINES is
 * cut. */
enum { PIECE_COLS = 80, PIECE_LEAST_LINES = 4, PIECE_LINES = 10, PIECE_MOST_LINES = 15 };

static const struct text_setting SETTING = {.kinsoku = KINSOKU_GB};

/* A block of the body or of the foot, with the text to read out for it. */
struct spoken_block {
    const struct block *block;
    const struct rich_text *rich;
};

/* The beginning of a piece: byte `at` of the text of a block. */
struct readout_piece {
    size_t block;
    size_t at;
};

struct readout {
    struct body *body;
    struct article_parts parts;
    struct arena tables; /* texts of tables */
    struct spoken_block *blocks;
    size_t block_count;
    struct readout_piece *pieces;
    size_t count, cap;
    size_t piece; /* index of the current piece */
};

static void add_piece(struct readout *readout, size_t block, size_t at)
{
    MEM_GROW(readout->pieces, readout->cap, readout->count + 1);
    readout->pieces[readout->count++] = (struct readout_piece){block, at};
}

/* Returns the number of lines of a text from byte `at` on, at most `most`; *end is their end. */
static int count_lines(struct str text, size_t at, int most, size_t *end)
{
    int lines = 0;

    for (; at < text.bytes && lines < most; lines++)
        at = text_line_next(text, at, PIECE_COLS, &SETTING).next;
    *end = at;
    return lines;
}

/* Returns whether a sentence, or a row of a table, ends with code point `cp` after `before`. */
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

/* Returns the byte to cut a long text at: after the last sentence, with its closing marks, that
 * ends in the second half of a piece, else after a line. */
static size_t cut_text(struct str text, size_t start, bool is_table)
{
    size_t limit, cut, least;
    char32_t before = 0, cp = 0;
    bool ended = false; /* a sentence ended, but no break is allowed yet */

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

static bool has_text(const struct spoken_block *said)
{
    return said->rich->text.bytes || said->block->marker.bytes;
}

/* Cuts the blocks into pieces. A heading stays with the block after it, a list with the one before
 * it if it fits, and the foot apart from the body. */
static void cut_blocks(struct readout *readout)
{
    size_t foot = body_document(readout->body)->block_count;
    int filled = 0; /* lines of the open piece */
    bool headings_only = false;

    for (size_t i = 0; i < readout->block_count; i++) {
        struct str text = readout->blocks[i].rich->text;
        const struct block *block = readout->blocks[i].block;
        bool is_heading = block->kind == BLOCK_HEADING;
        size_t at = 0, end;
        int lines;

        if (i == foot)
            filled = 0;
        if (!has_text(&readout->blocks[i]))
            continue;
        for (;; at = cut_text(text, at, block->kind == BLOCK_TABLE), filled = 0) {
            lines = count_lines(text, at, PIECE_MOST_LINES + 1, &end);
            if (!headings_only && (is_heading || filled + lines > PIECE_LINES ||
                                   (filled >= PIECE_LEAST_LINES && !block->list_depth)))
                filled = 0;
            if (!filled) {
                add_piece(readout, i, at);
                headings_only = is_heading;
            }
            if (lines <= PIECE_MOST_LINES)
                break;
        }
        filled += lines ? lines : 1;
        headings_only = headings_only && is_heading;
    }
}

static void add_blocks(struct readout *readout, const struct document *document)
{
    for (size_t i = 0; i < document->block_count; i++) {
        const struct block *block = &document->blocks[i];

        readout->blocks[readout->block_count++] = (struct spoken_block){
            block,
            block->kind == BLOCK_TABLE ? table_set_aloud(block, &readout->tables) : &block->rich};
    }
}

struct readout *readout_new(const struct article *article, struct body *body)
{
    struct readout *readout = mem_zeroed(1, sizeof(*readout));
    const struct document *references, *foot;

    readout->body = body;
    readout->parts = (struct article_parts){.article = article, .body = body};
    references = article_part(&readout->parts, PART_REFERENCES);
    foot = article_part(&readout->parts, PART_FOOT);
    readout->blocks =
        mem_zeroed(body_document(body)->block_count + references->block_count + foot->block_count,
                   sizeof(*readout->blocks));
    add_blocks(readout, body_document(body));
    add_blocks(readout, references);
    add_blocks(readout, foot);
    cut_blocks(readout);
    return readout;
}

const struct body *readout_body(const struct readout *readout)
{
    return readout->body;
}

bool readout_next(struct readout *readout)
{
    return readout_go(readout, readout->piece + 2);
}

bool readout_previous(struct readout *readout)
{
    return readout_go(readout, readout->piece);
}

static int64_t piece_position(const struct readout *readout, size_t piece)
{
    const struct readout_piece *at = &readout->pieces[piece];
    const struct spoken_block *said = &readout->blocks[at->block];

    return said->rich->run_count ? rich_text_source(said->rich, at->at) : said->block->source;
}

/* A position that is looked for among the pieces. */
struct wanted {
    const struct readout *readout;
    int64_t position;
};

static bool is_not_behind(const void *context, size_t piece)
{
    const struct wanted *wanted = context;

    return piece_position(wanted->readout, piece) <= wanted->position;
}

void readout_seek(struct readout *readout, int64_t position)
{
    const struct wanted wanted = {readout, position};

    readout->piece = last_not_behind(readout->count, is_not_behind, &wanted);
}

bool readout_go(struct readout *readout, size_t number)
{
    if (number < 1 || number > readout->count)
        return false;
    readout->piece = number - 1;
    return true;
}

int64_t readout_position(const struct readout *readout)
{
    return readout->piece ? piece_position(readout, readout->piece) : INT64_MIN;
}

int64_t readout_end(const struct readout *readout)
{
    return readout_is_last(readout) ? INT64_MAX : piece_position(readout, readout->piece + 1);
}

bool readout_is_last(const struct readout *readout)
{
    return readout->piece + 1 >= readout->count;
}

size_t readout_number(const struct readout *readout)
{
    return readout->count ? readout->piece + 1 : 0;
}

size_t readout_count(const struct readout *readout)
{
    return readout->count;
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
    case BLOCK_TITLE:
        return _("标题：");
    case BLOCK_PARAGRAPH:
    case BLOCK_CODE:
    case BLOCK_RULE:
    case BLOCK_TABLE:
    case BLOCK_BYLINE:
    case BLOCK_LINK:
    case BLOCK_NOTE:
    case BLOCK_NEXT:
        break;
    }
    return "";
}

void readout_write_header(struct readout *readout, struct buffer *out)
{
    const struct document *head = article_part(&readout->parts, PART_HEAD);

    for (size_t i = 0; i < head->block_count; i++)
        add_line(out, label_of(head->blocks[i].kind), head->blocks[i].rich.text);
}

/* Skips the padding of a marker. */
static struct str skip_spaces(struct str text)
{
    while (text.bytes && text.p[0] == ' ') {
        text.p++;
        text.bytes--;
    }
    return text;
}

/* Returns the word for a task's box; any other marker unchanged. */
static struct str say_marker(struct str marker)
{
    if (str_eq(marker, str_of("☑")))
        return str_of(_("已办："));
    if (str_eq(marker, str_of("☐")))
        return str_of(_("未办："));
    return marker;
}

/* Writes in words what a block's looks tell in print. */
static void write_label(struct buffer *out, const struct block *block)
{
    if (block->quote_depth)
        buffer_add_text(out, _("引文："));
    if (block->marker.bytes && block->list_depth > 1)
        buffer_addf(out, _("第 %d 层 "), block->list_depth);
    if (block->marker.bytes) {
        struct str marker = say_marker(skip_spaces(block->marker));

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

/* Returns whether the text is struck out at byte `at`. */
static bool is_struck(const struct rich_text *rich, size_t at)
{
    for (size_t i = 0; i < rich->span_count && rich->spans[i].start <= at; i++)
        if (at < rich->spans[i].end && (rich->spans[i].styles & SPAN_STRIKE))
            return true;
    return false;
}

/* Writes the text from byte `start` to `end`, with words for the marks around struck-out text. */
static void write_text(struct buffer *out, const struct rich_text *rich, size_t start, size_t end)
{
    bool struck = false;

    for (size_t i = 0; i < end; i++) {
        bool mark = rich->text.p[i] == '~' && i + 1 < end && rich->text.p[i + 1] == '~' &&
                    is_struck(rich, i);

        struck ^= mark;
        if (i < start) {
            i += mark;
        } else if (mark) {
            buffer_add_text(out, struck ? _("（已删去：") : _("）"));
            i++;
        } else if (rich->text.p[i] == '\t') {
            buffer_add_spaces(out, 4);
        } else {
            buffer_add_char(out, rich->text.p[i]);
        }
    }
    buffer_add_char(out, '\n');
}

/* Skips an indent of full-width spaces, which is only for the eye. */
static size_t skip_indent(struct str text, size_t at)
{
    while (text.bytes - at >= 3 && memcmp(text.p + at, "\u3000", 3) == 0)
        at += 3;
    return at;
}

void readout_write_piece(const struct readout *readout, struct buffer *out)
{
    struct readout_piece end = {readout->block_count, 0};

    if (!readout->count)
        return;
    if (!readout_is_last(readout))
        end = readout->pieces[readout->piece + 1];
    for (struct readout_piece from = readout->pieces[readout->piece];
         from.block < end.block || (from.block == end.block && from.at < end.at);
         from = (struct readout_piece){from.block + 1, 0}) {
        const struct spoken_block *said = &readout->blocks[from.block];
        struct str text = said->rich->text;

        if (from.block == end.block)
            text.bytes = end.at;
        if (!has_text(said))
            continue;
        if (from.at == 0) {
            write_label(out, said->block);
            from.at = said->block->kind == BLOCK_PARAGRAPH ? skip_indent(text, 0) : 0;
        }
        write_text(out, said->rich, from.at, text.bytes);
    }
}

void readout_close(struct readout *readout)
{
    if (!readout)
        return;
    free(readout->blocks);
    free(readout->pieces);
    arena_free(&readout->tables);
    article_parts_free(&readout->parts);
    body_close(readout->body);
    free(readout);
}
