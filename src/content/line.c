#include "line.h"

#include "base/ascii.h"
#include "base/buffer.h"
#include "text/clean.h"

struct str trim(struct str text)
{
    return str_trim(text, ascii_is_blank);
}

struct str clean_line(struct arena *arena, struct str text)
{
    struct buffer cleaned = {0};
    struct str line;

    /* Most text is clean already. */
    if (text.bytes && text_clean_prefix(text.p, text.bytes, 0) == text.bytes &&
        !memchr(text.p, '\n', text.bytes) && !memchr(text.p, '\t', text.bytes)) {
        line = trim(text);
        return line.bytes ? arena_copy(arena, line) : (struct str){0};
    }
    text_clean(&cleaned, text.p, text.bytes);
    buffer_join_lines(&cleaned, 0);
    line = trim(buffer_str(&cleaned));
    line = line.bytes ? arena_copy(arena, line) : (struct str){0};
    buffer_free(&cleaned);
    return line;
}

size_t line_end(const char *text, size_t bytes, size_t at, size_t *next)
{
    const char *newline = memchr(text + at, '\n', bytes - at);
    size_t end = newline ? (size_t)(newline - text) : bytes;
    const char *cr = memchr(text + at, '\r', end - at);

    if (cr)
        end = (size_t)(cr - text);
    *next = end;
    if (*next < bytes && text[*next] == '\r')
        ++*next;
    if (*next < bytes && text[*next] == '\n')
        ++*next;
    return end;
}
