#ifndef KIOSK_NIGHT_H
#define KIOSK_NIGHT_H

#include "base/clock.h"

#include <stdbool.h>

/* The hours of the day in which a kiosk that nobody uses is dark. */
struct night {
    int from_minute, to_minute; /* of the day; both 0: there is no night */
};

/* Reads hours like 22:00-06:30. Returns false if the text is none, or they begin as they end. */
bool night_read(struct night *night, const char *text);

/* Returns whether the clock's time is at night. */
bool night_is_at(const struct night *night, const struct clock *clock);

#endif
