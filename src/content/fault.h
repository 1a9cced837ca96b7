#ifndef CONTENT_FAULT_H
#define CONTENT_FAULT_H

#include "base/diag.h"

/* Adds an error that says why a file or folder cannot be read, by its errno value, and what to do.
 */
void fault_add_unreadable(struct diags *diags, const char *path, int error);

#endif
