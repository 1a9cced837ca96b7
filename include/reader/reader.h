#ifndef READER_READER_H
#define READER_READER_H

#include "base/buffer.h"
#include "content/edition.h"
#include "reader/line_edit.h"
#include "reader/list.h"
#include "reader/reading.h"
#include "search/search.h"
#include "state/history.h"
#include "state/marks.h"
#include "ui/keymap.h"
#include "ui/panes.h"
#include "ui/pointer.h"
#include "ui/theme.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What the keys mean at the moment. */
enum reader_mode {
    MODE_READING, /* the key map */
    MODE_SEARCH,  /* typing what to search all articles for */
    MODE_FIND,    /* typing what to find in this article */
    MODE_NUMBER,  /* typing an article's number */
    MODE_HELP     /* the help screen is up */
};

struct reader_options {
    struct layout_style style;
    int measure_cols;
    enum theme theme;
    bool has_own_theme; /* else THEME_OWN is passed over */
    bool may_copy;      /* there is a clipboard, and it may be written */
    bool single;        /* one article and no list */
    struct keymap keymap;
};

/* The whole state of the reader: what the view draws, and nothing of how. One key goes in, the
 * state changes; no I/O but the reading of bodies. The edition and the marks are the caller's. */
struct reader {
    const struct edition *edition;
    struct marks *marks;
    struct reader_options options;
    int cols; /* of the screen */
    int lines;
    struct panes panes;
    enum reader_mode mode;
    struct list list;
    struct reading reading;
    bool article_focused; /* else the list is */
    enum theme theme;
    bool article_only; /* the article was given the whole screen */
    struct line_edit prompt;
    struct search search;
    size_t search_row;   /* where the search began: the tree's row, */
    bool search_reading; /* and whether its article was being read */
    struct query find;   /* what is being found in the open article */
    struct history history;
    enum action offered;  /* what the same key, pressed again, does; ACTION_NONE: nothing special */
    size_t noted_article; /* the last that reader_note_position() noted, */
    int64_t noted_position; /* and where */
    int help_top;           /* the first line of the help screen in view */
    struct buffer message;  /* a line for the person, until the next key */
    struct buffer copied;   /* to be put on the clipboard, by whoever has one, and emptied */
    bool redraw;            /* the screen is to be drawn from nothing */
    bool quit;
};

/* Begins at the article and the position last read, else at the first article. */
void reader_init(struct reader *reader, const struct edition *edition, struct marks *marks,
                 struct reader_options options);

/* Tells the size of the screen. */
void reader_resize(struct reader *reader, int cols, int lines);

/* Takes a key. */
void reader_key_press(struct reader *reader, reader_key key);

/* Takes a press or a turn of the wheel on what was drawn there. */
void reader_point(struct reader *reader, enum pointer_event deed, struct target target);

/* Takes a text that was pasted, as it came: it is added to words that are being typed, and does
 * nothing anywhere else. */
void reader_paste(struct reader *reader, struct str text);

/* Does a slice of work that takes long (a search). True while there is more of it. */
bool reader_work(struct reader *reader);

/* Notes where reading stopped, if it went on since it was noted last: what another reader notes
 * meanwhile is the later. Call before the marks are saved for the last time. */
void reader_note_position(struct reader *reader);

/* Tells that the marks were changed from outside. */
void reader_marks_changed(struct reader *reader);

/* What is marked in lists and text at the moment, or NULL: the search's words or the find's. */
const struct query *reader_query(const struct reader *reader);

/* Was the open article opened by the person, rather than previewed? */
bool reader_is_reading(const struct reader *reader);

void reader_free(struct reader *reader);

#endif
