#include "md4c_limits.h"

#include "line.h"

#include <stdbool.h>

enum { MAX_PREFIX_BYTES = 256 };

static bool is_prefix(char byte)
{
    return byte && strchr(" \t>-+*.)0123456789", byte);
}

void limit_nesting(struct buffer *text)
{
    size_t at = 0, next;

    while (at < text->bytes) {
        size_t end = line_end(text->data, text->bytes, at, &next);

        for (size_t i = at; i < end && is_prefix(text->data[i]); i++) {
            bool mark =
                text->data[i] == '>' || (strchr("-+*.)", text->data[i]) &&
                                         (i + 1 == end || strchr(" \t", text->data[i + 1])));

            if (i - at >= MAX_PREFIX_BYTES && mark)
                text->data[i] = 'x';
        }
        at = next;
    }
}

void limit_links(struct buffer *text)
{
    for (char *p = text->data; (p = memchr(p, '[', text->bytes - (size_t)(p - text->data)));)
        *p = 'x';
}
