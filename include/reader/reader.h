#ifndef READER_READER_H
#define READER_READER_H

#include "base/buffer.h"
#include "content/edition.h"
#include "reader/line_edit.h"
#include "reader/list.h"
#include "reader/marked.h"
#include "reader/reading.h"
#include "search/finder.h"
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

/* Input modes, which decide the meaning of keys. */
enum reader_mode {
    MODE_READING, /* keys do actions of the key map */
    MODE_SEARCH,  /* typing words to search all articles for */
    MODE_FIND,    /* typing words to find in this article */
    MODE_NUMBER,  /* typing an article's number */
    MODE_COMMAND, /* typing the name of an action, a number or a date */
    MODE_WRITE,   /* typing the name of a file for the open article */
    MODE_PAGE,    /* a text is shown in the place of the list and the article */
    MODE_HELP     /* the help screen is shown */
};

/* Texts of MODE_PAGE. */
enum reader_page { PAGE_FAULTS, PAGE_LINKS };

/* A match looked for in the open article. */
enum reader_finding {
    FINDING_NONE,
    FINDING_FIRST,
    FINDING_NEXT,
    FINDING_PREVIOUS,
    FINDING_FROM_START, /* the first one, after the last one or in the next article, */
    FINDING_FROM_END,   /* and the last one */
    FINDING_COUNT       /* one was found, and all are counted */
};

struct reader_options {
    struct layout_style style;
    int measure_cols;
    enum theme theme;
    bool has_own_theme; /* else THEME_OWN cannot be chosen */
    bool may_copy;      /* writing to the clipboard is allowed */
    bool single;        /* one article and no list */
    bool mono;          /* there are no colours, whatever the theme */
    int list_cols;      /* of the list; 0: as the screen's width says */
    struct keymap keymap;
};

/* The whole state of the reader: all that the view draws, but no drawing. Input changes it; its
 * only I/O is reading the bodies of articles. The edition and the marks are the caller's and must
 * outlive it. */
struct reader {
    const struct edition *edition;
    struct marks *marks;
    struct reader_options options;
    int cols; /* size of the screen */
    int lines;
    struct panes panes;
    enum reader_mode mode;
    struct list list;
    struct reading reading;
    bool article_focused; /* else the list has the focus */
    enum theme theme;
    bool article_only;        /* the article takes the whole screen while focused */
    int list_cols;            /* as in the options, unless the rule was dragged elsewhere */
    bool dates_turned;        /* the list shows dates where it would not, and none where it would */
    enum target_kind dragged; /* the rule or scroll bar that follows the pointer, or TARGET_NONE */
    struct line_edit prompt;
    struct search search;
    struct buffer words;   /* of the search */
    size_t awaited;        /* article to select once the search has found it; SIZE_MAX: none */
    size_t search_article; /* article selected before the search; SIZE_MAX: a group, */
    size_t search_row;     /* the row of the tree, */
    bool search_reading;   /* and whether its article was being read */
    bool search_ended;     /* the words are complete: say so if nothing is found */
    struct query find;     /* words to find in the open article */
    bool find_any;         /* the article has them */
    enum reader_finding finding; /* what is being looked for in it */
    bool finding_anew;           /* it was found in another round */
    struct finder *finder; /* NULL: the article is still being opened, or nothing is looked for */
    struct history history;
    bool unknown_told;      /* the last key had no use, which was told */
    enum action offered;    /* action that does more if it is repeated at once; ACTION_NONE: none */
    struct buffer missed;   /* words that were not found, until something else is done */
    struct marked marked;   /* what U takes back */
    size_t noted_article;   /* article noted last by reader_note_position() or SIZE_MAX, */
    int64_t noted_position; /* and its position */
    int help_top;           /* first line in view of the help screen or the page */
    enum reader_page page;
    struct buffer page_text;  /* each paragraph on a line; an address is one of its own */
    size_t page_selected;     /* number of the selected address, from 0 */
    bool faults_wanted;       /* the page's text is to be given by reader_tell_faults() */
    size_t indexed;           /* files read so far for the index that is being built, or 0, */
    size_t packed;            /* and articles written into it, or 0 */
    struct buffer message;    /* a line shown until the next key */
    struct buffer copied;     /* text for the clipboard; whoever writes it there empties it */
    struct buffer write_path; /* file to write the open article to, until reader_tell_written() */
    bool write_over;          /* the person wants to replace it */
    bool redraw;              /* the whole screen must be redrawn */
    bool quit;
};

/* Starts at the article and the position last read, or at the first article. Free with
 * reader_free(). */
void reader_init(struct reader *reader, const struct edition *edition, struct marks *marks,
                 struct reader_options options);

/* Sets the size of the screen. */
void reader_resize(struct reader *reader, int cols, int lines);

/* Sets the width of characters of ambiguous width; the words at the top of the article stay there.
 */
void reader_set_wide(struct reader *reader, bool wide);

/* Handles a key. */
void reader_key_press(struct reader *reader, reader_key key);

/* Handles a press or a turn of the wheel, up or down, on a target that was drawn. Ignores the rest.
 */
void reader_point(struct reader *reader, enum pointer_event event, struct target target);

/* Handles a movement of the pointer, with the button pressed, to a cell of the screen. */
void reader_drag(struct reader *reader, int line, int col);

/* Returns the selected address of the page of links, or an empty text, and whether a line of it is
 * an address. */
struct str reader_page_selected(const struct reader *reader);
bool reader_is_address(struct str line);

/* Gives the actions that the text of MODE_COMMAND may mean, the likeliest first, and returns their
 * number. */
size_t reader_actions_meant(const struct reader *reader,
                            const struct keymap_entry *meant[ACTION_COUNT]);

/* Tells that the article was written, or why it was not: an errno value. After EEXIST the person is
 * asked whether to replace the file. */
void reader_tell_written(struct reader *reader, int error);

/* Shows why articles were left out, one on each line, if the person still waits for it. */
void reader_tell_faults(struct reader *reader, struct str lines);

/* Adds pasted text, which may be unclean, to words being typed; ignored in any other mode. */
void reader_paste(struct reader *reader, struct str text);

/* Does a slice of the work that goes on while keys are handled: a search, opening a large article,
 * looking for a match in it. Returns true while there is more to do. */
bool reader_work(struct reader *reader);

/* Notes the position of the article being read in the marks, but only if it changed since the last
 * call: another running reader may have noted a later position meanwhile. Call before the marks are
 * saved for the last time. */
void reader_note_position(struct reader *reader);

/* Updates the unread counts and the list of bookmarks after others changed the marks. */
void reader_marks_changed(struct reader *reader);

/* Puts `next` in the place of `edition`, which the reader shows; frees what was there, and leaves
 * an empty edition in `next`. The person stays in the same list, at the same article and the same
 * words. */
void reader_replace_edition(struct reader *reader, struct edition *edition, struct edition *next);

/* Returns the query whose matches are highlighted in lists and text: the words to find in the
 * article, else those of the search, or NULL. Borrowed from the reader. */
const struct query *reader_query(const struct reader *reader);

/* Returns whether there are no colours, so that marks must tell apart what colours do. */
bool reader_is_mono(const struct reader *reader);

/* Returns whether the list shows its articles' dates. */
bool reader_shows_dates(const struct reader *reader);

/* Returns whether the open article was opened by the person, rather than previewed. */
bool reader_is_reading(const struct reader *reader);

void reader_free(struct reader *reader);

#endif
