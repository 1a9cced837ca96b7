#ifndef BASE_GRACE_H
#define BASE_GRACE_H

/* Times that the end of the program may take, in milliseconds. */
enum {
    /* For a terminal to take the bytes that restore it. A terminal that is only busy reads on
     * within a few milliseconds, one behind a slow line within a round trip or two. */
    GRACE_RESTORE_MS = 300,
    /* For the same after the terminal's pending output has been discarded, which makes room at once
     * where it helps at all. */
    GRACE_RESTORE_AGAIN_MS = 100,
    /* For one write, after which signals are looked for again: a person does not notice the delay,
     * and a terminal that takes nothing costs ten looks a second. */
    GRACE_WRITE_MS = 100,
    /* For a kiosk's visit to end after SIGTERM, before SIGKILL. It needs little more than both
     * times to restore, and the service manager waits for ten seconds (TimeoutStopSec). */
    GRACE_VISIT_MS = 2000,
};

#endif
