#include "base/file.h"

#include "base/alloc.h"
#include "base/clock.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* The ending of a file that is being written, which mkostemp() fills in. */
#define TEMPORARY ".tmp-XXXXXX"
enum { RANDOM_BYTES = 6 };

enum { READ_BYTES = 64 * 1024, LOCK_TRIED_EVERY_MS = 10 };

/* Appends to `out` up to the end of the file; stops with EFBIG beyond `limit` bytes. */
static int read_all(int fd, size_t limit, struct buffer *out)
{
    size_t before = out->bytes;

    for (;;) {
        ssize_t got;

        MEM_GROW(out->data, out->cap, out->bytes + READ_BYTES);
        got = read(fd, out->data + out->bytes, READ_BYTES);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return errno;
        if (got == 0)
            return 0;
        out->bytes += (size_t)got;
        if (out->bytes - before > limit)
            return EFBIG;
    }
}

int file_read_on(int fd, char *bytes, size_t want, size_t *got)
{
    while (*got < want) {
        ssize_t more = pread(fd, bytes + *got, want - *got, (off_t)*got);

        if (more < 0 && errno == EINTR)
            continue;
        if (more < 0)
            return errno;
        if (more == 0)
            break;
        *got += (size_t)more;
    }
    return 0;
}

int file_read(const char *path, size_t limit, struct buffer *out)
{
    /* Without O_NONBLOCK, opening a FIFO would block for ever. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    size_t before = out->bytes;
    int error;

    if (fd < 0)
        return errno;
    error = read_all(fd, limit, out);
    if (error)
        out->bytes = before;
    close(fd);
    return error;
}

struct file_stamp file_stamp_of(const struct stat *status)
{
    return (struct file_stamp){.bytes = (uint64_t)status->st_size,
                               .changed_ns = (int64_t)status->st_mtim.tv_sec * 1000000000 +
                                             status->st_mtim.tv_nsec,
                               .inode = status->st_ino};
}

bool file_stamp_eq(struct file_stamp a, struct file_stamp b)
{
    return a.bytes == b.bytes && a.changed_ns == b.changed_ns && a.inode == b.inode;
}

static int fill(int fd, struct str data)
{
    while (data.bytes) {
        ssize_t put = write(fd, data.p, data.bytes);

        if (put >= 0) {
            data.p += put;
            data.bytes -= (size_t)put;
        } else if (errno != EINTR) {
            return errno;
        }
    }
    return 0;
}

/* Calls fsync() and closes `fd`. Returns `error` if there was one, else that of the calls. */
static int sync_and_close(int fd, int error)
{
    while (!error && fsync(fd) < 0) {
        if (errno != EINTR)
            error = errno;
    }
    /* A network file system may not report a full disk before close(). */
    if (close(fd) < 0 && errno != EINTR && !error)
        error = errno;
    return error;
}

int file_create(const char *path, struct str data, mode_t mode)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    int error;

    if (fd < 0)
        return errno;
    error = sync_and_close(fd, fill(fd, data));
    if (error)
        unlink(path);
    return error;
}

/* Finds the file to replace, with links resolved. Sets *target, which the caller frees, if it
 * returns 0. */
static int find_target(const char *path, char **target)
{
    struct stat status;

    *target = NULL;
    if (lstat(path, &status) < 0) {
        if (errno != ENOENT)
            return errno;
        *target = str_copy(str_of(path));
        return 0;
    }
    if (stat(path, &status) < 0)
        return errno;
    if (!S_ISREG(status.st_mode))
        return S_ISDIR(status.st_mode) ? EISDIR : EINVAL;
    *target = realpath(path, NULL);
    if (!*target)
        return errno ? errno : EIO;
    return 0;
}

/* Makes the rename itself survive a power cut. A failure is ignored, because the new file is
 * already in place (the folder may be unreadable, or its file system may not support fsync()). */
