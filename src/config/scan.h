#ifndef SRC_CONFIG_SCAN_H
#define SRC_CONFIG_SCAN_H

#include "base/diag.h"
#include "base/str.h"
#include "config/config.h"

#include <stdbool.h>
#include <stddef.h>

/* The section whose keys are actions. */
#define KEYS_SECTION "keys"

/* Where a file sets what. */
struct config_lines {
    size_t keys[CONFIG_MOST_KEYS];  /* the line where key i of config_keys.h is set last, or 0 */
    struct config_binding *actions; /* of [keys], with what is set still to be found out; owned */
    size_t action_count;
    size_t action_cap;
};

/* Looks at a file line by line for what iniparser does not tell: the line that a key is set in, and
 * whether iniparser takes a line as a person means it. The scan finds all that is wrong with a
 * file's form; iniparser then reads the values, with their quotation marks and comments.
 *
 * Warnings: a key that stands twice, one that is unknown, an unknown section; in [keys], a value
 * that iniparser cuts or takes for something else: it is then not in `lines`. Errors: what
 * iniparser refuses, which is a line that is too long or is neither key, section nor comment; what
 * it would take for something else without a word, which is a BOM, a NUL, a line that ends in \ and
 * so swallows the next, a section's line with something after its bracket. False on an error. */
bool config_scan(struct str text, const char *path, struct config_lines *lines,
                 struct diags *diags);

void config_lines_free(struct config_lines *lines);

#endif
