#include "reader/reading.h"

#include "bulletin.h"
#include "search/search.h"

#include <stdlib.h>

enum { COLS = 40, LINES = 10, PARAGRAPHS = 200 };

/* Articles: a short one, a long one of numbered paragraphs, one with headings, some of which fall
 * at the bottom of a page, and two of tables whose rows take several lines. */
struct desk {
    struct bulletin bulletin;
    struct reading reading;
    struct buffer message;
};

static void write_table(struct buffer *out, int columns)
{
    buffer_add_text(out, "表前一行。\n\n");
    for (int row = -2; row < 20; row++) {
        for (int column = 0; column < columns; column++)
            buffer_add_text(out, row == -2   ? "| 栏 "
                                 : row == -1 ? "|---"
                                 : column    ? "| 十二月一日上午九点 "
                                             : "| 始于三号院 ");
        buffer_add_text(out, "|\n");
    }
}

static int set_up(void **state)
{
    struct desk *desk = calloc(1, sizeof(*desk));
    struct buffer body = {0};

    desk->bulletin = bulletin_new();
    bulletin_put(&desk->bulletin, "short", "title: 短\n", "只有一行。\n");
    bulletin_write_paragraphs(&body, PARAGRAPHS);
    bulletin_put(&desk->bulletin, "long", "title: 长\n", buffer_c_str(&body));
    buffer_free(&body);
    for (int i = 0; i < 40; i++)
        buffer_addf(&body, "## 小节 %d\n\n一行。\n\n%s", i, i % 3 ? "" : "又一行。\n\n");
    bulletin_put(&desk->bulletin, "headings", "title: 节\n", buffer_c_str(&body));
    buffer_free(&body);
    write_table(&body, 3);
    bulletin_put(&desk->bulletin, "columns", "title: 表\n", buffer_c_str(&body));
    buffer_free(&body);
    write_table(&body, 12);
    bulletin_put(&desk->bulletin, "list", "title: 单\n", buffer_c_str(&body));
    buffer_free(&body);
    bulletin_load(&desk->bulletin);
    reading_resize(&desk->reading, COLS, LINES);
    *state = desk;
    return 0;
}

static int tear_down(void **state)
{
    struct desk *desk = *state;

    reading_close(&desk->reading);
    buffer_free(&desk->message);
    bulletin_free(&desk->bulletin);
    free(desk);
    return 0;
}

static struct reading *open_at(struct desk *desk, const char *id, int64_t position)
{
    assert_true(
        reading_open(&desk->reading, &desk->bulletin.edition, bulletin_find(&desk->bulletin, id),
                     (struct mark_place){.position = position}, (struct str){0}, &desk->message));
    return &desk->reading;
}

/* Writes the lines in view, each with a newline. */
static void write_view(const struct reading *reading, struct buffer *out)
{
    struct layout_at at = reading->top;
    int lines = reading_lines_in_view(reading);

    buffer_clear(out);
    for (int i = 0; i < lines; i++) {
        struct layout_line line = layout_line(reading->layout, at);

        for (size_t piece = 0; piece < line.piece_count; piece++)
            buffer_add_str(out, line.pieces[piece].text);
        buffer_add_char(out, '\n');
        if (!layout_next(reading->layout, &at))
            break;
    }
}

static bool in_view(const struct reading *reading, const char *text)
{
    struct buffer view = {0};
    bool found;

    write_view(reading, &view);
    found = strstr(buffer_c_str(&view), text) != NULL;
    buffer_free(&view);
    return found;
}

static void it_opens_at_the_beginning_or_at_a_position(void **state)
{
    struct reading *reading = open_at(*state, "long", INT64_MIN);
    int64_t position;

    assert_true(reading_at_start(reading));
    assert_true(in_view(reading, "第 1 段"));
    reading_scroll(reading, 50);
    position = reading->position;
    open_at(*state, "short", INT64_MIN);
    open_at(*state, "long", position);
    assert_false(reading_at_start(reading));
    assert_int_equal(reading->position, position);
    assert_false(in_view(reading, "第 1 段"));
}

/* Whoever comes back sees all of an article that fits, else a full pane. */
static void the_pane_is_full_for_one_who_comes_back(void **state)
{
    struct desk *desk = *state;
    struct reading *reading = &desk->reading;

    open_at(desk, "short", 3);
    assert_true(reading_at_start(reading) && reading_at_end(reading));
    open_at(desk, "long", INT64_MAX);
    assert_true(reading_at_end(reading));
    assert_false(reading_scroll(reading, 1));
    assert_true(reading_scroll(reading, -1));
}

