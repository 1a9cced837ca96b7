/* Preloaded into a program, makes an allocation fail: the one with the number $STARVE_AT, counted
 * from 1 over the program and its children, and with $STARVE_ON all that follow. $STARVE_COUNT is a
 * file of one uint64_t, which receives how many allocations there were. Counting begins when the
 * program's libraries are loaded. */

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

/* Lies in the file, which all processes share. */
static _Atomic uint64_t *counted;
static uint64_t fail_at;
static bool fail_on;

__attribute__((constructor)) static void begin(void)
{
    const char *path = getenv("STARVE_COUNT"), *at = getenv("STARVE_AT");
    int fd = path ? open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600) : -1;
    void *memory = MAP_FAILED;

    if (fd >= 0 && ftruncate(fd, sizeof(*counted)) == 0)
        memory = mmap(NULL, sizeof(*counted), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (fd >= 0)
        close(fd);
    fail_at = at ? strtoull(at, NULL, 10) : 0;
    fail_on = getenv("STARVE_ON") != NULL;
    if (memory != MAP_FAILED)
        counted = memory;
}

/* Counts a call. Returns whether it is to fail, with errno set. */
static bool fails(void)
{
    uint64_t number = counted ? atomic_fetch_add(counted, 1) + 1 : 0;
    bool failing = number && fail_at && (fail_on ? number >= fail_at : number == fail_at);

    if (failing)
        errno = ENOMEM;
    return failing;
}

/* The functions that base/alloc.c calls, with their names in glibc. */

void *__libc_malloc(size_t bytes);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t bytes);
void *__libc_memalign(size_t alignment, size_t bytes);

/* ISO C has no conversion of the pointer that dlsym() returns to one of a function. */
union found {
    void *symbol;
    void *(*of_bytes)(size_t bytes);
    void *(*of_two)(size_t first, size_t second);
    void *(*of_old)(void *old, size_t bytes);
};

/* Returns the function of glibc itself. Looked up every time: a variable would have to be set
 * before the first call, which comes while libraries are loaded. */
static union found next(const char *name)
{
    return (union found){dlsym(RTLD_NEXT, name)};
}

void *__libc_malloc(size_t bytes)
{
    return fails() ? NULL : next("__libc_malloc").of_bytes(bytes);
}

void *__libc_calloc(size_t count, size_t size)
{
    return fails() ? NULL : next("__libc_calloc").of_two(count, size);
}

void *__libc_realloc(void *old, size_t bytes)
{
    return fails() ? NULL : next("__libc_realloc").of_old(old, bytes);
}

void *__libc_memalign(size_t alignment, size_t bytes)
{
    return fails() ? NULL : next("__libc_memalign").of_two(alignment, bytes);
}
