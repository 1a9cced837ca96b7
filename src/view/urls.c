#include "view/urls.h"

#include "base/alloc.h"
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

uint8_t urls_number(struct urls *urls, struct str target)
{
    struct str url;

    buffer_clear(&urls->url);
    if (!url_encode(target, &urls->url))
        return 0;
    url = buffer_str(&urls->url);
    for (size_t i = 0; i < urls->count; i++) {
        if (str_eq(urls->items[i], url))
            return (uint8_t)(i + 1);
    }
    if (urls->count == URLS_MAX)
        return 0;
    MEM_GROW(urls->items, urls->cap, urls->count + 1);
    urls->items[urls->count++] = arena_copy(&urls->arena, url);
    return (uint8_t)urls->count;
}

struct str urls_get(const struct urls *urls, uint8_t number)
{
    return urls->items[number - 1];
}

void urls_make_room(struct urls *urls)
{
    if (urls->count <= URLS_MAX / 2)
        return;
    arena_free(&urls->arena);
    urls->count = 0;
    urls->generation++;
}

void urls_free(struct urls *urls)
{
    arena_free(&urls->arena);
    free(urls->items);
    buffer_free(&urls->url);
    *urls = (struct urls){0};
}
