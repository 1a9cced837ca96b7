/* Text written into cells: whole clusters only, never half of a wide character. */

#include "view/frame.h"

#include "text/width.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static const struct style PLAIN = {ROLE_TEXT, 0};

static void assert_frame(const struct frame *frame, const char *expected)
{
    struct buffer text = {0};

    frame_write(frame, &text);
    assert_string_equal(buffer_c_str(&text), expected);
    buffer_free(&text);
    /* Every wide cell has its second half, and no half is without the other. */
    for (int line = 0; line < frame->lines; line++) {
        for (int col = 0; col < frame->cols;) {
            const struct cell *cell = frame_cell(frame, line, col);

            assert_in_range(cell->cols, 1, 2);
            if (cell->cols == 2)
                assert_int_equal(frame_cell(frame, line, col + 1)->cols, 0);
            col += cell->cols;
        }
    }
}

struct put {
    const char *what;
    const char *first; /* written at column 0 */
    int col;           /* `second` is written from here up to `end` */
    int end;
    const char *second;
    const char *expected;
    int returned;
};

static const struct put PUTS[] = {
    {"plain text", "", 0, 8, "看报ab", "看报ab\n", 6},
    {"a wide character that does not fit is left out", "", 0, 5, "看报社", "看报\n", 4},
    {"nothing past the frame", "", 6, 99, "报纸", "      报\n", 8},
    {"a narrow one over a wide one's first half", "看报", 0, 8, "a", "a 报\n", 1},
    {"a narrow one over a wide one's second half", "看报", 1, 8, "a", " a报\n", 2},
    {"a wide one over the halves of two", "看报", 1, 8, "新", " 新\n", 3},
    {"a combining mark joins its base", "", 0, 8, "e\u0301x", "e\u0301x\n", 2},
    {"what a ZWJ joins on is left out", "", 0, 8, "👨\u200D👩\u200D👧x", "👨x\n", 3},
    {"an emoji modifier is left out", "", 0, 8, "👍🏽x", "👍x\n", 3},
    {"a flag is its two letters", "", 0, 8, "🇨🇳x", "CNx\n", 3},
    {"half a flag is one letter", "", 0, 8, "🇨x", "Cx\n", 2},
    {"flags in a row", "", 0, 8, "🇨🇳🇫🇷", "CNFR\n", 4},
    {"a selector of emoji style is left out", "", 0, 8, "❤\uFE0Fx", "❤x\n", 2},
    {"a selector of text style is left out", "", 0, 8, "⌚\uFE0Ex", "⌚x\n", 3},
    {"a keycap keeps its cap", "", 0, 8, "1\uFE0F\u20E3x", "1\u20E3x\n", 2},
    {"a variant of a Han character is kept", "", 0, 8, "葛\U000E0100x", "葛\U000E0100x\n", 3},
    {"a modifier on a narrow pictograph is left out", "", 0, 8, "☎🏽x", "☎x\n", 2},
    {"a hand in its place, too", "", 0, 8, "☝🏽x", "▯x\n", 2},
    {"a ZWJ that joins letters goes alone", "", 0, 8, "क\u094D\u200Dष", "क\u094Dष\n", 2},
    {"a sign that terminals disagree about", "", 0, 8, "\u06DDx", "▯x\n", 2},
    {"a Han character that is not known", "", 0, 8, "\U0003FFFDx", "〓x\n", 3},
    {"a tone mark that terminals disagree about", "", 0, 8, "한\u302Ex", "한〓x\n", 5},
    {"a spacing mark is a cell", "", 0, 8, "क\u093Fx", "क\u093Fx\n", 3},
    {"what a cluster leaves free is blank", "看报看报", 0, 8, "☎\u200D♂\u302E", "☎♂  看报\n", 3},
    {"a mark beyond what a cell holds is left out", "", 0, 8,
     "a\u0300\u0301\u0302\u0303\u0304\u0305b", "a\u0300\u0301\u0302\u0303b\n", 2},
};

static void test_puts(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(PUTS) / sizeof(*PUTS); i++) {
        const struct put *put = &PUTS[i];
        struct frame frame = {0};

        print_message("%s\n", put->what);
        frame_reset(&frame, 8, 1, false);
        frame_put(&frame, 0, 0, 8, str_of(put->first), PLAIN);
        assert_int_equal(frame_put(&frame, 0, put->col, put->end, str_of(put->second), PLAIN),
                         put->returned);
        assert_frame(&frame, put->expected);
        frame_free(&frame);
    }
}

static void test_put_cut(void **state)
{
    struct frame frame = {0};

    (void)state;
    frame_reset(&frame, 8, 3, false);
    frame_put_cut(&frame, 0, 0, 8, str_of("看报纸社"), PLAIN);
    frame_put_cut(&frame, 1, 0, 8, str_of("看报纸社区"), PLAIN);
    frame_put_cut(&frame, 2, 0, 8, str_of("a看报纸社"), PLAIN);
    assert_frame(&frame, "看报纸社\n看报纸…\na看报纸…\n");
    frame_free(&frame);
}

static void test_outside(void **state)
{
    struct frame frame = {0};

    (void)state;
    frame_reset(&frame, 4, 2, false);
    frame_put(&frame, -1, 0, 4, str_of("上"), PLAIN);
    frame_put(&frame, 2, 0, 4, str_of("下"), PLAIN);
    frame_put(&frame, 0, -1, 4, str_of("左"), PLAIN);
    frame_put(&frame, 0, 4, 9, str_of("右"), PLAIN);
    frame_fill(&frame, 5, 0, 4, PLAIN);
    assert_frame(&frame, "\n\n");
    frame_free(&frame);
}

