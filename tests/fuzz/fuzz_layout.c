/* An article laid out at any width and with any settings: the same lines whether they are asked for
 * from the beginning or from any position, none wider than the measure, and nothing of the text is
 * lost. Four bytes choose the options and a position, the rest is the article's file. */

#include "base/alloc.h"
#include "fuzz/fuzz.h"
#include "layout/layout.h"
#include "text/character.h"
#include "text/grapheme.h"
#include "text/utf8.h"

#include <inttypes.h>
#include <stdlib.h>

enum {
    LEAST_COLS = 20, /* of a screen; a narrower measure may be exceeded by a marker or a box */
    MOST_STEPS = 60,
    CODE_POINT_BINS = 4096
};

/* All lines of an article. */
struct walked {
    struct layout_at *places;
    size_t count, cap;
};

static bool same_place(struct layout_at a, struct layout_at b)
{
    return !layout_before(a, b) && !layout_before(b, a);
}

static void add_line(struct buffer *out, struct layout *layout, struct layout_at at)
{
    struct layout_line line = layout_line(layout, at);

    buffer_addf(out, "%" PRId64 " %zu-%zu:", layout_position(layout, at), line.start, line.end);
    for (size_t i = 0; i < line.piece_count; i++)
        buffer_addf(out, " %d:%.*s", line.pieces[i].col, STR_FMT(line.pieces[i].text));
    buffer_add_char(out, '\n');
}

/* Aborts unless both layouts have the same line at a place. */
static void check_same_line(struct layout *one, struct layout *other, struct layout_at at)
{
    struct buffer a = {0}, b = {0};

    add_line(&a, one, at);
    add_line(&b, other, at);
    MUST(str_eq(buffer_str(&a), buffer_str(&b)));
    buffer_free(&a);
    buffer_free(&b);
}

static bool is_one_cluster(struct str text)
{
    return text.bytes && grapheme_next(text.p, text.bytes, false).bytes == text.bytes;
}

/* Aborts unless the pieces are in order, fit into the measure, and are the line's text. */
static void check_pieces(struct layout *layout, struct layout_at at,
                         const struct layout_options *options)
{
    struct layout_line line = layout_line(layout, at);
    struct str text = {0};
    size_t next = line.start;
    int col = 0;

    if (line.end > line.start) /* a text without bytes has no pointer to add to */
        text = (struct str){line.rich->text.p + line.start, line.end - line.start};
    for (size_t i = 0; i < line.piece_count; i++) {
        const struct layout_piece *piece = &line.pieces[i];

        MUST(piece->text.bytes && piece->col >= col);
        fuzz_check_clean(piece->text);
        col = piece->col + text_cols(piece->text, options->style.text.ambiguous_wide);
        if (piece->start == LAYOUT_DECORATION)
            continue;
        MUST(piece->start == next);
        MUST(piece->text.p == line.rich->text.p + next);
        next += piece->text.bytes;
    }
    MUST(next == line.end);
    MUST(options->cols < LEAST_COLS || col <= options->cols || is_one_cluster(text));
}

static void check_only_spaces(struct str text, size_t start, size_t end)
{
    MUST(start <= end && end <= text.bytes);
    while (start < end) {
        char32_t cp;

        start += utf8_decode(text.p + start, end - start, &cp);
        MUST(character_is_space(cp));
    }
}

/* Adds `by` for each code point of the text but spaces. */
static void count_code_points(int *bins, struct str text, int by)
{
    for (size_t at = 0; at < text.bytes;) {
        char32_t cp;

        at += utf8_decode(text.p + at, text.bytes - at, &cp);
        if (!character_is_space(cp))
            bins[cp % CODE_POINT_BINS] += by;
    }
}

/* Aborts unless the text that a table is set as has all code points of its cells. */
static void check_table(const struct table *table, struct str set)
{
    static int bins[CODE_POINT_BINS];

    memset(bins, 0, sizeof(bins));
    for (size_t i = 0; i < table->column_count * table->row_count; i++)
        count_code_points(bins, table->cells[i].text, 1);
    count_code_points(bins, set, -1);
    for (int i = 0; i < CODE_POINT_BINS; i++)
        MUST(bins[i] <= 0);
}

/* Aborts unless the lines of the block that begins with line `first` have all of its text but
 * spaces. Returns the line after them. */
static size_t check_block(const struct walked *walked, struct layout *layout, size_t first)
{
    struct layout_at begin = walked->places[first];
    struct layout_line line = layout_line(layout, begin);
    size_t i = first, end = 0;

    if (line.block->table)
        check_table(line.block->table, line.rich->text);
    for (; i < walked->count; i++) {
        struct layout_at at = walked->places[i];

        if (at.part != begin.part || at.block != begin.block)
            break;
        line = layout_line(layout, at);
        if (line.start == line.end)
            continue;
        check_only_spaces(line.rich->text, end, line.start);
        end = line.end;
    }
    check_only_spaces(line.rich->text, end, line.rich->text.bytes);
    return i;
}

