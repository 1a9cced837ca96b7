#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

/* Tells a version of a file from another: a file of the same stamp has not been written to since.
 */
struct file_stamp {
    uint64_t bytes;
    int64_t changed_ns; /* its mtime, since 1970 */
    uint64_t inode;
};

struct file_stamp file_stamp_of(const struct stat *status);
bool file_stamp_eq(struct file_stamp a, struct file_stamp b);

/* Reads a whole file of at most `limit` bytes and appends it to `out`. Never waits for a FIFO or a
 * terminal (EAGAIN if one has no data yet). Returns 0, or an errno value (EFBIG over the limit,
 * EISDIR for a folder) with `out` unchanged. */
int file_read(const char *path, size_t limit, struct buffer *out);

/* Reads on from byte *got of a file until there are `want` bytes, fewer if it ends before, and adds
 * to *got. Returns 0 or an errno value. */
int file_read_on(int fd, char *bytes, size_t want, size_t *got);

/* Creates a file of this mode, less the process's umask, writes `data` and calls fsync(). Returns
 * 0, or an errno value (EEXIST if the name is taken) with no new file left behind. */
int file_create(const char *path, struct str data, mode_t mode);

/* Replaces a file atomically, so that a power cut leaves either the old or the new one: writes a
 * temporary file beside `path`, calls fsync(), renames it to `path` and calls fsync() on the
 * folder. If `path` is a symbolic link, its target is replaced (ENOENT if the target does not
 * exist). The new file has exactly this mode. Returns 0, or an errno value (EINVAL if `path` exists
 * but is no regular file) with the old file untouched and no temporary file left. */
int file_replace(const char *path, struct str data, mode_t mode);

/* A file that is being replaced in pieces, as it is too large for the memory. */
struct file_replacement {
    char *target;
    struct buffer temporary; /* the name of the temporary file */
    int fd;
    int error; /* the first errno value, after which nothing more is done */
};

/* Does what file_replace() does, in steps: begins, appends a piece, and ends with `head` in the
 * place of the first bytes that were appended. Only the last step reports an error. */
void file_replace_begin(struct file_replacement *replacement, const char *path);
void file_replace_add(struct file_replacement *replacement, struct str piece);
int file_replace_end(struct file_replacement *replacement, struct str head, mode_t mode);

/* Removes temporary files that a file_replace() of `path` left behind when it was killed. Call it
 * only while no other program can be replacing the file. */
void file_remove_leftovers(const char *path);

/* Gives the largest of these temporary files the name `kept`, in the same folder, unless the file
 * of that name is larger. */
void file_keep_leftover(const char *path, const char *kept);

/* Locks a file against other programs that call this, and creates it (mode 0600) if necessary.
 * Waits at most `milliseconds`. Returns 0 and sets *fd, which unlocks the file when closed; or
 * returns an errno value: EWOULDBLOCK if another program still holds the lock, any other if the
 * file cannot be locked (some file systems have no locks). */
int file_lock(const char *path, int milliseconds, int *fd);

/* Creates a folder and its parents with mode 0700; an existing folder is left as it is. Returns 0,
 * or an errno value (ENOTDIR if a part of the path is not a folder). */
int file_make_folder(const char *path);

/* Does so with the folder that a file is to be in; its path has a slash. */
int file_make_folder_of(const char *path);

#endif