static void test_ambiguous(void **state)
{
    struct frame frame = {0};

    (void)state;
    frame_reset(&frame, 6, 1, true);
    assert_int_equal(frame_put(&frame, 0, 0, 6, str_of("“新”"), PLAIN), 6);
    assert_frame(&frame, "“新”\n");
    assert_int_equal(frame_put(&frame, 0, 0, 6, str_of("①\uFE0F\u20DDé\u0301Ж"), PLAIN), 6);
    assert_frame(&frame, "①\u20DDé\u0301Ж\n");
    assert_int_equal(frame_put(&frame, 0, 0, 6, str_of("䷀\u0600"), PLAIN), 3);
    assert_frame(&frame, "〓▯ Ж\n");
    frame_free(&frame);
}

/* Checks that a cell's base takes the cell's columns and combining characters none, so that the
 * frame is as wide as counted. */
static void assert_cells(const struct frame *frame)
{
    for (int col = 0; col < frame->cols;) {
        const struct cell *cell = frame_cell(frame, 0, col);

        assert_in_range(cell->cols, 1, 2);
        assert_int_equal(text_width(cell->cps[0], frame->ambiguous_wide), cell->cols);
        for (int i = 1; i < CELL_CODE_POINTS; i++)
            assert_int_equal(text_width(cell->cps[i], frame->ambiguous_wide), 0);
        if (cell->cols == 2) {
            assert_true(col + 1 < frame->cols);
            assert_int_equal(frame_cell(frame, 0, col + 1)->cols, 0);
            assert_int_equal(frame_cell(frame, 0, col + 1)->cps[0], 0);
        }
        col += cell->cols;
    }
}

/* Writes random text over random text at any column. */
static void test_whatever_is_put(void **state)
{
    static const char *const pieces[] = {
        "a",      "报",         "“",      "é",      "\u0301", "\u20E3", "\uFE0F",
        "\u200D", "\u200C",     "❤",      "👨",      "👩",      "🏽",   "🇨",
        "🇳",      "क",          "\u094D", "\u093F", "\u0600", "\u302E", "\u1112",
        "\u1161", "\u11AB",     "䷀",     "\uE000", "☎",      "\u0E33", "\xFF",
        "\u3000", "\U00031350", "か",     "\u3099", "\u0CBF", "\u0903", "\U0003FFFD"};
    enum { PIECES = sizeof(pieces) / sizeof(*pieces) };
    struct frame frame = {0};
    struct buffer text = {0};
    unsigned random = 3;

    (void)state;
    for (int round = 0; round < 100000; round++) {
        int col, end;

        if (round % 16 == 0)
            frame_reset(&frame, 12, 1, round % 32 == 0);
        buffer_clear(&text);
        for (int i = 0; i < 6; i++) {
            random = random * 1103515245 + 12345;
            buffer_add_text(&text, pieces[(random >> 16) % PIECES]);
        }
        col = (int)(random >> 8) % 12;
        end = (int)(random >> 12) % 16;
        assert_in_range(frame_put(&frame, 0, col, end, buffer_str(&text), PLAIN), col,
                        end > col ? end : col);
        assert_cells(&frame);
    }
    buffer_free(&text);
    frame_free(&frame);
}

static int link_at(const struct frame *frame, int line, int col)
{
    return frame_cell(frame, line, col)->link;
}

static void test_links(void **state)
{
    struct frame frame = {0};
    struct str first = str_of("https://example.com/1"), second = str_of("https://example.com/2");

    (void)state;
    frame_reset(&frame, 8, 2, false);
    frame_put(&frame, 0, 0, 8, str_of("看报纸社"), PLAIN);
    assert_false(frame.linked);
    frame_link(&frame, 0, 0, 4, str_of("javascript:x"));
    frame_link(&frame, 2, 0, 4, first);
    frame_link(&frame, -1, 0, 4, first);
    assert_false(frame.linked);
    frame_link(&frame, 0, 0, 4, first);
    frame_link(&frame, 0, 6, 99, second);
    assert_true(frame.linked);
    for (int col = 0; col < 8; col++) {
        int expected = col < 4 ? 1 : col < 6 ? 0 : 2;

        assert_int_equal(link_at(&frame, 0, col), expected);
        assert_int_equal(frame_cell(&frame, 0, col)->style.attrs, expected ? CELL_UNDERLINE : 0);
        assert_int_equal(link_at(&frame, 1, col), 0);
    }
    /* Text written over a link has no link, nor has the other half of a wide character. */
    frame_put(&frame, 0, 3, 8, str_of("a"), PLAIN);
    for (int col = 0; col < 6; col++)
        assert_int_equal(link_at(&frame, 0, col), col < 2);
    /* The numbers of URLs survive a reset, the links of cells do not. */
    frame_reset(&frame, 8, 2, false);
    assert_false(frame.linked);
    assert_int_equal(link_at(&frame, 0, 0), 0);
    frame_link(&frame, 0, 0, 2, second);
    assert_int_equal(link_at(&frame, 0, 0), 2);
    assert_true(str_eq(urls_get(&frame.urls, 2), second));
    frame_free(&frame);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_puts),
        cmocka_unit_test(test_put_cut),
        cmocka_unit_test(test_outside),
        cmocka_unit_test(test_ambiguous),
        cmocka_unit_test(test_whatever_is_put),
        cmocka_unit_test(test_links),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
