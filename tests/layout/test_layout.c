/* Moving over an article's lines, and finding a position again. */

#include "base/alloc.h"
#include "content/edition.h"
#include "content/generate.h"
#include "layout/layout.h"
#include "scratch.h"

#include <inttypes.h>
#include <malloc.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define BULLETIN "tests/program/bulletin"

enum { LEAST_COLS = 20, MOST_COLS = 120, MOST_LINES = 20000 };

/* An open article of the test bulletin. */
struct opened {
    struct edition edition;
    struct diags diags;
    struct body *body;
    struct layout *layout;
};

static void open_in(struct opened *opened, const char *path, size_t article,
                    struct layout_options options)
{
    *opened = (struct opened){0};
    assert_true(edition_load(&opened->edition, path, &opened->diags));
    assert_true(article < opened->edition.article_count);
    opened->body = body_open(edition_article(&opened->edition, article), &opened->diags);
    assert_non_null(opened->body);
    options.next_title = str_of("下一篇的题目");
    opened->layout = layout_new(edition_article(&opened->edition, article), opened->body, options);
}

static void open_article(struct opened *opened, size_t article, int cols)
{
    open_in(opened, BULLETIN, article, (struct layout_options){.cols = cols});
}

static void close_article(struct opened *opened)
{
    layout_free(opened->layout);
    body_close(opened->body);
    edition_free(&opened->edition);
    diags_free(&opened->diags);
}

static bool same_place(struct layout_at a, struct layout_at b)
{
    return !layout_before(a, b) && !layout_before(b, a);
}

/* Moves forward over all lines and back again: the lines and both ends must be the same. */
static size_t walk(struct opened *opened, struct layout_at *places)
{
    struct layout_at at, end;
    size_t count = 0;

    assert_true(layout_first(opened->layout, &at));
    do {
        assert_true(count < MOST_LINES);
        if (count)
            assert_true(layout_before(places[count - 1], at));
        places[count++] = at;
    } while (layout_next(opened->layout, &at));
    assert_true(same_place(at, places[count - 1]));
    assert_true(layout_last(opened->layout, &end));
    assert_true(same_place(end, at));
    for (size_t i = count; i-- > 1;) {
        assert_true(layout_prev(opened->layout, &at));
        assert_true(same_place(at, places[i - 1]));
    }
    assert_false(layout_prev(opened->layout, &at));
    return count;
}

static void test_walks_both_ways(void **state)
{
    static struct layout_at places[MOST_LINES];
    size_t articles = 7;

    (void)state;
    for (size_t article = 0; article < articles; article++) {
        for (int cols = LEAST_COLS; cols <= MOST_COLS; cols += 7) {
            struct opened opened;

            open_article(&opened, article, cols);
            walk(&opened, places);
            close_article(&opened);
        }
    }
}

/* Checks that positions ascend and that each line with text is found by its position. */
static void check_positions(struct opened *opened)
{
    static struct layout_at places[MOST_LINES];
    int64_t before = INT64_MIN;
    size_t count = walk(opened, places);

    for (size_t i = 0; i < count; i++) {
        struct layout_line line = layout_line(opened->layout, places[i]);
        int64_t position = layout_position(opened->layout, places[i]);

        assert_true(position >= before);
        before = position;
        if (line.end > line.start && line.block->kind != BLOCK_TABLE)
            assert_true(same_place(layout_find(opened->layout, position), places[i]));
    }
}

static void test_positions(void **state)
{
    (void)state;
    for (size_t article = 0; article < 7; article++) {
        for (int cols = LEAST_COLS; cols <= MOST_COLS; cols += 11) {
            struct opened opened;

            open_article(&opened, article, cols);
            check_positions(&opened);
            close_article(&opened);
        }
    }
}

/* The text at the top stays there when the width changes: the line found at the new width contains
 * the position. */
static void test_position_survives_a_change_of_width(void **state)
{
    static struct layout_at places[MOST_LINES];

    (void)state;
    for (size_t article = 0; article < 7; article++) {
        struct opened narrow, wide;
        size_t count;

        open_article(&narrow, article, 38);
        open_article(&wide, article, 80);
        count = walk(&narrow, places);
        for (size_t i = 0; i < count; i++) {
            int64_t position = layout_position(narrow.layout, places[i]);
            struct layout_at at = layout_find(wide.layout, position), next = at;

            assert_true(layout_position(wide.layout, at) <= position);
            if (layout_next(wide.layout, &next) &&
                layout_position(wide.layout, next) > layout_position(wide.layout, at))
                assert_true(layout_position(wide.layout, next) > position ||
                            layout_line(wide.layout, at).rich->text.bytes == 0 ||
                            layout_line(wide.layout, at).block->kind == BLOCK_TABLE);
        }
        close_article(&narrow);
        close_article(&wide);
    }
}

