#include "pty/links.h"

#include <stdlib.h>
#include <string.h>

static const char LINK[] = "\033]8;";

/* Returns whether a control sequence is complete. Knows only the kinds that programs write. */
static bool is_complete(struct str sequence)
{
    char last = sequence.p[sequence.bytes - 1];

    if (sequence.bytes < 2)
        return false;
    if (sequence.p[1] == ']')
        return last == '\a' ||
               (sequence.bytes > 3 && last == '\\' && sequence.p[sequence.bytes - 2] == '\033');
    if (sequence.p[1] == '[')
        return sequence.bytes > 2 && last >= 0x40 && last <= 0x7E;
    return last < 0x20 || last > 0x2F;
}

static size_t font_of(struct links_seen *seen, struct str url)
{
    size_t taken = seen->next;

    for (size_t i = 0; i < LINKS_SEEN_MAX; i++) {
        if (seen->urls[i] && str_eq(str_of(seen->urls[i]), url))
            return i + 1;
    }
    free(seen->urls[taken]);
    seen->urls[taken] = strndup(url.p, url.bytes);
    seen->next = (taken + 1) % LINKS_SEEN_MAX;
    return taken + 1;
}

/* Takes ESC ] 8 ; parameters ; URL ESC \. Without a URL it ends a link. */
static void take_link(struct links_seen *seen, struct str sequence)
{
    const char *end = sequence.p + sequence.bytes - strlen("\033\\");
    const char *parameters = sequence.p + strlen(LINK);
    const char *url = memchr(parameters, ';', (size_t)(end - parameters));

    for (const char *at = sequence.p + 1; at < end; at++)
        seen->malformed = seen->malformed || *at < 0x21 || *at > 0x7E;
    seen->malformed = seen->malformed || !url || *end != '\033';
    if (!url)
        return;
    url++;
    seen->font = url < end ? font_of(seen, (struct str){url, (size_t)(end - url)}) : 0;
}

static void finish_sequence(struct links_seen *seen, struct buffer *out)
{
    struct str sequence = buffer_str(&seen->sequence);
    bool is_link = sequence.bytes > strlen(LINK) && memcmp(sequence.p, LINK, strlen(LINK)) == 0;
    bool is_attributes = sequence.p[1] == '[' && sequence.p[sequence.bytes - 1] == 'm';

    if (is_link)
        take_link(seen, sequence);
    buffer_add_str(out, sequence);
    /* A reset of the attributes would end the font as well, but it does not end the link. */
    if (is_link || (is_attributes && seen->font))
        buffer_addf(out, "\033[%zum", 10 + seen->font);
    buffer_clear(&seen->sequence);
}

void links_seen_read(struct links_seen *seen, const char *bytes, size_t count, struct buffer *out)
{
    for (size_t i = 0; i < count; i++) {
        if (!seen->sequence.bytes && bytes[i] != '\033') {
            buffer_add_char(out, bytes[i]);
            continue;
        }
        buffer_add_char(&seen->sequence, bytes[i]);
        if (is_complete(buffer_str(&seen->sequence)))
            finish_sequence(seen, out);
    }
}

const char *links_seen_url(const struct links_seen *seen, size_t font)
{
    return font ? seen->urls[font - 1] : NULL;
}

bool links_seen_same(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

void links_seen_free(struct links_seen *seen)
{
    for (size_t i = 0; i < LINKS_SEEN_MAX; i++)
        free(seen->urls[i]);
    buffer_free(&seen->sequence);
    *seen = (struct links_seen){0};
}
