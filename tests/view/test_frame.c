/* Text put into cells: whole clusters only, and no half of a wide character left. */

#include "view/frame.h"

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
    /* Every wide cell has its second half, and no half stands alone. */
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
    const char *first; /* put at column 0 */
    int col;           /* where `second` is put, up to `end` */
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
    {"a flag is two cells", "", 0, 8, "🇨🇳x", "🇨🇳x\n", 3},
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
    frame_free(&frame);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_puts),
        cmocka_unit_test(test_put_cut),
        cmocka_unit_test(test_outside),
        cmocka_unit_test(test_ambiguous),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
