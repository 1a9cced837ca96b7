#ifndef KIOSK_KIOSK_H
#define KIOSK_KIOSK_H

#include "base/buffer.h"
#include "base/clock.h"
#include "content/edition.h"
#include "content/tree.h"
#include "kiosk/aloud.h"
#include "kiosk/night.h"
#include "kiosk/qr.h"
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

/* The reader of a public machine: a front page of news, all groups of articles, lists, an article,
 * QR codes of its addresses, a panel of letters to search with, and a row of buttons under each. It
 * is separate from struct
 * reader, not a mode of it, so that visitors can do nothing that is not named here. */

enum kiosk_screen {
    KIOSK_FRONT,
    KIOSK_LIST,
    KIOSK_ARTICLE,
    KIOSK_PANEL,
    KIOSK_GROUPS, /* the districts, topics, months and places, and frequent words */
    KIOSK_CODE,
    KIOSK_SCREEN_COUNT
};

/* Presence of a visitor, judged by the time since the last input. */
enum kiosk_presence {
    KIOSK_AWAKE,
    KIOSK_ASKING, /* “还在看吗？” is shown: no input for a while */
    KIOSK_RESTING /* nobody is there: headlines of the front page are shown in turn */
};

/* Reasons for the end of a visit. */
enum kiosk_end {
    KIOSK_END_NONE,
    KIOSK_END_IDLE,      /* no input during the countdown */
    KIOSK_END_QUIT,      /* the visitor ended it */
    KIOSK_END_TEXT_SIZE, /* another text size is wanted, which the terminal's owner must set */
    KIOSK_END_REST,      /* nobody is there: headlines are to be shown in large letters */
    KIOSK_END_RENEWED    /* the visit is to continue with the new edition */
};

/* Buttons; each screen has some of them. */
enum kiosk_button {
    KIOSK_BACK,
    KIOSK_HOME,
    KIOSK_ALL, /* show the groups of all articles */
    KIOSK_PAGE_UP,
    KIOSK_PAGE_DOWN,
    KIOSK_PREVIOUS, /* article or, in KIOSK_CODE, address; the next button likewise */
    KIOSK_NEXT,
    KIOSK_ERASE, /* the last letter */
    KIOSK_SEARCH,
    KIOSK_BOOKMARK,      /* add or remove a bookmark */
    KIOSK_BOOKMARK_LIST, /* list the bookmarks */
    KIOSK_TAKE,          /* show the QR codes of the article's addresses */
    KIOSK_LARGER,
    KIOSK_ALOUD,       /* read the article aloud; the buttons below replace the others then */
    KIOSK_ALOUD_PAUSE, /* or go on */
    KIOSK_ALOUD_SLOWER,
    KIOSK_ALOUD_FASTER,
    KIOSK_ALOUD_QUIETER,
    KIOSK_ALOUD_LOUDER,
    KIOSK_ALOUD_STOP,
    KIOSK_QUIT, /* end the visit */
    KIOSK_BUTTON_COUNT
};

/* Letters that a syllable of pinyin can begin with. */
#define KIOSK_LETTERS "abcdefghjklmnopqrstwxyz"

enum { KIOSK_MOST_TEXT_SIZE = 3 };

struct kiosk_options {
    struct layout_style style;
    int measure_cols;
    enum theme theme, night_theme;
    bool may_quit;
    bool spoken;      /* can be used without sight: see src/kiosk/spoken.h */
    int text_size;    /* 1 to KIOSK_MOST_TEXT_SIZE, if the terminal's owner can change it; 0: the
                         button for larger text changes the layout instead */
    bool rests_apart; /* rest means KIOSK_END_REST, after which another process shows headlines */
    bool rest;        /* this is the process: rest at once; input means KIOSK_END_TEXT_SIZE */
    int idle_seconds; /* without input until KIOSK_ASKING, longer where there is much to read; 0:
                         never */
    int countdown_seconds; /* of KIOSK_ASKING until the visit is over */
    int attract_seconds;   /* for which a headline is shown; 0: no headlines */
    struct night night;    /* when the theme is another, and the screen dark if nobody is there */
    struct str site;       /* beginning of the URLs of all articles, borrowed; empty: none */
    struct str machine;    /* its name, clean; empty: none */
    struct str contact;    /* whom to call if there is nothing to read, clean; empty: nobody */
    bool unread;           /* the content cannot be read at all */
    struct str arrived;    /* date of the content on disk, YYYY-MM-DD or empty */
};

