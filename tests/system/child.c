#include "child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

pid_t child_start(bool (*body)(void *given), void *given)
{
    pid_t pid;

    fflush(NULL);
    pid = fork();
    if (pid == 0)
        exit(body(given) ? 0 : 1);
    return pid;
}

bool child_ended_well(pid_t pid)
{
    int status;

    while (waitpid(pid, &status, 0) < 0) {
        if (errno != EINTR)
            return false;
    }
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

bool child_passes(bool (*body)(void *given), void *given)
{
    return child_ended_well(child_start(body, given));
}

void read_whole(const char *path, struct buffer *out)
{
    char bytes[4096];
    ssize_t got;
    int fd = open(path, O_RDONLY | O_CLOEXEC);

    if (fd < 0)
        abort();
    while ((got = read(fd, bytes, sizeof(bytes))) > 0)
        buffer_add(out, bytes, (size_t)got);
    close(fd);
}

bool read_soon(int fd, struct buffer *out)
{
    struct pollfd in = {.fd = fd, .events = POLLIN};
    char bytes[4096];
    ssize_t got;

    if (poll(&in, 1, 10 * 1000) != 1)
        return false;
    got = read(fd, bytes, sizeof(bytes));
    if (got > 0)
        buffer_add(out, bytes, (size_t)got);
    return got > 0;
}
