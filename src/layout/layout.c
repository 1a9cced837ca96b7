#include "layout/layout.h"

#include "base/alloc.h"
#include "layout/block.h"
#include "layout/line.h"

#include <stdlib.h>

/* A parsed chunk and those of its blocks that were set so far. */
struct chunk {
    size_t index;
    bool in_use;
    uint64_t used_at; /* for dropping the one not used for longest */
    struct document document;
    struct block_lines *lines; /* one a block; count 0: not set yet */
};

/* Enough for a screen that touches two chunks and a jump between distant places. */
enum { CHUNK_CACHE = 4 };

struct layout {
    const struct article *article;
    struct body *body;
    struct layout_options options;
    struct chunk cache[CHUNK_CACHE];
    uint64_t clock;
    struct line_pieces pieces; /* of the line asked for last */
};

struct layout *layout_new(const struct article *article, struct body *body,
                          struct layout_options options)
{
    struct layout *layout = mem_zeroed(1, sizeof(*layout));

    layout->article = article;
    layout->body = body;
    layout->options = options;
    if (layout->options.cols < 1)
        layout->options.cols = 1;
    return layout;
}

static void chunk_drop(struct chunk *chunk)
{
    for (size_t i = 0; chunk->in_use && i < chunk->document.block_count; i++)
        block_lines_free(&chunk->lines[i]);
    free(chunk->lines);
    document_free(&chunk->document);
    *chunk = (struct chunk){0};
}

/* Only the links of a body that is one chunk are listed: no other has to be parsed for it. */
static void fill_footer(struct layout *layout, struct document *footer, size_t index)
{
    struct document body = {0};

    if (index == 2)
        body_parse_chunk(layout->body, 0, &body);
    layout_footer(footer, layout->article, body_bytes(layout->body), &body,
                  layout->options.next_title);
    document_free(&body);
}

/* Chunk 0 is the header, then come those of the body, then the footer; false past that. */
static bool chunk_fill(struct layout *layout, struct chunk *chunk, size_t index)
{
    int64_t start, end;

    if (index == 0) {
        layout_header(&chunk->document, layout->article);
    } else if (body_chunk_range(layout->body, index - 1, &start, &end)) {
        body_parse_chunk(layout->body, index - 1, &chunk->document);
    } else if (index == 1 || body_chunk_range(layout->body, index - 2, &start, &end)) {
        fill_footer(layout, &chunk->document, index);
    } else {
        return false;
    }
    chunk->index = index;
    chunk->in_use = true;
    chunk->lines = mem_zeroed(chunk->document.block_count, sizeof(*chunk->lines));
    return true;
}

static struct chunk *chunk_get(struct layout *layout, size_t index)
{
    struct chunk *oldest = &layout->cache[0];

    for (size_t i = 0; i < CHUNK_CACHE; i++) {
        struct chunk *chunk = &layout->cache[i];

        if (chunk->in_use && chunk->index == index) {
            chunk->used_at = ++layout->clock;
            return chunk;
        }
        if (chunk->used_at < oldest->used_at)
            oldest = chunk;
    }
    chunk_drop(oldest);
    if (!chunk_fill(layout, oldest, index))
        return NULL;
    oldest->used_at = ++layout->clock;
    return oldest;
}

/* The block before: at the beginning of a chunk it is in the chunk before, and only its kind
 * matters. */
static const struct block *block_before(struct layout *layout, const struct chunk *chunk,
                                        size_t block)
{
    static const struct block HEADER_END = {.kind = BLOCK_BYLINE};
    static const struct block BODY_PART = {.kind = BLOCK_PARAGRAPH};

    if (block > 0)
        return &chunk->document.blocks[block - 1];
    if (chunk->index > 1)
        return &BODY_PART;
    return chunk->index == 1 && chunk_get(layout, 0)->document.block_count ? &HEADER_END : NULL;
}

static struct block_lines *lines_of(struct layout *layout, struct chunk *chunk, size_t block)
{
    struct block_lines *lines = &chunk->lines[block];

    if (!lines->count)
        block_lay_out(lines, &chunk->document.blocks[block], block_before(layout, chunk, block),
                      &layout->options, &chunk->document.arena);
    return lines;
}

/* The index of the last chunk, the footer. */
static size_t footer_index(struct layout *layout)
{
    int64_t bytes = body_bytes(layout->body);

    return bytes ? body_chunk_at(layout->body, bytes) + 2 : 1;
}

/* The first line at or after chunk `index`. */
static bool first_from(struct layout *layout, size_t index, struct layout_at *at)
{
    struct chunk *chunk;

    for (; (chunk = chunk_get(layout, index)); index++) {
        if (chunk->document.block_count) {
            *at = (struct layout_at){index, 0, 0};
            return true;
        }
    }
    return false;
}

/* The last line at or before chunk `index`. */
static bool last_up_to(struct layout *layout, size_t index, struct layout_at *at)
{
    for (;; index--) {
        struct chunk *chunk = chunk_get(layout, index);

        if (chunk && chunk->document.block_count) {
            size_t block = chunk->document.block_count - 1;

            *at = (struct layout_at){index, block, lines_of(layout, chunk, block)->count - 1};
            return true;
        }
        if (index == 0)
            return false;
    }
}