/* A page back ends with the line that was the first, with the line before it if that ends a
 * paragraph, or up to two lines after it if it would begin or end with a line by itself otherwise.
 */
static void a_page_back_overlaps_by_a_line(void **state)
{
    enum { PAGES = 8, MOST_MORE = 2 };
    struct reading *reading = open_at(*state, "long", INT64_MIN);
    int exact = 0;

    for (int page = 0; page < PAGES; page++) {
        struct layout_at first, last;
        int more = 0;

        assert_true(reading_scroll(reading, 37));
        first = reading->top;
        assert_true(reading_turn_page(reading, false));
        last = reading->top;
        for (int line = 1; line < reading_lines_in_view(reading); line++)
            layout_next(reading->layout, &last);
        if (layout_before(last, first))
            assert_true(layout_next(reading->layout, &last));
        assert_false(layout_before(last, first));
        for (; layout_before(first, last); more++)
            layout_next(reading->layout, &first);
        assert_in_range(more, 0, MOST_MORE);
        exact += more == 0;
        assert_false(layout_parts(reading->layout, reading->top));
    }
    assert_true(exact > 0);
}

static void what_cannot_be_read_is_told_and_the_one_before_stays(void **state)
{
    struct desk *desk = *state;
    struct reading *reading = open_at(desk, "short", INT64_MIN);
    size_t gone = bulletin_find(&desk->bulletin, "long");

    bulletin_remove(&desk->bulletin, "long");
    assert_false(reading_open(reading, &desk->bulletin.edition, gone,
                              (struct mark_place){.position = INT64_MIN}, (struct str){0},
                              &desk->message));
    assert_non_null(strstr(buffer_c_str(&desk->message), "/long.md: "));
    assert_true(reading_is_open(reading));
    assert_int_equal(reading->article, bulletin_find(&desk->bulletin, "short"));
}

static void a_closed_one_keeps_the_pane_and_nothing_else(void **state)
{
    struct reading *reading = open_at(*state, "long", INT64_MIN);

    reading_close(reading);
    assert_false(reading_is_open(reading));
    assert_int_equal(reading->options.cols, COLS);
    assert_int_equal(reading->lines, LINES);
    assert_false(reading_scroll(reading, 1));
    assert_false(reading_turn_page(reading, true));
    assert_false(reading_at_end(reading));
    reading_to_start(reading);
    reading_to_end(reading);
    assert_int_equal(reading_screens_left(reading), 0);
    assert_int_equal(reading_minutes_left(reading), 0);
}

static void the_position_survives_every_size(void **state)
{
    struct reading *reading = open_at(*state, "long", INT64_MIN);

    for (int step = 0; step < 5; step++) {
        int64_t position;

        reading_scroll(reading, 37);
        position = reading->position;
        for (int cols = 1; cols <= 120; cols += 7) {
            reading_resize(reading, cols, 1 + cols % 40);
            assert_int_equal(reading->position, position);
            assert_true(layout_position(reading->layout, reading->top) <= position);
        }
        reading_resize(reading, 0, 0); /* not shown */
        assert_null(reading->layout);
        reading_resize(reading, COLS, LINES);
        assert_int_equal(reading->position, position);
        assert_int_equal(layout_position(reading->layout, reading->top), position);
    }
}

static void the_position_survives_another_style(void **state)
{
    struct reading *reading = open_at(*state, "long", INT64_MIN);
    int64_t position;

    reading_scroll(reading, 100);
    position = reading->position;
    reading_set_style(reading, (struct layout_style){.large = true});
    assert_int_equal(reading->position, position);
    assert_int_equal(layout_position(reading->layout, reading->top), position);
}

static void the_next_title_stands_at_the_end(void **state)
{
    struct reading *reading = open_at(*state, "long", INT64_MIN);
    int64_t position;

    reading_scroll(reading, 20);
    position = reading->position;
    reading_set_next(reading, str_of("后一篇"));
    assert_int_equal(reading->position, position);
    reading_to_end(reading);
    assert_true(in_view(reading, "后一篇"));
}

static void scrolling_stops_at_the_ends(void **state)
{
    struct reading *reading = open_at(*state, "long", INT64_MIN);

    assert_false(reading_scroll(reading, -1));
    assert_true(reading_scroll(reading, 3));
    assert_true(reading_scroll(reading, -100));
    assert_true(reading_at_start(reading));
    assert_true(reading_scroll(reading, 1000000));
    assert_true(reading_at_end(reading));
    assert_true(in_view(reading, "第 200 段"));
    assert_false(reading_scroll(reading, 1));
    assert_true(reading_scroll(reading, -1));
    assert_false(reading_at_end(reading));
    open_at(*state, "short", INT64_MIN);
    assert_false(reading_scroll(reading, 1));
    assert_true(reading_at_start(reading) && reading_at_end(reading));
}

