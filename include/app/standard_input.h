#ifndef APP_STANDARD_INPUT_H
#define APP_STANDARD_INPUT_H

#include "base/diag.h"

#include <stdbool.h>

/* The name of standard input on the command line and in diagnostics. */
#define STANDARD_INPUT "-"

enum { STANDARD_INPUT_PATH_BYTES = 32 };

/* Reads an article from standard input to its end, and keeps it in memory, as a file that no folder
 * has: sets `path`, which is valid as long as the program (see article_is_unnamed()). With `keys`
 * the terminal then takes the place of standard input. Returns false, with an error in `diags`, if
 * there is no article (standard input is a terminal, or empty), or more than ARTICLE_MAX_FILE_MIB,
 * or no terminal for the keys. */
bool standard_input_read(bool keys, char path[STANDARD_INPUT_PATH_BYTES], struct diags *diags);

/* Names standard input in the diagnostics about its article, in place of the path. */
void standard_input_name(struct diags *diags);

#endif
