#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/buffer.h"

#include <stddef.h>

/* Reads a whole file of at most `limit` bytes and appends it to `out`. Never waits for a FIFO or a
 * terminal (EAGAIN where one has nothing yet). Returns 0, or an errno value (EFBIG over the limit,
 * EISDIR for a folder); `out` then holds what it held. */
int file_read(const char *path, size_t limit, struct buffer *out);

/* Writes a file that is not there yet and fsyncs it. Mode 0600. Returns 0 or an errno value (EEXIST
 * where there is something of that name); nothing new is then left. */
int file_create(const char *path, struct str data);

/* Replaces a file in one step, so that a power cut leaves the old or the new one: writes `path`
 * with a suffix of its own beside it, fsyncs it, renames it onto `path`, fsyncs the folder. Where
 * `path` is a symbolic link, all that is done to what it points to (ENOENT where that is nothing).
 * Mode 0600. Returns 0 or an errno value (EINVAL where `path` is there but no regular file); the
 * old file is then untouched and no other is left. */
int file_replace(const char *path, struct str data);

/* Locks a file, made where it is not there (mode 0600), against other programs that do the same.
 * Waits for them `milliseconds` at the most. Returns 0 and a descriptor whose closing is the
 * unlocking, or an errno value: EWOULDBLOCK where another one still has it, any other where there
 * can be no lock (a file system may know of none). */
int file_lock(const char *path, int milliseconds, int *fd);

/* Makes a folder and those above it, mode 0700; one that is there is left as it is. Returns 0 or an
 * errno value (ENOTDIR where a part of the path is something else). */
int file_make_folder(const char *path);

#endif
