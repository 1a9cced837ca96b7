#ifndef CHILD_H
#define CHILD_H

#include "base/buffer.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>

/* Child processes, for changes to a process that a test cannot undo. */

/* In a child: reports the line and fails the child if the expectation is false. */
#define CHECK(expectation)                                                                         \
    do {                                                                                           \
        if (!(expectation)) {                                                                      \
            fprintf(stderr, "%s:%d: %s: %s\n", __FILE__, __LINE__, #expectation, strerror(errno)); \
            return false;                                                                          \
        }                                                                                          \
    } while (0)

/* Runs `body` in a child that ends by exit(), so that a sanitizer looks for leaks. Returns true if
 * `body` returned true and the child ended without an error. */
bool child_passes(bool (*body)(void *given), void *given);

/* Starts such a child and returns its process id without waiting for it. */
pid_t child_start(bool (*body)(void *given), void *given);

/* Waits for a child. Returns true if it exited with status 0. */
bool child_ended_well(pid_t pid);

/* Appends the contents of a file, also of one in /proc. */
void read_whole(const char *path, struct buffer *out);

/* Waits up to 10 s for input from `fd` or its end, and appends the input. Returns false if there
 * was none. */
bool read_soon(int fd, struct buffer *out);

#endif
