#ifndef CONTENT_PREPARATION_H
#define CONTENT_PREPARATION_H

#include "lines.h"
#include "mask.h"
#include "prepare.h"
#include "source.h"

#include <stdbool.h>
#include <stddef.h>

/* The inside of prepare(): prepare.c goes through the lines, rows.c has tables, boxes.c boxes,
 * comments.c comments behind other text. */

enum { CODE_COLS = 4 };

struct prepare {
    struct source *source;
    struct str text;
    struct mask mask;
    struct definitions *definitions;
    struct containers containers;
    bool after_text; /* the line before is one that a paragraph may go on from */
    bool no_comment; /* behind the line at hand no comment is closed */
    bool pending;    /* lines of a paragraph wait from source->copied on */
    char fence;      /* the mark of the code that is open, or 0 */
    size_t fence_marks;
    int fence_quotes;
    size_t columns; /* of the table that is open, or 0 */
    int table_quotes;
    int boxes;
    size_t box_source; /* of the outermost */
};

/* Puts the paragraph that waits into the input. */
void prepare_flush(struct prepare *prepare, size_t end);

/* Adds an empty line before what would else go on with the lines before. */
void prepare_add_blank_line(struct prepare *prepare, const struct line *line);

/* Adds the prefix of a line that begins here. */
void prepare_add_prefix(struct prepare *prepare, size_t start);

/* Begins a line, and goes on up to its content. */
void prepare_begin_line(struct prepare *prepare, const struct line *line);

/* Returns whether a line begins a block of its own, so that no paragraph or table goes on with it.
 */
bool prepare_begins_block(struct str content, const struct line *line);

/* Returns whether a text begins with a word, in any case. */
bool prepare_starts_with(struct str text, const char *with);

/* Returns where `what` begins, in any case, from text[at] on; SIZE_MAX: nowhere. */
size_t prepare_find(struct str text, size_t at, const char *what);

/* Returns whether the content is a table's second row. */
bool rows_is_delimiter(struct str content);

/* The columns of the table whose head is `line`; 0: it is none. */
size_t rows_columns(const struct prepare *prepare, const struct line *line);

/* Copies a table's head and its second row. Returns where its third begins. */
size_t rows_pass_head(struct prepare *prepare, const struct line *line, size_t columns);

/* Makes a second row none that has another number of cells than the line before. */
void rows_mask_delimiter(struct prepare *prepare, const struct line *line);

/* Takes a line while a table is open: another row, or its end. Returns where to go on behind a row;
 * 0: it is none. */
size_t rows_pass(struct prepare *prepare, struct line *line);

/* Takes a line that opens a box or closes one. False: it is none. */
bool boxes_pass(struct prepare *prepare, const struct line *line);

/* Returns whether the line is one of three colons or more that opens a box, by its name, or closes
 * one. */
bool boxes_is(const struct prepare *prepare, const struct line *line, struct str *name);

/* Returns where the line ends on which the last comment is closed that this one opens behind other
 * text, or another one behind that; 0: there is none, or it ends on this line. */
size_t comments_end(struct prepare *prepare, const struct line *line);

/* Takes a comment that goes on over lines off a heading or a row. Returns where it ends; 0: there
 * is none. */
size_t comments_cut(struct prepare *prepare, struct line *line);

/* Goes on behind a comment that was cut off, on a line of its own. */
size_t comments_skip(struct prepare *prepare, size_t end);

#endif
