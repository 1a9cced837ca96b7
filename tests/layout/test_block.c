/* The lines of blocks: list items, whose text is indented to its first word. */

#include "base/arena.h"
#include "base/bounds.h"
#include "layout/block.h"
#include "layout/line.h"
#include "text/grapheme.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define LONG "一二三四五六七八九十甲乙丙丁戊"

/* Writes the blocks' lines as they would be drawn. */
static void draw(struct buffer *out, const char *markdown, const struct layout_options *options)
{
    bool wide = options->style.text.ambiguous_wide;
    struct line_pieces pieces = {0};
    struct document document;

    document_parse(&document, markdown, strlen(markdown), 0, LINKS_PLAIN);
    for (size_t i = 0; i < document.block_count; i++) {
        const struct block *block = &document.blocks[i];
        struct block_lines lines;

        block_lay_out(&lines, block, i ? block - 1 : NULL, options, &document.arena);
        for (size_t j = 0; j < lines.count; j++) {
            int col = 0;

            line_compose(&pieces, &lines, j,
                         lines.composed ? lines.composed->text : block->rich.text, options);
            for (size_t k = 0; k < pieces.count; k++) {
                assert_true(pieces.items[k].col >= col); /* pieces do not overlap */
                buffer_add_spaces(out, pieces.items[k].col - col);
                buffer_add_str(out, pieces.items[k].text);
                col = pieces.items[k].col + text_cols(pieces.items[k].text, wide);
            }
            assert_true(col <= options->cols);
            buffer_add_char(out, '\n');
        }
        block_lines_free(&lines);
    }
    line_pieces_free(&pieces);
    document_free(&document);
}

static void check_drawn(const char *what, const char *markdown,
                        const struct layout_options *options, const char *drawn)
{
    struct buffer out = {0};

    draw(&out, markdown, options);
    if (strcmp(buffer_c_str(&out), drawn) != 0)
        fail_msg("%s: found\n%sexpected\n%s", what, out.data, drawn);
    buffer_free(&out);
}

struct row {
    const char *what;
    const char *markdown;
    const char *drawn;
};

static void check_rows(const struct row *rows, size_t count, const struct layout_options *options)
{
    for (size_t i = 0; i < count; i++)
        check_drawn(rows[i].what, rows[i].markdown, options, rows[i].drawn);
}

#define CHECK_ROWS(rows, options) check_rows(rows, sizeof(rows) / sizeof(*(rows)), options)

static void items_hang(void **state)
{
    static const struct row rows[] = {
        {"a bullet", "- " LONG,
         "  • 一二三四五六七八九十\n"
         "    甲乙丙丁戊\n"},
        {"a number", "9. " LONG,
         " 9. 一二三四五六七八九十\n"
         "    甲乙丙丁戊\n"},
        {"of two digits", "10. " LONG,
         "10. 一二三四五六七八九十\n"
         "    甲乙丙丁戊\n"},
        {"of three", "100. " LONG,
         "100. 一二三四五六七八九\n"
         "     十甲乙丙丁戊\n"},
        {"of nine", "123456789. " LONG,
         "123456789. 一二三四五六\n"
         "           七八九十甲乙\n"
         "           丙丁戊\n"},
        {"nested", "- 甲\n\n  10. " LONG,
         "  • 甲\n"
         "    10. 一二三四五六七八\n"
         "        九十甲乙丙丁戊\n"},
        {"below a long number", "100. 甲\n     - " LONG,
         "100. 甲\n"
         "       ◦ 一二三四五六七\n"
         "         八九十甲乙丙\n"
         "         丁戊\n"},
        {"一、", "一、" LONG "\n二、甲",
         "一、一二三四五六七八九十\n"
         "    甲乙丙丁戊\n"
         "二、甲\n"},
        {"十一、", "十、甲\n十一、" LONG,
         "十、甲\n"
         "十一、一二三四五六七八九\n"
         "      十甲乙丙丁戊\n"},
        {"（一）", "（一）" LONG "\n（二）甲",
         "（一）一二三四五六七八九\n"
         "      十甲乙丙丁戊\n"
         "（二）甲\n"},
        {"１．", "１．" LONG "\n２．甲",
         "１．一二三四五六七八九十\n"
         "    甲乙丙丁戊\n"
         "２．甲\n"},
        {"1、", "1、" LONG "\n2、甲",
         " 1、一二三四五六七八九十\n"
         "    甲乙丙丁戊\n"
         " 2、甲\n"},
        {"(1)", "(1)" LONG "\n(2)甲",
         "(1) 一二三四五六七八九十\n"
         "    甲乙丙丁戊\n"
         "(2) 甲\n"},
        {"①", "①" LONG "\n②甲",
         "  ① 一二三四五六七八九十\n"
         "    甲乙丙丁戊\n"
         "  ② 甲\n"},
        {"Chinese levels", "一、甲\n（一）乙\n1. 丙\n①" LONG "\n②丁\n（二）戊\n二、己",
         "一、甲\n"
         "    （一）乙\n"
         "           1. 丙\n"
         "              ① 一二三四\n"
         "                五六七八\n"
         "                九十甲乙\n"
         "                丙丁戊\n"
         "              ② 丁\n"
         "    （二）戊\n"
         "二、己\n"},
        {"a hard break", "一、甲\\\n乙\n二、丙",
         "一、甲\n"
         "    乙\n"
         "二、丙\n"},
    };

    (void)state;
    CHECK_ROWS(rows, (&(struct layout_options){.cols = 24}));
}

