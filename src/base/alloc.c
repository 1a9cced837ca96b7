#include "base/alloc.h"

#include "base/i18n.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static void *or_die(void *memory)
{
    if (!memory) {
        fprintf(stderr, "kanbao: %s\n", _("内存不足"));
        exit(1);
    }
    return memory;
}

void *mem_zeroed(size_t count, size_t size)
{
    return or_die(calloc(count ? count : 1, size ? size : 1));
}

void *mem_resize(void *old, size_t count, size_t size)
{
    size_t bytes = count * size;

    if (size && count > SIZE_MAX / size)
        or_die(NULL);
    return or_die(realloc(old, bytes > 0 ? bytes : 1));
}

void *mem_grow(void *array, size_t *cap, size_t need, size_t size)
{
    size_t wanted = *cap ? *cap : 16;

    if (need <= *cap)
        return array;
    while (wanted < need)
        wanted = wanted > SIZE_MAX / 2 ? need : wanted * 2;
    array = mem_resize(array, wanted, size);
    *cap = wanted;
    return array;
}
