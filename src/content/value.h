#ifndef CONTENT_VALUE_H
#define CONTENT_VALUE_H

#include "base/buffer.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

struct value_item {
    size_t start, end; /* bytes into the value's text */
    size_t column;     /* bytes into the line */
    bool quoted;
};

/* The value of a header line: one item, or those of a list; none where it is empty. A zeroed struct
 * may be read into again and again; it owns its arrays. */
struct value {
    bool is_list;
    struct buffer text; /* of all items, one after another; not cleaned */
    struct value_item *items;
    size_t count, cap;
};

/* What is wrong with a line: where (bytes into it) and a translated message. */
struct fault {
    size_t at;
    const char *message;
};

/* Reads the value that begins at line[at]: a plain, 'quoted' or "quoted" one, or a [list] of those,
 * then nothing or a comment. False with *fault for what YAML has but a header has not, and for what
 * YAML readers would not agree on. */
bool value_read(struct value *value, struct str line, size_t at, struct fault *fault);

struct str value_item_text(const struct value *value, size_t index);

void value_free(struct value *value);

#endif
