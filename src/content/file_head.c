#include "file_head.h"

#include "base/alloc.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum { HEAD_BYTES = 64 * 1024 };

/* Reads the file up to its first `want` bytes, continuing after those already read. Returns 0 or an
 * errno value. */
static int read_up_to(struct file_head *head, int fd, size_t want)
{
    MEM_GROW(head->text, head->cap, want);
    return file_read_on(fd, head->text, want, &head->bytes);
}

int file_head_read(struct file_head *head, int folder, const char *name, struct article *article)
{
    int fd = openat(folder, name, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    struct stat status = {0};
    int error = 0;
    size_t want = HEAD_BYTES;

    if (fd < 0)
        return errno;
    head->bytes = 0;
    if (fstat(fd, &status) != 0)
        error = errno;
    else if (!S_ISREG(status.st_mode))
        error = EINVAL;
    else if (status.st_size > (off_t)ARTICLE_MAX_FILE_MIB * 1024 * 1024)
        error = EFBIG;
    else
        error = read_up_to(head, fd, want);
    while (!error && head->bytes == want &&
           article_header_bytes(head->text, head->bytes) == SIZE_MAX) {
        want *= 4;
        error = read_up_to(head, fd, want);
    }
    close(fd);
    article->stamp = file_stamp_of(&status);
    if (!error && head->bytes < want)
        article->stamp.bytes = head->bytes; /* it may have been cut off meanwhile */
    return error;
}
