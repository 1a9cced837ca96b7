#ifndef TESTS_PTY_LINKS_H
#define TESTS_PTY_LINKS_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>

/* Finds the cells that are links although libvterm ignores hyperlinks (OSC 8): each URL is given a
 * font of its own (SGR 11 to 19, which no program here uses), which libvterm moves and erases
 * together with the cells. */

enum { LINKS_SEEN_MAX = 9 };

/* The links seen so far; none in a zeroed struct. With more URLs than fonts the oldest is
 * forgotten, so a screen must not have more than these. */
struct links_seen {
    char *urls[LINKS_SEEN_MAX];
    size_t next;            /* index of the entry to replace next */
    size_t font;            /* of the text being written, from 1; 0: no link */
    bool malformed;         /* a link contained bytes it must not contain */
    struct buffer sequence; /* the control sequence being read */
};

/* Reads a program's output, and appends the output to give to libvterm instead. */
void links_seen_read(struct links_seen *seen, const char *bytes, size_t count, struct buffer *out);

/* Returns the URL of a font, or NULL if there is none. */
const char *links_seen_url(const struct links_seen *seen, size_t font);

/* Returns whether the URLs are the same or both NULL. */
bool links_seen_same(const char *a, const char *b);

void links_seen_free(struct links_seen *seen);

#endif
