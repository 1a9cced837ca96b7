#ifndef SYSTEM_CONFINE_H
#define SYSTEM_CONFINE_H

#include "system/journal.h"

#include <stdbool.h>
#include <stddef.h>

/* What makes a process unable to do more than a kiosk needs, so that a fault in it is no way out.
 * What is given up here cannot be had again, and children inherit it. */

struct confine_options {
    /* What may still be read, each a file or a folder with all beneath it; the caller's. A rule
     * holds for what is there now under that name, not for the name: where a symbolic link is going
     * to be turned to something else, or a folder to be replaced by another, give the folder that
     * both are beneath. */
    const char *const *paths;
    size_t path_count;
    bool abstract_sockets; /* what listens at an abstract socket may be sent to: see
                              notify_is_abstract() */
};

/* Takes all out of the environment but TERM, LANG, LC_*, NOTIFY_SOCKET and WATCHDOG_USEC, and wipes
 * what it takes out where it stands, so that /proc/PID/environ shows it no longer. To be called
 * first of all in main(), before anything is put into the environment; what getenv() returned
 * before is then empty. */
void confine_environment(void);

/* Closes every descriptor above standard error but `keep` (-1: none), also those that the parent
 * left open by mistake. */
void confine_descriptors(int keep);

/* From here on the process and its children
 * - leave no core dump, and no other process of the same user may look into them;
 * - write no file (but to a log in one that standard error is already) and make none;
 * - read what `options` says, the terminal descriptions and what is open already, as far as
 *   Landlock goes (Linux 5.13);
 * - start no program and gain no rights, make or connect no socket, and call nothing else of the
 *   system that confine_calls.c lists;
 * - signal only each other (Linux 6.12).
 * The time zone is read here for good. Where the kernel lacks something it goes on without, and a
 * line in the journal says so. */
void confine_process(const struct confine_options *options, const struct journal *journal);

#endif
