#include "base/alloc.h"
#include "base/sanitized.h"

#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

/* glibc lets a program replace these functions for itself and for all libraries. They never return
 * NULL here: without memory iniparser crashes or leaves out a part of the configuration, libyaml
 * frees a string twice, and ncurses says that it does not know the terminal. A sanitizer has an
 * allocator of its own, which ends the program, too. */
#if defined(__GLIBC__) && !SANITIZED

/* NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp): the names under which
 * glibc offers its own functions to those that replace them */
void *__libc_malloc(size_t bytes);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t bytes);
void *__libc_memalign(size_t alignment, size_t bytes);
/* NOLINTEND(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */

void *malloc(size_t bytes)
{
    return mem_or_die(__libc_malloc(bytes));
}

void *calloc(size_t count, size_t size)
{
    return mem_or_die(__libc_calloc(count, size));
}

void *realloc(void *old, size_t bytes)
{
    void *memory = __libc_realloc(old, bytes);

    /* glibc frees for 0 bytes. */
    return bytes || !old ? mem_or_die(memory) : memory;
}

void mem_expect(size_t bytes)
{
    enum { OWN_MAPPING_BYTES = 128 * 1024 }; /* as glibc has it at first */
    const uintptr_t page_bytes = (uintptr_t)sysconf(_SC_PAGESIZE);
    char *memory;

    /* Have the block come from the heap, and the heap keep its memory once it is freed. Later
     * blocks that are large have mappings of their own again, which calloc() need not zero. */
    mallopt(M_MMAP_THRESHOLD, (int)(bytes + page_bytes));
    mallopt(M_TRIM_THRESHOLD, (int)(2 * bytes));
    memory = mem_or_die(__libc_malloc(bytes));
    mallopt(M_MMAP_THRESHOLD, OWN_MAPPING_BYTES);
    /* It does no harm if that is refused. */
    madvise(memory - (uintptr_t)memory % page_bytes, bytes, MADV_POPULATE_WRITE);
    free(memory);
}

void *aligned_alloc(size_t alignment, size_t bytes)
{
    return mem_or_die(__libc_memalign(alignment, bytes));
}

#else

void mem_expect(size_t bytes)
{
    (void)bytes;
}

#endif
