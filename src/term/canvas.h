#ifndef SRC_TERM_CANVAS_H
#define SRC_TERM_CANVAS_H

#include "colours.h"
#include "view/frame.h"

#include <ncurses.h>
#include <stdbool.h>

/* The frame on the screen, and the means to show the next. */
struct canvas {
    struct colours colours;
    struct frame shown;  /* no cells: the next frame is drawn whole */
    cchar_t *row;        /* a line of cells for curses */
    bool links;          /* the terminal takes hyperlinks */
    unsigned generation; /* of the links that are shown */
};

/* Shows a frame: see term_draw(). */
void canvas_draw(struct canvas *canvas, const struct frame *frame, bool anew);

void canvas_free(struct canvas *canvas);

#endif
