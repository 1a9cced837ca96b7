#ifndef LINEAR_COMMANDS_H
#define LINEAR_COMMANDS_H

#include "linear/choices.h"
#include "linear/line_io.h"
#include "linear/readout.h"

/* What one can do in the linear mode: the inside of linear.c. Every step says what came of it. */

/* The whole state. */
struct linear {
    const struct edition *edition;
    struct line_io io;
    struct marks marks;
    struct list list;
    size_t menu;    /* of the tree: what is offered, or was before another list was */
    size_t offered; /* how many of the choices were said */
    size_t index;   /* in the list: that of the open article; else what n, ] and [ start from */
    struct readout *readout; /* the open article, or NULL */
    size_t origin; /* the article of the tree that another list was opened from, or SIZE_MAX, */
    int64_t origin_position; /* and where in it */
    struct search search;    /* whose results are listed */
    struct buffer words;     /* that were searched for */
    struct query find;       /* what was last looked for in an article */
    bool told_enter;         /* that Enter goes on */
};

/* The groups and articles from the top. */
void linear_contents(struct linear *linear);

/* What a number leads to: a choice, or a piece of the open article. */
void linear_number(struct linear *linear, size_t number);

/* Enter: the next piece, or the next article, or more choices. */
void linear_go_on(struct linear *linear);

void linear_piece_before(struct linear *linear);
void linear_again(struct linear *linear);
void linear_back(struct linear *linear);
void linear_next(struct linear *linear);
void linear_previous(struct linear *linear);
void linear_next_unread(struct linear *linear);

/* The article read last, where it was not read to its end: its index in the tree, or SIZE_MAX. */
size_t linear_unfinished(const struct linear *linear);
void linear_resume(struct linear *linear);

void linear_search(struct linear *linear, struct str words);

/* The next piece in which the words are, or, without words, those of the last time. */
void linear_find(struct linear *linear, struct str words);

void linear_toggle_bookmark(struct linear *linear);
void linear_bookmarks(struct linear *linear);
void linear_regroup(struct linear *linear);
void linear_resort(struct linear *linear);

#endif