/* Links are numbered, and listed at the end of the article. */
static void test_links(void **state)
{
    static const size_t sizes[] = {2000, 70 * 1024};
    static const int widths[] = {24, 40, 80};
    char *folder = scratch_new(), *path = scratch_path(folder, "links.md");

    (void)state;
    for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
        struct buffer text = {0};

        buffer_add_text(
            &text, "---\ntitle: 题\nlink: https://example.org/news/page.html\nnote: 附注\n---\n");
        for (int j = 0; text.bytes < sizes[i]; j++)
            buffer_addf(&text, "第%d处[这里](https://example.org/news/%d?year=2024&day=1)。\n\n", j,
                        j);
        scratch_write(path, text.data, text.bytes);
        for (size_t j = 0; j < sizeof(widths) / sizeof(*widths); j++) {
            struct opened opened;

            open_in(&opened, path, 0, (struct layout_options){.cols = widths[j]});
            check_positions(&opened);
            close_article(&opened);
        }
        buffer_free(&text);
    }
    free(path);
    scratch_free(folder);
}

/* The blocks at the end of an article are in order, with the links one below another. */
static void test_links_at_the_end(void **state)
{
    static const struct {
        const char *marker;
        const char *text;
        int col;
    } lines[] = {
        {"", "", 0},           {"原文", "/an/article", 5},
        {" [1]", "/one", 5},   {" [2]", "/two/three/", 5},
        {"", "four", 5},       {"", "", 0},
        {"", "说明：附注", 2},
    };
    char *folder = scratch_new(), *path = scratch_path(folder, "links.md");
    const char *text =
        "---\ntitle: 题\nlink: /an/article\nnote: 附注\n---\n[a](/one)[b](/two/three/four)\n";
    struct opened opened;
    struct layout_at at;

    (void)state;
    scratch_write(path, text, strlen(text));
    open_in(&opened, path, 0, (struct layout_options){.cols = 18});
    at = layout_find(opened.layout, body_bytes(opened.body));
    assert_true(layout_prev(opened.layout, &at));
    for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
        struct layout_line line = layout_line(opened.layout, at);
        const struct block *block = line.block;

        size_t pieces = 0;

        if (*lines[i].marker) {
            assert_int_equal(line.pieces[pieces].start, LAYOUT_DECORATION);
            assert_int_equal(line.pieces[pieces].col, 0);
            assert_true(str_eq(line.pieces[pieces++].text, str_of(lines[i].marker)));
        }
        if (*lines[i].text) {
            assert_int_equal(line.pieces[pieces].col, lines[i].col);
            assert_true(str_eq(line.pieces[pieces++].text, str_of(lines[i].text)));
        }
        assert_int_equal(line.piece_count, pieces);
        if (block->kind == BLOCK_LINK) {
            assert_int_equal(block->rich.span_count, 1);
            assert_int_equal(block->rich.spans[0].styles, SPAN_LINK);
            assert_int_equal(block->rich.spans[0].end, block->rich.text.bytes);
            assert_true(str_eq(block->rich.spans[0].target, block->rich.text));
        }
        assert_true(layout_next(opened.layout, &at));
    }
    close_article(&opened);
    free(path);
    scratch_free(folder);
}

/* Positions in the header are negative, those in the footer lie past the body's end. */
static void test_header_and_footer(void **state)
{
    struct opened opened;
    struct layout_at at;
    struct layout_line line;

    (void)state;
    open_article(&opened, 0, 40);
    assert_true(layout_first(opened.layout, &at));
    assert_true(layout_position(opened.layout, at) < 0);
    assert_true(layout_last(opened.layout, &at));
    line = layout_line(opened.layout, at);
    assert_int_equal(line.block->kind, BLOCK_NEXT);
    assert_true(layout_position(opened.layout, at) >= body_bytes(opened.body));
    assert_true(layout_prev(opened.layout, &at));
    assert_int_equal(layout_line(opened.layout, at).block->kind, BLOCK_RULE);
    close_article(&opened);
}

