#ifndef SYSTEM_CONFINE_H
#define SYSTEM_CONFINE_H

#include "system/journal.h"

#include <stdbool.h>
#include <stddef.h>

/* Takes away a process's abilities that a kiosk does not need, so that a bug in it is no way out.
 * They cannot be regained, and children inherit the restrictions. */

struct confine_options {
    /* The files that may still be read, and the folders, with everything beneath them; owned by the
     * caller. A rule applies to the file that has the name now, not to the name: if a symbolic link
     * will be changed, or a folder replaced by another, list the folder above both. */
    const char *const *paths;
    size_t path_count;
    bool abstract_sockets; /* sending to abstract sockets is allowed: see notify_is_abstract() */
};

/* Removes every environment variable but TERM, LANG, LC_*, NOTIFY_SOCKET and WATCHDOG_USEC, and
 * overwrites the removed ones in memory, so that /proc/PID/environ no longer shows them. Call it
 * first in main(), before anything is added to the environment; strings that getenv() returned
 * before become empty. */
void confine_environment(void);

/* Closes every descriptor above standard error but `keep` (-1: none), including those that the
 * parent left open by mistake. */
void confine_descriptors(int keep);

/* Restricts the process and its children for good. They
 * - leave no core dump, and no other process of the same user may inspect them;
 * - create no file and write to none, but for a log file that standard error already is;
 * - read only the paths in `options`, the terminal descriptions and what is open already, where the
 *   kernel has Landlock (Linux 5.13);
 * - start no program, gain no rights, create and connect no socket, and make none of the other
 *   system calls that confine_calls.c lists;
 * - signal only each other (Linux 6.12).
 * Reads the time zone, which cannot be read later. If the kernel lacks one of these
 * restrictions, the process goes on without it, and a line in the journal says so. */
void confine_process(const struct confine_options *options, const struct journal *journal);

#endif
