#ifndef SRC_CONFIG_SCAN_H
#define SRC_CONFIG_SCAN_H

#include "base/buffer.h"
#include "base/diag.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* Finds what iniparser does not tell. Warnings: a key that stands twice, one that is unknown, an
 * unknown section. Errors, since iniparser would take them for something else without a word: a
 * BOM, a NUL, a line that ends in \ and so swallows the next, a section's line with something after
 * its bracket. lines[i] becomes the line where key i (see config/keys.h; there is one for each of
 * them) is set last, or 0. False on an error. A line that is neither key, section nor comment is
 * left to iniparser. */
bool config_scan(struct str text, const char *path, size_t *lines, struct diags *diags);

/* Appends a piece of the file for a message: its beginning, with each control character as a
 * question mark. */
void config_quote(struct str text, struct buffer *out);

#endif
