#include "base/alloc.h"

#include "base/i18n.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

/* The size from which memory is requested in huge pages. */
enum { HUGE_FROM_BYTES = 4 << 20, HUGE_PAGE_BYTES = 2 << 20 };

/* Set once an allocation has failed. */
static bool is_out_of_memory;

static void tell(void)
{
    if (is_out_of_memory)
        fprintf(stderr, "kanbao: %s\n", _("内存不足"));
}

/* Lets the message be printed after all that is done at the program's exit: the restored terminal
 * does not show what was printed on a screen of curses. */
__attribute__((constructor)) static void tell_last(void)
{
    atexit(tell);
}

void *mem_or_die(void *memory)
{
    if (!memory) {
        is_out_of_memory = true;
        exit(1);
    }
    return memory;
}

/* Asks for huge pages, because touching a large article's memory for the first time in small pages
 * takes longer than parsing the article. Has no effect if the system has none. */
static void *ask_for_huge(void *memory, size_t bytes)
{
    uintptr_t page, start;

    if (bytes < HUGE_FROM_BYTES)
        return memory;
    page = (uintptr_t)sysconf(_SC_PAGESIZE);
    start = ((uintptr_t)memory + page - 1) / page * page;
    madvise((void *)start, (uintptr_t)memory + bytes - start, MADV_HUGEPAGE);
    return memory;
}

void *mem_zeroed(size_t count, size_t size)
{
    return ask_for_huge(mem_or_die(calloc(count ? count : 1, size ? size : 1)), count * size);
}

void *mem_resize(void *old, size_t count, size_t size)
{
    size_t bytes = count * size;

    if (size && count > SIZE_MAX / size)
        mem_or_die(NULL);
    /* Rounded to whole huge pages: a remainder at either end would be small pages. */
    if (!old && bytes >= HUGE_FROM_BYTES && bytes <= SIZE_MAX - HUGE_PAGE_BYTES) {
        bytes = (bytes + HUGE_PAGE_BYTES - 1) / HUGE_PAGE_BYTES * HUGE_PAGE_BYTES;
        old = aligned_alloc(HUGE_PAGE_BYTES, bytes);
    } else {
        old = realloc(old, bytes > 0 ? bytes : 1);
    }
    return ask_for_huge(mem_or_die(old), bytes);
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
