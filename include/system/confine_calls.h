#ifndef SYSTEM_CONFINE_CALLS_H
#define SYSTEM_CONFINE_CALLS_H

#include "system/journal.h"

/* Installs the seccomp filter (seccomp(2)) of confine_process(): the system calls on its list fail
 * with EPERM. Needs no_new_privs. */
void confine_calls(const struct journal *journal);

#endif
