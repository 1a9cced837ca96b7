#ifndef SYSTEM_JOURNAL_H
#define SYSTEM_JOURNAL_H

#include "system/datagram.h"

/* Where the system's log takes datagrams, see syslog(3). */
#define JOURNAL_SOCKET "/dev/log"

/* The severities of syslog(3). */
enum journal_level {
    JOURNAL_ERROR = 3,
    JOURNAL_WARNING = 4,
    JOURNAL_NOTICE = 5,
    JOURNAL_INFO = 6,
};

/* The log of a program whose screen belongs to its visitors. */
struct journal {
    struct datagram datagram; /* fd -1: standard error is written to */
};

/* Finds out where lines go: to standard error where that is open and no terminal, else to the
 * socket at `socket_path`, as a rule JOURNAL_SOCKET; to be called before the process is confined,
 * for the socket is made here. Who has no place to write to writes nothing. */
void journal_open(struct journal *journal, const char *socket_path);

/* Writes one line. Control characters in it are replaced and a long one is cut, so that nothing in
 * it can look like another line. Never waits: where the log is not being read the line is lost.
 * Never a SIGPIPE. errno is left as it is. */
void journal_line(const struct journal *journal, enum journal_level level, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

void journal_close(struct journal *journal);

#endif
