#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

enum { CLOCK_DATE_BYTES = sizeof("YYYY-MM-DD"), CLOCK_TIME_BYTES = sizeof("HH:MM") };

/* The current time, read once and passed on as data, so that all parts of one run use the same
 * time. */
struct clock {
    int64_t seconds;             /* since 1970-01-01 00:00 UTC */
    char date[CLOCK_DATE_BYTES]; /* the local date (TZ) at that time: YYYY-MM-DD */
    char time[CLOCK_TIME_BYTES]; /* local, HH:MM */
    int month, day;              /* local, from 1 */
    int weekday;                 /* local, 0 is Sunday */
};

/* Reads the system's clock. A `setting` that is neither NULL nor empty replaces it: a local time
 * like 2026-11-23T08:00, or seconds since 1970 as digits only. Returns false if the setting is
 * neither. */
bool clock_read(struct clock *clock, const char *setting);

/* A running clock, for a program that runs for days. Tests make it run faster than real time. */
struct ticker {
    bool set;              /* runs from begun_seconds; else shows the system's clock */
    int64_t begun_seconds; /* the time shown at the start, in seconds since 1970 */
    int64_t begun_ms;      /* clock_monotonic_ms() at the start */
    int64_t speed;         /* how many times faster than real time it runs; 0: it stands still */
};

/* Starts the ticker at the system's time, or at the time of `setting`, in the formats of
 * clock_read(); a "*N" after the setting makes it run N times faster. Returns false if the setting
 * has no such format. */
bool ticker_start(struct ticker *ticker, const char *setting);

/* Returns the milliseconds that the ticker has counted since its start. */
int64_t ticker_ms(const struct ticker *ticker);

/* Fills `clock` with the time that the ticker shows. */
void ticker_read(const struct ticker *ticker, struct clock *clock);

/* Returns how many real milliseconds pass while the ticker counts `ms`; INT_MAX at most. */
int ticker_real_ms(const struct ticker *ticker, int64_t ms);

/* Returns milliseconds since an arbitrary start; only differences mean anything. */
int64_t clock_monotonic_ms(void);

#endif
