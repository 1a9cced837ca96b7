#ifndef LAYOUT_LAYOUT_H
#define LAYOUT_LAYOUT_H

#include "content/article.h"
#include "content/body.h"
#include "content/document.h"
#include "text/linebreak.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* An article set into lines of a number of columns, lazily: a block's lines are made when one of
 * them is asked for. Typesetting: see the design.
 *
 * A position in an article is an offset in bytes that no width changes: 0 and up are bytes of the
 * file's body, negative ones are in what is set before it (kicker, title, subtitle, byline), those
 * past the body's end in what is set after it (the links, the note, the next article's title). */
struct layout;

/* What the rules of tables and the boxes of captions are drawn with. */
enum layout_borders { BORDERS_LINE, BORDERS_ASCII };

/* How articles are set. Zeroed: by the rules, and nothing optional. */
struct layout_style {
    struct text_setting text; /* kinsoku AUTO is settled by the width of each column of text */
    bool justify;             /* running text fills its lines */
    bool large;               /* for easy reading: paragraphs are set apart by a blank line */
    enum layout_borders borders;
};

struct layout_options {
    int cols; /* the measure, at least 1 */
    struct layout_style style;
    struct str next_title; /* set after the end, with a rule; empty: nothing is */
};

/* The parts that an article is set from: see content/head_and_foot.h. */
enum layout_part { PART_HEADER, PART_BODY, PART_FOOTER, PART_COUNT };

/* Where a line is, for walking. Valid for the layout that gave it. */
struct layout_at {
    enum layout_part part;
    size_t block;
    size_t line;
};

/* A stretch of a line. */
struct layout_piece {
    int col;
    struct str text;
    size_t start; /* its offset in the line's rich text; LAYOUT_DECORATION: it is no part of it, but
                     a marker, a rule or a border */
};

#define LAYOUT_DECORATION SIZE_MAX

/* One line: its pieces from left to right, blank columns between them. */
struct layout_line {
    const struct block *block;    /* whose line it is */
    const struct rich_text *rich; /* what `start` and `end` are offsets in */
    size_t start;
    size_t end;
    const struct layout_piece *pieces;
    size_t piece_count;
};

/* A layout of `article`, which with its `body` must outlive it. Sets nothing yet. */
struct layout *layout_new(const struct article *article, const struct body *body,
                          struct layout_options options);

/* Walking. Each puts a line's place into *at; false, with *at as it was, where there is no such
 * line. Every article has a first line. */
bool layout_first(struct layout *layout, struct layout_at *at);
bool layout_last(struct layout *layout, struct layout_at *at);
bool layout_next(struct layout *layout, struct layout_at *at);
bool layout_prev(struct layout *layout, struct layout_at *at);

/* The line at `at`, borrowed until the next call for this layout. */
struct layout_line layout_line(struct layout *layout, struct layout_at at);

/* How many lines a page shows that begins at `top` and has room for `lines`. What stands over
 * something (a heading, a blank line, a table's head, the most of a box) does not stand last on it:
 * it is left for the next page, unless nothing would be left on this one. */
int layout_page_lines(struct layout *layout, struct layout_at top, int lines);

/* Is the line blank? */
bool layout_is_blank(struct layout *layout, struct layout_at at);

/* The position of a line's first byte, and the line that holds a position: the last line that
 * begins at or before it. layout_find(layout_position(at)) is `at`, but that a blank line has its
 * block's position. */
int64_t layout_position(struct layout *layout, struct layout_at at);
struct layout_at layout_find(struct layout *layout, int64_t position);

/* Is `a` before `b`? */
bool layout_before(struct layout_at a, struct layout_at b);

void layout_free(struct layout *layout);

#endif
