#include "system/datagram.h"

#include <string.h>
#include <unistd.h>

/* Sets the address; see unix(7) for the two forms. */
static bool set_address(struct datagram *datagram, const char *path)
{
    struct sockaddr_un *address = &datagram->address;
    size_t bytes = strlen(path);
    bool abstract = path[0] == '@';

    if ((path[0] != '/' && !abstract) || bytes < 2)
        return false;
    /* The NUL at the end of a path counts; an abstract name has a NUL in front instead. */
    if (bytes + !abstract > sizeof(address->sun_path))
        return false;
    *address = (struct sockaddr_un){.sun_family = AF_UNIX};
    memcpy(address->sun_path, path, bytes);
    if (abstract)
        address->sun_path[0] = '\0';
    datagram->address_bytes =
        (socklen_t)(offsetof(struct sockaddr_un, sun_path) + bytes + !abstract);
    return true;
}

bool datagram_open(struct datagram *datagram, const char *path)
{
    *datagram = (struct datagram){.fd = -1};
    if (set_address(datagram, path))
        datagram->fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    return datagram->fd >= 0;
}

bool datagram_send(const struct datagram *datagram, const void *data, size_t bytes)
{
    return datagram->fd >= 0 &&
           sendto(datagram->fd, data, bytes, MSG_DONTWAIT | MSG_NOSIGNAL,
                  (const struct sockaddr *)&datagram->address, datagram->address_bytes) >= 0;
}

void datagram_close(struct datagram *datagram)
{
    if (datagram->fd >= 0)
        close(datagram->fd);
    datagram->fd = -1;
}