/* All lines of an article with their places, positions and pieces. */
struct walked {
    struct buffer lines;
    struct layout_at *places;
    size_t *starts; /* of each line in `lines`; starts[count] is the end */
    size_t count, place_cap, start_cap;
};

static void add_line(struct buffer *out, struct layout *layout, struct layout_at at)
{
    struct layout_line line = layout_line(layout, at);

    buffer_addf(out, "%d/%zu/%zu at %" PRId64 ", %zu to %zu:", (int)at.part, at.block, at.line,
                layout_position(layout, at), line.start, line.end);
    for (size_t i = 0; i < line.piece_count; i++)
        buffer_addf(out, " %d:%.*s", line.pieces[i].col, STR_FMT(line.pieces[i].text));
    buffer_add_char(out, '\n');
}

static void walk_all(struct walked *walked, struct layout *layout)
{
    struct layout_at at;

    *walked = (struct walked){0};
    for (bool more = layout_first(layout, &at); more; more = layout_next(layout, &at)) {
        size_t count = walked->count++;

        MEM_GROW(walked->places, walked->place_cap, count + 1);
        MEM_GROW(walked->starts, walked->start_cap, count + 2);
        walked->places[count] = at;
        walked->starts[count] = walked->lines.bytes;
        add_line(&walked->lines, layout, at);
        walked->starts[count + 1] = walked->lines.bytes;
    }
}

static void walked_free(struct walked *walked)
{
    buffer_free(&walked->lines);
    free(walked->places);
    free(walked->starts);
}

/* Returns the index of the line at `at`, which must exist. */
static size_t index_of(const struct walked *walked, struct layout_at at)
{
    size_t low = 0, high = walked->count;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (layout_before(at, walked->places[middle]))
            high = middle;
        else
            low = middle;
    }
    assert_true(same_place(walked->places[low], at));
    return low;
}

/* Checks that the line at `at` is the same as line `index` of the article's lines. */
static void check_same_line(const struct walked *walked, size_t index, struct layout *layout,
                            struct layout_at at, struct buffer *line)
{
    struct str wanted = {walked->lines.data + walked->starts[index],
                         walked->starts[index + 1] - walked->starts[index]};

    buffer_clear(line);
    add_line(line, layout, at);
    if (!str_eq(buffer_str(line), wanted))
        fail_msg("line %zu: %.*srather than %.*s", index, STR_FMT(buffer_str(line)),
                 STR_FMT(wanted));
}

/* Finds a position in a fresh layout and moves down and up from there, MOST_STEPS lines at most:
 * the lines and both ends must be those of the whole article. */
static void check_from(const struct walked *walked, struct layout *whole, struct layout *layout,
                       int64_t position)
{
    enum { MOST_STEPS = 300 };
    struct layout_at found = layout_find(layout, position), at = found;
    size_t index = index_of(walked, found), i = index, steps = 0;
    struct buffer line = {0};
    bool more = true;

    assert_true(same_place(found, layout_find(whole, position)));
    for (; more && steps < MOST_STEPS; steps++) {
        check_same_line(walked, i, layout, at, &line);
        more = layout_next(layout, &at);
        assert_true(more == (i + 1 < walked->count));
        i++;
    }
    at = found;
    more = layout_prev(layout, &at);
    for (i = index, steps = 0; steps < MOST_STEPS; steps++) {
        assert_true(more == (i > 0));
        if (!more)
            break;
        check_same_line(walked, --i, layout, at, &line);
        more = layout_prev(layout, &at);
    }
    buffer_free(&line);
}

static uint64_t next_random(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005U + 1442695040888963407U;
    return *seed >> 33;
}

/* Options for layouts. */
static const struct layout_options WAYS[] = {
    {.cols = 20},
    {.cols = 37},
    {.cols = 80, .style = {.text = {.hang = true, .spacing = true}, .justify = true}},
    {.cols = 40, .style = {.text = {.kinsoku = KINSOKU_STRICT, .ambiguous_wide = true}}},
    {.cols = 13, .style = {.borders = BORDERS_ASCII}},
    {.cols = 200, .style = {.justify = true}},
};

/* Checks fresh layouts, for each of the options, at random positions in the header, the body and
 * the footer. */
