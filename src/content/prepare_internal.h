#ifndef CONTENT_PREPARE_INTERNAL_H
#define CONTENT_PREPARE_INTERNAL_H

#include "lines.h"
#include "mask.h"
#include "prepare.h"
#include "source.h"

#include <stdbool.h>
#include <stddef.h>

/* Internals of prepare(): prepare.c walks through the lines, rows.c handles tables, boxes.c boxes,
 * and comments.c comments after other text. */

enum { CODE_COLS = 4 };

struct prepare {
    struct source *source;
    struct str text;
    struct mask mask;
    struct definitions *definitions;
    struct containers containers;
    bool after_text; /* a paragraph may continue after the previous line */
    bool no_comment; /* no comment is closed after the current line */
    bool pending;    /* lines of a paragraph, from source->copied on, are not in the input yet */
    char fence;      /* the mark of the open code fence, or 0 */
    size_t fence_marks;
    int fence_quotes;
    size_t columns; /* of the open table, or 0 */
    int table_quotes;
    int boxes;
    size_t box_source; /* of the outermost box */
};

/* Puts the pending paragraph into the input. */
void prepare_flush(struct prepare *prepare, size_t end);

/* Adds an empty line, so that the next line does not continue those before it. */
void prepare_add_blank_line(struct prepare *prepare, const struct line *line);

/* Adds the boxes' prefix to the line that begins at `start`. */
void prepare_add_prefix(struct prepare *prepare, size_t start);

/* Copies the beginning of a line, up to its content. */
void prepare_begin_line(struct prepare *prepare, const struct line *line);

/* Returns whether a line begins a block of its own and so continues no paragraph or table. */
bool prepare_begins_block(struct str content, const struct line *line);

/* Returns whether the content is a table's delimiter row, which is the second. */
bool rows_is_delimiter(struct str content);

/* Returns the columns of the table whose head is `line`, or 0 if it is not a table's head. */
size_t rows_columns(const struct prepare *prepare, const struct line *line);

/* Copies a table's head and its delimiter row. Returns the offset of the third row. */
size_t rows_pass_head(struct prepare *prepare, const struct line *line, size_t columns);

/* Masks a delimiter row whose cells do not match the line before, so that the parser reads no
 * table. */
void rows_mask_delimiter(struct prepare *prepare, const struct line *line);

/* Handles a line while a table is open. Copies a row and returns the offset after it; before any
 * other line, ends the table and returns 0. */
size_t rows_pass(struct prepare *prepare, struct line *line);

/* Handles a line that opens or closes a box. Returns false for any other line. */
bool boxes_pass(struct prepare *prepare, const struct line *line);

/* Returns whether the line is three or more colons that open or close a box. *name is the text
 * after the colons, which is empty on a closing line. */
bool boxes_is(const struct prepare *prepare, const struct line *line, struct str *name);

/* Returns the offset after the line that closes a comment opened on this line after other text, or
 * after the last of several. Returns 0 if there is none, or if it closes on this line. */
size_t comments_end(struct prepare *prepare, const struct line *line);

/* Cuts a comment that continues on other lines off a heading or a table's row. Returns the end of
 * the comment, or 0 if there is none. */
size_t comments_cut(struct prepare *prepare, struct line *line);

/* Leaves out a comment that was cut off and begins a new line after it. Returns the offset to go on
 * at. */
size_t comments_skip(struct prepare *prepare, size_t end);

#endif
