#ifndef KIOSK_KIOSK_H
#define KIOSK_KIOSK_H

#include "base/buffer.h"
#include "base/clock.h"
#include "content/edition.h"
#include "content/tree.h"
#include "reader/reading.h"
#include "search/search.h"
#include "state/marks.h"
#include "ui/keymap.h"
#include "ui/panes.h"
#include "ui/pointer.h"
#include "ui/theme.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The reader of a public machine: a front page, lists, an article, a panel of letters to search
 * with, and a row of buttons under each. It is separate from struct reader, not a mode of it, so
 * that visitors can do nothing that is not named here. */

enum kiosk_screen { KIOSK_FRONT, KIOSK_LIST, KIOSK_ARTICLE, KIOSK_PANEL };

/* Presence of a visitor, judged by the time since the last input. */
enum kiosk_presence {
    KIOSK_AWAKE,
    KIOSK_ASKING, /* “还在看吗？” is shown: no input for a while */
    KIOSK_RESTING /* nobody is there: headlines are shown in turn */
};

/* Reasons for the end of a visit. */
enum kiosk_end {
    KIOSK_END_NONE,
    KIOSK_END_IDLE,      /* no input during the countdown */
    KIOSK_END_QUIT,      /* the visitor quit (needs may_quit) */
    KIOSK_END_TEXT_SIZE, /* another text size is wanted, which the terminal's owner must set */
    KIOSK_END_RENEWED    /* the visit is to continue with the new edition */
};

/* Buttons; each screen has some of them. */
enum kiosk_button {
    KIOSK_BACK,
    KIOSK_HOME,
    KIOSK_PAGE_UP,
    KIOSK_PAGE_DOWN,
    KIOSK_PREVIOUS,
    KIOSK_NEXT,
    KIOSK_ERASE, /* the last letter */
    KIOSK_SEARCH,
    KIOSK_BOOKMARK,      /* add or remove a bookmark */
    KIOSK_BOOKMARK_LIST, /* list the bookmarks */
    KIOSK_LARGER,
    KIOSK_QUIT,
    KIOSK_BUTTON_COUNT
};

/* Letters that a syllable of pinyin can begin with. */
#define KIOSK_LETTERS "abcdefghjklmnopqrstwxyz"

enum { KIOSK_MOST_TEXT_SIZE = 3 };

struct kiosk_options {
    struct layout_style style;
    int measure_cols;
    enum theme theme;
    bool may_quit;
    int text_size;    /* 1 to KIOSK_MOST_TEXT_SIZE, if the terminal's owner can change it; 0: the
                         button for larger text changes the layout instead */
    int idle_seconds; /* without input until KIOSK_ASKING; 0: never */
    int countdown_seconds; /* of KIOSK_ASKING until the visit is over */
    int attract_seconds;   /* for which a headline is shown; 0: no headlines */
};

/* Kinds of lists: the articles of a group, or the bookmarks. */
enum kiosk_list { KIOSK_DISTRICT, KIOSK_TOPIC, KIOSK_BOOKMARKS };

/* A row of the front page or of a list: an article, or a group of them. */
struct kiosk_row {
    enum kiosk_list list; /* of a group: the kind of its tree */
    size_t node;          /* of a group: index into its tree; SIZE_MAX for an article */
    size_t article;       /* SIZE_MAX for a group */
    int64_t position; /* position to open the article at; POSITION_NONE: where reading stopped */
};

struct kiosk_rows {
    struct kiosk_row *items;
    size_t count;
    size_t cap;
};

/* A run of rows of one kind, laid out in columns. */
struct kiosk_row_group {
    size_t first, end;
    int columns;
    int line; /* its first line on the page */
};

enum { KIOSK_MOST_ROW_GROUPS = 3 };

/* Positions on the screen, in cells. Rows are laid out on a page of any length; the screen shows
 * the part of it that begins at line `scrolled_lines`. */
struct kiosk_geometry {
    bool too_small;
    struct rect masthead;
    struct rect body;
    struct rect rows; /* the body without the letters of the panel */
    struct rect text; /* text of an article */
    struct rect bar;
    int row_lines;  /* height of a row */
    int page_lines; /* height of all rows */
    struct kiosk_row_group row_groups[KIOSK_MOST_ROW_GROUPS];
    int row_group_count;
    int letter_lines; /* height of a letter; 0: there is no room for letters */
    int button_lines;
};

/* The state of a visit. The edition and the marks are borrowed from the caller, who discards the
 * marks when the visit ends. Free with kiosk_free(). */
