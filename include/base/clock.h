#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

enum { CLOCK_DATE_BYTES = sizeof("YYYY-MM-DD") };

/* What time it is. Read once and handed on as data, so that all of a run goes by one time. */
struct clock {
    int64_t seconds;             /* since 1970-01-01 00:00 UTC */
    char date[CLOCK_DATE_BYTES]; /* the day at that time where the user is (TZ): YYYY-MM-DD */
};

/* Reads the system's clock or, where `setting` is neither NULL nor empty, takes what that says: a
 * local time 2026-11-23T08:00 or seconds since 1970 in digits alone. False where it is neither. */
bool clock_read(struct clock *clock, const char *setting);

/* How long something takes is the difference of two of these. */
int64_t clock_monotonic_ms(void);

#endif
