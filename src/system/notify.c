#include "system/notify.h"

#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Converts a period in microseconds, as text, to half of it in milliseconds; -1 if it is no number.
 */
static int half_period_ms(const char *usec)
{
    enum { USEC_IN_HALF_MS = 2000 };
    unsigned long long half_ms;

    if (!usec || !*usec || usec[strspn(usec, "0123456789")] != '\0')
        return -1;
    errno = 0;
    half_ms = strtoull(usec, NULL, 10) / USEC_IN_HALF_MS;
    if (errno != 0 || half_ms > INT_MAX)
        return INT_MAX;
    return half_ms ? (int)half_ms : -1;
}

void notify_open(struct notify *notify)
{
    const char *path = getenv("NOTIFY_SOCKET");

    *notify = (struct notify){.datagram.fd = -1, .watchdog_ms = -1};
    if (path && datagram_open(&notify->datagram, path))
        notify->watchdog_ms = half_period_ms(getenv("WATCHDOG_USEC"));
}

bool notify_send(const struct notify *notify, const char *format, ...)
{
    char text[1024];
    va_list args;
    int bytes;

    if (notify->datagram.fd < 0)
        return true;
    va_start(args, format);
    bytes = vsnprintf(text, sizeof(text), format, args);
    va_end(args);
    /* Half a message would have another meaning. */
    if (bytes < 0 || (size_t)bytes >= sizeof(text))
        return false;
    return datagram_send(&notify->datagram, text, (size_t)bytes);
}

int notify_watchdog_ms(const struct notify *notify)
{
    return notify->watchdog_ms;
}

void notify_close(struct notify *notify)
{
    datagram_close(&notify->datagram);
    notify->watchdog_ms = -1;
}
