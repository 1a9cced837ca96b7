#ifndef UI_PANES_H
#define UI_PANES_H

#include "base/bounds.h"

#include <stdbool.h>

/* A rectangle of the screen, in cells. */
struct rect {
    int line;
    int col;
    int lines;
    int cols;
};

/* The screen's layout: a title bar on top, a hint bar at the bottom and, between them, the list and
 * the article, side by side or one at a time; a wide screen also has the summaries between the two.
 * A pane that is not shown has no columns. */
struct panes {
    bool too_small; /* only a message that says so can be shown */
    struct rect list;
    struct rect summaries;
    struct rect article;   /* the whole pane */
    struct rect text;      /* the part of that pane where the article's text is set */
    int separator_cols[2]; /* between the panes, -1 where there is none */
};

enum {
    SCREEN_LEAST_COLS = 20,
    SCREEN_LEAST_LINES = 5,
    PANES_LEAST_COLS = 60, /* for the list beside the article */
    PANES_LEAST_LINES = 12,
    PANES_WIDE_COLS = 100,         /* the list may be wider from here on */
    PANES_THREE_COLS = 140,        /* for the summaries as well */
    PANES_LIST_LEAST_COLS = 16,    /* of the list, if somebody chooses its columns, */
    PANES_ARTICLE_LEAST_COLS = 26, /* and of the article beside it */
};

/* The conditions other than the screen's size that panes_arrange() depends on. */
struct panes_wanted {
    bool list;            /* there is a list to show */
    bool article_focused; /* if there is room for one pane only: show the article */
    bool article_only;    /* the user gave the article the whole screen */
    int list_cols;        /* of the list, if the screen has room; 0: as the screen's width says */
    int measure_cols;     /* the most columns of a line of text */
    bool wide_margins;    /* beside the text, if there is room */
};

/* Returns the part of a pane where text of at most `measure_cols` columns is set: an even number of
 * columns, centred, with wide margins if wanted and if there is room for them. */
struct rect panes_text(struct rect pane, int measure_cols, bool wide_margins);

struct panes panes_arrange(int cols, int lines, struct panes_wanted wanted);

#endif
