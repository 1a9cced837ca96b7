#ifndef VIEW_URLS_H
#define VIEW_URLS_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    URLS_MAX = 20000,    /* more links than any screen shows */
    URLS_KEPT = 255,     /* as many are kept at least while screens change */
    URL_MAX_BYTES = 2000 /* terminals drop much longer URLs */
};

struct numbered_url {
    struct str url;
    unsigned screen; /* the last one with it */
};

/* The URLs of a screen's links, and of screens before it, numbered from 1. A zeroed struct has
 * none. */
struct urls {
    struct arena arena;
    struct numbered_url *items;
    size_t count;
    size_t cap;
    uint16_t *slots; /* a hash table of the numbers; 0 in an empty slot */
    size_t slot_count;
    unsigned screen;     /* counts the screens */
    size_t used;         /* URLs of this screen */
    unsigned generation; /* changes when the numbers are given to other URLs */
    struct buffer url;   /* scratch space of urls_number() */
};

/* Appends a link's target as a URL that is safe to send to a terminal, encoded by url_add().
 * Returns false and appends nothing if it is not an http, https or mailto URL, or is too long. */
bool url_encode(struct str target, struct buffer *url);

/* Returns the number of a target's URL, a new number for a new URL, or 0 if url_encode() refuses it
 * or no number is left. */
uint16_t urls_number(struct urls *urls, struct str target);

/* Returns the URL with a number, borrowed until the generation changes. */
struct str urls_get(const struct urls *urls, uint16_t number);

/* Forgets all URLs if most of them are not of the last screen: otherwise a screen of many links
 * would get new numbers, and be written anew, with each frame. To be called between two screens. */
void urls_make_room(struct urls *urls);

void urls_free(struct urls *urls);

#endif
