#ifndef APP_VISIT_H
#define APP_VISIT_H

#include "app/program.h"
#include "system/journal.h"
#include "system/notify.h"

/* How a visit ended: the exit status of the process that it is. */
enum visit_end {
    VISIT_STOPPED = 0, /* by a signal, or the terminal is gone */
    VISIT_REFUSED = 2, /* by the terminal */
    VISIT_GONE = 10,   /* the visitor went away */
    VISIT_RENEWED,     /* it is to go on with the new edition */
    VISIT_LEFT,        /* the visitor quit */
    VISIT_SIZE = 60    /* and the size that the text is wanted in, 1 to 3: of the kiosk, too; as the
                          kiosk's, 60 alone is the size that it had at first */
};

struct visit_options {
    const struct notify *notify;
    const struct journal *journal;
    struct str handed; /* where another visit left off; empty: at the front page */
    int hand_fd;       /* that takes what a visit is made of which is to go on; never waited for */
    int size_fd;       /* the same, where it is to go on with text of another size; -1: nowhere */
    bool inherited;    /* the terminal is as another visit left it */
};

/* One visit to a kiosk at the terminal, in a process of its own, which has to end with what this
 * returns (enum visit_end): with the process goes all that the visitor did. SIGUSR1 says that a new
 * edition is there. */
int visit_run(const struct program *program, const struct visit_options *options);

#endif
