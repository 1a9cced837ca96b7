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
    const uintptr_t page_bytes = (uintptr_t)sysconf(_SC_PAGESIZE);
    uintptr_t end;

    mallopt(M_TOP_PAD, (int)bytes);
    mallopt(M_TRIM_THRESHOLD, (int)(2 * bytes)); /* what is freed meanwhile is not given back */
    free(malloc(1));                             /* makes the heap */
    end = (uintptr_t)sbrk(0);
    /* It does no harm if that is refused. */
    madvise((void *)(end - end % page_bytes - bytes), bytes, MADV_POPULATE_WRITE);
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
