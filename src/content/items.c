#include "items.h"

#include "base/alloc.h"
#include "numbering.h"
#include "rich_cut.h"
#include "text/grapheme.h"

#include <stdlib.h>

enum {
    LEAST_COLS = 4,
    MAX_LEVELS = 32, /* of nested lists; deeper lines are text */
};

static const size_t NONE = SIZE_MAX;

/* A line that begins with a number. */
struct item_line {
    size_t block;      /* index of its paragraph */
    size_t start;      /* beginning of the line in the paragraph's text */
    size_t marker;     /* beginning of its number */
    size_t text_start; /* beginning of its text, after the number and spaces */
    struct numbering numbering;
    bool is_item;
    size_t parent; /* the line whose item it is in, or NONE */
    size_t home;   /* the block whose CommonMark lists it is in */
    int depth;     /* the number of such items around it, with itself */
    int cols;      /* of the markers of those items */
};

int items_cols(struct str marker)
{
    int cols = marker_cols(marker, true);

    return cols > LEAST_COLS ? cols : LEAST_COLS;
}

/* Returns the offset after the spaces and newlines at `at`. */
static size_t skip_spaces(struct str text, size_t at)
{
    while (at < text.bytes) {
        size_t bytes = grapheme_next(text.p + at, text.bytes - at, false).bytes;
        struct str cluster = {text.p + at, bytes};

        if (!str_eq(cluster, str_of(" ")) && !str_eq(cluster, str_of("\n")) &&
            !str_eq(cluster, str_of("\u3000")))
            break;
        at += bytes;
    }
    return at;
}

/* Returns whether the marker is the same in the source as in the text: 1\. is not a marker. */
static bool is_as_written(const struct rich_text *rich, const struct item_line *line,
                          const struct rich_builder *builder)
{
    size_t at = (size_t)(rich_text_source(rich, line->marker) - builder->base);
    size_t bytes = line->numbering.bytes;
    struct str written = builder->source->text;

    return at <= written.bytes && bytes <= written.bytes - at &&
           memcmp(written.p + at, rich->text.p + line->marker, bytes) == 0;
}

/* Returns whether the marker can be taken out of the text: it is neither code nor all of a link's
 * text. Spans before *span end before the line. */
static bool is_plain(const struct rich_text *rich, const struct item_line *line, size_t *span)
{
    while (*span < rich->span_count && rich->spans[*span].end <= line->marker)
        ++*span;
    for (size_t i = *span; i < rich->span_count && rich->spans[i].start < line->text_start; i++) {
        const struct span *over = &rich->spans[i];

        if ((over->styles & SPAN_CODE) ||
            ((over->styles & SPAN_LINK) && over->end <= line->text_start))
            return false;
    }
    return true;
}

void items_note(struct items *items, size_t block, const struct rich_text *rich,
                const struct rich_builder *builder)
{
    size_t start = 0, span = 0;

    for (size_t i = 0; i <= builder->line_count; i++) {
        size_t end = i < builder->line_count ? builder->lines[i] : rich->text.bytes;
        struct item_line line = {.block = block, .start = start, .parent = NONE};

        line.marker = skip_spaces((struct str){rich->text.p, end}, start);
        start = end;
        if (!numbering_read((struct str){rich->text.p + line.marker, end - line.marker},
                            &line.numbering))
            continue;
        line.text_start = skip_spaces(rich->text, line.marker + line.numbering.bytes);
        if (!is_as_written(rich, &line, builder) || !is_plain(rich, &line, &span))
            continue;
        MEM_GROW(items->lines, items->cap, items->count + 1);
        items->lines[items->count++] = line;
    }
}

bool items_within(const struct items *items, size_t from)
{
    for (; from < items->count; from++)
        if (items->lines[from].start > 0)
            return true;
    return false;
}