bool layout_first(struct layout *layout, struct layout_at *at)
{
    return first_from(layout, 0, at);
}

bool layout_last(struct layout *layout, struct layout_at *at)
{
    return last_up_to(layout, footer_index(layout), at);
}

bool layout_next(struct layout *layout, struct layout_at *at)
{
    struct chunk *chunk = chunk_get(layout, at->chunk);

    if (!chunk)
        return false;
    if (at->line + 1 < lines_of(layout, chunk, at->block)->count) {
        at->line++;
        return true;
    }
    if (at->block + 1 < chunk->document.block_count) {
        *at = (struct layout_at){at->chunk, at->block + 1, 0};
        return true;
    }
    return first_from(layout, at->chunk + 1, at);
}

bool layout_prev(struct layout *layout, struct layout_at *at)
{
    struct chunk *chunk = chunk_get(layout, at->chunk);

    if (!chunk)
        return false;
    if (at->line > 0) {
        at->line--;
        return true;
    }
    if (at->block > 0) {
        size_t block = at->block - 1;

        *at = (struct layout_at){at->chunk, block, lines_of(layout, chunk, block)->count - 1};
        return true;
    }
    return at->chunk > 0 && last_up_to(layout, at->chunk - 1, at);
}

struct layout_line layout_line(struct layout *layout, struct layout_at at)
{
    struct chunk *chunk = chunk_get(layout, at.chunk);
    const struct block *block = &chunk->document.blocks[at.block];
    const struct block_lines *lines = lines_of(layout, chunk, at.block);
    const struct rich_text *rich = lines->composed ? lines->composed : &block->rich;

    line_compose(&layout->pieces, lines, at.line, rich->text, &layout->options);
    return (struct layout_line){
        .block = block,
        .rich = rich,
        .start = lines->lines[at.line].start,
        .end = lines->lines[at.line].end,
        .pieces = layout->pieces.items,
        .piece_count = layout->pieces.count,
    };
}

static const struct block_line *block_line_at(struct layout *layout, struct layout_at at)
{
    struct chunk *chunk = chunk_get(layout, at.chunk);

    return &lines_of(layout, chunk, at.block)->lines[at.line];
}

int layout_page_lines(struct layout *layout, struct layout_at top, int lines)
{
    struct layout_at at = top, next;
    int count = 1;

    while (count < lines && layout_next(layout, &at))
        count++;
    next = at;
    if (count < lines || !layout_next(layout, &next))
        return count;
    for (int kept = count; kept > 0; kept--) {
        if (!block_line_at(layout, at)->keeps)
            return kept;
        layout_prev(layout, &at);
    }
    return count;
}

bool layout_is_blank(struct layout *layout, struct layout_at at)
{
    const struct block_line *line = block_line_at(layout, at);

    return line->kind == LINE_TEXT && line->start == line->end;
}

int64_t layout_position(struct layout *layout, struct layout_at at)
{
    struct chunk *chunk = chunk_get(layout, at.chunk);
    const struct block *block = &chunk->document.blocks[at.block];
    const struct block_lines *lines = lines_of(layout, chunk, at.block);
    const struct rich_text *rich = lines->composed ? lines->composed : &block->rich;

    return rich->run_count ? rich_text_source(rich, lines->lines[at.line].start) : block->source;
}

/* The last of the blocks that begins at or before `position`. */
static size_t block_at(const struct chunk *chunk, int64_t position)
{
    size_t low = 0, high = chunk->document.block_count;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (chunk->document.blocks[middle].source <= position)
            low = middle;
        else
            high = middle;
    }
    return low;
}

struct layout_at layout_find(struct layout *layout, int64_t position)
{
    int64_t bytes = body_bytes(layout->body);
    size_t index = position < 0        ? 0
                   : position >= bytes ? footer_index(layout)
                                       : body_chunk_at(layout->body, position) + 1;
    struct chunk *chunk = chunk_get(layout, index);
    const struct block_lines *lines;
    const struct rich_text *rich;
    struct layout_at at = {0};
    size_t offset;

    if (!chunk || !chunk->document.block_count) {
        if (!last_up_to(layout, index, &at))
            first_from(layout, 0, &at);
        return at;
    }
    at = (struct layout_at){index, block_at(chunk, position), 0};
    lines = lines_of(layout, chunk, at.block);
    rich = lines->composed ? lines->composed : &chunk->document.blocks[at.block].rich;
    offset = rich->run_count ? rich_text_offset(rich, position) : 0;
    at.line = lines->blank_count;
    for (size_t i = at.line; i < lines->count && lines->lines[i].start <= offset; i++)
        if (lines->lines[i].kind == LINE_TEXT)
            at.line = i;
    return at;
}

bool layout_before(struct layout_at a, struct layout_at b)
{
    if (a.chunk != b.chunk)
        return a.chunk < b.chunk;
    if (a.block != b.block)
        return a.block < b.block;
    return a.line < b.line;
}

void layout_free(struct layout *layout)
{
    if (!layout)
        return;
    for (size_t i = 0; i < CHUNK_CACHE; i++)
        if (layout->cache[i].in_use)
            chunk_drop(&layout->cache[i]);
    line_pieces_free(&layout->pieces);
    free(layout);
}
