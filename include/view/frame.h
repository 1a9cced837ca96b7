#ifndef VIEW_FRAME_H
#define VIEW_FRAME_H

#include "base/buffer.h"
#include "base/str.h"
#include "ui/pointer.h"
#include "ui/theme.h"
#include "view/urls.h"

#include <stdbool.h>
#include <stdint.h>
#include <uchar.h>

/* What a cell is, for the theme to paint. */
enum role {
    ROLE_TEXT,
    ROLE_DIM, /* bylines, notes, summaries, rules */
    ROLE_TITLE,
    ROLE_KICKER,
    ROLE_HEADING,
    ROLE_LINK,
    ROLE_CODE,
    ROLE_GROUP,    /* a group's row of the tree */
    ROLE_SELECTED, /* the selected row, where the list has the focus */
    ROLE_CHOSEN,   /* the selected row, where it does not */
    ROLE_UNREAD,   /* the mark before an unread title */
    ROLE_MATCH,    /* what a search found */
    ROLE_FOUND,    /* the match that n and N are at */
    ROLE_BAR,      /* the title bar and the hint bar */
    ROLE_KEY,      /* a key's name in the hint bar and in help */
    ROLE_MESSAGE,
    ROLE_COUNT
};

enum { CELL_BOLD = 1, CELL_UNDERLINE = 2, CELL_ITALIC = 4, CELL_STRIKE = 8 };

struct style {
    uint8_t role;  /* enum role */
    uint8_t attrs; /* CELL_…, or'ed: added to what the theme gives the role */
};

enum { CELL_CODE_POINTS = 5 }; /* as many as a cell of curses holds */

/* A cell of the grid. A wide character's second cell has no columns and no code points. */
struct cell {
    char32_t cps[CELL_CODE_POINTS]; /* unused ones are 0 */
    uint8_t cols;                   /* 1 or 2; 0 for the second half of a wide one */
    uint8_t link;                   /* number of the URL it leads to; 0: nowhere */
    struct style style;
};
_Static_assert(sizeof(struct cell) == CELL_CODE_POINTS * sizeof(char32_t) + 4,
               "cells are compared as bytes: no padding");

/* A stretch of a line that can be pointed at. */
struct frame_target {
    int line;
    int col;
    int end;
    struct target target;
};

/* A grid of cells: what a screen is to show. A zeroed struct is an empty grid. */
struct frame {
    int lines;
    int cols;
    bool ambiguous_wide;
    struct cell *cells;           /* line by line */
    struct frame_target *targets; /* a later one lies over those before it */
    size_t target_count, target_cap;
    enum theme theme;
    struct urls urls; /* where cells lead: numbers that last over resets, see urls.h */
    bool linked;      /* some cell leads somewhere */
    int cursor_line;  /* where a prompt's cursor is, or -1 */
    int cursor_col;
};

/* Gives the frame a size and blanks it. */
void frame_reset(struct frame *frame, int cols, int lines, bool ambiguous_wide);

struct cell *frame_cell(const struct frame *frame, int line, int col);

/* Puts text at (line, col), at most up to column `end`: whole clusters only, and what does not fit
 * is left out. A cluster that no cell can hold is put as its base glyph, and what terminals give
 * different columns as text_glyph() of it. What is outside the frame is not put. Returns the column
 * after the text. */
int frame_put(struct frame *frame, int line, int col, int end, struct str text, struct style style);

/* As frame_put, but ends in "…" where the text does not fit. */
int frame_put_cut(struct frame *frame, int line, int col, int end, struct str text,
                  struct style style);

/* Blanks [col, end) of a line in a style. */
void frame_fill(struct frame *frame, int line, int col, int end, struct style style);

/* Lays a target over [col, end) of a line. */
void frame_aim(struct frame *frame, int line, int col, int end, struct target target);

/* What is pointed at there; TARGET_NONE outside of the frame too. */
struct target frame_target_at(const struct frame *frame, int line, int col);

/* Makes what stands in [col, end) of a line lead to `target`, and underlines it; nothing where
 * urls_number() has no number for that. */
void frame_link(struct frame *frame, int line, int col, int end, struct str target);

/* Appends the frame as text: a line a row, without trailing spaces. */
void frame_write(const struct frame *frame, struct buffer *out);

void frame_free(struct frame *frame);

#endif