static void every_line_is_seen_page_by_page(void **state)
{
    static const char *const IDS[] = {"long", "headings", "columns", "list"};

    for (size_t i = 0; i < sizeof(IDS) / sizeof(*IDS); i++) {
        for (int lines = 1; lines < 15; lines += 3) {
            struct reading *reading = open_at(*state, IDS[i], INT64_MIN);
            struct layout_at seen; /* last line of the previous page */

            reading_resize(reading, COLS, lines);
            do {
                struct layout_at next;

                seen = reading->top;
                for (int line = 1; line < reading_lines_in_view(reading); line++)
                    layout_next(reading->layout, &seen);
                next = seen;
                if (!reading_turn_page(reading, true))
                    break;
                layout_next(reading->layout, &next);
                while (layout_is_blank(reading->layout, next))
                    layout_next(reading->layout, &next);
                if (layout_before(next, reading->top))
                    fail_msg("%s, %d lines: a line was passed over", IDS[i], lines);
            } while (true);
            assert_true(reading_at_end(reading));
        }
    }
}

static void a_page_neither_ends_in_a_heading_nor_begins_with_a_blank(void **state)
{
    struct reading *reading = open_at(*state, "headings", INT64_MIN);
    int pages = 0;

    do {
        struct layout_at at = reading->top;

        if (pages && !reading_at_end(reading)) /* the last page is a full screen */
            assert_false(layout_is_blank(reading->layout, at));
        for (int line = 1; line < reading_lines_in_view(reading); line++)
            layout_next(reading->layout, &at);
        assert_false(layout_line(reading->layout, at).block->kind == BLOCK_HEADING);
        pages++;
    } while (reading_turn_page(reading, true));
    assert_true(pages > 5);
    while (reading_turn_page(reading, false))
        pages--;
    assert_true(reading_at_start(reading));
}

/* Returns whether a line is not within a row of a table: it, or what stands before it, is blank or
 * no row. */
static bool parts_no_row(struct reading *reading, struct layout_at at)
{
    struct layout_line line;

    if (layout_is_blank(reading->layout, at) || !layout_prev(reading->layout, &at) ||
        layout_is_blank(reading->layout, at))
        return true;
    line = layout_line(reading->layout, at);
    return line.block->kind != BLOCK_TABLE || !line.rich->text.bytes ||
           memcmp(line.rich->text.p + line.start, "─", strlen("─")) == 0;
}

static void a_page_turn_parts_no_row_of_a_table(void **state)
{
    enum { LONGEST_ROW = 13 };
    static const char *const IDS[] = {"columns", "list"};

    for (int lines = LONGEST_ROW; lines < LONGEST_ROW + 4; lines++) {
        for (size_t i = 0; i < sizeof(IDS) / sizeof(*IDS); i++) {
            struct reading *reading = open_at(*state, IDS[i], INT64_MIN);
            int pages = 0;

            reading_resize(reading, COLS, lines);
            for (; reading_turn_page(reading, true) && !reading_at_end(reading); pages++) {
                assert_true(parts_no_row(reading, reading->top));
                assert_true(reading_lines_in_view(reading) > 1);
            }
            assert_true(pages > 2);
            while (reading_turn_page(reading, false))
                if (!reading_at_start(reading))
                    assert_true(parts_no_row(reading, reading->top));
        }
    }
}

static void a_screenful_is_cut_only_where_it_was_come_to_page_by_page(void **state)
{
    struct reading *reading = open_at(*state, "headings", INT64_MIN);
    bool cut = false;

    while (reading_turn_page(reading, true) && !cut)
        cut = reading_lines_in_view(reading) < LINES;
    assert_true(cut);
    reading_scroll(reading, -1);
    assert_int_equal(reading_lines_in_view(reading), LINES);
}

static void percent_and_screens_go_from_all_to_nothing(void **state)
{
    struct reading *reading = open_at(*state, "long", INT64_MIN);
    int before = -1;
    long screens = reading_screens_left(reading) + 1, estimate = screens - 1, turned = -1;

    do {
        turned++;
        assert_true(reading_percent(reading) >= before);
        before = reading_percent(reading);
        /* Far from the end the number is an estimate. */
        assert_true(screens > 30 || reading_screens_left(reading) == screens - 1);
        screens = reading_screens_left(reading);
    } while (reading_turn_page(reading, true));
    assert_int_equal(reading_percent(reading), 100);
    assert_int_equal(screens, 0);
    /* An estimate is within a fifth of the screens that there are. */
    assert_true(estimate > turned * 4 / 5 && estimate < turned * 6 / 5);
    reading_to_start(reading);
    assert_true(reading_percent(reading) < 5);
    open_at(*state, "short", INT64_MIN);
    assert_int_equal(reading_percent(reading), 100);
    assert_int_equal(reading_screens_left(reading), 0);
}

