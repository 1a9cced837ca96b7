#include "base/clock.h"

#include "base/ascii.h"
#include "base/number.h"

#include <limits.h>
#include <string.h>
#include <time.h>

enum { MOST_DIGITS = 12 }; /* enough for the seconds up to the year 9999 */

/* Returns whether a text has the form of `form`, in which a 0 matches any digit. */
static bool has_form(const char *text, const char *form)
{
    for (; *text && *form; text++, form++)
        if (*form == '0' ? !ascii_is_digit(*text) : *text != *form)
            return false;
    return !*text && !*form;
}

static bool read_seconds(const char *text, time_t *seconds)
{
    uint64_t number;
    size_t digits = number_read(str_of(text), INT64_MAX, &number);

    *seconds = (time_t)number;
    return !text[digits] && digits <= MOST_DIGITS;
}

/* Reads a field of digits. */
static int read_field(const char *text, size_t digits)
{
    uint64_t number;

    number_read((struct str){text, digits}, INT_MAX, &number);
    return (int)number;
}

static bool read_local(const char *text, time_t *seconds)
{
    struct tm time = {.tm_isdst = -1};
    int day;

    if (!has_form(text, "0000-00-00T00:00"))
        return false;
    time.tm_year = read_field(text, 4) - 1900;
    time.tm_mon = read_field(text + 5, 2) - 1;
    time.tm_mday = day = read_field(text + 8, 2);
    time.tm_hour = read_field(text + 11, 2);
    time.tm_min = read_field(text + 14, 2);
    if (time.tm_mon < 0 || time.tm_mon > 11 || time.tm_hour > 23 || time.tm_min > 59)
        return false;
    *seconds = mktime(&time);
    return time.tm_mday == day; /* mktime() turns a day that does not exist into another */
}

/* Returns false if the year does not have four digits. */
static bool fill_clock(struct clock *clock, time_t seconds)
{
    struct tm local;

    clock->seconds = seconds;
    if (!localtime_r(&seconds, &local) || local.tm_year < 0)
        return false;
    clock->month = local.tm_mon + 1;
    clock->day = local.tm_mday;
    clock->weekday = local.tm_wday;
    return strftime(clock->date, sizeof(clock->date), "%Y-%m-%d", &local) > 0 &&
           strftime(clock->time, sizeof(clock->time), "%H:%M", &local) > 0;
}

static bool read_setting(const char *setting, time_t *seconds)
{
    return read_seconds(setting, seconds) || read_local(setting, seconds);
}

bool clock_read(struct clock *clock, const char *setting)
{
    time_t seconds = time(NULL);

    if (setting && *setting && !read_setting(setting, &seconds))
        return false;
    return fill_clock(clock, seconds);
}

/* Splits the "*N" off a setting of fewer than `size` bytes. Returns false if it is malformed. */
static bool split_speed(const char *setting, char *time, size_t size, int64_t *speed)
{
    enum { MOST_SPEED = 1000000 };
    const char *star = strchr(setting, '*');
    size_t bytes = star ? (size_t)(star - setting) : strlen(setting), digits;
    uint64_t number;

    if (bytes >= size)
        return false;
    memcpy(time, setting, bytes);
    time[bytes] = '\0';
    if (!star)
        return true;
    digits = number_read(str_of(star + 1), MOST_SPEED, &number);
    *speed = (int64_t)number;
    return digits && !star[1 + digits];
}

bool ticker_start(struct ticker *ticker, const char *setting)
{
    char text[32] = "";
    time_t seconds = time(NULL);
    struct clock trial;

    *ticker = (struct ticker){.begun_ms = clock_monotonic_ms(), .speed = 1};
    if (setting && !split_speed(setting, text, sizeof(text), &ticker->speed))
        return false;
    ticker->set = *text || ticker->speed != 1;
    if (*text && !read_setting(text, &seconds))
        return false;
    ticker->begun_seconds = seconds;
    return fill_clock(&trial, seconds);
}

int64_t ticker_ms(const struct ticker *ticker)
{
    return (clock_monotonic_ms() - ticker->begun_ms) * ticker->speed;
}

void ticker_read(const struct ticker *ticker, struct clock *clock)
{
    fill_clock(clock, ticker->set ? ticker->begun_seconds + ticker_ms(ticker) / 1000 : time(NULL));
}

int ticker_real_ms(const struct ticker *ticker, int64_t ms)
{
    int64_t real = ticker->speed ? (ms + ticker->speed - 1) / ticker->speed : INT_MAX;

    return real > INT_MAX ? INT_MAX : (int)real;
}

int64_t clock_monotonic_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}
