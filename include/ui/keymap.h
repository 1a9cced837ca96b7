#ifndef UI_KEYMAP_H
#define UI_KEYMAP_H

#include "base/diag.h"
#include "base/str.h"
#include "ui/keys.h"

#include <stdbool.h>
#include <stddef.h>

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

enum { KEYMAP_KEYS = 8, KEYMAP_MOST_WEIGHT = 10 };

/* What an action is called and which keys call it by default: the help screen and the hint bar are
 * made from this. */
struct keymap_entry {
    enum action action;
    const char *name;             /* in the configuration, never changed; NULL: it is not there */
    reader_key keys[KEYMAP_KEYS]; /* 0 where there are fewer */
    const char *help;             /* a line of the help screen; _() it */
    const char *hint;             /* a word of the hint bar, or NULL; _() it */
    int weight;                   /* of the hint, 1 to KEYMAP_MOST_WEIGHT: the least goes first */
};

/* Which keys call which action. A zeroed struct has every action's default keys. */
struct keymap {
    struct keymap_binding {
        bool bound;  /* else it has its default keys */
        size_t line; /* of the configuration, where it was bound */
        reader_key keys[KEYMAP_KEYS];
    } bindings[ACTION_COUNT];
};

/* The actions, in the order of the help screen; ends with an entry of ACTION_NONE. */
const struct keymap_entry *keymap_entries(void);

/* The keys that call an action: KEYMAP_KEYS of them, 0 where there are fewer. */
const reader_key *keymap_keys(const struct keymap *map, const struct keymap_entry *entry);

/* The action of a key outside of text prompts. Digits are ACTION_NUMBER. */
enum action keymap_action(const struct keymap *map, reader_key key);

/* Appends the first of an action's keys for a person. False where it has none. */
bool keymap_write_key(const struct keymap *map, enum action action, struct buffer *out);

/* A line of a configuration. */
struct keymap_line {
    struct str name; /* of the action */
    struct str keys; /* in the notation of key_parse(), with blanks between them; empty: none */
    const char *path;
    size_t line;
};

/* Gives an action these keys and no others. False, with a warning that says what is possible, and
 * the action keeps the keys it had, where there is no such action or one of the words is no key, or
 * none that can be bound: digits are numbers, and Ctrl-Z suspends. */
bool keymap_bind(struct keymap *map, const struct keymap_line *line, struct diags *diags);

/* Looks at what was bound. False, with an error for each fault, where one key calls two actions, or
 * where there is no key to open an article, to go back or to quit. */
bool keymap_check(const struct keymap *map, const char *path, struct diags *diags);

#endif
