#ifndef LINEAR_COMMANDS_H
#define LINEAR_COMMANDS_H

#include "linear/choices.h"
#include "linear/line_io.h"
#include "linear/readout.h"
#include "reader/marked.h"
#include "state/history.h"

/* The commands of the linear mode; internal to it. Each outputs its result. */

/* The whole state of the linear mode. */
struct linear {
    const struct edition *edition;
    struct line_io io;
    struct marks marks;
    struct list list;
    size_t menu;             /* current menu of the tree; kept while another list is shown */
    size_t offered;          /* number of choices output so far */
    size_t away_number;      /* choice of an article that is away, told last; 0: none */
    size_t index;            /* index of the open article in the list; else start of n, ] and [ */
    struct readout *readout; /* the open article, or NULL */
    size_t origin;           /* in the tree: article to return to from another list or SIZE_MAX, */
    int64_t origin_position; /* and the position in it */
    struct search search;    /* the search whose results are listed */
    struct buffer words;     /* words searched for */
    struct query find;       /* words last looked for in an article */
    bool enter_explained;    /* the person has been told that Enter goes on */
    struct history history;
    struct marked marked; /* what U takes back */
    bool offers_marking;  /* the same command again marks all as read */
};

/* Returns the article at an index of the list. */
const struct article *linear_article_at(const struct linear *linear, size_t index);

/* Reads out the current piece, and notes its position, or the beginning at the last piece. */
void linear_read_piece(struct linear *linear);

/* Returns whether the words are too many bytes to look for, and says so. */
bool linear_words_are_too_long(struct linear *linear, struct str words);

/* Returns whether a query cannot be used, and says why. */
bool linear_query_is_wrong(struct linear *linear, const struct query *query);

/* Outputs the list's name, and its choices from about `number` on (0: the first). */
void linear_show_choices(struct linear *linear, size_t number);

/* Prepares to show another list: notes the article for the way back with b. */
void linear_leave_tree(struct linear *linear);

/* Shows the tree from the top. */
void linear_contents(struct linear *linear);

/* Opens the choice with a number or, in an open article, reads out the piece with it. */
void linear_number(struct linear *linear, size_t number);

/* Reads out the next piece, opens the next article at the end, or outputs more choices. */
void linear_continue(struct linear *linear);

void linear_previous_piece(struct linear *linear);
void linear_repeat(struct linear *linear);
void linear_back(struct linear *linear);
void linear_next(struct linear *linear);
void linear_previous(struct linear *linear);
void linear_next_unread(struct linear *linear);
void linear_previous_unread(struct linear *linear);

/* Returns the index in the tree of the article read last, or SIZE_MAX if there is none, or if it
 * was read to its end or not beyond its first piece. */
size_t linear_unfinished(const struct linear *linear);
void linear_resume(struct linear *linear);

void linear_search(struct linear *linear, struct str words);

/* Reads out the next piece that contains any of the words, with the number of matches; an empty
 * `words` repeats the last ones. */
void linear_find(struct linear *linear, struct str words);

/* Opens the article that was read before this one. */
void linear_back_in_history(struct linear *linear);

/* Marks the articles of the menu, or of the whole list, as read. The first call only asks. */
void linear_mark_all_read(struct linear *linear);

/* Marks the open article as read or, if it is, as unread. */
void linear_toggle_read(struct linear *linear);

/* Undoes the last of these two. */
void linear_undo(struct linear *linear);

void linear_toggle_bookmark(struct linear *linear);
void linear_bookmarks(struct linear *linear);
void linear_regroup(struct linear *linear);
void linear_resort(struct linear *linear);

#endif