static void sync_folder_of(char *path)
{
    char *slash = strrchr(path, '/');
    int fd;

    if (slash)
        slash[slash == path] = '\0';
    fd = open(slash ? path : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return;
    fsync(fd);
    close(fd);
}

/* Temporary files that were left behind. */
struct leftovers {
    char *folder, *name; /* of the file that was to be replaced */
    DIR *open_folder;    /* or NULL */
};

/* Finds the next one. Returns its name, or NULL. */
static const char *next_leftover(const struct leftovers *leftovers)
{
    const size_t bytes = strlen(leftovers->name), suffix_bytes = strlen(TEMPORARY);
    struct dirent *entry;

    while (leftovers->open_folder && (entry = readdir(leftovers->open_folder)))
        if (strlen(entry->d_name) == bytes + suffix_bytes &&
            strncmp(entry->d_name, leftovers->name, bytes) == 0 &&
            strncmp(entry->d_name + bytes, TEMPORARY, suffix_bytes - RANDOM_BYTES) == 0)
            return entry->d_name;
    return NULL;
}

/* Looks for them. Returns false if there can be none. */
static bool open_leftovers(struct leftovers *leftovers, const char *path)
{
    char *slash;

    if (find_target(path, &leftovers->folder) != 0 || !leftovers->folder)
        return false;
    slash = strrchr(leftovers->folder, '/');
    leftovers->name = str_copy(str_of(slash ? slash + 1 : leftovers->folder));
    if (slash)
        slash[slash == leftovers->folder] = '\0';
    leftovers->open_folder = opendir(slash ? leftovers->folder : ".");
    return true;
}

static void close_leftovers(struct leftovers *leftovers)
{
    if (leftovers->open_folder)
        closedir(leftovers->open_folder);
    free(leftovers->folder);
    free(leftovers->name);
}

void file_remove_leftovers(const char *path)
{
    struct leftovers leftovers;
    const char *name;

    if (!open_leftovers(&leftovers, path))
        return;
    while ((name = next_leftover(&leftovers)))
        unlinkat(dirfd(leftovers.open_folder), name, 0);
    close_leftovers(&leftovers);
}

void file_keep_leftover(const char *path, const char *kept)
{
    struct leftovers leftovers;
    struct stat status;
    off_t largest = stat(kept, &status) == 0 ? status.st_size : 0;
    const char *name;

    if (!open_leftovers(&leftovers, path))
        return;
    while ((name = next_leftover(&leftovers)))
        if (fstatat(dirfd(leftovers.open_folder), name, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
            status.st_size > largest &&
            renameat(dirfd(leftovers.open_folder), name, AT_FDCWD, kept) == 0)
            largest = status.st_size;
    close_leftovers(&leftovers);
}

int file_replace(const char *path, struct str data, mode_t mode)
{
    struct file_replacement replacement;

    file_replace_begin(&replacement, path);
    file_replace_add(&replacement, data);
    return file_replace_end(&replacement, (struct str){0}, mode);
}

void file_replace_begin(struct file_replacement *replacement, const char *path)
{
    *replacement = (struct file_replacement){.fd = -1};
    replacement->error = find_target(path, &replacement->target);
    if (replacement->error)
        return;
    buffer_addf(&replacement->temporary, "%s%s", replacement->target, TEMPORARY);
    replacement->fd = mkostemp(buffer_c_str(&replacement->temporary), O_CLOEXEC);
    if (replacement->fd < 0)
        replacement->error = errno;
}

void file_replace_add(struct file_replacement *replacement, struct str piece)
{
    if (!replacement->error)
        replacement->error = fill(replacement->fd, piece);
}

/* Puts the temporary file, which is complete, in the place of the other. Returns 0 or an errno
 * value. */
static int put_in_place(const char *temporary, const char *target, mode_t mode)
{
    if (mode != 0600 && chmod(temporary, mode) < 0)
        return errno;
    return rename(temporary, target) < 0 ? errno : 0;
}

int file_replace_end(struct file_replacement *replacement, struct str head, mode_t mode)
{
    int error = replacement->error;

    if (replacement->fd >= 0) {
        const char *temporary = replacement->temporary.data;

        if (!error && head.bytes && lseek(replacement->fd, 0, SEEK_SET) < 0)
            error = errno;
        if (!error)
            error = fill(replacement->fd, head);
        error = sync_and_close(replacement->fd, error);
        if (!error)
            error = put_in_place(temporary, replacement->target, mode);
        if (error)
            unlink(temporary);
        else
            sync_folder_of(replacement->target);
    }
    buffer_free(&replacement->temporary);
    free(replacement->target);
    return error;
}

/* flock() waits either for ever or not at all, so it is retried until the time is up. */
static int wait_for_lock(int fd, int64_t until_ms)
{
    const struct timespec pause = {.tv_nsec = LOCK_TRIED_EVERY_MS * 1000000L};

    while (flock(fd, LOCK_EX | LOCK_NB) < 0) {
        if (errno == EINTR)
            continue;
        if (errno != EWOULDBLOCK || clock_monotonic_ms() >= until_ms)
            return errno;
        nanosleep(&pause, NULL);
    }
    return 0;
}

int file_lock(const char *path, int milliseconds, int *fd)
{
    /* Opened for writing, because a network file system refuses to lock any other file. */
    int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0600);
    int error;

    if (file < 0)
        return errno;
    error = wait_for_lock(file, clock_monotonic_ms() + milliseconds);
    if (error)
        close(file);
    else
        *fd = file;
    return error;
}

static int make_one_folder(const char *path)
{
    struct stat status;
    int error;

    if (mkdir(path, 0700) == 0)
        return 0;
    error = errno;
    /* An existing folder will do, whatever the error (EEXIST, but also EROFS or EACCES). */
    if (stat(path, &status) < 0)
        return error == EEXIST ? errno : error;
    return S_ISDIR(status.st_mode) ? 0 : ENOTDIR;
}

int file_make_folder(const char *path)
{
    struct buffer part = {0};
    size_t bytes = strlen(path);
    int error = bytes ? 0 : ENOENT;

    for (size_t i = 1; i <= bytes && !error; i++) {
        if ((path[i] != '/' && path[i] != '\0') || path[i - 1] == '/')
            continue;
        buffer_clear(&part);
        buffer_add(&part, path, i);
        error = make_one_folder(buffer_c_str(&part));
    }
    buffer_free(&part);
    return error;
}

int file_make_folder_of(const char *path)
{
    struct buffer folder = {0};
    int error;

    buffer_add(&folder, path, (size_t)(strrchr(path, '/') - path));
    error = file_make_folder(buffer_c_str(&folder));
    buffer_free(&folder);
    return error;
}
