#include "kiosk/gesture.h"

#include <stdlib.h>

enum {
    PAUSE_MS = 300,   /* after a change of the screen */
    TREMBLE_MS = 250, /* a finger that trembles touches twice */
    STROKE_MS = 200,  /* between two steps of one stroke at most */
    /* A finger slips by less than a centimetre. A column of the smallest text takes about 5 mm, a
     * line about 10 mm. */
    SLIP_COLS = 2,
    SLIP_LINES = 1,
    SWIPE_COLS = 4
};

void gesture_pause(struct gesture *gesture, int64_t now_ms)
{
    gesture->ignored_until_ms = now_ms + PAUSE_MS;
    gesture->pressed = false;
    gesture->swiped = true; /* the rest of a stroke that is under way does nothing */
}

static bool is_near(const struct pointer *a, const struct pointer *b)
{
    return abs(a->line - b->line) <= SLIP_LINES && abs(a->col - b->col) <= SLIP_COLS;
}

static bool is_sideways(int across, int down)
{
    return abs(across) >= SWIPE_COLS && abs(across) > 2 * abs(down);
}

/* Makes a tap, unless it repeats the one before. */
static bool tap(struct gesture *gesture, const struct pointer *pointer, struct target target,
                int64_t now_ms, struct deed *deed)
{
    bool trembles = gesture->has_tapped && is_near(pointer, &gesture->tap) &&
                    now_ms - gesture->tap_ms < TREMBLE_MS;

    gesture->has_tapped = true;
    gesture->tap = *pointer;
    gesture->tap_ms = now_ms;
    *deed = (struct deed){POINTER_PRESS, target};
    return !trembles;
}

/* Makes a swipe: a finger that moves to the left draws the next page in. */
static bool swipe(bool to_next, struct target target, struct deed *deed)
{
    *deed = (struct deed){to_next ? POINTER_WHEEL_RIGHT : POINTER_WHEEL_LEFT, target};
    return true;
}

static bool take_release(struct gesture *gesture, const struct pointer *pointer,
                         struct target target, int64_t now_ms, struct deed *deed)
{
    int across = pointer->col - gesture->press.col, down = pointer->line - gesture->press.line;

    if (!gesture->pressed)
        return false;
    gesture->pressed = false;
    if (is_sideways(across, down))
        return swipe(across < 0, gesture->press_target, deed);
    if (!is_near(pointer, &gesture->press) &&
        (target.kind != gesture->press_target.kind || target.value != gesture->press_target.value))
        return false;
    return tap(gesture, &gesture->press, gesture->press_target, now_ms, deed);
}

/* Returns whether nothing scrolls under the finger, so that a step can only be a tap that slips. */
static bool is_key(struct target target)
{
    return target.kind == TARGET_BUTTON || target.kind == TARGET_LETTER;
}

static bool take_step(struct gesture *gesture, const struct pointer *pointer, struct target target,
                      int64_t now_ms, struct deed *deed)
{
    if (!gesture->stroking || now_ms - gesture->stroke_ms >= STROKE_MS) {
        gesture->stroking = true;
        gesture->swiped = now_ms < gesture->ignored_until_ms;
        gesture->across = gesture->down = 0;
        gesture->stroke = *pointer;
        gesture->stroke_target = target;
    }
    gesture->stroke_ms = now_ms;
    if (gesture->swiped)
        return false;
    switch (pointer->event) {
    case POINTER_WHEEL_LEFT:
        gesture->across--;
        break;
    case POINTER_WHEEL_RIGHT:
        gesture->across++;
        break;
    case POINTER_WHEEL_UP:
        gesture->down--;
        break;
    default:
        gesture->down++;
        break;
    }
    if (is_sideways(gesture->across, gesture->down)) {
        gesture->swiped = true;
        return swipe(gesture->across > 0, gesture->stroke_target, deed);
    }
    *deed = (struct deed){pointer->event, gesture->stroke_target};
    /* A few lines aside belong to a swipe, and a single step on a key may be a tap. */
    return (pointer->event == POINTER_WHEEL_UP || pointer->event == POINTER_WHEEL_DOWN) &&
           2 * abs(gesture->down) > abs(gesture->across) &&
           !(is_key(gesture->stroke_target) && abs(gesture->down) <= SLIP_LINES);
}

bool gesture_take(struct gesture *gesture, const struct pointer *pointer, struct target target,
                  int64_t now_ms, struct deed *deed)
{
    if (pointer->event == POINTER_PRESS) {
        gesture->pressed = now_ms >= gesture->ignored_until_ms;
        gesture->press = *pointer;
        gesture->press_target = target;
        /* Without effect, but the finger may still tremble afterwards. */
        if (!gesture->pressed)
            (void)tap(gesture, pointer, target, now_ms, deed);
        return false;
    }
    if (pointer->event == POINTER_RELEASE)
        return take_release(gesture, pointer, target, now_ms, deed);
    if (pointer->event == POINTER_DRAG)
        return false;
    return take_step(gesture, pointer, target, now_ms, deed);
}

bool gesture_finish(struct gesture *gesture, int64_t now_ms, struct deed *deed)
{
    bool slipped;

    if (!gesture->stroking || now_ms - gesture->stroke_ms < STROKE_MS)
        return false;
    gesture->stroking = false;
    slipped = !gesture->swiped && abs(gesture->across) <= SLIP_COLS &&
              abs(gesture->down) <= (is_key(gesture->stroke_target) ? SLIP_LINES : 0);
    return slipped && tap(gesture, &gesture->stroke, gesture->stroke_target, now_ms, deed);
}

int gesture_wait_ms(const struct gesture *gesture, int64_t now_ms)
{
    int64_t left = gesture->stroke_ms + STROKE_MS - now_ms;

    return !gesture->stroking ? -1 : left > 0 ? (int)left : 0;
}