static void check_lazily(const char *path, size_t article, int positions, uint64_t *seed)
{
    enum { AROUND_BYTES = 100 };

    for (size_t way = 0; way < sizeof(WAYS) / sizeof(*WAYS); way++) {
        struct opened whole;
        struct walked walked;

        open_in(&whole, path, article, WAYS[way]);
        walk_all(&walked, whole.layout);
        for (int i = 0; i < positions; i++) {
            uint64_t range = (uint64_t)body_bytes(whole.body) + 2 * AROUND_BYTES;
            struct opened lazy;

            open_in(&lazy, path, article, WAYS[way]);
            check_from(&walked, whole.layout, lazy.layout,
                       (int64_t)(next_random(seed) % range) - AROUND_BYTES);
            close_article(&lazy);
        }
        walked_free(&walked);
        close_article(&whole);
    }
}

/* Writes an article of about `bytes` bytes into a new folder, which the caller removes. */
static char *generate_article(uint64_t seed, size_t bytes, bool crlf)
{
    char *folder = scratch_new(), *path = scratch_path(folder, "article.md");
    struct buffer text = {0};

    buffer_add_text(&text, "---\ntitle: 很长的一篇\nauthors: [甲, 乙]\nnote: 完\n---\n");
    generate_document(&text, seed, bytes, crlf);
    scratch_write(path, text.data, text.bytes);
    buffer_free(&text);
    free(path);
    return folder;
}

static void test_same_lines_from_any_point(void **state)
{
    enum { POSITIONS = 20, FEW_POSITIONS = 4, BYTES = 300 * 1024 };
    uint64_t seed = 300;

    (void)state;
    for (int crlf = 0; crlf < 2; crlf++) {
        char *folder = generate_article(seed, BYTES, crlf);

        check_lazily(folder, 0, POSITIONS, &seed);
        scratch_free(folder);
    }
    for (size_t article = 0; article < 7; article++)
        check_lazily(BULLETIN, article, FEW_POSITIONS, &seed);
}

/* Returns the bytes in use on the heap. */
static size_t heap_bytes(void)
{
    struct mallinfo2 info = mallinfo2();

    return info.uordblks + info.hblkhd;
}

/* The layout of a long article needs memory only for the screen in view, at any width and position,
 * and little more after all of it was in view. The exception is an array of a pointer per block,
 * whose pages stay untouched until their blocks are laid out. */
static void test_costs_a_screen(void **state)
{
    enum { BYTES = 4 * 1000 * 1000, LINES = 50, SCREEN_BYTES = 1 << 20, ALL_BYTES = 2 << 20 };
    static const int widths[] = {79, 40, 20, 200};
    struct opened opened;
    struct layout_at at;
    size_t before, pointers;
    char *folder = generate_article(1, BYTES, false);

    (void)state;
    open_in(&opened, folder, 0, (struct layout_options){.cols = 80});
    pointers = body_document(opened.body)->block_count * sizeof(void *);
    layout_free(opened.layout);
    before = heap_bytes();
    for (size_t i = 0; i < sizeof(widths) / sizeof(*widths); i++) {
        opened.layout = layout_new(edition_article(&opened.edition, 0), opened.body,
                                   (struct layout_options){.cols = widths[i]});
        at = layout_find(opened.layout, body_bytes(opened.body) / 2);
        for (int line = 0; line < LINES; line++) {
            assert_true(layout_line(opened.layout, at).rich != NULL);
            assert_true(layout_next(opened.layout, &at));
        }
        if (heap_bytes() - before > pointers + SCREEN_BYTES)
            fail_msg("%d columns: %zu bytes for a screen", widths[i], heap_bytes() - before);
        layout_first(opened.layout, &at);
        while (layout_next(opened.layout, &at))
            continue;
        if (heap_bytes() - before > pointers + ALL_BYTES)
            fail_msg("%d columns: %zu bytes for all", widths[i], heap_bytes() - before);
        if (i + 1 < sizeof(widths) / sizeof(*widths))
            layout_free(opened.layout);
    }
    close_article(&opened);
    scratch_free(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_walks_both_ways),
        cmocka_unit_test(test_positions),
        cmocka_unit_test(test_position_survives_a_change_of_width),
        cmocka_unit_test(test_links),
        cmocka_unit_test(test_links_at_the_end),
        cmocka_unit_test(test_header_and_footer),
        cmocka_unit_test(test_same_lines_from_any_point),
        cmocka_unit_test(test_costs_a_screen),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
