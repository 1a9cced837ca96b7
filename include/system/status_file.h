#ifndef SYSTEM_STATUS_FILE_H
#define SYSTEM_STATUS_FILE_H

#include "base/buffer.h"

#include <stdbool.h>

/* The file in which a kiosk says how it is, for those who look after the machine. It is opened
 * before the process is confined, which may then write nothing but the whole of it, through this
 * descriptor. */

enum {
    STATUS_FILE_FD = 10, /* more than a kiosk has open when it opens the file */
    STATUS_FILE_BYTES = 2048
};

/* Opens the file, which everybody may read, and creates it if necessary, in a folder that must
 * exist. Appends what it contains to `before`, STATUS_FILE_BYTES at most. Returns 0, or an errno
 * value (EINVAL if it is no regular file). */
int status_file_open(const char *path, struct buffer *before);

/* Replaces the contents by `text`, with blanks and a newline up to STATUS_FILE_BYTES, of which
 * `text` must leave at least one. The file always has this length and is written by one call; yet a
 * reader at the same moment may see the beginning of the new contents and the end of the old.
 * Returns false if it could not be written. */
bool status_file_write(struct str text);

#endif
