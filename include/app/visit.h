#ifndef APP_VISIT_H
#define APP_VISIT_H

#include "app/program.h"
#include "kiosk/kiosk.h"
#include "system/journal.h"
#include "system/notify.h"

#include <stdint.h>

/* The end of a visit, as the exit status of its process. */
enum visit_end {
    VISIT_STOPPED = 0, /* a signal came, or the terminal is gone */
    VISIT_REFUSED = 2, /* the terminal cannot be used */
    VISIT_IDLE = 10,   /* the visitor went away */
    VISIT_RENEWED,     /* the visit continues in another process, with the new edition */
    VISIT_QUIT,        /* the visitor quit */
    VISIT_SIZE = 60,   /* plus the text size wanted, 1 to 3; the kiosk has the same exit status, or
                          VISIT_SIZE alone for the size it had at first */
    VISIT_REST = VISIT_SIZE + KIOSK_MOST_TEXT_SIZE + 1 /* nobody is there; the kiosk has the same
                          exit status, and is to be started with --rest in letters twice as large */
};

/* Totals of all visits, which the process of each adds to and the keeper reads meanwhile; nothing
 * about who read what. */
struct tally {
    _Atomic uint32_t visits;         /* visits with any input */
    _Atomic uint32_t articles;       /* articles opened */
    _Atomic int64_t touched_seconds; /* time of the last input, in seconds since 1970; 0: none */
};

struct visit_options {
    const struct notify *notify;
    const struct journal *journal;
    struct str handover; /* the handover of the visit to continue; empty: begin at the front page */
    int handover_fd;     /* takes the handover if a new edition has come; writes never wait */
    int voice_fd;        /* the connection to the voice, or -1; see system/voice.h */
    int size_fd;         /* takes the handover if another text size is wanted, likewise, or -1 */
    struct tally *tally; /* shared with the keeper; NULL: nobody counts */
    bool inherited;      /* the last visit left the terminal without restoring it */
};

/* Runs one visit to a kiosk at the terminal, in a process of its own. The process must exit with
 * the status returned (enum visit_end), so that nothing the visitor did stays in memory. SIGUSR1
 * tells the visit that there is a new edition. */
int visit_run(const struct program *program, const struct visit_options *options);

#endif
