#include "base/clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MOST_DIGITS = 12 }; /* of the seconds up to the year 9999 */

/* Whether a text looks like `form`, where a 0 stands for any digit. */
static bool has_form(const char *text, const char *form)
{
    for (; *text && *form; text++, form++)
        if (*form == '0' ? *text < '0' || *text > '9' : *text != *form)
            return false;
    return !*text && !*form;
}

static bool read_seconds(const char *text, time_t *seconds)
{
    size_t bytes = strspn(text, "0123456789");

    *seconds = (time_t)strtoll(text, NULL, 10);
    return !text[bytes] && bytes <= MOST_DIGITS;
}

static bool read_local(const char *text, time_t *seconds)
{
    struct tm time = {.tm_isdst = -1};
    int day;

    if (!has_form(text, "0000-00-00T00:00") ||
        sscanf(text, "%d-%d-%dT%d:%d", &time.tm_year, &time.tm_mon, &time.tm_mday, &time.tm_hour,
               &time.tm_min) != 5 ||
        time.tm_mon < 1 || time.tm_mon > 12 || time.tm_hour > 23 || time.tm_min > 59)
        return false;
    time.tm_year -= 1900;
    time.tm_mon--;
    day = time.tm_mday;
    *seconds = mktime(&time);
    return time.tm_mday == day; /* mktime() makes another day of one that there is not */
}

bool clock_read(struct clock *clock, const char *setting)
{
    time_t seconds = time(NULL);
    struct tm local;

    if (setting && *setting && !read_seconds(setting, &seconds) && !read_local(setting, &seconds))
        return false;
    clock->seconds = seconds;
    return localtime_r(&seconds, &local) && local.tm_year >= 0 &&
           strftime(clock->date, sizeof(clock->date), "%Y-%m-%d", &local) > 0;
}

int64_t clock_monotonic_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}
