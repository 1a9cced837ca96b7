#ifndef SYSTEM_CONFINE_CALLS_H
#define SYSTEM_CONFINE_CALLS_H

#include "system/journal.h"

/* The part of confine_process() that a seccomp filter does, see seccomp(2): a call on the list
 * fails with EPERM. Needs no_new_privs. */
void confine_calls(const struct journal *journal);

#endif
