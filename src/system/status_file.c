#include "system/status_file.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int check_and_read(int fd, struct buffer *before)
{
    char text[STATUS_FILE_BYTES];
    struct stat info;
    ssize_t bytes;

    if (fstat(fd, &info) != 0)
        return errno;
    if (!S_ISREG(info.st_mode))
        return EINVAL;
    /* The umask may have left it to its owner; a file of somebody else's is as its owner wants. */
    fchmod(fd, S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH);
    bytes = pread(fd, text, sizeof(text), 0);
    if (bytes > 0)
        buffer_add(before, text, (size_t)bytes);
    if (info.st_size > STATUS_FILE_BYTES && ftruncate(fd, STATUS_FILE_BYTES) != 0)
        return errno;
    return dup3(fd, STATUS_FILE_FD, O_CLOEXEC) < 0 ? errno : 0;
}

int status_file_open(const char *path, struct buffer *before)
{
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, 0644);
    int error;

    if (fd < 0)
        return errno;
    error = check_and_read(fd, before);
    close(fd);
    return error;
}

bool status_file_write(struct str text)
{
    char whole[STATUS_FILE_BYTES];

    assert(text.bytes < sizeof(whole));
    memcpy(whole, text.p, text.bytes);
    memset(whole + text.bytes, ' ', sizeof(whole) - text.bytes);
    whole[sizeof(whole) - 1] = '\n';
    return pwrite(STATUS_FILE_FD, whole, sizeof(whole), 0) == (ssize_t)sizeof(whole);
}
