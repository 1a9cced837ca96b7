#ifndef APP_VISIT_H
#define APP_VISIT_H

#include "app/program.h"
#include "system/journal.h"
#include "system/notify.h"

/* The end of a visit, as the exit status of its process. */
enum visit_end {
    VISIT_STOPPED = 0, /* a signal came, or the terminal is gone */
    VISIT_REFUSED = 2, /* the terminal cannot be used */
    VISIT_IDLE = 10,   /* the visitor went away */
    VISIT_RENEWED,     /* the visit continues in another process, with the new edition */
    VISIT_QUIT,        /* the visitor quit */
    VISIT_SIZE = 60    /* plus the text size wanted, 1 to 3; the kiosk has the same exit status, or
                          VISIT_SIZE alone for the size it had at first */
};

struct visit_options {
    const struct notify *notify;
    const struct journal *journal;
    struct str handover; /* the handover of the visit to continue; empty: begin at the front page */
    int handover_fd;     /* takes the handover if a new edition has come; writes never wait */
    int size_fd;         /* takes the handover if another text size is wanted, likewise, or -1 */
    bool inherited;      /* the last visit left the terminal without restoring it */
};

/* Runs one visit to a kiosk at the terminal, in a process of its own. The process must exit with
 * the status returned (enum visit_end), so that nothing the visitor did stays in memory. SIGUSR1
 * tells the visit that there is a new edition. */
int visit_run(const struct program *program, const struct visit_options *options);

#endif
