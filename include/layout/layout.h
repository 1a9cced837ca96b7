#ifndef LAYOUT_LAYOUT_H
#define LAYOUT_LAYOUT_H

#include "content/article.h"
#include "content/body.h"
#include "content/document.h"
#include "content/head_and_foot.h"
#include "text/linebreak.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* An article broken into lines of a given width, lazily: a block is laid out when one of its lines
 * is needed. Lines break by the rules of text/linebreak.h, which src/layout/README.md shows.
 *
 * A position in an article is an offset in bytes that does not depend on the width: 0 and up are
 * bytes of the file's body, negative ones are in the header set before it (kicker, title,
 * subtitle, byline), those past the body's end in the footer after it (the links, the note, the
 * next article's title). */
struct layout;

/* Characters for the rules of tables and the boxes of captions. AUTO counts as lines: the caller
 * who knows the terminal replaces it. */
enum layout_borders { BORDERS_AUTO, BORDERS_LINE, BORDERS_ASCII };

/* Typesetting options of an article. A zeroed struct has newspaper rules and no optional features.
 */
struct layout_style {
    struct text_setting text; /* kinsoku AUTO becomes a level by the width of each text column */
    bool justify;             /* running text fills its lines */
    bool large;               /* for easy reading: blank lines between paragraphs */
    enum layout_borders borders;
};

struct layout_options {
    int cols; /* width of a line, at least 1 */
    struct layout_style style;
    struct str next_title; /* shown at the end, after a rule; empty: not shown */
};

/* Returns the line of a short text that begins at byte `at`, as text_line_next() breaks it in this
 * style. */
struct text_line layout_text_line(const struct layout_style *style, struct str text, size_t at,
                                  int cols);

/* Returns the line of a title that begins at byte `at`, as title_line_next() breaks it in this
 * style. A title has as many such lines as it has of layout_text_line(). */
struct text_line layout_title_line(const struct layout_style *style, struct str text, size_t at,
                                   int cols);

/* The place of a line, valid only for the layout that returned it. */
struct layout_at {
    enum article_part part;
    size_t block;
    size_t line;
};

/* A piece of a line, without blank columns in it. */
struct layout_piece {
    int col;
    struct str text;
    size_t start; /* offset in the line's rich text, or LAYOUT_DECORATION for a marker, a rule or a
                     border */
};

#define LAYOUT_DECORATION SIZE_MAX

/* One line: its pieces from left to right, with blank columns between them. */
struct layout_line {
    const struct block *block;    /* the block that the line belongs to */
    const struct rich_text *rich; /* the text that all offsets are in */
    size_t start;
    size_t end;
    const struct layout_piece *pieces;
    size_t piece_count;
};

/* Creates a layout of `article`, which with its `body` must outlive the layout. Lays out no block
 * yet. */
struct layout *layout_new(const struct article *article, const struct body *body,
                          struct layout_options options);

/* Set *at to the place of a line. Return false, and leave *at unchanged, if there is no such line.
 * Every article has a first line. */
bool layout_first(struct layout *layout, struct layout_at *at);
bool layout_last(struct layout *layout, struct layout_at *at);
bool layout_next(struct layout *layout, struct layout_at *at);
bool layout_prev(struct layout *layout, struct layout_at *at);

/* Returns the line at `at`, borrowed until the next call for this layout. */
struct layout_line layout_line(struct layout *layout, struct layout_at at);

/* Returns how many lines to show on a page that begins at `top` and has room for `lines`. A line
 * that belongs to the next one (of a heading, a table's head or row, or a box, or a blank line)
 * does not end a page, unless the page would be empty without it. No page ends with a paragraph's
 * first line or leaves its last one to the next page, if a quarter of its lines is enough to avoid
 * it. */
int layout_page_lines(struct layout *layout, struct layout_at top, int lines);

/* Returns whether a page that begins at `at` parts this line from text that belongs to it, or
 * begins with the last of a paragraph's lines. */
bool layout_parts(struct layout *layout, struct layout_at at);

/* Returns whether a line is blank. */
bool layout_is_blank(struct layout *layout, struct layout_at at);

/* Convert between lines and positions: return the position of a line's first byte, and the line
 * that holds a position, which is the last one that begins at or before it.
 * layout_find(layout_position(at)) is `at`, or the last of the lines that share its position: a
 * blank line has that of its block, and so have all lines of text that stands in for a few bytes.
 */
int64_t layout_position(struct layout *layout, struct layout_at at);
struct layout_at layout_find(struct layout *layout, int64_t position);

/* Returns whether `a` comes before `b`. */
bool layout_before(struct layout_at a, struct layout_at b);

void layout_free(struct layout *layout);

#endif
