#ifndef SYSTEM_NOTIFY_H
#define SYSTEM_NOTIFY_H

#include "system/datagram.h"

#include <stdbool.h>

/* Tells the service manager the program's status, as in sd_notify(3). Does nothing without a
 * manager. */
struct notify {
    struct datagram datagram;
    int watchdog_ms; /* see notify_watchdog_ms() */
};

/* Reads NOTIFY_SOCKET (a path, or "@" and an abstract name) and WATCHDOG_USEC, and connects
 * to it, so call it before the process is confined. Ignores WATCHDOG_PID, which in a kiosk is the
 * compositor's. If NOTIFY_SOCKET is unset or of another kind, or nobody listens there, nothing will
 * be sent. */
void notify_open(struct notify *notify);

/* Sends lines like "READY=1\nSTATUS=…". Never waits. Returns true if they were sent or there is no
 * manager; false if its queue is full or it is restarting. The manager identifies the service by
 * the sender's process, which therefore must not exit at once. */
bool notify_send(const struct notify *notify, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Returns the interval for sending WATCHDOG=1 in milliseconds, half of the manager's timeout; -1 if
 * there is no watchdog. */
int notify_watchdog_ms(const struct notify *notify);

void notify_close(struct notify *notify);

#endif
