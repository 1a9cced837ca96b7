#ifndef CHILD_H
#define CHILD_H

#include "base/buffer.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>

/* What a test does to a process and cannot undo is done to a child of its own. */

/* In a child: says where it stands and fails it where this is not so. */
#define CHECK(expectation)                                                                         \
    do {                                                                                           \
        if (!(expectation)) {                                                                      \
            fprintf(stderr, "%s:%d: %s: %s\n", __FILE__, __LINE__, #expectation, strerror(errno)); \
            return false;                                                                          \
        }                                                                                          \
    } while (0)

/* Runs `body` in a child that ends by exit(), where a sanitizer looks for leaks. True where both
 * went well. */
bool child_passes(bool (*body)(void *given), void *given);

/* Starts such a child and returns at once. */
pid_t child_start(bool (*body)(void *given), void *given);

/* True where the child ended with 0. */
bool child_ended_well(pid_t pid);

/* Reads all of a file, also one of /proc. */
void read_whole(const char *path, struct buffer *out);

/* Waits until there is something to read from `fd` or it is at its end, 10 s at the most, and reads
 * that. False where there was nothing. */
bool read_soon(int fd, struct buffer *out);

#endif