/* All blocks of an item are indented to its text. */
static void blocks_of_an_item(void **state)
{
    static const struct row rows[] = {
        {"a second paragraph", "100. 甲\n\n     " LONG,
         "100. 甲\n"
         "     一二三四五六七八九\n"
         "     十甲乙丙丁戊\n"},
        {"code", "100. 甲\n\n     ```\n     code\n     ```",
         "100. 甲\n"
         "\n"
         "     code\n"},
        {"code first", "- ```\n  code\n  ```", "  • code\n"},
        {"a quote", "- 甲\n\n  > " LONG,
         "  • 甲\n"
         "\n"
         "        一二三四五六七八\n"
         "        九十甲乙丙丁戊\n"},
        {"a caption", "- 甲\n\n  ![图说](a)",
         "  • 甲\n"
         "\n"
         "        ┌─ 图 ─────┐\n"
         "        │ 图说     │\n"
         "        └──────────┘\n"},
        {"a caption first", "- ![图说](a)",
         "  •     ┌─ 图 ─────┐\n"
         "        │ 图说     │\n"
         "        └──────────┘\n"},
        {"a heading", "100. 甲\n\n     # 题",
         "100. 甲\n"
         "\n"
         "     题\n"},
        {"a table", "100. 甲\n\n     | a | b |\n     |---|---|\n     | c | d |",
         "100. 甲\n"
         "\n"
         "     ━━━━━━\n"
         "     a   b\n"
         "     ──────\n"
         "     c   d\n"
         "     ━━━━━━\n"},
        {"a list below Chinese items", "（一）甲\n（二）乙\n\n- 丙\n\n  丁",
         "（一）甲\n"
         "（二）乙\n"
         "        • 丙\n"
         "          丁\n"},
    };

    (void)state;
    CHECK_ROWS(rows, (&(struct layout_options){.cols = 24}));
}

/* If • and ① are two columns wide, the text still begins at the same column. */
static void wide_markers(void **state)
{
    static const struct row rows[] = {
        {"a bullet", "- 甲\n- 乙",
         " • 甲\n"
         " • 乙\n"},
        {"a circled number", "①甲\n②乙",
         " ① 甲\n"
         " ② 乙\n"},
        {"nested", "一、甲\n①乙\n②丙\n二、丁\n\n- 戊",
         "一、甲\n"
         "     ① 乙\n"
         "     ② 丙\n"
         "二、丁\n"
         "     • 戊\n"},
    };

    (void)state;
    CHECK_ROWS(rows, (&(struct layout_options){.cols = 24, .style.text.ambiguous_wide = true}));
}

/* On narrow lines the indent shrinks; the marker stays directly before the text. */
static void narrow_columns(void **state)
{
    static const struct row rows[] = {
        {"deep", "- 甲\n  - 乙\n    - " LONG,
         "  • 甲\n"
         "    ◦ 乙\n"
         "    • 一二三四\n"
         "      五六七八\n"
         "      九十甲乙\n"
         "      丙丁戊\n"},
        {"a long marker", "二十、甲\n二十一、" LONG,
         "二十、甲\n"
         "二十一、一二三\n"
         "      四五六七\n"
         "      八九十甲\n"
         "      乙丙丁戊\n"},
        {"a caption", "- ![图说](a)", "  • 图说\n"},
        {"a caption behind a long marker", "123456789. ![图说](a)", "123456789. 图\n      说\n"},
    };

    (void)state;
    CHECK_ROWS(rows, (&(struct layout_options){.cols = 14}));
}

/* A block that continues the one before is set as if the two were one: without a blank line, an
 * indent or a marker. */
static void continued(void **state)
{
    static const struct {
        const char *what, *begin, *unit;
        bool large;
        int indent_cols; /* of all lines but the first */
    } rows[] = {
        {"a paragraph", "", "公报", false, 0},   {"in the large style", "", "公报", true, 0},
        {"an item", "- ", "公报", false, 4},     {"a heading", "# ", "公报", false, 0},
        {"a quotation", "> ", "公报", false, 4}, {"code", "    ", "word ", false, 4},
    };
    struct buffer text = {0}, out = {0};

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct layout_options options = {.cols = 14, .style.large = rows[i].large};
        size_t line = 0;

        buffer_clear(&text);
        buffer_clear(&out);
        buffer_add_text(&text, rows[i].begin);
        while (text.bytes < 3 * BLOCK_MOST_BYTES)
            buffer_add_text(&text, rows[i].unit);
        draw(&out, buffer_c_str(&text), &options);
        for (const char *p = buffer_c_str(&out); *p; p = strchr(p, '\n') + 1, line++) {
            if (line > 0 && strspn(p, " ") != (size_t)rows[i].indent_cols)
                fail_msg("%s: line %zu: %.40s", rows[i].what, line, p);
        }
    }
    buffer_free(&text);
    buffer_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(items_hang),   cmocka_unit_test(blocks_of_an_item),
        cmocka_unit_test(wide_markers), cmocka_unit_test(narrow_columns),
        cmocka_unit_test(continued),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
