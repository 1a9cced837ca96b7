#include "base/alloc.h"
#include "base/sanitized.h"

#include <stdlib.h>

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

void *aligned_alloc(size_t alignment, size_t bytes)
{
    return mem_or_die(__libc_memalign(alignment, bytes));
}

#endif
