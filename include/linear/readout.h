#ifndef LINEAR_READOUT_H
#define LINEAR_READOUT_H

#include "base/buffer.h"
#include "base/diag.h"
#include "content/article.h"
#include "content/body.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* An article read out piece by piece: a piece is a paragraph, or several short ones, or a part of a
 * long one that ends with a sentence. Words replace the looks of print (标题：, 小标题：, 引文：,
 * 图：), and each cell of a table is a line `head：cell`. Positions are those of layout/layout.h.
 * The division into pieces depends on the article alone. */
struct readout;

/* Begins at the first piece of an article, which must outlive the readout; takes over its body.
 * Free with readout_close(). */
struct readout *readout_new(const struct article *article, struct body *body);

/* Returns the article's body, borrowed until readout_close(). */
const struct body *readout_body(const struct readout *readout);

/* Append the article's header, or the current piece, as lines, each with a newline. */
void readout_write_header(struct readout *readout, struct buffer *out);
void readout_write_piece(const struct readout *readout, struct buffer *out);

/* Move to the next piece, or to the previous one. Return false if there is none. */
bool readout_next(struct readout *readout);
bool readout_previous(struct readout *readout);

/* Goes to the piece that contains a position (INT64_MIN: the first piece). */
void readout_seek(struct readout *readout, int64_t position);

/* Goes to piece `number`, from 1. Returns false if there is none. */
bool readout_go(struct readout *readout, size_t number);

/* Returns the position at which the current piece begins; INT64_MIN for the first one. */
int64_t readout_position(const struct readout *readout);

/* Returns the position at which the next piece begins; INT64_MAX if there is none. */
int64_t readout_end(const struct readout *readout);

bool readout_is_last(const struct readout *readout);

/* Return the current piece's number and the number of pieces; both 0 for an article without
 * pieces. */
size_t readout_number(const struct readout *readout);
size_t readout_count(const struct readout *readout);

void readout_close(struct readout *readout);

#endif
