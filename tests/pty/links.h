#ifndef TESTS_PTY_LINKS_H
#define TESTS_PTY_LINKS_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>

/* libvterm passes over hyperlinks (OSC 8). It can tell which cells are links all the same: each URL
 * is given a font of its own (SGR 11 to 19, which no program here uses), and libvterm moves and
 * erases it with the cells. */

enum { LINKS_SEEN_MAX = 9 };

/* A zeroed struct has seen none. Of more URLs than there are fonts, the oldest is forgotten: no
 * more than these may be on the screen. */
struct links_seen {
    char *urls[LINKS_SEEN_MAX];
    size_t next;            /* which is to be replaced */
    size_t font;            /* of what is written now: 1 and up, 0: none */
    bool malformed;         /* a link had bytes that have no business in it */
    struct buffer sequence; /* the control sequence that is being read */
};

/* Takes what a program writes, and appends what libvterm is to be given for it. */
void links_seen_read(struct links_seen *seen, const char *bytes, size_t count, struct buffer *out);

/* The URL that a font stands for; NULL: none. */
const char *links_seen_url(const struct links_seen *seen, size_t font);

/* Are they the same URL, or both NULL? */
bool links_seen_same(const char *a, const char *b);

void links_seen_free(struct links_seen *seen);

#endif
