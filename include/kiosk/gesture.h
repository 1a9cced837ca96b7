#ifndef KIOSK_GESTURE_H
#define KIOSK_GESTURE_H

#include "ui/pointer.h"

#include <stdbool.h>
#include <stdint.h>

/* Meaning of a terminal's pointer events: a tap, scrolling, a swipe sideways. A tap
 * is known only when the finger has left the screen. Times are milliseconds of real time, because a
 * hand does not follow a clock that a test sets.
 *
 * A terminal with touch reports a tap as a press and a release at once, and a finger that moves as
 * steps of a wheel: one for each line or column. A mouse, or a finger that rested before it moved,
 * presses and releases at different places. A zeroed struct is ready. */
struct gesture {
    int64_t ignored_until_ms;
    bool pressed; /* a release is to follow */
    struct pointer press;
    struct target press_target;
    bool has_tapped;
    struct pointer tap; /* the last one, even if it was ignored */
    int64_t tap_ms;
    /* Steps of a wheel that follow each other closely. */
    bool stroking;
    bool swiped; /* the rest of the stroke does nothing: it has turned a page, or a pause began */
    int across;  /* columns to the right; negative: to the left */
    int down;    /* lines */
    struct pointer stroke;
    struct target stroke_target;
    int64_t stroke_ms;
};

/* A hand's deed: POINTER_PRESS is a tap, POINTER_WHEEL_UP and POINTER_WHEEL_DOWN scroll,
 * POINTER_WHEEL_LEFT and POINTER_WHEEL_RIGHT are swipes to the page before and to the next one. */
struct deed {
    enum pointer_event event;
    struct target target;
};

/* Ignores touches for a moment, because the screen has changed: they were meant for what was there
 * before. */
void gesture_pause(struct gesture *gesture, int64_t now_ms);

/* Takes an event on `target`, which was drawn at its place. Returns whether it completes a deed. */
bool gesture_take(struct gesture *gesture, const struct pointer *pointer, struct target target,
                  int64_t now_ms, struct deed *deed);

/* Completes what silence completes. Returns whether there is a deed. */
bool gesture_finish(struct gesture *gesture, int64_t now_ms, struct deed *deed);

/* Returns the milliseconds until gesture_finish() is due; -1: nothing waits for it. */
int gesture_wait_ms(const struct gesture *gesture, int64_t now_ms);

#endif
