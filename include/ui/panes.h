#ifndef UI_PANES_H
#define UI_PANES_H

#include <stdbool.h>

/* A rectangle of the screen, in cells. */
struct rect {
    int line;
    int col;
    int lines;
    int cols;
};

/* The screen: a title bar on top, a hint bar at the bottom, between them the list and the article,
 * side by side or one at a time, and on a wide screen the summaries between them. A pane that is
 * not shown has no columns. */
struct panes {
    bool too_small; /* for anything but saying so */
    struct rect list;
    struct rect summaries;
    struct rect article;   /* the whole pane */
    struct rect text;      /* the measure within it, where the article is set */
    int separator_cols[2]; /* between the panes, -1 where there is none */
};

enum {
    SCREEN_LEAST_COLS = 20,
    SCREEN_LEAST_LINES = 5,
    PANES_LEAST_COLS = 60, /* for two panes */
    PANES_LEAST_LINES = 12,
    PANES_WIDE_COLS = 100,  /* a wider list from here on */
    PANES_THREE_COLS = 140, /* the summaries too */
};

/* What decides about the panes besides the screen's size. */
struct panes_wanted {
    bool list;            /* there is a list to show at all */
    bool article_focused; /* one pane at a time: which one */
    bool article_only;    /* the article was given the whole screen */
    int measure_cols;     /* the widest that text is set */
    bool wide_margins;    /* beside it, where there is room */
};

/* Where text of at most `measure_cols` is set in a pane: an even number of columns, centred; with
 * wide margins, where there is room for them. */
struct rect panes_text(struct rect pane, int measure_cols, bool wide_margins);

struct panes panes_arrange(int cols, int lines, struct panes_wanted wanted);

#endif
