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
    size_t keys[CONFIG_MOST_KEYS];  /* the line where key i of config/keys.h is set last, or 0 */
    struct config_binding *actions; /* of [keys], with what is set still to be found out; owned */
    size_t action_count;
    size_t action_cap;
};

/* Finds what iniparser does not tell. Warnings: a key that stands twice, one that is unknown, an
 * unknown section; in [keys], a value that iniparser cuts or takes for something else: it is then
 * not in `lines`. Errors, since iniparser would take them for something else without a word: a BOM,
 * a NUL, a line that ends in \ and so swallows the next, a section's line with something after its
 * bracket. False on an error. A line that is neither key, section nor comment is left to iniparser.
 */
bool config_scan(struct str text, const char *path, struct config_lines *lines,
                 struct diags *diags);

void config_lines_free(struct config_lines *lines);

#endif
