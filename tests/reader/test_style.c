/* A change of style while an article is open keeps the words at the top. */

#include "base/diag.h"
#include "reader/reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define BULLETIN "tests/program/bulletin"

struct desk {
    struct edition edition;
    struct diags diags;
    struct marks marks;
    struct reader reader;
};

static void open_desk(struct desk *desk, int cols, int lines)
{
    *desk = (struct desk){0};
    assert_true(edition_load(&desk->edition, BULLETIN, &desk->diags));
    edition_show(&desk->edition, &(struct edition_filter){0});
    reader_init(&desk->reader, &desk->edition, &desk->marks,
                (struct reader_options){.measure_cols = 80});
    reader_resize(&desk->reader, cols, lines);
}

static void close_desk(struct desk *desk)
{
    reader_free(&desk->reader);
    marks_free(&desk->marks);
    edition_free(&desk->edition);
    diags_free(&desk->diags);
}

static void set_style(struct reader *reader, struct layout_style style)
{
    reader->options.style = style;
    reading_set_style(&reader->reading, style);
    reader_resize(reader, reader->cols, reader->lines);
}

/* Checks that the line at the top contains the reader's position. */
static void assert_at_place(const struct reader *reader, int64_t position)
{
    const struct reading *reading = &reader->reading;
    struct layout_at first, wanted;

    assert_true(reading->position == position);
    layout_first(reading->layout, &first);
    wanted = position == INT64_MIN ? first : layout_find(reading->layout, position);
    assert_false(layout_before(wanted, reading->top) || layout_before(reading->top, wanted));
}

static void test_place_is_kept(void **state)
{
    static const int SIZES[][2] = {{80, 24}, {40, 12}, {160, 50}};
    struct layout_style normal = {0}, large = {.large = true};

    (void)state;
    for (size_t size = 0; size < sizeof(SIZES) / sizeof(*SIZES); size++) {
        for (reader_key number = '1'; number <= '7'; number++) {
            struct desk desk;
            struct reader *reader = &desk.reader;
            int lines = SIZES[size][1];

            open_desk(&desk, SIZES[size][0], lines);
            reader_key_press(reader, number);
            for (int line = 0; line < 30; line++) {
                int64_t position = reader->reading.position;
                int cols = reader->panes.text.cols;

                set_style(reader, large);
                assert_true(reader->options.style.large && reader->reading.options.style.large);
                assert_true(reader->panes.text.cols <= cols);
                assert_at_place(reader, position);
                set_style(reader, normal);
                assert_int_equal(reader->panes.text.cols, cols);
                assert_at_place(reader, position);
                reader_set_wide(reader, true);
                assert_true(reader->reading.options.style.text.ambiguous_wide);
                assert_at_place(reader, position);
                reader_set_wide(reader, false);
                assert_at_place(reader, position);
                reader_key_press(reader, 'j');
            }
            close_desk(&desk);
        }
    }
}

/* A change of style in the list, with no article open, does nothing. */
static void test_nothing_open(void **state)
{
    struct desk desk;

    (void)state;
    open_desk(&desk, 80, 24);
    reader_key_press(&desk.reader, 'g');
    set_style(&desk.reader, (struct layout_style){.large = true});
    assert_false(reader_is_reading(&desk.reader));
    close_desk(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_place_is_kept),
        cmocka_unit_test(test_nothing_open),
    };

    return cmocka_run_group_tests_name("style", tests, NULL, NULL);
}
