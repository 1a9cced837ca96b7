#include "ui/panes.h"

#include "base/number.h"

enum {
    MARGIN_COLS = 1, /* on either side of the text */
    WIDE_MARGIN_COLS = 4,
    WIDE_LEAST_COLS = 40, /* of text: narrower text loses its wide margins */
    LIST_PERCENT = 40,    /* of the screen's columns */
    LIST_PERCENT_OF_THREE = 25,
    LIST_LEAST_COLS = 24,
    LIST_MOST_COLS = 32,      /* on a screen narrower than PANES_WIDE_COLS */
    LIST_MOST_WIDE_COLS = 44, /* on a screen of PANES_WIDE_COLS or more */
};

static int bounded(int cols, int least, int most)
{
    return cols < least ? least : int_smaller(cols, most);
}

struct rect panes_text(struct rect pane, int measure_cols, bool wide_margins)
{
    int margin = wide_margins
                     ? bounded((pane.cols - WIDE_LEAST_COLS) / 2, MARGIN_COLS, WIDE_MARGIN_COLS)
                     : MARGIN_COLS;
    int cols = int_smaller(pane.cols - 2 * margin, measure_cols);

    if (cols > 2)
        cols -= cols % 2;
    return (struct rect){pane.line, pane.col + (pane.cols - cols) / 2, pane.lines, cols};
}

/* Takes `cols` columns off the left of the article's pane, and one more for a separator. */
static struct rect take_left(struct panes *panes, int cols, int *separator_col)
{
    struct rect taken = panes->article;

    taken.cols = cols;
    *separator_col = taken.col + cols;
    panes->article.col += cols + 1;
    panes->article.cols -= cols + 1;
    return taken;
}

struct panes panes_arrange(int cols, int lines, struct panes_wanted wanted)
{
    struct panes panes = {.separator_cols = {-1, -1}};
    struct rect all = {1, 0, lines - 2, cols};
    bool both = wanted.list && !wanted.article_only && cols >= PANES_LEAST_COLS &&
                lines >= PANES_LEAST_LINES;

    panes.too_small = cols < SCREEN_LEAST_COLS || lines < SCREEN_LEAST_LINES;
    if (panes.too_small)
        return panes;
    if (both) {
        int most = cols >= PANES_WIDE_COLS ? LIST_MOST_WIDE_COLS : LIST_MOST_COLS;
        bool three = cols >= PANES_THREE_COLS;
        int percent = three ? LIST_PERCENT_OF_THREE : LIST_PERCENT;
        int usual = bounded(cols * percent / 100, LIST_LEAST_COLS, most);
        int beside = PANES_ARTICLE_LEAST_COLS + 1 + (three ? usual + 1 : 0);
        int list_cols = wanted.list_cols
                            ? bounded(wanted.list_cols, PANES_LIST_LEAST_COLS, cols - beside)
                            : usual;

        panes.article = all;
        panes.list = take_left(&panes, list_cols, &panes.separator_cols[0]);
        if (three)
            panes.summaries = take_left(&panes, usual, &panes.separator_cols[1]);
    } else if (wanted.list && !wanted.article_focused) {
        panes.list = all;
    } else {
        panes.article = all;
    }
    if (panes.article.cols)
        panes.text = panes_text(panes.article, wanted.measure_cols, wanted.wide_margins);
    return panes;
}
