#include "layout/layout.h"

#include "base/alloc.h"
#include "layout/block.h"
#include "layout/line.h"

#include <stdint.h>
#include <stdlib.h>

/* A laid-out block: its lines, and the memory of its composed text. */
struct set_block {
    struct block_lines lines;
    struct arena composed;
    uint16_t *slot; /* refers to part.set[]; NULL: unused */
};

/* The number of blocks kept laid out at a time: far more than a screenful. It bounds the memory of
 * a layout that is walked from end to end. */
enum { SET_BLOCKS = 1024 };

struct set_part {
    const struct document *document; /* NULL: not made yet */
    uint16_t *set; /* for each block, its index in layout.set from 1; 0: not laid out now */
};

struct layout {
    struct article_parts article;
    struct layout_options options;
    struct set_part parts[PART_COUNT];
    struct set_block *set[SET_BLOCKS]; /* NULL: not used yet */
    size_t set_next;           /* the index to reuse next, that of the block laid out longest ago */
    struct line_pieces pieces; /* of the line returned last */
};

struct layout *layout_new(const struct article *article, const struct body *body,
                          struct layout_options options)
{
    struct layout *layout = mem_zeroed(1, sizeof(*layout));

    layout->article =
        (struct article_parts){.article = article, .body = body, .next_title = options.next_title};
    layout->options = options;
    if (layout->options.cols < 1)
        layout->options.cols = 1;
    return layout;
}

/* Returns a part, and makes it first if necessary. */
static struct set_part *part_get(struct layout *layout, enum article_part index)
{
    struct set_part *part = &layout->parts[index];

    if (!part->document) {
        part->document = article_part(&layout->article, index);
        part->set = mem_zeroed(part->document->block_count, sizeof(*part->set));
    }
    return part;
}

static const struct block *block_at(struct layout *layout, struct layout_at at)
{
    return &part_get(layout, at.part)->document->blocks[at.block];
}

/* Returns the block before the one at `at`, or NULL. At the beginning of the body and after it,
 * only the kind of the returned block is meaningful. */
static const struct block *block_before(struct layout *layout, struct layout_at at)
{
    static const struct block HEADER_END = {.kind = BLOCK_BYLINE};
    static const struct block BODY_END = {.kind = BLOCK_PARAGRAPH};
    const struct document *references;

    if (at.block > 0)
        return &part_get(layout, at.part)->document->blocks[at.block - 1];
    if (at.part == PART_HEAD)
        return NULL;
    references = part_get(layout, PART_REFERENCES)->document;
    if (at.part == PART_FOOT && references->block_count)
        return &references->blocks[references->block_count - 1];
    if (at.part > PART_BODY && body_bytes(layout->article.body))
        return &BODY_END;
    return part_get(layout, PART_HEAD)->document->block_count ? &HEADER_END : NULL;
}

static void set_block_free(struct set_block *set)
{
    if (!set->slot)
        return;
    *set->slot = 0;
    block_lines_free(&set->lines);
    arena_free(&set->composed);
    *set = (struct set_block){0};
}

/* Returns the lines of the block at `at`, borrowed until SET_BLOCKS other blocks are laid out. */
static const struct block_lines *lines_of(struct layout *layout, struct layout_at at)
{
    uint16_t *slot = &part_get(layout, at.part)->set[at.block];

    if (!*slot) {
        size_t index = layout->set_next++ % SET_BLOCKS;
        struct set_block *set = layout->set[index];

        if (!set)
            set = layout->set[index] = mem_zeroed(1, sizeof(*set));
        set_block_free(set);
        block_lay_out(&set->lines, block_at(layout, at), block_before(layout, at), &layout->options,
                      &set->composed);
        set->slot = slot;
        *slot = (uint16_t)(index + 1);
    }
    return &layout->set[*slot - 1]->lines;
}

/* Returns the text that the lines of the block at `at` refer to. */
static const struct rich_text *rich_of(struct layout *layout, struct layout_at at)
{
    const struct block_lines *lines = lines_of(layout, at);

    return lines->composed ? lines->composed : &block_at(layout, at)->rich;
}

/* Finds the first line in or after part `part`. */
static bool first_from(struct layout *layout, int part, struct layout_at *at)
{
    for (; part < PART_COUNT; part++) {
        if (part_get(layout, (enum article_part)part)->document->block_count) {
            *at = (struct layout_at){(enum article_part)part, 0, 0};
            return true;
        }
    }
    return false;
}

static struct layout_at last_line(struct layout *layout, enum article_part part, size_t block)
{
    struct layout_at at = {part, block, 0};

    at.line = lines_of(layout, at)->count - 1;
    return at;
}

/* Finds the last line in or before part `part`. */
static bool last_up_to(struct layout *layout, int part, struct layout_at *at)
{
    for (; part >= 0; part--) {
        size_t blocks = part_get(layout, (enum article_part)part)->document->block_count;

        if (blocks) {
            *at = last_line(layout, (enum article_part)part, blocks - 1);
            return true;
        }
    }
    return false;
}

bool layout_first(struct layout *layout, struct layout_at *at)
{
    return first_from(layout, PART_HEAD, at);
}

bool layout_last(struct layout *layout, struct layout_at *at)
{
    return last_up_to(layout, PART_FOOT, at);
}