static void all_but_the_end_in_view_is_not_all(void **state)
{
    struct reading *reading = open_at(*state, "long", INT64_MIN);

    reading_set_next(reading, str_of("后一篇"));
    reading_to_end(reading);
    assert_int_equal(reading_percent(reading), 100);
    reading_scroll(reading, -1);
    assert_int_equal(reading_percent(reading), 99);
    assert_int_equal(reading_screens_left(reading), 1);
}

static void minutes_are_those_of_350_characters_each(void **state)
{
    struct desk *desk = *state;
    struct reading *reading = open_at(desk, "long", INT64_MIN);
    const struct article *article =
        edition_article(&desk->bulletin.edition, bulletin_find(&desk->bulletin, "long"));
    long all = (long)(article->stamp.bytes - article->body_start) / (350L * 3);
    long minutes = reading_minutes_left(reading);

    assert_in_range(minutes, all - 1, all);
    reading_to_end(reading);
    assert_int_equal(reading_minutes_left(reading), 0);
}

/* Returns the position of a word's first byte in the body. */
static int64_t find(struct desk *desk, const char *id, const char *word)
{
    size_t article = bulletin_find(&desk->bulletin, id);
    struct diags diags = {0};
    struct body *body = body_open(edition_article(&desk->bulletin.edition, article), &diags);
    struct query query = {0};
    int64_t found;

    assert_true(search_first(&query, str_of(word),
                             edition_article(&desk->bulletin.edition, article), body, &found));
    query_free(&query);
    body_close(body);
    return found;
}

static void a_match_is_brought_into_view_with_what_stands_before_it(void **state)
{
    struct desk *desk = *state;
    struct reading *reading = open_at(desk, "long", INT64_MIN);
    int64_t match = find(desk, "long", "100"), top;

    reading_show(reading, match);
    assert_true(in_view(reading, "第 100 段"));
    assert_true(in_view(reading, "第 99 段"));
    assert_int_equal(reading->match, match);
    top = reading->position;
    assert_true(top < match);
    reading_show(reading, find(desk, "long", "101")); /* in view already */
    assert_int_equal(reading->position, top);
    reading_show(reading, find(desk, "long", "200"));
    assert_true(reading_at_end(reading));
    reading_show(reading, find(desk, "long", "1"));
    assert_true(in_view(reading, "第 1 段"));
}

static void a_match_is_shown_once_there_is_a_pane(void **state)
{
    struct desk *desk = *state;
    struct reading *reading = &desk->reading;

    reading_resize(reading, 0, 0);
    open_at(desk, "long", INT64_MIN);
    reading_show(reading, find(desk, "long", "100"));
    reading_resize(reading, COLS, LINES);
    assert_true(in_view(reading, "第 100 段"));
    reading_to_start(reading);
    reading_resize(reading, COLS + 2, LINES); /* the match is not shown again */
    assert_true(reading_at_start(reading));
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(it_opens_at_the_beginning_or_at_a_position),
        TEST(the_pane_is_full_for_one_who_comes_back),
        TEST(a_page_back_overlaps_by_a_line),
        TEST(what_cannot_be_read_is_told_and_the_one_before_stays),
        TEST(a_closed_one_keeps_the_pane_and_nothing_else),
        TEST(the_position_survives_every_size),
        TEST(the_position_survives_another_style),
        TEST(the_next_title_stands_at_the_end),
        TEST(scrolling_stops_at_the_ends),
        TEST(every_line_is_seen_page_by_page),
        TEST(a_page_neither_ends_in_a_heading_nor_begins_with_a_blank),
        TEST(a_page_turn_parts_no_row_of_a_table),
        TEST(a_screenful_is_cut_only_where_it_was_come_to_page_by_page),
        TEST(percent_and_screens_go_from_all_to_nothing),
        TEST(all_but_the_end_in_view_is_not_all),
        TEST(minutes_are_those_of_350_characters_each),
        TEST(a_match_is_brought_into_view_with_what_stands_before_it),
        TEST(a_match_is_shown_once_there_is_a_pane),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
