#include "system/datagram.h"

#include "unix_address.h"

#include <unistd.h>

bool datagram_open(struct datagram *datagram, const char *path)
{
    struct sockaddr_un address;
    socklen_t address_bytes = unix_address(&address, path);

    *datagram = (struct datagram){.fd = -1};
    if (!address_bytes)
        return false;
    datagram->fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (datagram->fd >= 0 &&
        connect(datagram->fd, (const struct sockaddr *)&address, address_bytes) != 0)
        datagram_close(datagram);
    return datagram->fd >= 0;
}

bool datagram_send(const struct datagram *datagram, const void *data, size_t bytes)
{
    return datagram->fd >= 0 && send(datagram->fd, data, bytes, MSG_DONTWAIT | MSG_NOSIGNAL) >= 0;
}

void datagram_close(struct datagram *datagram)
{
    if (datagram->fd >= 0)
        close(datagram->fd);
    datagram->fd = -1;
}
