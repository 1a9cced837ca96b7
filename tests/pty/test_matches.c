/* Matches are marked in exactly their cells, in every form of writing. */

#include "pty/fixture.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { COLS = 60, ROWS = 12 };

struct match_row {
    const char *name;
    const char *text; /* a paragraph of one line */
    const char *words;
    const char *marked; /* the part of the line that is marked, for all matches together */
};

static const struct match_row match_rows[] = {
    {"as it is written", "在东桥图书馆旁", "图书馆", "图书馆"},
    {"full width", "用ＡＩ写的AI", "ai", "ＡＩAI"},
    {"traditional characters", "在臺灣的圖書館旁", "图书馆", "圖書館"},
    {"simplified ones", "在台湾的图书馆旁", "圖書館", "图书馆"},
    {"behind one of four bytes", "荀𫖮在臺北的臺上", "台", "臺臺"},
    {"one of four bytes", "荀𫖮在台北", "荀顗", "荀𫖮"},
    {"an accent of the letter's own", "去café里坐", "cafe", "café"},
    {"a combining one", "去cafe\u0301里坐", "cafe", "cafe"}, /* the cell's base character */
    {"behind accents", "éàüô咖啡", "咖啡", "咖啡"},
    {"a phrase in quotation marks", "办“邻里节”了", "\"邻里节\"", "邻里节"},
    {"one in curly ones", "办『邻里节』了", "“邻里节”", "邻里节"},
    {"behind quotation marks", "“‘「『臺』」’”", "台", "臺"},
    {"a dash", "开到8:30—20:00止", "8:30-20:00", "8:30—20:00"},
};

/* Returns the row that contains the text. */
static int find_row(const struct terminal *terminal, const char *text)
{
    for (int row = 0; row < ROWS; row++) {
        char *line = terminal_row(terminal, row);
        bool found = strstr(line, text) != NULL;

        free(line);
        if (found)
            return row;
    }
    terminal_report(terminal, NULL);
    fail_msg("%s is not on the screen", text);
    return 0;
}

/* Appends the text of a row's coloured cells. */
static void add_marked(struct buffer *marked, const struct terminal *terminal, int row)
{
    for (int col = 0; col < COLS; col++) {
        struct terminal_cell cell = terminal_cell(terminal, row, col);
        char bytes[4];

        if (cell.coloured && cell.character && cell.character != UINT32_MAX)
            buffer_add(marked, bytes, utf8_encode(cell.character, bytes));
    }
}

static void test_marked(void **state)
{
    struct fixture *fixture = *state;
    const struct match_row *row = fixture->row;
    const struct terminal *terminal;
    struct buffer text = {0}, keys = {0}, marked = {0};

    buffer_addf(&text, "# 题\n\n%s\n", row->text);
    sandbox_write(&fixture->sandbox, "a.md", (struct str){text.data, text.bytes});
    free(fixture_start_below(fixture, COLS, ROWS, "a.md"));
    terminal = harness_terminal(fixture->harness);
    add_marked(&marked, terminal, find_row(terminal, row->text));
    assert_int_equal(marked.bytes, 0);
    buffer_addf(&keys, "f%s<Enter>", row->words);
    assert_true(harness_keys(fixture->harness, buffer_c_str(&keys)));
    assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
    add_marked(&marked, terminal, find_row(terminal, row->text));
    assert_string_equal(buffer_c_str(&marked), row->marked);
    buffer_free(&text);
    buffer_free(&keys);
    buffer_free(&marked);
}

int main(void)
{
    struct CMUnitTest tests[TABLE_TESTS_MAX];
    size_t count = 0;

    ADD_ROWS(tests, count, test_marked, match_rows);
    return _cmocka_run_group_tests("matches", tests, count, NULL, NULL);
}