struct kiosk {
    const struct edition *edition;
    struct marks *marks;
    struct kiosk_options options;
    struct keymap keymap; /* the default keys */
    int cols;
    int lines;
    struct kiosk_geometry geometry;
    enum kiosk_screen screen;
    enum kiosk_screen opened_from; /* screen that the article was opened from */
    struct tree groups[2];         /* KIOSK_DISTRICT, KIOSK_TOPIC */
    struct kiosk_rows front;       /* headlines, then districts, then topics */
    struct kiosk_rows list;        /* articles of a group, or the bookmarks */
    struct kiosk_rows results;     /* results of the panel's search */
    enum kiosk_list listed;        /* kind of `list` */
    size_t listed_node;            /* node of its group */
    struct target focus;           /* target of Enter; TARGET_ARTICLE: the text of the article */
    struct target saved_focus[4];  /* by screen: the focus when it was left */
    int scrolled_lines[4];         /* by screen: lines of the page scrolled off above */
    struct search search;
    struct buffer letters; /* letters chosen in the panel */
    size_t number;         /* number being typed; 0: none */
    bool ignore_enter;     /* ignore an Enter next, typed to end a number already complete */
    struct reading reading;
    size_t row;                /* of the article in `opened_from`; KIOSK_FRONT: in edition->shown */
    bool large;                /* style.large of the text */
    enum kiosk_button offered; /* does more if pressed next; KIOSK_BUTTON_COUNT: none */
    enum kiosk_button offered_before; /* `offered` before the current input */
    enum kiosk_presence presence;
    bool visited;     /* there was input during this visit */
    bool renewing;    /* a new edition waits for a pause in the input */
    int64_t now_ms;   /* time last given to kiosk_init() or kiosk_tick() */
    int64_t since_ms; /* time of the last input or change of presence or headline */
    struct clock clock;
    size_t headline; /* shown in KIOSK_RESTING: an index into edition->shown */
    enum kiosk_end end;
    struct buffer message;    /* a line shown until the next input or for a few seconds */
    int64_t message_ms;       /* time since which it is shown */
    struct target last_touch; /* target of the last touch, to ignore a bounce, */
    int64_t last_touch_ms;    /* and its time */
    struct buffer fault;      /* a line for the log; whoever logs it empties it */
};

/* Starts at the front page or, if `handed` is not empty, where the visit that
 * kiosk_write_handover() wrote was; a handover that cannot be read is ignored and empties the
 * marks. `now_ms` is a time of kiosk_tick()'s clock. Free with kiosk_free(). */
void kiosk_init(struct kiosk *kiosk, const struct edition *edition, struct marks *marks,
                struct kiosk_options options, int64_t now_ms, struct str handed);

void kiosk_resize(struct kiosk *kiosk, int cols, int lines);

/* Handle a key; a press or a turn of the wheel on a target that was drawn. In KIOSK_ASKING and
 * KIOSK_RESTING input only wakes the kiosk. */
void kiosk_key(struct kiosk *kiosk, reader_key key);
void kiosk_point(struct kiosk *kiosk, enum pointer_event event, struct target target);

/* Sets the time, and does what is due. Returns the milliseconds from `now_ms` until something
 * changes by itself. */
int64_t kiosk_tick(struct kiosk *kiosk, int64_t now_ms, const struct clock *clock);

/* Requests KIOSK_END_RENEWED, as there is a new edition; kiosk_tick() ends the visit with it during
 * a pause in the input. */
void kiosk_renew(struct kiosk *kiosk);

/* Does a slice of the running search. Returns true while there is more to do. */
bool kiosk_work(struct kiosk *kiosk);

/* Appends the state of the visit (screen, article, words at the top, marks) for kiosk_init() in
 * another process, which may have another edition. */
void kiosk_write_handover(struct kiosk *kiosk, struct buffer *out);

/* Gives the buttons of the current screen, in their order. Returns their number. */
size_t kiosk_buttons(const struct kiosk *kiosk, enum kiosk_button buttons[KIOSK_BUTTON_COUNT]);

/* State of a typed number after a digit. */
enum kiosk_number {
    KIOSK_NUMBER_OPEN,  /* another digit may follow */
    KIOSK_NUMBER_WHOLE, /* no other digit can follow */
    KIOSK_NUMBER_NONE   /* the number is larger than the count */
};

/* Appends a digit to a number from 1 to `count` being typed (0: no digit so far). Returns the
 * number's state. */
enum kiosk_number kiosk_add_digit(size_t *number, unsigned digit, size_t count);

/* Returns whether a button now does more than say that there is nothing more. */
bool kiosk_button_works(const struct kiosk *kiosk, enum kiosk_button button);

/* Returns the rows of the current screen, borrowed from the kiosk; NULL for an article. */
const struct kiosk_rows *kiosk_rows(const struct kiosk *kiosk);

/* Return the rectangle on the screen of a row, a letter (an index into KIOSK_LETTERS) or a button
 * (an index into kiosk_buttons()); a row may be outside of geometry.rows. */
struct rect kiosk_row_rect(const struct kiosk *kiosk, size_t row);
struct rect kiosk_letter_rect(const struct kiosk *kiosk, size_t letter);
struct rect kiosk_button_rect(const struct kiosk *kiosk, size_t number);

/* Returns the tree node of a group's row, borrowed from the kiosk. */
const struct tree_node *kiosk_group(const struct kiosk *kiosk, const struct kiosk_row *row);

/* Returns the seconds left of the countdown, rounded up. */
int kiosk_seconds_left(const struct kiosk *kiosk);

void kiosk_free(struct kiosk *kiosk);

#endif
