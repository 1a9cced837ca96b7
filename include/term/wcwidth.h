#ifndef TERM_WCWIDTH_H
#define TERM_WCWIDTH_H

#include <stdbool.h>

/* Sets the width that wcwidth() returns for characters of ambiguous width. The program defines
 * wcwidth() itself, as text_width(), in place of the C library's, so that ncursesw, too, calls it
 * and moves the cursor as the layout does. */
void wcwidth_set_ambiguous(bool wide);

#endif
