#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

enum { CLOCK_DATE_BYTES = sizeof("YYYY-MM-DD"), CLOCK_TIME_BYTES = sizeof("HH:MM") };

/* What time it is. Read once and handed on as data, so that all of a run goes by one time. */
struct clock {
    int64_t seconds;             /* since 1970-01-01 00:00 UTC */
    char date[CLOCK_DATE_BYTES]; /* the day at that time where the user is (TZ): YYYY-MM-DD */
    char time[CLOCK_TIME_BYTES]; /* HH:MM */
    int month, day;              /* from 1 */
    int weekday;                 /* from 0, a Sunday */
};

/* Reads the system's clock or, where `setting` is neither NULL nor empty, takes what that says: a
 * local time 2026-11-23T08:00 or seconds since 1970 in digits alone. False where it is neither. */
bool clock_read(struct clock *clock, const char *setting);

/* A clock that goes on, for what runs for days. Tests let it run faster than time does. */
struct ticker {
    bool set;              /* to a time of its own; else it shows the system's, which may be put
                              right while it runs */
    int64_t begun_seconds; /* the time that it began at, since 1970 */
    int64_t begun_ms;      /* of clock_monotonic_ms() */
    int64_t speed;         /* how many times faster it goes than time does; 0: it stands */
};

/* Starts at the system's time or at that of `setting`, as clock_read() takes it; "*N" may follow
 * it: it then goes N times faster. False where it is none of these. */
bool ticker_start(struct ticker *ticker, const char *setting);

/* Milliseconds by it since it was started. */
int64_t ticker_ms(const struct ticker *ticker);

/* What time it is by it. */
void ticker_read(const struct ticker *ticker, struct clock *clock);

/* How many milliseconds really pass until `ms` have passed by it; INT_MAX at the most. */
int ticker_real_ms(const struct ticker *ticker, int64_t ms);

/* How long something takes is the difference of two of these. */
int64_t clock_monotonic_ms(void);

#endif
