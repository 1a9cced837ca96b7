/* A block that is out of all proportion becomes several, of which nothing is missing. */

#include "base/bounds.h"
#include "base/buffer.h"
#include "content/document.h"
#include "text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { REPEATS = 60000 };

/* Writes `head`, then `unit` REPEATS times, and parses it. */
static void parse(struct document *document, struct buffer *text, const char *head,
                  const char *unit)
{
    buffer_add_text(text, head);
    for (int i = 0; i < REPEATS; i++)
        buffer_add_text(text, unit);
    document_parse(document, text->data, text->bytes, 0, LINKS_PLAIN);
}

static void expect_ascending(const struct rich_text *rich, int64_t *position)
{
    assert_true(rich->text.bytes > 0 && rich->run_count > 0);
    assert_int_equal(rich->runs[0].text, 0);
    assert_int_equal(utf8_valid_prefix(rich->text.p, rich->text.bytes), rich->text.bytes);
    for (size_t i = 0; i < rich->run_count; i++) {
        assert_true(rich->runs[i].source >= *position);
        *position = rich->runs[i].source;
    }
}

/* Expects pieces of a bounded length that are `joiner` apart and have all of `text`. */
static void expect_pieces(const struct document *document, struct str text, const char *joiner)
{
    struct buffer whole = {0};
    int64_t position = 0;

    assert_true(document->block_count > 1);
    for (size_t i = 0; i < document->block_count; i++) {
        const struct block *block = &document->blocks[i];

        assert_int_equal(block->continues, i > 0);
        assert_true(block->rich.text.bytes <= BLOCK_MOST_BYTES);
        assert_int_equal(block->source, rich_text_source(&block->rich, 0));
        expect_ascending(&block->rich, &position);
        if (i > 0)
            buffer_add_text(&whole, joiner);
        buffer_add_str(&whole, block->rich.text);
    }
    assert_true(str_eq(buffer_str(&whole), text));
    buffer_free(&whole);
}

static void paragraphs(void **state)
{
    static const struct {
        const char *what, *unit;
        size_t least_bytes; /* of all pieces but the last: what the cut leaves of a piece's room */
    } kinds[] = {
        {"Han with stops", "公报，公报。", BLOCK_MOST_BYTES - 40},
        {"digits", "1234567890", BLOCK_MOST_BYTES - 4},
        {"marks on one base", "\u0301", BLOCK_MOST_BYTES - 4},
        {"flags", "\U0001F1E8\U0001F1F3", BLOCK_MOST_BYTES - 8},
        {"families", "\U0001F468\u200D\U0001F469 ", BLOCK_MOST_BYTES - 20},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
        struct document document;
        struct buffer text = {0};

        parse(&document, &text, "首", kinds[i].unit);
        while (text.data[text.bytes - 1] == ' ')
            text.bytes--;
        expect_pieces(&document, buffer_str(&text), "");
        for (size_t block = 0; block + 1 < document.block_count; block++)
            if (document.blocks[block].rich.text.bytes < kinds[i].least_bytes)
                fail_msg("%s: piece %zu has %zu bytes", kinds[i].what, block,
                         document.blocks[block].rich.text.bytes);
        document_free(&document);
        buffer_free(&text);
    }
}

/* A line is cut where the author ended it, and a flag is not cut in two. */
static void cuts(void **state)
{
    struct document document;
    struct buffer text = {0};

    (void)state;
    parse(&document, &text, "```\n", "一行\n");
    expect_pieces(&document,
                  (struct str){text.data + strlen("```\n"), text.bytes - strlen("```\n\n")}, "\n");
    for (size_t i = 0; i < document.block_count; i++) {
        assert_int_equal(document.blocks[i].kind, BLOCK_CODE);
        assert_memory_equal(document.blocks[i].rich.text.p, "一行", strlen("一行"));
    }
    document_free(&document);
    buffer_clear(&text);
    parse(&document, &text, "", "\U0001F1E8\U0001F1F3");
    for (size_t i = 0; i < document.block_count; i++)
        assert_memory_equal(document.blocks[i].rich.text.p, "\U0001F1E8", strlen("\U0001F1E8"));
    document_free(&document);
    buffer_free(&text);
}