/* State of going through the blocks and the lines noted in them. */
struct pass {
    struct item_line *lines;
    size_t line_count;
    struct block *blocks;
    size_t block_count;
    struct arena *arena;
    size_t levels[MAX_LEVELS]; /* the last line of each open list */
    size_t level_count;
    size_t *parents; /* of each block: the line whose item it is in, or NONE */
    size_t home;     /* the block whose CommonMark lists the next line is in */
    size_t item_count;
};

/* Returns the number of CommonMark lists around a level. */
static int home_depth(const struct pass *pass, size_t level)
{
    return pass->blocks[pass->lines[pass->levels[level]].home].list_depth;
}

/* Returns the innermost item around CommonMark lists of this depth, or NONE. */
static size_t item_around(const struct pass *pass, int list_depth)
{
    for (size_t level = pass->level_count; level-- > 0;)
        if (home_depth(pass, level) < list_depth)
            return pass->levels[level];
    return NONE;
}

/* Closes the lists that the block is not in and, unless it goes on with them, those next to it. */
static void close_levels(struct pass *pass, const struct block *block, bool goes_on)
{
    for (; pass->level_count; pass->level_count--) {
        size_t top = pass->level_count - 1;
        int depth = home_depth(pass, top);
        const struct block *home = &pass->blocks[pass->lines[pass->levels[top]].home];

        if (home->quote_depth == block->quote_depth &&
            (depth < block->list_depth || (goes_on && depth == block->list_depth)))
            return;
    }
}

/* Returns the open list that a line continues or restarts, or level_count if there is none. A line
 * within a paragraph may also continue a list outside of its CommonMark lists: it is in those only
 * by CommonMark's rule of lazy continuation lines. */
static size_t find_level(const struct pass *pass, const struct item_line *line)
{
    int depth = pass->blocks[pass->home].list_depth;

    for (size_t level = pass->level_count; level-- > 0;) {
        const struct numbering *last = &pass->lines[pass->levels[level]].numbering;
        bool next = line->numbering.number == last->number + 1;

        if (line->numbering.style == last->style &&
            (home_depth(pass, level) == depth || (line->start > 0 && next)))
            return level;
    }
    return pass->level_count;
}

static void place_line(struct pass *pass, size_t index)
{
    struct item_line *line = &pass->lines[index];
    size_t level = find_level(pass, line);
    int list_depth = pass->blocks[pass->home].list_depth;

    if (level == MAX_LEVELS)
        return;
    if (level < pass->level_count) {
        struct item_line *last = &pass->lines[pass->levels[level]];

        if (last->numbering.number + 1 == line->numbering.number)
            last->is_item = line->is_item = true;
        line->parent = last->parent;
        pass->home = last->home;
    } else if (line->numbering.number == 1 && level > 0) {
        line->parent = pass->levels[level - 1];
    } else {
        line->parent = item_around(pass, list_depth);
    }
    line->is_item = line->is_item || line->numbering.alone;
    line->home = pass->home;
    pass->levels[level] = index;
    pass->level_count = level + 1;
}

static struct str item_marker(const struct pass *pass, const struct item_line *line)
{
    const struct str text = pass->blocks[line->block].rich.text;

    return (struct str){text.p + line->marker, line->numbering.bytes};
}

/* Decides which of the lines are items, and finds the items around lines and blocks. */
static void find_items(struct pass *pass)
{
    size_t next = 0;

    for (size_t i = 0; i < pass->block_count; i++) {
        struct block *block = &pass->blocks[i];
        bool begins =
            next < pass->line_count && pass->lines[next].block == i && pass->lines[next].start == 0;

        close_levels(pass, block, begins && !block->marker.bytes);
        pass->parents[i] = item_around(pass, block->list_depth);
        pass->home = i;
        for (; next < pass->line_count && pass->lines[next].block == i; next++)
            place_line(pass, next);
    }
    for (size_t i = 0; i < pass->line_count; i++) {
        struct item_line *line = &pass->lines[i];

        if (line->parent != NONE) {
            line->depth = pass->lines[line->parent].depth;
            line->cols = pass->lines[line->parent].cols;
        }
        if (!line->is_item)
            continue;
        pass->item_count++;
        line->depth++;
        line->cols += items_cols(item_marker(pass, line));
    }
}

