#include "base/mapped_file.h"

#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* The mapped files, for the handler: a reader has its own and, in a thread, an older one. Files
 * beyond that are mapped without its help. */
enum { MOST_FILES = 16, FREE = 0, RESERVED = 1 };
static struct {
    atomic_uintptr_t start; /* or FREE, or RESERVED: it is being filled in */
    size_t bytes;
    atomic_bool is_cut;
} files[MOST_FILES];

static uintptr_t page_bytes;
static struct sigaction before; /* the signal's action before the handler was installed */
static void (*_Atomic otherwise)(int number);

/* Returns the number of the file that an address is in, or MOST_FILES. */
static int find(uintptr_t address)
{
    for (int i = 0; i < MOST_FILES; i++) {
        uintptr_t start = atomic_load(&files[i].start);

        if (start > RESERVED && address >= start && address - start < files[i].bytes)
            return i;
    }
    return MOST_FILES;
}

/* Puts a page of zeros in the place of the one that is gone. */
static bool mend(uintptr_t address)
{
    void *page = (void *)(address & ~(page_bytes - 1));
    int file = find(address);

    if (file == MOST_FILES)
        return false;
    atomic_store(&files[file].is_cut, true);
    /* cppcheck-suppress [invalidFunctionArg, leakReturnValNotUsed] ; -1 goes with MAP_ANONYMOUS */
    return mmap(page, page_bytes, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) ==
           page;
}

static void on_fault(int number, siginfo_t *info, void *context)
{
    void (*ending)(int) = atomic_load(&otherwise);

    (void)context;
    if (info->si_code > 0 && mend((uintptr_t)info->si_addr))
        return;
    sigaction(number, &before, NULL);
    if (ending)
        ending(number);
    else
        raise(number);
}

/* Installs the handler, unless it is there. */
static void install(void)
{
    struct sigaction action = {.sa_sigaction = on_fault}, now;

    if (sigaction(SIGBUS, NULL, &now) != 0 ||
        ((now.sa_flags & SA_SIGINFO) && now.sa_sigaction == on_fault))
        return;
    before = now;
    page_bytes = (uintptr_t)sysconf(_SC_PAGESIZE);
    action.sa_flags = (int)(SA_SIGINFO | SA_NODEFER | SA_ONSTACK);
    sigemptyset(&action.sa_mask);
    sigaction(SIGBUS, &action, NULL);
}

static void add(struct str file)
{
    for (int i = 0; i < MOST_FILES; i++) {
        uintptr_t unused = FREE;

        if (!atomic_compare_exchange_strong(&files[i].start, &unused, RESERVED))
            continue;
        files[i].bytes = file.bytes;
        atomic_store(&files[i].is_cut, false);
        atomic_store(&files[i].start, (uintptr_t)file.p);
        return;
    }
}

struct str mapped_file_open(const char *path, int *kept_fd)
{
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    struct str file = {0};
    struct stat status;
    void *map;

    if (kept_fd)
        *kept_fd = -1;
    if (fd < 0)
        return file;
    if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0) {
        map = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
        if (map != MAP_FAILED)
            file = (struct str){map, (size_t)status.st_size};
    }
    if (kept_fd && file.bytes)
        *kept_fd = fd;
    else
        close(fd);
    if (file.bytes) {
        install();
        add(file);
    }
    return file;
}

bool mapped_file_is_cut(struct str file)
{
    int number = find((uintptr_t)file.p);

    return number < MOST_FILES && atomic_load(&files[number].is_cut);
}

void mapped_file_close(struct str file)
{
    if (!file.bytes)
        return;
    for (int i = 0; i < MOST_FILES; i++) {
        uintptr_t start = (uintptr_t)file.p;

        if (atomic_compare_exchange_strong(&files[i].start, &start, FREE))
            break;
    }
    munmap((void *)(uintptr_t)file.p, file.bytes);
}

void mapped_file_otherwise(void (*ending)(int number))
{
    atomic_store(&otherwise, ending);
}
