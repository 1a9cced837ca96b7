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
struct readout;

/* At the first piece. NULL, with a diagnostic, where the article cannot be read. The article must
 * outlive it. */
struct readout *readout_open(const struct article *article, struct diags *diags);

/* The article's body, borrowed until readout_close(). */
const struct body *readout_body(const struct readout *readout);

/* Appends what stands over the article, or the piece that one is at: lines, each with a newline. */
void readout_write_header(struct readout *readout, struct buffer *out);
void readout_write_piece(const struct readout *readout, struct buffer *out);

/* Goes on by a piece, or back. False where there is none. */
bool readout_next(struct readout *readout);
bool readout_previous(struct readout *readout);

/* Goes to the piece that holds a position (INT64_MIN: the first one). */
void readout_seek(struct readout *readout, int64_t position);

/* Goes to the piece with this number (from 1). False where there is none. */
bool readout_go(struct readout *readout, size_t number);

/* Where the piece begins; INT64_MIN for the first one. */
int64_t readout_position(const struct readout *readout);

/* Where the next piece begins; INT64_MAX where there is none. */
int64_t readout_end(const struct readout *readout);

bool readout_is_last(const struct readout *readout);

/* The piece's number and how many pieces there are; both are 0 where there is nothing to say. */
size_t readout_number(const struct readout *readout);
size_t readout_count(const struct readout *readout);

void readout_close(struct readout *readout);

#endif
