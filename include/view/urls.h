#ifndef VIEW_URLS_H
#define VIEW_URLS_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    URLS_MAX = 255,
    URL_MAX_BYTES = 2000 /* terminals drop what is much longer */
};

/* Where the links of a screen lead: URLs with numbers of 1 and up. A zeroed struct has none. */
struct urls {
    struct arena arena;
    struct str *items;
    size_t count;
    size_t cap;
    unsigned generation; /* another one: the numbers are those of other URLs */
    struct buffer url;   /* the one being looked for */
};

/* Appends a link's target as a terminal may be given it: a URL of http, https or mailto in which
 * everything but printable ASCII is percent-encoded, and so are " < > ` \ ^ { | }. False, and
 * nothing is appended, where it is no such URL or too long a one. */
bool url_encode(struct str target, struct buffer *url);

/* The number of where a target leads, a new one where it had none. 0 where url_encode() refuses it
 * or no number is left. */
uint8_t urls_number(struct urls *urls, struct str target);

/* The URL with a number, borrowed until the generation changes. */
struct str urls_get(const struct urls *urls, uint8_t number);

/* Forgets all URLs where the numbers are running out. For between two screens. */
void urls_make_room(struct urls *urls);

void urls_free(struct urls *urls);

#endif