bool layout_next(struct layout *layout, struct layout_at *at)
{
    if (at->line + 1 < lines_of(layout, *at)->count) {
        at->line++;
        return true;
    }
    if (at->block + 1 < part_get(layout, at->part)->document->block_count) {
        *at = (struct layout_at){at->part, at->block + 1, 0};
        return true;
    }
    return first_from(layout, (int)at->part + 1, at);
}

bool layout_prev(struct layout *layout, struct layout_at *at)
{
    if (at->line > 0) {
        at->line--;
        return true;
    }
    if (at->block > 0) {
        *at = last_line(layout, at->part, at->block - 1);
        return true;
    }
    return last_up_to(layout, (int)at->part - 1, at);
}

static const struct block_line *block_line_at(struct layout *layout, struct layout_at at)
{
    return &lines_of(layout, at)->lines[at.line];
}

struct layout_line layout_line(struct layout *layout, struct layout_at at)
{
    const struct rich_text *rich = rich_of(layout, at);
    const struct block_line *line = block_line_at(layout, at);

    line_compose(&layout->pieces, lines_of(layout, at), at.line, rich->text, &layout->options);
    return (struct layout_line){
        .block = block_at(layout, at),
        .rich = rich,
        .start = line->start,
        .end = line->end,
        .pieces = layout->pieces.items,
        .piece_count = layout->pieces.count,
    };
}

/* Returns the number of lines if the block is a paragraph of more than one, else 0. */
static size_t paragraph_lines(struct layout *layout, struct layout_at at)
{
    enum block_kind kind = block_at(layout, at)->kind;
    const struct block_lines *lines = lines_of(layout, at);
    size_t count = lines->count - lines->blank_count;

    return (kind == BLOCK_PARAGRAPH || kind == BLOCK_NOTE) && count > 1 ? count : 0;
}

static bool is_first_of_paragraph(struct layout *layout, struct layout_at at)
{
    return paragraph_lines(layout, at) && at.line == lines_of(layout, at)->blank_count &&
           !block_at(layout, at)->continues;
}

static bool is_last_of_paragraph(struct layout *layout, struct layout_at at)
{
    return paragraph_lines(layout, at) && at.line + 1 == lines_of(layout, at)->count;
}

/* Returns whether a page that ends with the line at `at` leaves a line of a paragraph by itself. */
static bool leaves_single_line(struct layout *layout, struct layout_at at)
{
    struct layout_at next = at;

    return is_first_of_paragraph(layout, at) ||
           (layout_next(layout, &next) && next.block == at.block && next.part == at.part &&
            is_last_of_paragraph(layout, next));
}

int layout_page_lines(struct layout *layout, struct layout_at top, int lines)
{
    enum { SPARE_SHARE = 4 }; /* a page gives up one line in so many for a line by itself */
    struct layout_at at = top, next;
    int count = 1, whole = 0, spare = lines / SPARE_SHARE;

    while (count < lines && layout_next(layout, &at))
        count++;
    next = at;
    if (count < lines || !layout_next(layout, &next))
        return count;
    for (int kept = count; kept > 0 && spare >= 0; kept--) {
        bool keeps = block_line_at(layout, at)->keeps;

        if (!keeps && !leaves_single_line(layout, at))
            return kept;
        if (!keeps && !whole)
            whole = kept;
        spare -= !keeps;
        layout_prev(layout, &at);
    }
    return whole ? whole : count;
}

bool layout_parts(struct layout *layout, struct layout_at at)
{
    struct layout_at before = at;

    return is_last_of_paragraph(layout, at) ||
           (layout_prev(layout, &before) && block_line_at(layout, before)->keeps &&
            !layout_is_blank(layout, before));
}

bool layout_is_blank(struct layout *layout, struct layout_at at)
{
    const struct block_line *line = block_line_at(layout, at);

    return line->kind == LINE_TEXT && line->start == line->end;
}

int64_t layout_position(struct layout *layout, struct layout_at at)
{
    const struct rich_text *rich = rich_of(layout, at);

    return rich->run_count ? rich_text_source(rich, block_line_at(layout, at)->start)
                           : block_at(layout, at)->source;
}

struct layout_at layout_find(struct layout *layout, int64_t position)
{
    struct layout_at at = {.part = article_part_at(&layout->article, position)};
    const struct document *document = part_get(layout, at.part)->document;
    const struct block_lines *lines;
    const struct rich_text *rich;
    size_t offset;

    if (!document->block_count) {
        if (!last_up_to(layout, (int)at.part, &at))
            first_from(layout, PART_HEAD, &at);
        return at;
    }
    at.block = document_block_at(document, position);
    lines = lines_of(layout, at);
    rich = rich_of(layout, at);
    offset = rich->run_count ? rich_text_offset(rich, position) : 0;
    at.line = lines->blank_count;
    for (size_t i = at.line; i < lines->count && lines->lines[i].start <= offset; i++)
        if (lines->lines[i].kind == LINE_TEXT)
            at.line = i;
    return at;
}

bool layout_before(struct layout_at a, struct layout_at b)
{
    if (a.part != b.part)
        return a.part < b.part;
    if (a.block != b.block)
        return a.block < b.block;
    return a.line < b.line;
}

void layout_free(struct layout *layout)
{
    if (!layout)
        return;
    for (size_t i = 0; i < SET_BLOCKS && i < layout->set_next; i++) {
        set_block_free(layout->set[i]);
        free(layout->set[i]);
    }
    for (size_t i = 0; i < PART_COUNT; i++)
        free(layout->parts[i].set);
    article_parts_free(&layout->article);
    line_pieces_free(&layout->pieces);
    free(layout);
}