static void a_marker_and_styles(void **state)
{
    struct document document;
    struct buffer text = {0};

    (void)state;
    parse(&document, &text, "- **", "公报");
    document_free(&document);
    buffer_add_text(&text, "**");
    document_parse(&document, text.data, text.bytes, 0, LINKS_PLAIN);
    assert_true(document.block_count > 1);
    for (size_t i = 0; i < document.block_count; i++) {
        const struct block *block = &document.blocks[i];

        assert_int_equal(block->marker.bytes > 0, i == 0);
        assert_int_equal(block->list_depth, 1);
        assert_int_equal(block->rich.span_count, 1);
        assert_int_equal(block->rich.spans[0].start, 0);
        assert_int_equal(block->rich.spans[0].end, block->rich.text.bytes);
    }
    document_free(&document);
    buffer_free(&text);
}

/* A table is cut between rows; its head stands before each part. */
static void tables(void **state)
{
    struct document document;
    struct buffer text = {0};
    size_t rows = 0;
    int64_t position = 0;

    (void)state;
    parse(&document, &text, "|甲|乙|\n|-|-|\n", "|一|二|\n");
    assert_true(document.block_count > 1);
    for (size_t i = 0; i < document.block_count; i++) {
        const struct block *block = &document.blocks[i];
        const struct table *table = block->table;

        assert_int_equal(block->continues, i > 0);
        assert_true(table->row_count * table->column_count <= TABLE_MOST_CELLS + 2);
        assert_true(str_eq(table->cells[0].text, str_of("甲")));
        assert_true(str_eq(table->cells[1].text, str_of("乙")));
        for (size_t cell = 0; cell < table->row_count * table->column_count; cell++)
            expect_ascending(&table->cells[cell], &position);
        for (size_t row = 1; row < table->row_count; row++)
            assert_true(str_eq(table->cells[2 * row + 1].text, str_of("二")));
        rows += table->row_count - 1;
    }
    assert_int_equal(rows, REPEATS);
    document_free(&document);
    buffer_free(&text);
}

/* The texts of all columns count for the size of a part, in whichever column they are long. */
static void tables_of_long_cells(void **state)
{
    enum { ROWS = 40, CELL_BYTES = 6 * 1024 };

    (void)state;
    for (int column = 0; column < 2; column++) {
        struct document document;
        struct buffer text = {0};

        buffer_add_text(&text, "|甲|乙|\n|-|-|\n");
        for (int row = 0; row < ROWS; row++) {
            buffer_add_text(&text, column ? "|一|" : "|");
            for (int i = 0; i < CELL_BYTES; i++)
                buffer_add_char(&text, 'a');
            buffer_add_text(&text, column ? "|\n" : "|二|\n");
        }
        document_parse(&document, text.data, text.bytes, 0, LINKS_NUMBERED);
        for (size_t i = 0; i < document.block_count; i++) {
            const struct table *table = document.blocks[i].table;
            size_t bytes = 0;

            for (size_t cell = 2; cell < table->row_count * 2; cell++)
                bytes += table->cells[cell].text.bytes;
            assert_true(bytes <= BLOCK_MOST_BYTES);
        }
        document_free(&document);
        buffer_free(&text);
    }
}

/* A table with a row that no block could hold is text. */
static void a_row_too_long(void **state)
{
    struct document document;
    struct buffer text = {0};

    (void)state;
    parse(&document, &text, "|甲|乙|\n|-|-|\n|一|", "公报");
    for (size_t i = 0; i < document.block_count; i++)
        assert_int_equal(document.blocks[i].kind, BLOCK_PARAGRAPH);
    document_free(&document);
    buffer_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paragraphs),           cmocka_unit_test(cuts),
        cmocka_unit_test(a_marker_and_styles),  cmocka_unit_test(tables),
        cmocka_unit_test(tables_of_long_cells), cmocka_unit_test(a_row_too_long),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
