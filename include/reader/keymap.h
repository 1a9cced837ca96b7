#ifndef READER_KEYMAP_H
#define READER_KEYMAP_H

#include "reader/keys.h"

enum action {
    ACTION_NONE,
    ACTION_LINE_DOWN,
    ACTION_LINE_UP,
    ACTION_PAGE_DOWN,
    ACTION_PAGE_UP,
    ACTION_HALF_DOWN,
    ACTION_HALF_UP,
    ACTION_TOP,
    ACTION_BOTTOM,
    ACTION_OPEN,
    ACTION_RIGHT,
    ACTION_LEFT,
    ACTION_BACK,
    ACTION_OTHER_PANE,
    ACTION_NEXT_ARTICLE,
    ACTION_PREVIOUS_ARTICLE,
    ACTION_NEXT, /* next unread, or the next match while a search is on */
    ACTION_PREVIOUS_MATCH,
    ACTION_SEARCH,
    ACTION_FIND,
    ACTION_BOOKMARK,
    ACTION_BOOKMARKS,
    ACTION_COPY,
    ACTION_HISTORY,
    ACTION_MARK_READ,
    ACTION_GROUP,
    ACTION_SORT,
    ACTION_ZOOM,
    ACTION_THEME,
    ACTION_NUMBER,
    ACTION_HELP,
    ACTION_REDRAW,
    ACTION_QUIT,     /* at the top; elsewhere it goes back */
    ACTION_QUIT_NOW, /* anywhere */
    ACTION_COUNT
};

enum { KEYMAP_KEYS = 4, KEYMAP_MOST_WEIGHT = 10 };

/* What an action is called and which keys call it: the help screen and the hint bar are made from
 * this. */
struct keymap_entry {
    enum action action;
    reader_key keys[KEYMAP_KEYS]; /* 0 where there are fewer */
    const char *help;             /* a line of the help screen; _() it */
    const char *hint;             /* a word of the hint bar, or NULL; _() it */
    int weight;                   /* of the hint, 1 to KEYMAP_MOST_WEIGHT: the least goes first */
};

/* The table, in the order of the help screen; ends with an entry of ACTION_NONE. */
const struct keymap_entry *keymap(void);

/* The action of a key outside of text prompts. Digits are ACTION_NUMBER. */
enum action keymap_action(reader_key key);

#endif