/* Aborts unless the position of a line ascends and, of a line with text, leads back to it, or to
 * the last line that has the same position. */
static void check_position(struct layout *layout, struct layout_at at, int64_t *before)
{
    struct layout_line line = layout_line(layout, at);
    int64_t position = layout_position(layout, at);
    struct layout_at found;

    MUST(position >= *before);
    *before = position;
    if (line.end == line.start || line.block->kind == BLOCK_TABLE)
        return;
    found = layout_find(layout, position);
    MUST(!layout_before(found, at) && layout_position(layout, found) == position);
    if (!layout_next(layout, &found) || layout_position(layout, found) > position)
        return;
    line = layout_line(layout, found);
    MUST(line.end == line.start || line.block->kind == BLOCK_TABLE);
}

static void walk(struct walked *walked, struct layout *layout, const struct layout_options *options)
{
    struct layout_at at, end;
    int64_t position = INT64_MIN;

    for (bool more = layout_first(layout, &at); more; more = layout_next(layout, &at)) {
        MUST(!walked->count || layout_before(walked->places[walked->count - 1], at));
        MEM_GROW(walked->places, walked->cap, walked->count + 1);
        walked->places[walked->count++] = at;
        check_pieces(layout, at, options);
        check_position(layout, at, &position);
    }
    if (!walked->count)
        return;
    MUST(layout_last(layout, &end) && same_place(end, walked->places[walked->count - 1]));
    for (size_t i = 0; i < walked->count;)
        i = check_block(walked, layout, i);
}

/* Asks a fresh layout for the line at a position and those around it. */
static void check_from(const struct walked *walked, struct layout *whole, struct layout *fresh,
                       int64_t position)
{
    struct layout_at found = layout_find(fresh, position), at = found;
    size_t index = 0, i;

    MUST(same_place(found, layout_find(whole, position)));
    while (index < walked->count && !same_place(walked->places[index], found))
        index++;
    MUST(index < walked->count);
    i = index;
    for (size_t steps = 0; steps < MOST_STEPS; steps++, i++) {
        MUST(same_place(at, walked->places[i]));
        check_same_line(whole, fresh, at);
        if (!layout_next(fresh, &at))
            break;
    }
    MUST(i + 1 <= walked->count);
    at = found;
    for (size_t steps = 0; steps < MOST_STEPS && layout_prev(fresh, &at); steps++) {
        MUST(index > 0 && same_place(at, walked->places[--index]));
        check_same_line(whole, fresh, at);
    }
}

static void check_article(const struct article *article, const struct body *body,
                          const struct layout_options *options, unsigned place)
{
    struct layout *whole = layout_new(article, body, *options);
    struct layout *fresh = layout_new(article, body, *options);
    struct walked walked = {0};
    int64_t bytes = body_bytes(body);

    walk(&walked, whole, options);
    if (walked.count) {
        check_from(&walked, whole, fresh, bytes * place / 255);
        check_from(&walked, whole, fresh, place % 2 ? bytes + place : -(int64_t)place - 1);
    }
    free(walked.places);
    layout_free(whole);
    layout_free(fresh);
}

/* Reads the options off the input. */
static struct layout_options take_options(struct str *input)
{
    int cols = (int)fuzz_take_byte(input) + 1;
    unsigned flags = fuzz_take_byte(input), kinsoku = fuzz_take_byte(input);

    return (struct layout_options){
        .cols = cols,
        .style = {.text = {.kinsoku = (enum kinsoku_level)(kinsoku % (KINSOKU_LOOSE + 1)),
                           .ambiguous_wide = flags & 1,
                           .hang = flags & 2,
                           .spacing = flags & 4},
                  .justify = flags & 8,
                  .large = flags & 16,
                  .borders = flags & 32 ? BORDERS_ASCII : BORDERS_LINE},
        .next_title = str_of(flags & 64 ? "下一篇" : "")};
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str input = fuzz_copy(data, size), file = input;
    struct layout_options options = take_options(&file);
    unsigned place = fuzz_take_byte(&file);
    struct article article = {0};
    struct arena arena = {0};
    struct diags diags = {0};
    struct body *body;

    article.path = str_of(fuzz_file(file));
    article_read_header(&article, &arena, "fuzz.md", file.p, file.bytes, &diags);
    body = body_open(&article, &diags);
    MUST(body);
    check_article(&article, body, &options, place);
    body_close(body);
    diags_free(&diags);
    arena_free(&arena);
    free((char *)input.p);
    return 0;
}