/* Kinds of lists: the articles of a group, or the bookmarks. */
enum kiosk_list {
    KIOSK_DISTRICT,
    KIOSK_TOPIC,
    KIOSK_MONTH,
    KIOSK_PLACE,
    KIOSK_WORD, /* frequent in titles */
    KIOSK_GROUP_KINDS,
    KIOSK_BOOKMARKS = KIOSK_GROUP_KINDS
};

/* Sections of a page, in their order; each has a heading but KIOSK_PLAIN. */
enum kiosk_section {
    KIOSK_PLAIN, /* of a list or results */
    KIOSK_PINNED,
    KIOSK_TODAY,
    KIOSK_RECENT, /* less than a week before or after today */
    KIOSK_OTHERS,
    KIOSK_BY_KIND, /* this and the next ones: the groups of each kind */
    KIOSK_SECTION_COUNT = KIOSK_BY_KIND + KIOSK_GROUP_KINDS
};

/* A row of a page: an article, or a group of them. */
struct kiosk_row {
    enum kiosk_section section;
    enum kiosk_list list; /* of a group: the kind of its tree */
    size_t node;          /* of a group: index into its tree; SIZE_MAX for an article */
    size_t article;       /* SIZE_MAX for a group */
    size_t result;        /* of the panel: index into the search's results */
    int64_t position;  /* position to open the article at; POSITION_NONE: where reading stopped */
    struct rect rect;  /* on the page, with its heading; see struct kiosk_geometry */
    int heading_lines; /* at its top: it is among the first of its section */
};

struct kiosk_rows {
    struct kiosk_row *items;
    size_t count;
    size_t cap;
    size_t left_out; /* beyond BOUND_KIOSK_ROWS */
};

/* The texts of a row. Free with kiosk_row_text_free(). */
struct kiosk_row_text {
    struct buffer above; /* an article's kicker */
    struct buffer name;
    struct buffer below; /* an article's day and origin, or the passage found; a group's count */
    struct str summary;  /* of an article; borrowed */
};

/* Parts of a row that there is room for, from top to bottom, besides its name. */
struct kiosk_row_shape {
    bool above;
    int below_lines; /* at the most, and so on */
    int summary_lines;
    int air_lines; /* blank */
    bool rule;
};

/* An address that a phone can open. */
struct kiosk_address {
    struct str name;   /* the article's title, or a link's text; borrowed from the article */
    struct str target; /* a URL as written; borrowed, too, or empty for `own` */
};

enum { KIOSK_MOST_ADDRESSES = 100 };

/* The addresses of the open article, first its own, then those of its links, each once; and the QR
 * code of the one that KIOSK_CODE shows. */
struct kiosk_code {
    struct kiosk_address addresses[KIOSK_MOST_ADDRESSES];
    size_t count; /* 0: there is nothing to take home */
    size_t chosen;
    struct buffer own; /* the article's URL on the bulletin's site */
    struct buffer url; /* the chosen URL, encoded by url_add() */
    struct qr qr;      /* empty if the URL is too long */
};

/* Positions on the screen, in cells. Rows, each as tall as its texts need, are laid out on a page
 * of any length; the screen shows the part of it that begins at line `scrolled_lines`, and of that
 * the rows that are whole. A frame around a row with a rule takes the line above it as well. */
