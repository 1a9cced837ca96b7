#ifndef LINEAR_READOUT_H
#define LINEAR_READOUT_H

#include "base/buffer.h"
#include "base/diag.h"
#include "content/article.h"
#include "content/body.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* An article as it is read out, piece by piece: a piece is a paragraph, or several short ones, or a
 * part of a long one that ends with a sentence. What print shows by its looks is said in a word
 * (小标题：, 引文：, 图：), and a table as a line `head：cell` a cell. Positions are those of
 * layout/layout.h. Where the pieces are depends on the article alone. */
struct recital;

/* At the first piece. NULL, with a diagnostic, where the article cannot be read. The article must
 * outlive it. */
struct recital *recital_open(const struct article *article, struct diags *diags);

/* The article's body, borrowed until recital_close(). */
const struct body *recital_body(const struct recital *recital);

/* Appends what stands over the article, or the piece that one is at: lines, each with a newline. */
void recital_write_header(const struct recital *recital, struct buffer *out);
void recital_write_piece(const struct recital *recital, struct buffer *out);

/* Goes on by a piece, or back. False where there is none. */
bool recital_next(struct recital *recital);
bool recital_previous(struct recital *recital);

/* Goes to the piece that holds a position (INT64_MIN: the first one). */
void recital_seek(struct recital *recital, int64_t position);

/* Goes to the piece with this number (from 1). False where there is none. */
bool recital_go(struct recital *recital, size_t number);

/* Where the piece begins; INT64_MIN for the first one. */
int64_t recital_position(const struct recital *recital);

/* Where the next piece begins; INT64_MAX where there is none. */
int64_t recital_end(const struct recital *recital);

bool recital_is_last(const struct recital *recital);

/* The piece's number and how many pieces there are; both are 0 where there is nothing to say. */
size_t recital_number(const struct recital *recital);
size_t recital_count(const struct recital *recital);

void recital_close(struct recital *recital);

#endif
