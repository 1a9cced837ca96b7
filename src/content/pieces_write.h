#ifndef CONTENT_PIECES_WRITE_H
#define CONTENT_PIECES_WRITE_H

#include "parser.h"

/* Adds the open block's pieces from `start` to `end` to its text. Styles still open end with it. */
void pieces_write(struct parser *parser, size_t start, size_t end);

#endif
