#include "ui/panes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { NORMAL_COLS = 1, WIDE_COLS = 4, LEAST_TEXT_COLS = 40, MEASURE_COLS = 80, LINES = 24 };

static struct panes arrange(int cols, bool alone, bool wide_margins)
{
    return panes_arrange(cols, LINES,
                         (struct panes_wanted){.list = !alone,
                                               .article_focused = true,
                                               .measure_cols = MEASURE_COLS,
                                               .wide_margins = wide_margins});
}

/* Returns the columns to the left and right of a pane's text. */
static void margins(struct panes panes, int *left, int *right)
{
    *left = panes.text.col - panes.article.col;
    *right = panes.article.cols - panes.text.cols - *left;
}

/* At every width the text is centred in its pane, and wide margins are as wide as allowed. */
static void test_margins(void **state)
{
    (void)state;
    for (int cols = SCREEN_LEAST_COLS; cols <= 300; cols++) {
        for (int alone = 0; alone < 2; alone++) {
            struct panes normal = arrange(cols, alone, false), wide = arrange(cols, alone, true);
            int pane = normal.article.cols, left, right, normal_left, normal_right;

            margins(normal, &normal_left, &normal_right);
            margins(wide, &left, &right);
            assert_int_equal(wide.article.cols, pane);
            assert_int_equal(wide.text.cols % 2, 0);
            assert_in_range(right - left, 0, 1);
            assert_true(left >= NORMAL_COLS && normal_left >= NORMAL_COLS);
            assert_true(left >= normal_left && wide.text.cols <= normal.text.cols);
            if (pane >= LEAST_TEXT_COLS + 2 * WIDE_COLS)
                assert_true(left >= WIDE_COLS);
            else
                assert_true(wide.text.cols == normal.text.cols ||
                            wide.text.cols >= LEAST_TEXT_COLS);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_margins)};

    return cmocka_run_group_tests_name("panes", tests, NULL, NULL);
}
