#ifndef SYSTEM_CONFINE_CALLS_H
#define SYSTEM_CONFINE_CALLS_H

#include "system/journal.h"

/* The processes of a kiosk, each with system calls of its own; see allowed_calls.c. */
enum confined_role {
    CONFINED_KEEPER = 1 << 0,
    CONFINED_VISIT = 1 << 1,
};

/* Installs the seccomp filter (seccomp(2)) of confine_process() or confine_visit() for this process
 * and its children. A second filter, of the visit, makes its calls fail in addition to those that
 * the first one does. Any call that is not allowed kills the process if `kills`. Else it fails with
 * EPERM, and the journal, of which a copy is kept, gets a line for the first call of each number;
 * but a process that has blocked SIGSYS is killed. Needs no_new_privs. */
void confine_calls(enum confined_role role, bool kills, const struct journal *journal);

#endif
