#ifndef CONTENT_FAULT_H
#define CONTENT_FAULT_H

#include "base/diag.h"

/* Adds the error that a file or folder cannot be read, for an errno value: why, and what to do. */
void fault_add_unreadable(struct diags *diags, const char *path, int error);

#endif
