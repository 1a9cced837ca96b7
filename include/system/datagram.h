#ifndef SYSTEM_DATAGRAM_H
#define SYSTEM_DATAGRAM_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/socket.h>
#include <sys/un.h>

/* A socket for datagrams to a Unix socket of the system. It is not connected, so that its receiver
 * may start later, or restart. */
struct datagram {
    int fd; /* -1: no socket, nothing is sent */
    struct sockaddr_un address;
    socklen_t address_bytes;
};

/* Creates a socket that sends to `path`: an absolute path, or "@" and the name of an abstract
 * socket. Returns false, with fd -1, if the path is neither or too long, or no socket can be
 * created. */
bool datagram_open(struct datagram *datagram, const char *path);

/* Sends without waiting and without causing SIGPIPE. Returns false if nobody received the datagram.
 */
bool datagram_send(const struct datagram *datagram, const void *data, size_t bytes);

void datagram_close(struct datagram *datagram);

#endif
