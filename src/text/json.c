#include "text/json.h"

#include "text/clean.h"
#include "text/utf8.h"

/* Cuts a text that is too long before the code point that no longer fits. */
static struct str cut(struct str text, size_t most_bytes)
{
    if (text.bytes <= most_bytes)
        return text;
    while (most_bytes && utf8_is_within(text, most_bytes))
        most_bytes--;
    return (struct str){text.p, most_bytes};
}

void json_add_string(struct buffer *out, struct str text, size_t most_bytes)
{
    struct buffer clean = {0};
    struct str shown;

    text_clean(&clean, text.p, text.bytes);
    buffer_join_lines(&clean, 0);
    shown = cut(buffer_str(&clean), most_bytes);
    buffer_add_char(out, '"');
    for (size_t i = 0; i < shown.bytes; i++) {
        if (shown.p[i] == '"' || shown.p[i] == '\\')
            buffer_add_char(out, '\\');
        buffer_add_char(out, shown.p[i]);
    }
    buffer_add_text(out, shown.bytes < clean.bytes ? "…\"" : "\"");
    buffer_free(&clean);
}
