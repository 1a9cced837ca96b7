#ifndef SYSTEM_JOURNAL_H
#define SYSTEM_JOURNAL_H

#include "base/buffer.h"
#include "system/datagram.h"

/* The socket of the system's log, see syslog(3). */
#define JOURNAL_SOCKET "/dev/log"

/* The severities of syslog(3). */
enum journal_level {
    JOURNAL_ERROR = 3,
    JOURNAL_WARNING = 4,
    JOURNAL_NOTICE = 5,
    JOURNAL_INFO = 6,
};

/* The log of a program whose screen is for its visitors. */
struct journal {
    bool is_stderr;           /* standard error is the log */
    struct datagram datagram; /* else this is */
};

/* Chooses the log: standard error if it is open and no terminal, else the socket at `socket_path`,
 * usually JOURNAL_SOCKET. Connects to that socket, so call it before the process is confined. If
 * neither can be had, lines are lost. */
void journal_open(struct journal *journal, const char *socket_path);

/* Writes one line. Replaces control characters and cuts a long line, so that no part of it can look
 * like another line. Never waits: if the log is not being read, the line is lost. Never causes
 * SIGPIPE, and leaves errno unchanged. */
void journal_line(const struct journal *journal, enum journal_level level, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Appends to `out` the line that journal_line() would write, for a signal handler that is to send
 * it. */
void journal_make_line(const struct journal *journal, struct buffer *out, enum journal_level level,
                       const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Writes a line made by journal_make_line(), as journal_line() does. Async-signal-safe. */
void journal_send(const struct journal *journal, struct str made);

void journal_close(struct journal *journal);

#endif
