#include "base/str.h"

#include "base/alloc.h"
#include "base/ascii.h"

size_t str_case_find(struct str text, size_t at, const char *what)
{
    size_t bytes = strlen(what);

    for (const char *p; at < text.bytes && (p = memchr(text.p + at, what[0], text.bytes - at));) {
        at = (size_t)(p - text.p);
        if (text.bytes - at >= bytes && strncasecmp(p, what, bytes) == 0)
            return at;
        at++;
    }
    return SIZE_MAX;
}

struct str str_trim(struct str text, bool (*is_margin)(int64_t byte))
{
    while (text.bytes && is_margin(text.p[0]))
        text = (struct str){text.p + 1, text.bytes - 1};
    while (text.bytes && is_margin(text.p[text.bytes - 1]))
        text.bytes--;
    return text;
}

/* Takes `bytes` off the beginning of `text`. The empty text may have no pointer to add to. */
static void drop(struct str *text, size_t bytes)
{
    if (bytes)
        *text = (struct str){text->p + bytes, text->bytes - bytes};
}

struct str str_take_line(struct str *text)
{
    const char *newline = text->bytes ? memchr(text->p, '\n', text->bytes) : NULL;
    struct str line = {text->p, newline ? (size_t)(newline - text->p) : text->bytes};

    drop(text, line.bytes + (newline != NULL));
    return line;
}

struct str str_take_word(struct str *text)
{
    struct str word;

    while (text->bytes && ascii_is_blank(*text->p))
        drop(text, 1);
    word = (struct str){text->p, 0};
    while (word.bytes < text->bytes && !ascii_is_blank(word.p[word.bytes]))
        word.bytes++;
    drop(text, word.bytes);
    return word;
}

char *str_copy(struct str text)
{
    char *copy = mem_zeroed(text.bytes + 1, 1);

    if (text.bytes)
        memcpy(copy, text.p, text.bytes);
    return copy;
}
