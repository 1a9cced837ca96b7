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
    /* A system call that is not allowed kills the process, so that tests notice it. Else it fails
     * with EPERM, and a line in the journal names it. */
    bool strict_calls;
    bool status_file; /* the file of system/status_file.h is open, and is to be written */
};

/* Removes every environment variable but TERM, LANG, LC_*, NOTIFY_SOCKET and WATCHDOG_USEC, and
 * overwrites the removed ones in memory, so that /proc/PID/environ no longer shows them. Call it
 * first in main(), before anything is added to the environment; strings that getenv() returned
 * before become empty. */
void confine_environment(void);

/* Closes every descriptor above standard error but `keep` (-1: none), including those that the
 * parent left open by mistake. */
void confine_descriptors(int keep);

/* Restricts the process and its children for good: the keeper of a kiosk. They
 * - leave no core dump, and no other process of the same user may inspect them;
 * - have BOUND_MEMORY_MIB of memory and BOUND_FILES files open, each;
 * - create no file and write to none, but for a log file that standard error already is and the
 *   status file, which the visits close;
 * - open only the paths in `options` and the terminal descriptions, for reading, where the kernel
 *   has Landlock (Linux 5.13);
 * - make none but the system calls of allowed_calls.c, on x86-64 and aarch64. So they start no
 *   program, have no memory with code in it but the program's own, create and connect
 *   no socket, name no address to send to, change no limit, priority or namespace, and leave
 *   nothing behind such as shared memory;
 * - signal only each other (Linux 6.12).
 * They still can
 * - ask whether a path exists, and for the size, owner and times of a file, wherever the account
 *   may, since Landlock does not restrict stat(2) and terminal descriptions are searched with it;
 * - use up processor time, and their memory;
 * - read and write what is open: the terminal, the log, the manager's and the voice's sockets.
 * Reads the time zone, which cannot be read later. If the kernel lacks one of these
 * restrictions, the process goes on without it, and a line in the journal says so. */
void confine_process(const struct confine_options *options, const struct journal *journal);

/* Restricts a child of a confined process further: a visit. It also starts no process, signals only
 * itself, lists no folder, follows no link by name, and watches no files. */
void confine_visit(const struct confine_options *options, const struct journal *journal);

#endif
