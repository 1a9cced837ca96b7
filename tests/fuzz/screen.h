#ifndef TESTS_FUZZ_SCREEN_H
#define TESTS_FUZZ_SCREEN_H

#include "base/str.h"
#include "reader/reading.h"
#include "ui/keys.h"
#include "ui/pointer.h"
#include "view/frame.h"

/* A person at a screen, for the targets of the reader and the kiosk. An input is mostly what is
 * typed: an ASCII byte or a character in UTF-8 is that key. A byte from 0x80 to 0xBF is an event
 * with its arguments, a byte each:
 *
 *   80 … 89           the keys RK_UP to RK_BACK_TAB
 *   90 COLS LINES     the screen gets this size
 *   91 WHAT LINE COL  a press or a turn of the wheel at a cell of the frame drawn last
 *   92 BYTES …        so many bytes are pasted
 *   93 MS             so much time passes: MS × MS milliseconds
 *   94 WHICH          what else can happen: see the target */
enum screen_event_kind {
    SCREEN_NOTHING,
    SCREEN_KEY,
    SCREEN_SIZE,
    SCREEN_POINT,
    SCREEN_PASTE,
    SCREEN_TIME,
    SCREEN_OTHER
};

struct screen_event {
    enum screen_event_kind kind;
    reader_key key;
    int cols, lines;
    enum pointer_event pointer;
    struct target target; /* on the frame */
    struct str paste;
    unsigned number;
};

/* Bounds the time that an input takes. */
enum { SCREEN_MOST_EVENTS = 80 };

/* Takes the next event off the input. Returns false if there is none. */
bool screen_event_next(struct str *input, const struct frame *frame, struct screen_event *event);

/* Aborts unless the frame can be drawn on a terminal: its cells hold no control character, wide
 * ones are whole, the targets are on the screen. */
void screen_check_frame(const struct frame *frame);

/* Aborts unless the line at the top of a reading, which has a layout, is one of the article's and
 * holds the position. */
void screen_check_top(const struct reading *reading);

#endif
