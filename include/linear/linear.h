#ifndef LINEAR_LINEAR_H
#define LINEAR_LINEAR_H

#include "content/edition.h"
#include "text/linebreak.h"

/* The bulletin as a conversation, for screen readers and braille displays: lines that are never
 * changed, numbered choices, a line of input at a time (see io.h). Marks are kept in the same
 * state file as by the reader on the screen. */

struct linear_options {
    int width_cols; /* of the lines; 0: see io.h */
    struct text_setting text;
};

/* Goes on until the person, the input or a signal ends it. Returns an exit status. */
int linear_read(const struct edition *edition, const struct linear_options *options);

#endif
