#ifndef TERM_WCWIDTH_H
#define TERM_WCWIDTH_H

#include <stdbool.h>

/* Sets what the executable's wcwidth() answers for characters of ambiguous width. It is
 * text_width(), defined here under the C library's name so that ncursesw, too, calls it: the cursor
 * is then where the layout means it to be. */
void wcwidth_set_ambiguous(bool wide);

#endif
