#ifndef BASE_WRITE_WITHIN_H
#define BASE_WRITE_WITHIN_H

#include <sys/types.h>

/* Writes to a descriptor of any kind, for at most about `milliseconds`. Returns how many bytes were
 * written, or -1 with errno set if it was none because of an error. A signal's handler may call it.
 * Uses the timer of alarm(2); one that runs already stands still meanwhile. (O_NONBLOCK would apply
 * to the other processes that share the file, too.) */
ssize_t write_within(int fd, const char *bytes, size_t count, int milliseconds);

#endif
