#ifndef UI_POINTER_H
#define UI_POINTER_H

#include <stdbool.h>
#include <stddef.h>

/* A press or release of the first button, a movement while it is pressed, or a turn of the wheel,
 * and its cell: counted from 0,
 * possibly outside of the screen. Wheels that turn sideways are rare; terminals with touch report a
 * finger that moves sideways as one, a step for each column. */
enum pointer_event {
    POINTER_PRESS,
    POINTER_WHEEL_UP,
    POINTER_WHEEL_DOWN,
    POINTER_WHEEL_LEFT,
    POINTER_WHEEL_RIGHT,
    POINTER_RELEASE,
    POINTER_DRAG, /* not on a kiosk */
    POINTER_EVENT_COUNT
};

struct pointer {
    enum pointer_event event;
    int line;
    int col;
};

/* The kinds of things on the screen that react to a click or a touch. */
enum target_kind {
    TARGET_NONE,
    TARGET_LIST, /* the list's pane */
    TARGET_ROW,  /* `value`: index of a row of the list */
    TARGET_FOLD, /* `value`: index of a group's row; its ▾ or ▸ */
    TARGET_SUMMARIES,
    TARGET_INDEX, /* `value`: an article's index in the list; its summary */
    TARGET_ARTICLE,
    TARGET_ACTION,      /* `value`: an enum action, in the hint bar */
    TARGET_RULE,        /* between the list and what is right of it */
    TARGET_LIST_BAR,    /* the list's scroll bar; `value`: line of its pane, */
    TARGET_ARTICLE_BAR, /* and the article's */
    TARGET_ENTRY,       /* on a kiosk; `value`: index of a row */
    TARGET_LETTER,      /* `value`: an index into KIOSK_LETTERS */
    TARGET_BUTTON       /* `value`: an enum kiosk_button */
};

struct target {
    enum target_kind kind;
    size_t value;
};

#endif
