#include "letter.h"

#include "base/alloc.h"
#include "numbering.h"
#include "rich_cut.h"
#include "rich_join.h"
#include "text/utf8.h"

#include <stdlib.h>

enum {
    SIGNATURE_BLANKS = 3,        /* the least number of full-width ones */
    MOST_SIGNATURE_BYTES = 1024, /* of one block; a longer run becomes several */
    MOST_SALUTATION_BYTES = 60,
    MOST_LISTED_BYTES = 240
};

static const struct str BLANK = {"\u3000", sizeof("\u3000") - 1};

/* Lines that are set alike: text, a signature, or a closing, which begins flush left. A numbered
 * line is one of text that typed blanks align with the first number, as of 附件：1. … */
enum line_kind { LINE_TEXT, LINE_NUMBERED, LINE_SIGNATURE, LINE_CLOSING };

static bool begins(struct str text, struct str with)
{
    return text.bytes >= with.bytes && memcmp(text.p, with.p, with.bytes) == 0;
}

static bool ends(struct str text, struct str with)
{
    return text.bytes >= with.bytes &&
           memcmp(text.p + text.bytes - with.bytes, with.p, with.bytes) == 0;
}

/* Returns the bytes of the full-width blanks at the text's beginning. */
static size_t blank_bytes(struct str text)
{
    size_t at = 0;

    while (begins((struct str){text.p + at, text.bytes - at}, BLANK))
        at += BLANK.bytes;
    return at;
}

/* Returns the text without the blanks at its ends. */
static struct str trim(struct str text)
{
    static const struct str SPACE = {" ", 1};

    while (begins(text, BLANK) || begins(text, SPACE)) {
        size_t bytes = begins(text, BLANK) ? BLANK.bytes : SPACE.bytes;

        text = (struct str){text.p + bytes, text.bytes - bytes};
    }
    while (ends(text, BLANK) || ends(text, SPACE))
        text.bytes -= ends(text, BLANK) ? BLANK.bytes : SPACE.bytes;
    return text;
}

/* Returns whether a clause or a sentence ends at the text's end. */
static bool ends_in_stop(struct str text)
{
    static const char *const stops[] = {"，", "。", "；", "：", "、", "？", "！"};

    for (size_t i = 0; i < sizeof(stops) / sizeof(*stops); i++)
        if (ends(text, str_of(stops[i])))
            return true;
    return false;
}

static enum line_kind kind_of(struct str line)
{
    static const char *const closings[] = {"敬礼", "敬礼！", "敬礼!", "敬礼。", "敬禮", "敬禮！"};
    struct str text = trim(line);
    struct numbering numbering;

    for (size_t i = 0; i < sizeof(closings) / sizeof(*closings); i++)
        if (str_eq(text, str_of(closings[i])))
            return LINE_CLOSING;
    if (blank_bytes(line) < SIGNATURE_BLANKS * BLANK.bytes || !text.bytes)
        return LINE_TEXT;
    if (numbering_read(text, &numbering))
        return LINE_NUMBERED;
    return ends_in_stop(text) ? LINE_TEXT : LINE_SIGNATURE;
}

bool letter_is_line(struct str line)
{
    return kind_of(line) != LINE_TEXT;
}

static size_t line_end(struct str text, size_t at)
{
    const char *newline = memchr(text.p + at, '\n', text.bytes - at);

    return newline ? (size_t)(newline - text.p) : text.bytes;
}

/* Returns whether a block may have lines that are not set as text. */
static bool is_letter(const struct block *block)
{
    return block->kind == BLOCK_PARAGRAPH && !block->list_depth && block->align == CELL_LEFT;
}

/* Returns whether a block is a signature that HTML has aligned. */
static bool is_aligned_signature(const struct block *block)
{
    return block->kind == BLOCK_PARAGRAPH && !block->list_depth && block->align == CELL_RIGHT &&
           block->rich.text.bytes < MOST_SIGNATURE_BYTES;
}

/* Returns whether a block's lines have to be taken apart: one is not text, or has a typed indent
 * behind a hard line break. */
static bool has_parts(const struct block *block)
{
    struct str text = block->rich.text;

    if (!is_letter(block))
        return false;
    for (size_t at = 0; at < text.bytes;) {
        size_t end = line_end(text, at);
        struct str line = {text.p + at, end - at};

        if (kind_of(line) != LINE_TEXT || (at > 0 && begins(line, BLANK)))
            return true;
        at = end + 1;
    }
    return false;
}

/* The blocks that are made, and the lines of the one that is not complete yet. */
struct making {
    struct arena *arena;
    struct block *blocks;
    size_t count, cap;
    struct block open;
    enum line_kind kind;
    size_t bytes;
    struct rich_text *lines;
    size_t line_count, line_cap;
};

/* Adds a block. Its position may only be guessed; the blocks stay in order, as blocks_add() has it.
 */
static void add_block(struct making *making, struct block block)
{
    const struct block *last = making->count ? &making->blocks[making->count - 1] : NULL;

    if (last && block.source < last->source)
        block.source = last->source;
    MEM_GROW(making->blocks, making->cap, making->count + 1);
    making->blocks[making->count++] = block;
}

