#ifndef SYSTEM_OWNERSHIP_H
#define SYSTEM_OWNERSHIP_H

#include "base/buffer.h"

enum ownership {
    OWNED_BY_ROOT,
    OWNED_BY_OTHERS,
    OWNED_ABSENT, /* the file does not exist */
};

/* Returns OWNED_BY_ROOT if only root can change what is in a file: it is a regular file; it, the
 * folders on its path and the symbolic links on its path belong to root; and none but root can
 * write to them (a folder may be writable if it is sticky, since nobody else can then remove or
 * rename root's files). Otherwise puts one line for the user, without a newline, into `why`. The
 * answer holds until root changes something. */
enum ownership ownership_of_file(const char *path, struct buffer *why);

#endif
