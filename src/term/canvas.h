#ifndef SRC_TERM_CANVAS_H
#define SRC_TERM_CANVAS_H

#include "colours.h"
#include "view/frame.h"

#include <ncurses.h>
#include <stdbool.h>

/* The frame on the screen, and the state needed to draw the next one. */
struct canvas {
    struct colours colours;
    struct frame shown;  /* without cells, the next frame is drawn whole */
    cchar_t *row;        /* cells of one line, for curses */
    bool links;          /* the terminal can handle hyperlinks */
    bool own_ground;     /* see struct term_options */
    unsigned generation; /* urls.generation of the shown frame */
};

/* Shows a frame: see term_draw(). */
void canvas_draw(struct canvas *canvas, const struct frame *frame, bool anew);

void canvas_free(struct canvas *canvas);

#endif
