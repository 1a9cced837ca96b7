#ifndef TEXT_JSON_H
#define TEXT_JSON_H

#include "base/buffer.h"

#include <stddef.h>

/* Appends `text`, cleaned (see text/clean.h), as a JSON string in its quotes: one line, and at most
 * `most_bytes` of text, with "…" for the rest. */
void json_add_string(struct buffer *out, struct str text, size_t most_bytes);

#endif