struct kiosk_geometry {
    bool too_small;
    struct rect masthead;
    struct rect body;
    struct rect rows; /* the body without the letters of the panel */
    struct rect text; /* text of an article */
    struct rect bar;
    struct kiosk_row_shape shape;
    int number_cols;   /* of a row's number */
    int heading_lines; /* of each section; 0: the page has no headings */
    int page_lines;    /* height of all rows */
    int letter_lines;  /* height of a letter; 0: there is no room for letters */
    int bar_rows;      /* rows of buttons */
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
    enum kiosk_screen opened_from;               /* screen that the article was opened from */
    enum kiosk_screen trail[KIOSK_SCREEN_COUNT]; /* the screens that lead to this one, each once */
    size_t trail_count;
    struct tree groups[KIOSK_GROUP_KINDS]; /* by enum kiosk_list */
    struct kiosk_rows front;               /* articles by sections, newest first */
    struct kiosk_rows kinds;               /* groups of all kinds */
    struct kiosk_rows list;                /* articles of a group, or the bookmarks */
    struct kiosk_rows results;             /* results of the panel's search */
    enum kiosk_list listed;                /* kind of `list` */
    size_t listed_node;                    /* node of its group */
    struct target focus; /* target of Enter; TARGET_ARTICLE: the text of the article */
    struct target saved_focus[KIOSK_SCREEN_COUNT]; /* by screen: the focus when it was left */
    size_t top_row[KIOSK_SCREEN_COUNT];     /* by screen: the row that was scrolled to the top */
    int scrolled_lines[KIOSK_SCREEN_COUNT]; /* by screen: lines of the page scrolled off above */
    struct search search;
    struct buffer letters; /* letters chosen in the panel */
    size_t number;         /* number being typed; 0: none */
    bool ignore_enter;     /* ignore an Enter next, typed to end a number already complete */
    struct reading reading;
    struct kiosk_code code;
    size_t row;                /* of the article in `opened_from`; SIZE_MAX: in none any more */
    bool large;                /* style.large of the text */
    enum kiosk_button offered; /* does more if pressed next; KIOSK_BUTTON_COUNT: none */
    enum kiosk_button offered_before; /* `offered` before the current input */
    enum kiosk_presence presence;
    bool visited;     /* there was input during this visit */
    bool answered;    /* the question of KIOSK_ASKING was answered during this visit */
    bool renewing;    /* a new edition waits for a pause in the input */
    int64_t now_ms;   /* time last given to kiosk_init() or kiosk_tick() */
    int64_t since_ms; /* time of the last input or change of presence or headline */
    struct clock clock;
    struct str updated; /* date of the newest article, not after today, or, if none has a date, of
                           the content on disk; YYYY-MM-DD or empty */
    unsigned turns;     /* of headlines: shifts what is shown, so that nothing burns in */
    size_t headline;    /* shown in KIOSK_RESTING: a row of the front page */
    enum kiosk_end end;
    int wanted_size;       /* of text, with KIOSK_END_TEXT_SIZE */
    int size_before_code;  /* of text, if KIOSK_CODE is in smaller letters, which give it room; else
                              0 */
    struct buffer message; /* a line shown until the next input or for a few seconds */
    int64_t message_ms;    /* time since which it is shown */
    unsigned changes;      /* how often the screen has become another one: see gesture_pause() */
    struct aloud aloud;
    struct kiosk_speech speech;
    bool greets;         /* the visitor has just come, and is to be told the keys */
    bool repeats;        /* all that was said of the screen is to be said once more */
    struct buffer fault; /* a line for the log; whoever logs it empties it */
};

/* Starts at the front page or, if `handed` is not empty, where the visit that
 * kiosk_write_handover() wrote was; a handover that cannot be read is ignored and empties the
 * marks. `now_ms` is a time of kiosk_tick()'s clock. Free with kiosk_free(). */
void kiosk_init(struct kiosk *kiosk, const struct edition *edition, struct marks *marks,
                struct kiosk_options options, int64_t now_ms, struct str handed);

void kiosk_resize(struct kiosk *kiosk, int cols, int lines);

/* Sets the width of characters of ambiguous width. */
void kiosk_set_wide(struct kiosk *kiosk, bool wide);

/* Handle a key; a deed of a hand (see struct deed) on a target that was drawn. In KIOSK_ASKING and
 * KIOSK_RESTING input only wakes the kiosk, but for a touch of a headline (TARGET_ENTRY, an index
 * for edition_shown()), which opens the article. */
void kiosk_key(struct kiosk *kiosk, reader_key key);
void kiosk_point(struct kiosk *kiosk, enum pointer_event event, struct target target);

/* Sets the time, and does what is due. Returns the milliseconds from `now_ms` until something
 * changes by itself. */
int64_t kiosk_tick(struct kiosk *kiosk, int64_t now_ms, const struct clock *clock);

/* Requests KIOSK_END_RENEWED, as there is a new edition; kiosk_tick() ends the visit with it during
 * a pause in the input. */
void kiosk_renew(struct kiosk *kiosk);

/* Notes whether there is a voice. If it is lost while it is in use, says so. */
void kiosk_set_voice(struct kiosk *kiosk, bool possible);

/* Notes that the text `number` of kiosk->speech was spoken to its end. */
void kiosk_heard(struct kiosk *kiosk, unsigned number);

/* Lets a text be heard in place of the one before. */
void kiosk_speak(struct kiosk *kiosk, struct str text);

/* Returns whether digits are the keys of the keypad for use without sight, since there is a voice.
 */
