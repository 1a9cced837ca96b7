#ifndef CONTENT_REPLAY_H
#define CONTENT_REPLAY_H

#include "parser.h"

/* Adds the open block's pieces from `start` to `end` to its text. Styles still open end with it. */
void replay(struct parser *parser, size_t start, size_t end);

#endif
