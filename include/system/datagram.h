#ifndef SYSTEM_DATAGRAM_H
#define SYSTEM_DATAGRAM_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/socket.h>
#include <sys/un.h>

/* Datagrams to a Unix socket of the system's. It is not connected, so that whoever listens there
 * may be restarted, and start later. */
struct datagram {
    int fd; /* -1: there is none, and nothing is sent */
    struct sockaddr_un address;
    socklen_t address_bytes;
};

/* Makes a socket that sends to `path`: an absolute path or, with an @ before it, an abstract
 * socket's name. False where it is neither, or too long, or there is no socket to be had; fd is
 * then -1. */
bool datagram_open(struct datagram *datagram, const char *path);

/* Sends without waiting and without a SIGPIPE. False where nobody took it. */
bool datagram_send(const struct datagram *datagram, const void *data, size_t bytes);

void datagram_close(struct datagram *datagram);

#endif
