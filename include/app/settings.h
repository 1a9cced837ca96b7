#ifndef APP_SETTINGS_H
#define APP_SETTINGS_H

#include "config/config.h"
#include "ui/keymap.h"

#include <stdbool.h>

/* Where the configuration and the reader's key map meet. */

/* Gives the actions the keys of the configuration. False, with an error for each fault, where the
 * program cannot be used with them. */
bool settings_bind_keys(struct keymap *map, const struct config *config, struct diags *diags);

/* Appends what is in force as an ini file that reads back to the same, each key under a comment
 * that says where it comes from. */
void settings_write(const struct config *config, const struct keymap *map, struct buffer *out);

#endif
