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
 * with, and a row of buttons under each. It is no mode of struct reader but a sibling of it: what a
 * visitor can do is what is named here, and all else does not exist. */

enum kiosk_screen { KIOSK_FRONT, KIOSK_LIST, KIOSK_ARTICLE, KIOSK_PANEL };

/* Is somebody there? */
enum kiosk_mood {
    KIOSK_AWAKE,
    KIOSK_ASKING, /* “还在看吗？”: nobody has touched anything for a while */
    KIOSK_RESTING /* nobody is there: the headlines take turns */
};

/* Why a visit is over. */
enum kiosk_end {
    KIOSK_GOES_ON,
    KIOSK_GONE,   /* the visitor went away */
    KIOSK_LEFT,   /* the visitor quit, where that is possible */
    KIOSK_SIZE,   /* the text is wanted in another size, which the terminal's owner has to see to */
    KIOSK_RENEWED /* it is to go on with the new edition */
};

/* What there are buttons for. */
enum kiosk_button {
    KIOSK_BACK,
    KIOSK_HOME,
    KIOSK_PAGE_UP,
    KIOSK_PAGE_DOWN,
    KIOSK_PREVIOUS,
    KIOSK_NEXT,
    KIOSK_ERASE, /* the last letter */
    KIOSK_SEARCH,
    KIOSK_MARK,  /* set or take a bookmark */
    KIOSK_MARKS, /* list them */
    KIOSK_LARGER,
    KIOSK_QUIT,
    KIOSK_BUTTON_COUNT
};

/* The letters that a syllable of pinyin may begin with. */
#define KIOSK_LETTERS "abcdefghjklmnopqrstwxyz"

enum { KIOSK_MOST_TEXT_SIZE = 3 };

struct kiosk_options {
    struct layout_style style;
    int measure_cols;
    enum theme theme;
    bool may_quit;
    int text_size; /* 1 to KIOSK_MOST_TEXT_SIZE, where somebody sees to it; 0: the button for larger
                      text changes how the text is set */
    int idle_seconds;      /* until it is asked whether somebody is there; 0: never */
    int countdown_seconds; /* from then until the visit is over */
    int attract_seconds;   /* that a headline stays; 0: none is shown */
};

/* What the rows of a list are of. */
enum kiosk_list { KIOSK_DISTRICT, KIOSK_TOPIC, KIOSK_BOOKMARKS };

/* A row of the front page or of a list: an article, or a group of them. */
struct kiosk_row {
    enum kiosk_list list; /* of a group: whose node it is */
    size_t node;          /* of a group: in the tree of that; SIZE_MAX for an article */
    size_t article;       /* SIZE_MAX for a group */
    int64_t position; /* where in the article it leads; LIST_NO_POSITION: where reading stopped */
};

struct kiosk_rows {
    struct kiosk_row *items;
    size_t count;
    size_t cap;
};

/* Rows that are alike, which stand in columns. */
struct kiosk_stretch {
    size_t first, end;
    int beside; /* columns */
    int line;   /* of the page */
};

enum { KIOSK_MOST_STRETCHES = 3 };

/* Where things are on the screen, in cells. Rows are placed on a page of any length, of which the
 * body shows what is from the screen's `tops` on. */
struct kiosk_geometry {
    bool too_small;
    struct rect masthead;
    struct rect body;
    struct rect rows; /* of the body: below the letters, where there are some */
    struct rect text; /* of an article */
    struct rect bar;
    int row_lines;  /* of a row */
    int page_lines; /* of all rows */
    struct kiosk_stretch stretches[KIOSK_MOST_STRETCHES];
    int stretch_count;
    int letter_lines; /* of a key of the panel; 0: there is no room for them */
    int button_lines;
};

/* The state of a visit. The edition and the marks are the caller's; the marks are the visit's and
 * go with it. */
