#ifndef READER_READING_H
#define READER_READING_H

#include "base/buffer.h"
#include "content/edition.h"
#include "layout/layout.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The article in the article pane: its body, its layout at the pane's width, and where one is in
 * it. A zeroed struct has none open. */
struct reading {
    const struct edition *edition;
    size_t article; /* index into the edition; only meaningful where body is not NULL */
    struct body *body;
    struct layout *layout;
    struct layout_options options;
    struct layout_at top; /* the line at the pane's top */
    int lines;            /* of the pane */
    int64_t position;     /* of the top: what survives a resize */
    int64_t match;        /* where n and N go on from: the match last shown, or the top */
    bool paged;           /* the screenful was come to page by page: see reading_lines_in_view() */
    bool show_match;      /* it is still to be brought into view, for want of a pane so far */
};

/* Opens an article at a position (INT64_MIN: the beginning), closing the one before. False, with a
 * line for the person in `message`, where it cannot be read. The pane must have been given by
 * reading_resize() before a layout is asked for. */
bool reading_open(struct reading *reading, const struct edition *edition, size_t article,
                  int64_t position, struct str next_title, struct buffer *message);

/* Tells the size of the pane, once the style of `options` is set; the words at the top stay there.
 * With 0 columns the article is not shown. */
void reading_resize(struct reading *reading, int cols, int lines);

/* Tells the style, as reading_resize() does the size. */
void reading_set_style(struct reading *reading, struct layout_style style);

/* Tells the title that stands at the end as the next article's; nothing moves. */
void reading_set_next(struct reading *reading, struct str next_title);

bool reading_is_open(const struct reading *reading);

/* Returns the open article, borrowed from the edition. An article must be open. */
const struct article *reading_article(const struct reading *reading);

/* Moves `lines` down (up, where negative), as far as there is text: not past the last screenful.
 * Returns whether anything moved. */
bool reading_scroll(struct reading *reading, long lines);

/* Moves to the next (or the previous) screenful, one line of the last one staying in view. As
 * reading_scroll(), but that the screenful does not end in a heading. */
bool reading_turn_page(struct reading *reading, bool forward);

/* How many lines of the pane show text: all, but that a screenful come to page by page does not end
 * in what belongs to the next one (see layout_page_lines()). */
int reading_lines_in_view(const struct reading *reading);

void reading_to_start(struct reading *reading);
void reading_to_end(struct reading *reading);

/* Brings a position into view: nothing moves where it is there already. */
void reading_show(struct reading *reading, int64_t position);

/* Is the first line at the top? */
bool reading_at_start(const struct reading *reading);

/* Is the last line in view? */
bool reading_at_end(const struct reading *reading);

/* How much of the body has been in view, 0 to 100; 100 with the end in view. */
int reading_percent(const struct reading *reading);

/* How many more screenfuls there are, 0 with the end in view; an estimate where that is far off. */
long reading_screens_left(const struct reading *reading);

/* How many minutes it takes to read on to the end, at the pace of an unhurried reader. */
long reading_minutes_left(const struct reading *reading);

void reading_close(struct reading *reading);

#endif
