#ifndef SRC_CONFIG_SCAN_H
#define SRC_CONFIG_SCAN_H

#include "base/diag.h"
#include "base/str.h"
#include "config/config.h"

#include <stdbool.h>
#include <stddef.h>

/* The section whose keys are actions. */
#define KEYS_SECTION "keys"

/* The lines of a file that set something. */
struct config_lines {
    size_t keys[CONFIG_MOST_KEYS];  /* the line where key i of config_keys.h is set last, or 0 */
    struct config_binding *actions; /* of [keys]; owned; `keys` is NULL until iniparser reads it */
    size_t action_count;
    size_t action_cap;
};

/* Scans a file line by line for what iniparser does not report: the line that sets a key, and lines
 * that iniparser would misread. The scan finds all faults in a file's form; iniparser then reads
 * the values, with their quotation marks and comments.
 *
 * Warns of a key that is set twice, an unknown key, an unknown section and, in [keys], a value that
 * iniparser would cut or misread, which is left out of `lines`. Adds an error for a line that
 * iniparser refuses, because it is too long or is neither key, section nor comment, and for a line
 * that iniparser would misread silently: one with a BOM or a NUL, one that ends in \ and so
 * swallows the next, a section's line with something after its bracket. Returns false on an error.
 * In any case the caller frees `lines`, which must be zeroed before. */
bool config_scan(struct str text, const char *path, struct config_lines *lines,
                 struct diags *diags);

void config_lines_free(struct config_lines *lines);

#endif
