#ifndef TEXT_JSON_H
#define TEXT_JSON_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Appends `text`, cleaned (see text/clean.h), as a JSON string in its quotes: one line, and at most
 * `most_bytes` of text, with "…" for the rest. */
void json_add_string(struct buffer *out, struct str text, size_t most_bytes);

/* A JSON document that is written member by member. The writer puts the commas; the caller closes
 * what it opens. */
struct json {
    struct buffer *out;
    bool follows; /* the next member is not the first one of its object or array */
};

/* Begin and end an object ('{', '}') or an array ('[', ']'). Here and below, `key` is a plain ASCII
 * name, or NULL within an array. */
void json_open(struct json *json, const char *key, char bracket);
void json_close(struct json *json, char bracket);

/* Add one member. A text is cleaned and put on one line. */
void json_text(struct json *json, const char *key, struct str text);
void json_number(struct json *json, const char *key, int64_t number);
void json_bool(struct json *json, const char *key, bool is);
void json_null(struct json *json, const char *key);

#endif
