#ifndef LINEAR_LINEAR_H
#define LINEAR_LINEAR_H

#include "content/edition.h"
#include "text/linebreak.h"

/* The bulletin as a conversation, for screen readers and braille displays: lines that are never
 * changed, numbered choices, one line of input at a time (see line_io.h). Marks are kept in the
 * state file of the reader on the screen. */

struct linear_options {
    const char *folder; /* of the edition; NULL: it is a file */
    int width_cols;     /* width of the lines; 0: see line_io.h */
    struct text_setting text;
    bool keeps_nothing; /* marks are not saved */
};

/* Converses until the person, the end of the input or a signal ends it. Returns an exit status. */
int linear_read(const struct edition *edition, const struct linear_options *options);

#endif
