#include "text/json.h"

#include "text/clean.h"
#include "text/utf8.h"

#include <inttypes.h>

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

static void begin_member(struct json *json, const char *key)
{
    if (json->follows)
        buffer_add_char(json->out, ',');
    json->follows = true;
    if (key)
        buffer_addf(json->out, "\"%s\":", key);
}

void json_open(struct json *json, const char *key, char bracket)
{
    begin_member(json, key);
    if (!key && json->out->bytes) /* each object of a list on a line of its own */
        buffer_add_char(json->out, '\n');
    buffer_add_char(json->out, bracket);
    json->follows = false;
}

void json_close(struct json *json, char bracket)
{
    buffer_add_char(json->out, bracket);
    json->follows = true;
}

void json_text(struct json *json, const char *key, struct str text)
{
    begin_member(json, key);
    json_add_string(json->out, text, SIZE_MAX);
}

void json_number(struct json *json, const char *key, int64_t number)
{
    begin_member(json, key);
    buffer_addf(json->out, "%" PRId64, number);
}

void json_bool(struct json *json, const char *key, bool is)
{
    begin_member(json, key);
    buffer_add_text(json->out, is ? "true" : "false");
}

void json_null(struct json *json, const char *key)
{
    begin_member(json, key);
    buffer_add_text(json->out, "null");
}
