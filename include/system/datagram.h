#ifndef SYSTEM_DATAGRAM_H
#define SYSTEM_DATAGRAM_H

#include <stdbool.h>
#include <stddef.h>

/* A socket for datagrams to one Unix socket of the system. It is connected, so that a confined
 * process, which may send to no address, still reaches this one receiver, whatever Landlock says of
 * it. If the receiver ends, nothing reaches another one with its path; systemd therefore keeps its
 * own socket and the journal's open when it restarts either. */
struct datagram {
    int fd; /* -1: no socket, nothing is sent */
};

/* Connects to `path`: an absolute path, or "@" and the name of an abstract socket. Returns false,
 * with fd -1, if the path is neither or too long, or nobody listens there. */
bool datagram_open(struct datagram *datagram, const char *path);

/* Sends without waiting and without causing SIGPIPE; async-signal-safe. Returns false if nobody
 * received the datagram. */
bool datagram_send(const struct datagram *datagram, const void *data, size_t bytes);

void datagram_close(struct datagram *datagram);

#endif
