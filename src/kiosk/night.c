#include "kiosk/night.h"

#include "base/ascii.h"

#include <string.h>

enum { TIME_BYTES = CLOCK_TIME_BYTES - 1 };

/* Returns the minute of the day of a time HH:MM at the beginning of `text`, or -1. */
static int minute_of(const char *text)
{
    int hour, minute;

    if (strnlen(text, TIME_BYTES) < TIME_BYTES || !ascii_is_digit(text[0]) ||
        !ascii_is_digit(text[1]) || text[2] != ':' || !ascii_is_digit(text[3]) ||
        !ascii_is_digit(text[4]))
        return -1;
    hour = (text[0] - '0') * 10 + text[1] - '0';
    minute = (text[3] - '0') * 10 + text[4] - '0';
    return hour < 24 && minute < 60 ? hour * 60 + minute : -1;
}

bool night_read(struct night *night, const char *text)
{
    night->from_minute = minute_of(text);
    night->to_minute = -1;
    if (night->from_minute >= 0 && text[TIME_BYTES] == '-')
        night->to_minute = minute_of(text + TIME_BYTES + 1);
    return night->to_minute >= 0 && !text[2 * TIME_BYTES + 1] &&
           night->from_minute != night->to_minute;
}

bool night_is_at(const struct night *night, const struct clock *clock)
{
    int now = minute_of(clock->time);

    if (now < 0)
        return false;
    if (night->from_minute <= night->to_minute)
        return now >= night->from_minute && now < night->to_minute;
    return now >= night->from_minute || now < night->to_minute;
}
