#ifndef BASE_MAPPED_FILE_H
#define BASE_MAPPED_FILE_H

#include "base/str.h"

#include <stdbool.h>

/* Maps a file read-only. Returns no bytes if it is no regular file, or empty. If the file is cut
 * off later, the bytes that are gone are read as zeros: without that, reading them is a fault,
 * SIGBUS, that ends the program. Stores an open descriptor of the file, which the caller closes, or
 * -1 without bytes, unless `fd` is NULL. */
struct str mapped_file_open(const char *path, int *fd);

/* Returns whether bytes that are gone have been read. */
bool mapped_file_is_cut(struct str file);

/* Unmaps what mapped_file_open() has returned. */
void mapped_file_close(struct str file);

/* Says what to do on a SIGBUS that is not of a mapped file, in the signal's handler: it is to end
 * the program. Without it the signal has the action that it had before. */
void mapped_file_otherwise(void (*ending)(int number));

#endif
