#ifndef SRC_SYSTEM_UNIX_ADDRESS_H
#define SRC_SYSTEM_UNIX_ADDRESS_H

#include <sys/socket.h>
#include <sys/un.h>

/* Sets the address of a Unix socket: of an absolute path, or "@" and the name of an abstract
 * socket. Returns its length, or 0 if the path is neither or too long. */
socklen_t unix_address(struct sockaddr_un *address, const char *path);

#endif
