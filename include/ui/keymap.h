#ifndef UI_KEYMAP_H
#define UI_KEYMAP_H

#include "base/diag.h"
#include "base/str.h"
#include "ui/keys.h"

#include <stdbool.h>
#include <stddef.h>

enum action {
    ACTION_NONE,
    ACTION_LINE_DOWN, /* the first movement by lines */
    ACTION_LINE_UP,
    ACTION_PAGE_DOWN,
    ACTION_PAGE_UP,
    ACTION_HALF_DOWN,
    ACTION_HALF_UP,
    ACTION_TOP,
    ACTION_BOTTOM, /* the last one */
    ACTION_OPEN,
    ACTION_RIGHT,
    ACTION_LEFT,
    ACTION_BACK,
    ACTION_OTHER_PANE,
    ACTION_NEXT_ARTICLE,
    ACTION_PREVIOUS_ARTICLE,
    ACTION_NEXT, /* next unread, or the next match while a search is on */
    ACTION_PREVIOUS_MATCH,
    ACTION_PREVIOUS_UNREAD,
    ACTION_SEARCH,
    ACTION_FIND,
    ACTION_BOOKMARK,
    ACTION_BOOKMARKS,
    ACTION_COPY,
    ACTION_HISTORY,
    ACTION_MARK_READ,
    ACTION_TOGGLE_READ,
    ACTION_UNDO,
    ACTION_GROUP,
    ACTION_SORT,
    ACTION_DATES,
    ACTION_ZOOM,
    ACTION_THEME,
    ACTION_NUMBER,
    ACTION_COMMAND,
    ACTION_LINKS,
    ACTION_WRITE,
    ACTION_FAULTS,
    ACTION_HELP,
    ACTION_REDRAW,
    ACTION_QUIT,     /* at the top of the reader; elsewhere goes back */
    ACTION_QUIT_NOW, /* from anywhere */
    ACTION_COUNT
};

enum { KEYMAP_KEYS = 8, KEYMAP_MOST_WEIGHT = 10 };

/* An action's name, default keys and help texts. The help screen and the hint bar are made from
 * these. */
struct keymap_entry {
    enum action action;
    const char *name; /* in the configuration, so it must not change; NULL: not configurable */
    reader_key keys[KEYMAP_KEYS]; /* unused entries are 0 */
    const char *help;             /* a line of the help screen; translate it with _() */
    const char *hint;             /* a word of the hint bar, or NULL; translate it with _() */
    int weight; /* of the hint, 1 to KEYMAP_MOST_WEIGHT; a narrow bar drops the lowest first */
};

/* The keys bound to each action. In a zeroed struct every action has its default keys. */
struct keymap {
    struct keymap_binding {
        bool bound;  /* false: the action has its default keys */
        size_t line; /* of the configuration, where the action was bound */
        reader_key keys[KEYMAP_KEYS];
    } bindings[ACTION_COUNT];
};

/* Returns the actions in the order of the help screen, ended by an entry of ACTION_NONE. */
const struct keymap_entry *keymap_entries(void);

/* Returns the keys bound to an action: an array of KEYMAP_KEYS, its unused entries 0. Borrowed. */
const reader_key *keymap_keys(const struct keymap *map, const struct keymap_entry *entry);

/* Returns the action bound to a key outside of text prompts: ACTION_NUMBER for a digit, ACTION_NONE
 * if there is none. */
enum action keymap_action(const struct keymap *map, reader_key key);

/* Appends the label of the first key bound to an action. Returns false if the action has no key. */
bool keymap_write_key(const struct keymap *map, enum action action, struct buffer *out);

/* A line of the configuration that binds an action. */
struct keymap_line {
    struct str name; /* of the action */
    struct str keys; /* in the notation of key_parse(), separated by blanks; empty: no key */
    const char *path;
    size_t line;
};

/* Binds these keys, and no others, to an action. Returns false, with a warning that says what is
 * allowed, and leaves the action's keys unchanged if the action is unknown or a word is not a key
 * that can be bound: digits enter article numbers, and Ctrl-Z suspends. */
bool keymap_bind(struct keymap *map, const struct keymap_line *line, struct diags *diags);

/* Checks all bindings together. Returns false, with an error for each fault, if two actions share a
 * key or if no key opens an article, goes back or quits. */
bool keymap_check(const struct keymap *map, const char *path, struct diags *diags);

#endif