static void close_block(struct making *making)
{
    struct block *block = &making->open;

    if (making->bytes) /* not only blank lines */
        block->rich = rich_join(making->lines, making->line_count, making->arena);
    making->line_count = 0;
    if (!making->bytes)
        return;
    making->bytes = 0;
    block->source = block->rich.runs[0].source;
    if (making->kind == LINE_SIGNATURE)
        block->align = CELL_RIGHT;
    block->flush = making->kind == LINE_CLOSING;
    add_block(making, *block);
}

/* Adds a line to the open block, if it is one of the same kind, else to a new one. */
static void add_line(struct making *making, const struct block *block, enum line_kind kind,
                     bool same_block, struct rich_text line)
{
    bool joins = making->line_count && kind == making->kind &&
                 (same_block || kind == LINE_SIGNATURE) &&
                 block->quote_depth == making->open.quote_depth &&
                 (kind != LINE_SIGNATURE || making->bytes + line.text.bytes < MOST_SIGNATURE_BYTES);

    if (!joins) {
        close_block(making);
        making->open = *block;
        making->kind = kind;
    }
    making->bytes += line.text.bytes;
    MEM_GROW(making->lines, making->line_cap, making->line_count + 1);
    making->lines[making->line_count++] = line;
}

static void take_apart(struct making *making, const struct block *block)
{
    struct rich_cutter cutter = {.rich = &block->rich};
    struct str text = block->rich.text;
    size_t indent = blank_bytes(text); /* of the first line, which others have besides */

    for (size_t at = 0; at < text.bytes;) {
        size_t end = line_end(text, at);
        struct str line = {text.p + at, end - at}, trimmed = trim(line);
        size_t start = (size_t)(trimmed.p - text.p), trimmed_end = start + trimmed.bytes;
        enum line_kind kind = kind_of(line);

        if (kind == LINE_NUMBERED) {
            start = at > 0 && blank_bytes(line) > indent ? at + indent : start;
            kind = LINE_TEXT;
        }
        add_line(making, block, kind, at > 0, rich_cut(&cutter, start, trimmed_end, making->arena));
        at = end + 1;
    }
}

/* Returns the first block that has to be taken apart, or is a signature like the block before it;
 * `count` if there is none. */
static size_t first_to_do(const struct block *blocks, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (has_parts(&blocks[i]) ||
            (i && is_aligned_signature(&blocks[i]) && is_aligned_signature(&blocks[i - 1])))
            return i;
    return count;
}

void letter_resolve(struct arena *arena, struct block **blocks, size_t *count)
{
    struct making making = {.arena = arena};

    if (first_to_do(*blocks, *count) == *count)
        return;
    for (size_t i = 0; i < *count; i++) {
        const struct block *block = &(*blocks)[i];

        if (has_parts(block)) {
            take_apart(&making, block);
        } else if (is_aligned_signature(block)) {
            add_line(&making, block, LINE_SIGNATURE, false, block->rich);
        } else {
            close_block(&making);
            add_block(&making, *block);
        }
    }
    close_block(&making);
    *blocks = (struct block *)arena_copy(arena, (struct str){(const char *)making.blocks,
                                                             making.count * sizeof(*making.blocks)})
                  .p;
    *count = making.count;
    free(making.blocks);
    free(making.lines);
}

static bool has_one_of(struct str text, const char *const *parts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (memmem(text.p, text.bytes, parts[i], strlen(parts[i])))
            return true;
    return false;
}

/* Returns whether the text says that what it announces follows: it is no salutation. */
static bool announces(struct str text)
{
    static const char *const words[] = {"下：",   "下列：", "有：",   "包括：",
                                        "通知：", "公告：", "告知：", "说明："};

    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
        if (ends(text, str_of(words[i])))
            return true;
    return false;
}

/* Returns whether a text that ends in ： calls on the readers. A list of them may be long and have
 * commas if it begins as such lists do (各区人民政府，市级各部门：). */
static bool is_salutation(struct str text)
{
    static const char *const stops[] = {"。", "；", "？", "！", "\n"};
    static const char *const comma[] = {"，"};
    bool listed =
        begins(text, str_of("各")) || begins(text, str_of("尊敬")) || begins(text, str_of("亲爱"));

    if (!ends(text, str_of("：")) || announces(text) ||
        has_one_of(text, stops, sizeof(stops) / sizeof(*stops)))
        return false;
    return listed ? text.bytes <= MOST_LISTED_BYTES
                  : text.bytes <= MOST_SALUTATION_BYTES && !has_one_of(text, comma, 1);
}

void letter_salute(struct block *blocks, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (blocks[i].kind != BLOCK_PARAGRAPH)
            continue;
        blocks[i].flush |= is_letter(&blocks[i]) && !blocks[i].quote_depth && i + 1 < count &&
                           is_letter(&blocks[i + 1]) && is_salutation(trim(blocks[i].rich.text));
        return;
    }
}