bool kiosk_is_spoken(const struct kiosk *kiosk);

/* Does a slice of a search, or of opening a large article. Returns true while there is more to do.
 */
bool kiosk_work(struct kiosk *kiosk);

/* Appends the state of the visit (screen, article, words at the top, marks) for kiosk_init() in
 * another process, which may have another edition. */
void kiosk_write_handover(struct kiosk *kiosk, struct buffer *out);

/* Gives the buttons of the current screen, in their order: those that would do something now.
 * Returns how many they are. */
size_t kiosk_buttons(const struct kiosk *kiosk, enum kiosk_button buttons[KIOSK_BUTTON_COUNT]);

/* The key that presses 结束, on every screen: one of a numeric keypad, but no digit, as an
 * article's other buttons have all ten. */
enum { KIOSK_QUIT_KEY = '*' };

/* Returns the number that presses a button: 0 for 返回. In an article the others have 1 and so on;
 * elsewhere, where rows have these, 91 and so on (901 beside 90 rows or more). A button keeps its
 * number while others come and go. 结束 has none, but KIOSK_QUIT_KEY: SIZE_MAX. */
size_t kiosk_button_number(const struct kiosk *kiosk, enum kiosk_button button);

/* Returns the rows of the current screen, borrowed from the kiosk; NULL for an article or a code.
 */
const struct kiosk_rows *kiosk_rows(const struct kiosk *kiosk);

/* Return the rectangle on the screen of a row, a letter (an index into KIOSK_LETTERS) or a button
 * of the screen; a row may be outside of geometry.rows. */
struct rect kiosk_row_rect(const struct kiosk *kiosk, size_t row);
struct rect kiosk_letter_rect(const struct kiosk *kiosk, size_t letter);
struct rect kiosk_button_rect(const struct kiosk *kiosk, enum kiosk_button button);

/* Returns the part of a row's rectangle for its texts. */
struct rect kiosk_row_inner(const struct kiosk *kiosk, size_t row);

/* Returns whether all of a row is in view. */
bool kiosk_row_in_view(const struct kiosk *kiosk, size_t row);

/* Returns the lines of a row's name in a width, and so many that all rows have room for a finger.
 */
int kiosk_name_lines(const struct kiosk *kiosk, struct str name, int cols);

/* Appends the title of a row: an article's, after its mark, or a group's label. */
void kiosk_write_title(const struct kiosk *kiosk, const struct kiosk_row *row, struct buffer *out);

/* Writes the texts of a row for a width. */
void kiosk_write_row(const struct kiosk *kiosk, size_t row, int cols, struct kiosk_row_text *text);
void kiosk_row_text_free(struct kiosk_row_text *text);

/* Returns how many screenfuls the rows take, and sets *seen to the number, from 1, of the one in
 * view. */
int kiosk_row_screens(const struct kiosk *kiosk, int *seen);

/* Returns the number of articles in the group of a row. */
size_t kiosk_group_articles(const struct kiosk *kiosk, const struct kiosk_row *row);

/* Returns the largest size of the chosen QR code in a part of the screen. */
struct qr_scale kiosk_code_scale(const struct kiosk *kiosk, struct rect room);

/* Returns whether the screen is dark: nobody is there, at night. */
bool kiosk_is_dark(const struct kiosk *kiosk);

/* Returns the theme for the time of day. */
enum theme kiosk_theme(const struct kiosk *kiosk);

/* Appends the name of a group: 东桥, 2026年11月. */
void kiosk_write_group(const struct kiosk *kiosk, enum kiosk_list list, size_t node,
                       struct buffer *out);

/* Returns the translated heading of a section; NULL if it has none. */
const char *kiosk_section_heading(enum kiosk_section section);

/* Returns whether a page has headings: it has several sections. What a page of one is, its masthead
 * says. */
bool kiosk_has_headings(const struct kiosk_rows *rows);

/* Returns the heading above a row; NULL if it has none, as it does not begin a section. */
const char *kiosk_heading_above(const struct kiosk_rows *rows, size_t row);

/* Appends the day of a date as a visitor says it: 今天, 昨天, 11月28日, or with its year if that is
 * not this one. */
void kiosk_write_day(const struct kiosk *kiosk, struct str date, struct buffer *out);

/* Returns the seconds left of the countdown, rounded up. */
int kiosk_seconds_left(const struct kiosk *kiosk);

void kiosk_free(struct kiosk *kiosk);

#endif
