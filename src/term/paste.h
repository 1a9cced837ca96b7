#ifndef SRC_TERM_PASTE_H
#define SRC_TERM_PASTE_H

#include "term/decode.h"

/* Collects the text of a paste, up to its end. */

void paste_begin(struct decoder *decoder);

/* Takes a byte. Returns true if the paste has ended with it. */
bool paste_take(struct decoder *decoder, char byte);

#endif