struct kiosk {
    const struct edition *edition;
    struct marks *marks;
    struct kiosk_options options;
    struct keymap keymap; /* the default one */
    int cols;
    int lines;
    struct kiosk_geometry geometry;
    enum kiosk_screen screen;
    enum kiosk_screen from;    /* what an article was opened from */
    struct tree groups[2];     /* KIOSK_DISTRICT, KIOSK_TOPIC */
    struct kiosk_rows front;   /* headlines, then districts, then topics */
    struct kiosk_rows list;    /* of a group, or the bookmarks */
    struct kiosk_rows results; /* of the panel's search */
    enum kiosk_list listed;    /* what `list` is of */
    size_t listed_node;        /* and which */
    struct target focus;       /* what Enter acts on: TARGET_ARTICLE is the text of an article */
    struct target left[4];     /* the focus that each screen was left with */
    int tops[4];               /* how many lines of each screen's rows are scrolled off above */
    struct search search;
    struct buffer letters; /* that were chosen in the panel */
    size_t number;         /* that is being typed */
    bool opened_by_digit;  /* an Enter that was meant to end the number does nothing */
    struct reading reading;
    size_t row;                  /* of the article, in what it was opened from */
    bool large;                  /* the style's */
    enum kiosk_button offered;   /* does more when it is pressed next; KIOSK_BUTTON_COUNT: none */
    enum kiosk_button asked_for; /* had been offered before what is being done now */
    enum kiosk_mood mood;
    bool visited;     /* somebody has touched something */
    bool renewing;    /* a new edition waits for a moment of quiet */
    int64_t now_ms;   /* of the clock that kiosk_tick() is told */
    int64_t since_ms; /* the last touch, or since when the mood is what it is */
    struct clock clock;
    size_t headline; /* that is shown while nobody is there: an index into edition->shown */
    enum kiosk_end end;
    struct buffer message; /* a line for the visitor, until the next touch or for a few seconds */
    int64_t message_ms;    /* since when */
    struct target touched; /* by the last touch, */
    int64_t touched_ms;    /* and when */
    struct buffer fault;   /* a line for the log, to be emptied by whoever keeps one */
};

/* Begins at the front page or, where `handed` is not empty, where kiosk_write_handover() left off.
 * `now_ms` is the time by the clock of kiosk_tick(). */
void kiosk_init(struct kiosk *kiosk, const struct edition *edition, struct marks *marks,
                struct kiosk_options options, int64_t now_ms, struct str handed);

void kiosk_resize(struct kiosk *kiosk, int cols, int lines);

/* A key; a press or a turn of the wheel on what was drawn there. While nobody is there, either does
 * nothing but tell that somebody is. */
void kiosk_key(struct kiosk *kiosk, reader_key key);
void kiosk_point(struct kiosk *kiosk, enum pointer_event deed, struct target target);

/* Tells the time. Returns how many milliseconds from then something changes by itself. */
int64_t kiosk_tick(struct kiosk *kiosk, int64_t now_ms, const struct clock *clock);

/* A new edition is there: the visit is handed over to it at a moment of quiet. */
void kiosk_renew(struct kiosk *kiosk);

/* Does a slice of a search. True while there is more of it. */
bool kiosk_work(struct kiosk *kiosk);

/* Appends what a visit is made of, for the kiosk_init() of another process, be it on another
 * edition: which screen, which article, at which words, the marks. */
void kiosk_write_handover(struct kiosk *kiosk, struct buffer *out);

/* The buttons of the screen that is shown, in their order. Returns how many there are. */
size_t kiosk_buttons(const struct kiosk *kiosk, enum kiosk_button buttons[KIOSK_BUTTON_COUNT]);

/* State of a typed number after a digit. */
enum kiosk_number {
    KIOSK_NUMBER_OPEN,  /* another digit may follow */
    KIOSK_NUMBER_WHOLE, /* no other digit can follow */
    KIOSK_NUMBER_NONE   /* the number is larger than the count */
};

/* Adds a digit to a number from 1 to `count` that is being typed (0: no digit so far). Returns the
 * number's state. */
enum kiosk_number kiosk_add_digit(size_t *number, unsigned digit, size_t count);

/* Whether a button does anything at the moment but say that there is nothing more. */
bool kiosk_button_works(const struct kiosk *kiosk, enum kiosk_button button);

/* The rows of the screen that is shown; NULL for an article. */
const struct kiosk_rows *kiosk_rows(const struct kiosk *kiosk);

/* Where a row, a letter (an index into KIOSK_LETTERS) or a button (its number on the screen, from
 * 0) is on the screen; a row may be outside of geometry.rows. */
struct rect kiosk_row_rect(const struct kiosk *kiosk, size_t row);
struct rect kiosk_letter_rect(const struct kiosk *kiosk, size_t letter);
struct rect kiosk_button_rect(const struct kiosk *kiosk, size_t number);

/* The row's group in its tree. */
const struct tree_node *kiosk_group(const struct kiosk *kiosk, const struct kiosk_row *row);

/* How many seconds are left of a countdown. */
int kiosk_seconds_left(const struct kiosk *kiosk);

void kiosk_free(struct kiosk *kiosk);

#endif
