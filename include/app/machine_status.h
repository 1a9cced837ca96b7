#ifndef APP_MACHINE_STATUS_H
#define APP_MACHINE_STATUS_H

#include "app/live_edition.h"
#include "app/visit.h"
#include "base/buffer.h"
#include "base/clock.h"

#include <stdbool.h>
#include <stdint.h>

/* State of a kiosk in the file of --status, for those who look after the machine: one JSON document
 * with a key in each line. It begins with "serial", a number that each writing increases, and ends
 * with the same number as "serial_at_end": a reader that finds two numbers reads once more. */
struct machine_status {
    const struct program *program;
    const struct journal *journal;
    bool is_open;                        /* there is a file to write */
    struct tally *tally;                 /* of the visits; NULL if it is not */
    uint32_t visits_seen, articles_seen; /* of the tally; already counted below */
    char date[CLOCK_DATE_BYTES];         /* the day of the totals */
    uint64_t visits, articles;           /* totals of the day */
    uint64_t touched_seconds;            /* time of the last input; 0: not known */
    uint64_t since_seconds;              /* time when the first file was written */
    uint64_t serial;
    bool failed;        /* it could once not be written, as the journal says */
    int64_t written_ms; /* by program->ticker */
    struct buffer text; /* the last document, but for its time and its serials */
};

/* Opens the file and takes over the totals of the day and the last touch from it, if the command
 * line has --status. If it cannot be opened, the journal says why and nothing is written. Call it
 * before the process is confined. */
void machine_status_open(struct machine_status *status, const struct program *program,
                         const struct journal *journal);

/* Writes the file if something has changed, at most once a second, and once a minute if nothing
 * has. */
void machine_status_update(struct machine_status *status, struct live_edition *live);

void machine_status_close(struct machine_status *status);

#endif
