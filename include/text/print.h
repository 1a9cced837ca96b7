#ifndef TEXT_PRINT_H
#define TEXT_PRINT_H

#include "base/diag.h"

#include <stdio.h>

/* Writes a formatted line, without its newline in `format`, to a stream that may be a terminal: all
 * text from outside (names of files, arguments, values) goes through here. The line is cleaned (see
 * text/clean.h); newlines and tabs in it become spaces. */
void print_line(FILE *out, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Writes a diagnostic as such a line, `prefix` first. */
void print_diag(FILE *out, const char *prefix, const struct diag *diag);

#endif
