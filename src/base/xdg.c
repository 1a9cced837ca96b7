#include "base/xdg.h"

#include "base/buffer.h"

#include <stdlib.h>

char *xdg_path(const char *variable, const char *below_home, const char *name)
{
    const char *folder = getenv(variable);
    const char *home = getenv("HOME");
    struct buffer path = {0};

    if (folder && folder[0] == '/')
        buffer_addf(&path, "%s/%s", folder, name);
    else if (home && home[0] == '/')
        buffer_addf(&path, "%s/%s/%s", home, below_home, name);
    else
        return NULL;
    return buffer_c_str(&path);
}
