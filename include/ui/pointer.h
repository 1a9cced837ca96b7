#ifndef UI_POINTER_H
#define UI_POINTER_H

#include <stdbool.h>
#include <stddef.h>

/* What a mouse or a finger did, and where on the screen: in cells from 0, maybe outside of it. */
enum pointer_deed { POINTER_PRESS, POINTER_WHEEL_UP, POINTER_WHEEL_DOWN };

struct pointer {
    enum pointer_deed deed;
    int line;
    int col;
};

/* What can be pointed at. */
enum target_kind {
    TARGET_NONE,
    TARGET_LIST, /* the list's pane */
    TARGET_ROW,  /* `value`: a row of the list */
    TARGET_FOLD, /* `value`: a group's row, at its sign */
    TARGET_SUMMARIES,
    TARGET_PLACE, /* `value`: a place of the list, in the summaries */
    TARGET_ARTICLE,
    TARGET_ACTION, /* `value`: an enum action, in the hint bar */
    TARGET_ENTRY,  /* of a kiosk; `value`: a row */
    TARGET_LETTER, /* `value`: an index into KIOSK_LETTERS */
    TARGET_BUTTON  /* `value`: an enum kiosk_button */
};

struct target {
    enum target_kind kind;
    size_t value;
};

#endif
