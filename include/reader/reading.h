#ifndef READER_READING_H
#define READER_READING_H

#include "base/buffer.h"
#include "content/edition.h"
#include "layout/layout.h"
#include "state/marks.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The last movement in the article, by which reading_lines_in_view() decides whether the pane's
 * last lines are shown: by lines, by opening it, by turning a page. */
enum reading_view { VIEW_SCROLLED, VIEW_OPENED, VIEW_TURNED };

/* The article in the article pane: its body, its layout at the pane's width, and the scroll
 * position. A zeroed struct has no article open. Close with reading_close(). */
struct reading {
    const struct edition *edition;
    enum link_form links;         /* in articles opened from now on; set by the caller */
    size_t article;               /* index into the edition; meaningful only if one is open */
    struct body_opening *opening; /* not NULL: the body is still being opened */
    struct body *body;
    struct layout *layout;
    struct layout_options options;
    struct layout_at top;      /* line at the top of the pane */
    int lines;                 /* height of the pane */
    int64_t position;          /* of the top line; kept when the pane is resized */
    struct buffer words;       /* at it, until the body is there to look for them */
    int64_t match;             /* start of n and N: the match last shown, or the top */
    struct buffer match_words; /* likewise */
    int64_t asked;             /* position that the article was opened at, */
    struct buffer asked_words; /* and the words of that place */
    bool moved;                /* away from there, other than to fill the pane */
    int64_t marked;            /* position of the text to be marked, */
    int64_t marked_end;        /* and its end; equal: none */
    enum reading_view view;
    bool has_new; /* a page was turned that repeats more than a line of the one before: */
    struct layout_at new_line; /* the first line that it does not repeat */
    bool show_match;           /* `match` must be brought into view once the pane has a size */
    bool returning;            /* fill the pane once it has a size */
    bool not_the_end;          /* begin anew if the end is in view then */
};

/* Opens an article at a place (the position INT64_MIN: the beginning), where its words are now, and
 * closes the one open before. A large one may still be opening afterwards: it has no layout yet, so
 * that nothing moves. Returns false, and replaces `message` by the reason, if the article cannot be
 * read; the one open before then stays open. The edition and `next_title` are borrowed. Call
 * reading_resize() before using the layout. If less than a screenful follows the place, as much as
 * fits is shown before it. */
bool reading_open(struct reading *reading, const struct edition *edition, size_t article,
                  struct mark_place place, struct str next_title, struct buffer *message);

/* Takes the body of an article that is being opened as soon as it is there, and waits for it no
 * longer than a person notices. Returns false, and replaces `message` by the reason, if the article
 * could not be read; it is closed then. */
bool reading_work(struct reading *reading, struct buffer *message);

/* Returns whether the open article has no text yet. */
bool reading_is_opening(const struct reading *reading);

/* Sets the size of the pane, after the style in `options`; the words at the top stay there. With 0
 * columns the article is not shown. */
void reading_resize(struct reading *reading, int cols, int lines);

/* Sets the style; the words at the top stay there. */
void reading_set_style(struct reading *reading, struct layout_style style);

/* Sets the title of the next article, shown at the end (borrowed); nothing moves. */
void reading_set_next(struct reading *reading, struct str next_title);

/* Returns whether an article is open, or being opened. */
bool reading_is_open(const struct reading *reading);

/* Returns the open article, borrowed from the edition. An article must be open. */
const struct article *reading_article(const struct reading *reading);

/* Scrolls by `lines` down (up if negative), not past the last screenful. Returns whether anything
 * moved. */
bool reading_scroll(struct reading *reading, long lines);

/* Moves by a screenful, not past the last one, keeping a line of the old one in view, unless it
 * would be parted from what belongs to it, stand alone or end or begin a paragraph, and the lines
 * that reading_lines_in_view() left out. Returns whether anything moved. */
bool reading_turn_page(struct reading *reading, bool forward);

/* Returns how many lines of the pane show text: all after scrolling; after turning a page, none at
 * the end that belong with the next page (see layout_page_lines()). The first screenful of no more
 * than two leaves out one line at the most: more blank lines would look like the article's end. */
int reading_lines_in_view(const struct reading *reading);

void reading_to_start(struct reading *reading);
void reading_to_end(struct reading *reading);

/* Goes to about `part` of `whole` of the article; 0 is its beginning, `whole` its end. */
void reading_go_to_share(struct reading *reading, int part, int whole);

/* Gives the bytes of the body before, in and after the view. Returns false if all of the article is
 * in view, or none yet. */
bool reading_shares(const struct reading *reading, int64_t *before, int64_t *shown, int64_t *after);

/* Bring a position, or the words of a place as they are now, into view; nothing moves if it is in
 * view already. */
void reading_show(struct reading *reading, int64_t position);
void reading_show_place(struct reading *reading, struct mark_place place);

/* Brings the line of a position, that of a match, into the middle of the view, as far as the
 * article's ends allow. */
void reading_centre(struct reading *reading, int64_t position);

/* Marks a stretch of the text and brings it into view: if its first or its last line is out of
 * view, the first one becomes the top line. */
void reading_mark(struct reading *reading, int64_t position, int64_t end);

/* Goes to the beginning if the last line is in view, at once or when the article is there: its last
 * lines alone would look broken. */
void reading_avoid_end(struct reading *reading);

/* Returns the place to open the article at again: the one that it was opened at, until the person
 * moves, because a file that is just being written may not have its text; else that of the top
 * line. The words are put into `words`, which is the caller's. */
struct mark_place reading_kept_place(const struct reading *reading, struct buffer *words);

/* Return the place of the top line, and that which a bookmark is for: of the match to be shown, or
 * else of the top line. The words are put into `words`, which is the caller's. */
struct mark_place reading_top_place(const struct reading *reading, struct buffer *words);
struct mark_place reading_place(const struct reading *reading, struct buffer *words);

/* Returns whether the first line is at the top. */
bool reading_at_start(const struct reading *reading);

/* Returns whether the last line is in view. */
bool reading_at_end(const struct reading *reading);

/* Returns the share of the body that has been in view, 0 to 100; 100 only with the end in view. */
int reading_percent(const struct reading *reading);

/* Returns the number of screenfuls left, 0 with the end in view; an estimate far from the end. */
long reading_screens_left(const struct reading *reading);

/* Returns about how many characters are in view, without blanks. */
size_t reading_characters_in_view(const struct reading *reading);

/* Returns the minutes needed to read on to the end at an unhurried pace. */
long reading_minutes_left(const struct reading *reading);

void reading_close(struct reading *reading);

#endif
