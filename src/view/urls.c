#include "view/urls.h"

#include "base/alloc.h"
#include "base/hash.h"
#include "base/url.h"

#include <stdlib.h>

bool url_encode(struct str target, struct buffer *url)
{
    size_t before = url->bytes;

    if (!url_can_be_followed(target) || target.bytes > URL_MAX_BYTES)
        return false;
    url_add(target, url);
    if (url->bytes - before > URL_MAX_BYTES)
        url->bytes = before;
    return url->bytes > before;
}

/* Returns the slot of a URL, or the empty one where it is to be. There is an empty one. */
static uint16_t *slot_of(const struct urls *urls, struct str url)
{
    size_t at = hash_of(url) & (urls->slot_count - 1);

    while (urls->slots[at] && !str_eq(urls->items[urls->slots[at] - 1].url, url))
        at = (at + 1) & (urls->slot_count - 1);
    return &urls->slots[at];
}

/* Makes the table so large that at most half of it is taken. */
static void grow_table(struct urls *urls)
{
    enum { LEAST = 64 };

    if ((urls->count + 1) * 2 <= urls->slot_count)
        return;
    urls->slot_count = urls->slot_count ? urls->slot_count * 2 : LEAST;
    urls->slots = mem_resize(urls->slots, urls->slot_count, sizeof(*urls->slots));
    memset(urls->slots, 0, urls->slot_count * sizeof(*urls->slots));
    for (size_t i = 0; i < urls->count; i++)
        *slot_of(urls, urls->items[i].url) = (uint16_t)(i + 1);
}

static uint16_t add(struct urls *urls, struct str url, uint16_t *slot)
{
    if (urls->count == URLS_MAX)
        return 0;
    MEM_GROW(urls->items, urls->cap, urls->count + 1);
    urls->items[urls->count++] =
        (struct numbered_url){arena_copy(&urls->arena, url), urls->screen - 1};
    return *slot = (uint16_t)urls->count;
}

uint16_t urls_number(struct urls *urls, struct str target)
{
    uint16_t *slot, number;

    buffer_clear(&urls->url);
    if (!url_encode(target, &urls->url))
        return 0;
    grow_table(urls);
    slot = slot_of(urls, buffer_str(&urls->url));
    number = *slot ? *slot : add(urls, buffer_str(&urls->url), slot);
    if (number && urls->items[number - 1].screen != urls->screen) {
        urls->items[number - 1].screen = urls->screen;
        urls->used++;
    }
    return number;
}

struct str urls_get(const struct urls *urls, uint16_t number)
{
    return urls->items[number - 1].url;
}

void urls_make_room(struct urls *urls)
{
    if (urls->count > URLS_KEPT && urls->used < urls->count / 2) {
        arena_free(&urls->arena);
        memset(urls->slots, 0, urls->slot_count * sizeof(*urls->slots));
        urls->count = 0;
        urls->generation++;
    }
    urls->used = 0;
    urls->screen++;
}

void urls_free(struct urls *urls)
{
    arena_free(&urls->arena);
    free(urls->items);
    free(urls->slots);
    buffer_free(&urls->url);
    *urls = (struct urls){0};
}
