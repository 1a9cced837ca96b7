/* Walking over the lines of an article, and finding one's place in it again. */

#include "content/edition.h"
#include "layout/layout.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define BULLETIN "tests/program/bulletin"

enum { LEAST_COLS = 20, MOST_COLS = 120, MOST_LINES = 5000 };

/* An article of the bulletin, open. */
struct opened {
    struct edition edition;
    struct diags diags;
    struct body *body;
    struct layout *layout;
};

static void open_article(struct opened *opened, size_t article, int cols)
{
    *opened = (struct opened){0};
    assert_true(edition_load(&opened->edition, BULLETIN, &opened->diags));
    assert_true(article < opened->edition.article_count);
    opened->body = body_open(&opened->edition.articles[article], &opened->diags);
    assert_non_null(opened->body);
    opened->layout =
        layout_new(&opened->edition.articles[article], opened->body,
                   (struct layout_options){.cols = cols, .next_title = str_of("下一篇的题目")});
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

/* Forward over all lines and back again: the same places, and the ends where they belong. */
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

/* A line with text is found by its position, and positions ascend. */
static void test_positions(void **state)
{
    static struct layout_at places[MOST_LINES];

    (void)state;
    for (size_t article = 0; article < 7; article++) {
        for (int cols = LEAST_COLS; cols <= MOST_COLS; cols += 11) {
            struct opened opened;
            int64_t before = INT64_MIN;
            size_t count;

            open_article(&opened, article, cols);
            count = walk(&opened, places);
            for (size_t i = 0; i < count; i++) {
                struct layout_line line = layout_line(opened.layout, places[i]);
                int64_t position = layout_position(opened.layout, places[i]);

                assert_true(position >= before);
                before = position;
                if (line.end > line.start && line.block->kind != BLOCK_TABLE)
                    assert_true(same_place(layout_find(opened.layout, position), places[i]));
            }
            close_article(&opened);
        }
    }
}

/* What is at the top stays there when the width changes: the line found at the new width holds the
 * position. */
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

/* The header's positions are negative, the footer's past the body's end. */
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_walks_both_ways),
        cmocka_unit_test(test_positions),
        cmocka_unit_test(test_position_survives_a_change_of_width),
        cmocka_unit_test(test_header_and_footer),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