/* Puts a block into the item around it. */
static void indent_block(const struct pass *pass, struct block *block, size_t item)
{
    if (item == NONE)
        return;
    block->list_depth += pass->lines[item].depth;
    block->list_cols += pass->lines[item].cols;
}

/* Returns the first item in block `block` among the lines from `from` on, or line_count if there is
 * none. */
static size_t next_item(const struct pass *pass, size_t from, size_t block)
{
    while (from < pass->line_count && pass->lines[from].block <= block) {
        if (pass->lines[from].block == block && pass->lines[from].is_item)
            return from;
        from++;
    }
    return pass->line_count;
}

/* Makes an item's block from its part of the paragraph, from its line up to `end`. */
static struct block make_item(const struct pass *pass, size_t index, struct rich_cutter *cutter,
                              size_t end)
{
    const struct item_line *line = &pass->lines[index];
    struct block block = pass->blocks[line->block];
    const struct block *home = &pass->blocks[line->home];

    block.marker = item_marker(pass, line);
    block.list_depth = home->list_depth;
    block.list_cols = home->list_cols;
    block.tight = true;
    indent_block(pass, &block, index);
    block.source = rich_text_source(&block.rich, line->marker);
    block.rich =
        rich_cut(cutter, line->text_start < end ? line->text_start : end, end, pass->arena);
    if (block.rich.run_count)
        block.source = block.rich.runs[0].source;
    return block;
}

/* Returns the end of the text before a line, without the newline or the space between them. */
static size_t end_before(struct str text, size_t line_start)
{
    while (line_start && (text.p[line_start - 1] == ' ' || text.p[line_start - 1] == '\n'))
        line_start--;
    return line_start;
}

/* Writes the blocks that block `index` becomes to `out`, and returns their number. `item` is the
 * first item in it. */
static size_t cut_block(const struct pass *pass, size_t index, size_t item, struct block *out)
{
    struct block first = pass->blocks[index];
    const struct str text = first.rich.text;
    struct rich_cutter cutter = {.rich = &pass->blocks[index].rich};
    size_t count = 0;

    indent_block(pass, &first, pass->parents[index]);
    if (item < pass->line_count)
        first.rich = rich_cut(&cutter, 0, end_before(text, pass->lines[item].start), pass->arena);
    if (item == pass->line_count || first.rich.text.bytes || first.marker.bytes)
        out[count++] = first;
    while (item < pass->line_count) {
        size_t next = next_item(pass, item + 1, index), end = text.bytes;

        if (next < pass->line_count)
            end = end_before(text, pass->lines[next].start);
        out[count++] = make_item(pass, item, &cutter, end);
        item = next;
    }
    return count;
}

void items_resolve(struct items *items, struct arena *arena, struct block **blocks, size_t *count)
{
    struct pass pass = {.lines = items->lines,
                        .line_count = items->count,
                        .blocks = *blocks,
                        .block_count = *count,
                        .arena = arena};
    struct block *cut;
    size_t cut_count = 0, line = 0;

    if (!items->count)
        return;
    pass.parents = mem_zeroed(*count, sizeof(*pass.parents));
    find_items(&pass);
    if (pass.item_count) {
        cut = arena_alloc(arena, (*count + pass.item_count) * sizeof(*cut));
        for (size_t i = 0; i < *count; i++) {
            while (line < items->count && items->lines[line].block < i)
                line++;
            cut_count += cut_block(&pass, i, next_item(&pass, line, i), cut + cut_count);
        }
        *blocks = cut;
        *count = cut_count;
    }
    free(pass.parents);
}

void items_free(struct items *items)
{
    free(items->lines);
    *items = (struct items){0};
}
