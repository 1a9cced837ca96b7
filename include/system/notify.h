#ifndef SYSTEM_NOTIFY_H
#define SYSTEM_NOTIFY_H

#include "system/datagram.h"

#include <stdbool.h>

/* Tells the service manager how the program is, as sd_notify(3) describes it. Without a manager
 * nothing is done. */
struct notify {
    struct datagram datagram;
    int watchdog_ms; /* see notify_watchdog_ms() */
};

/* Reads NOTIFY_SOCKET (a path, or @ and an abstract name) and WATCHDOG_USEC, and makes the socket;
 * to be called before the process is confined. WATCHDOG_PID is not heeded: in a kiosk it is the
 * compositor's. Where NOTIFY_SOCKET is unset or of another kind, nothing will be sent. */
void notify_open(struct notify *notify);

/* Sends lines like "READY=1\nSTATUS=…". Never waits. True where it was taken, or there is no
 * manager; false where its queue is full or it is just being restarted. The manager finds out
 * whose it is by the sender's process, which therefore must not end at once. */
bool notify_send(const struct notify *notify, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* How often WATCHDOG=1 is to be sent, in milliseconds: twice in the period that the manager waits
 * for. -1: there is no watchdog. */
int notify_watchdog_ms(const struct notify *notify);

/* Whether the manager listens at an abstract socket, which a confined process may not send to
 * unless that is said: see struct confine_options. */
bool notify_is_abstract(const struct notify *notify);

void notify_close(struct notify *notify);

#endif
