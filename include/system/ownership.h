#ifndef SYSTEM_OWNERSHIP_H
#define SYSTEM_OWNERSHIP_H

#include "base/buffer.h"

enum ownership {
    OWNED_BY_ROOT,
    OWNED_BY_OTHERS,
    OWNED_BY_NOBODY, /* there is no such file */
};

/* Whether nobody but root decides what is in a file: it is a regular file, it and the folders on
 * the way to it belong to root, none of them can be written by others (a folder may where it is
 * sticky, since nobody can then take away or rename what is root's), and the symbolic links on the
 * way belong to root. Unless it is OWNED_BY_ROOT, one line for the person (with no newline) is put
 * in `why`. What it says holds until root changes something. */
enum ownership ownership_of_file(const char *path, struct buffer *why);

#endif
