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

enum { CELL_BOLD = 1, CELL_UNDERLINE = 2, CELL_ITALIC = 4, CELL_STRIKE = 8 };

struct style {
    uint8_t role;  /* enum role */
    uint8_t attrs; /* CELL_… flags, added to those the theme gives the role */
};

enum { CELL_CODE_POINTS = 5 }; /* as many as a curses cell holds */

/* A cell of the grid. The second cell of a wide character has no columns and no code points. */
struct cell {
    char32_t cps[CELL_CODE_POINTS]; /* unused ones are 0 */
    uint16_t link;                  /* number of the URL the cell links to; 0: none */
    struct style style;
    uint8_t cols; /* 1 or 2; 0 for the second cell of a wide character */
    uint8_t unused[3];
};
_Static_assert(sizeof(struct cell) == CELL_CODE_POINTS * sizeof(char32_t) + 8,
               "cells are compared as bytes: no padding");

/* The columns [col, end) of a line as a target of clicks and touches. */
struct frame_target {
    int line;
    int col;
    int end;
    struct target target;
};

/* The contents of a screen: a grid of cells and the targets on it. A zeroed struct is an empty
 * frame. */
struct frame {
    int lines;
    int cols;
    bool ambiguous_wide;
    struct cell *cells;           /* line by line */
    struct frame_target *targets; /* where several overlap, the last counts */
    size_t target_count, target_cap;
    enum theme theme;
    struct urls urls; /* of the cells' links; its numbers survive frame_reset(), see urls.h */
    bool linked;      /* at least one cell has a link */
    int cursor_line;  /* line of a prompt's cursor, or -1 */
    int cursor_col;
};

/* Resizes the frame, blanks its cells and drops its targets, links and cursor. */
void frame_reset(struct frame *frame, int cols, int lines, bool ambiguous_wide);

struct cell *frame_cell(const struct frame *frame, int line, int col);

/* Writes text from (line, col) on, to column `end` at most, in whole clusters; leaves out the rest,
 * and everything outside of the frame. Code points that a cluster's cells have no room for are left
 * out, and characters whose width differs between terminals are replaced as text_glyph() says.
 * Returns the column after the text. */
int frame_put(struct frame *frame, int line, int col, int end, struct str text, struct style style);

/* As frame_put(), but ends text that does not fit in "…". */
int frame_put_cut(struct frame *frame, int line, int col, int end, struct str text,
                  struct style style);

/* Blanks [col, end) of a line in a style. */
void frame_fill(struct frame *frame, int line, int col, int end, struct style style);

/* Makes [col, end) of a line a target. It hides earlier targets there. */
void frame_add_target(struct frame *frame, int line, int col, int end, struct target target);

/* Returns the target at a cell, or TARGET_NONE if there is none or the cell is outside of the
 * frame. */
struct target frame_target_at(const struct frame *frame, int line, int col);

/* Links the cells [col, end) of a line to the URL `target` and underlines them. Does nothing if
 * urls_number() has no number for the URL. */
void frame_link(struct frame *frame, int line, int col, int end, struct str target);

/* Appends the frame as text: each line without its trailing spaces, ended by a newline. */
void frame_write(const struct frame *frame, struct buffer *out);

void frame_free(struct frame *frame);

#endif
