#include "unix_address.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

socklen_t unix_address(struct sockaddr_un *address, const char *path)
{
    size_t bytes = strlen(path);
    bool abstract = path[0] == '@';

    if ((path[0] != '/' && !abstract) || bytes < 2)
        return 0;
    /* The NUL at the end of a path counts; an abstract name has a NUL in front instead. */
    if (bytes + !abstract > sizeof(address->sun_path))
        return 0;
    *address = (struct sockaddr_un){.sun_family = AF_UNIX};
    memcpy(address->sun_path, path, bytes);
    if (abstract)
        address->sun_path[0] = '\0';
    return (socklen_t)(offsetof(struct sockaddr_un, sun_path) + bytes + !abstract);
}
