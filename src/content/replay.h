#ifndef CONTENT_REPLAY_H
#define CONTENT_REPLAY_H

#include "parser.h"

/* Turns the pieces from `start` to `end` of the open block into its text. Styles that are not
 * closed end with it. */
void replay(struct parser *parser, size_t start, size_t end);

#endif
