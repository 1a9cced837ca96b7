#ifndef APP_HELP_JSON_H
#define APP_HELP_JSON_H

#include <stdio.h>

/* Prints the options, the settings and the actions with their default keys as one JSON object: the
 * source of the manual pages and of the shells' completions. */
void help_json_print(FILE *out);

#endif
