#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/buffer.h"

#include <stddef.h>

/* Reads a whole file of at most `limit` bytes and appends it to `out`. Never waits for a FIFO or a
 * terminal (EAGAIN if one has no data yet). Returns 0, or an errno value (EFBIG over the limit,
 * EISDIR for a folder) with `out` unchanged. */
int file_read(const char *path, size_t limit, struct buffer *out);

/* Creates a file of mode 0600, writes `data` and calls fsync(). Returns 0, or an errno value
 * (EEXIST if the name is taken) with no new file left behind. */
int file_create(const char *path, struct str data);

/* Replaces a file atomically, so that a power cut leaves either the old or the new one: writes a
 * temporary file beside `path`, calls fsync(), renames it to `path` and calls fsync() on the
 * folder. If `path` is a symbolic link, its target is replaced (ENOENT if the target does not
 * exist). Mode 0600. Returns 0, or an errno value (EINVAL if `path` exists but is no regular file)
 * with the old file untouched and no temporary file left. */
int file_replace(const char *path, struct str data);

/* Removes temporary files that a file_replace() of `path` left behind when it was killed. Call it
 * only while no other program can be replacing the file. */
void file_remove_leftovers(const char *path);

/* Locks a file against other programs that call this, and creates it (mode 0600) if necessary.
 * Waits at most `milliseconds`. Returns 0 and sets *fd, which unlocks the file when closed; or
 * returns an errno value: EWOULDBLOCK if another program still holds the lock, any other if the
 * file cannot be locked (some file systems have no locks). */
int file_lock(const char *path, int milliseconds, int *fd);

/* Creates a folder and its parents with mode 0700; an existing folder is left as it is. Returns 0,
 * or an errno value (ENOTDIR if a part of the path is not a folder). */
int file_make_folder(const char *path);

#endif
