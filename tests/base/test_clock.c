#include "base/clock.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

/* Spelled-out time zones: zone names need files that may be missing. */
#define UTC "UTC0"
#define SHANGHAI "CST-8"
#define NEW_YORK "EST5EDT,M3.2.0,M11.1.0"

static void set_zone(const char *zone)
{
    setenv("TZ", zone, 1);
    tzset();
}

static void what_a_setting_says(void **state)
{
    static const struct {
        const char *what, *zone, *setting;
        int64_t seconds;
        const char *date;
    } cases[] = {
        {"the epoch", UTC, "0", 0, "1970-01-01"},
        {"seconds", UTC, "1795420800", 1795420800, "2026-11-23"},
        {"the same further east", SHANGHAI, "1795420800", 1795420800, "2026-11-23"},
        {"a local time", UTC, "2026-11-23T08:00", 1795420800, "2026-11-23"},
        {"the same further east", SHANGHAI, "2026-11-23T16:00", 1795420800, "2026-11-23"},
        {"the last second of a day in UTC", UTC, "1795478399", 1795478399, "2026-11-23"},
        {"which is the next day further east", SHANGHAI, "1795478399", 1795478399, "2026-11-24"},
        {"the last second of a day", SHANGHAI, "1795449599", 1795449599, "2026-11-23"},
        {"the first of the next", SHANGHAI, "1795449600", 1795449600, "2026-11-24"},
        {"summer time", NEW_YORK, "2026-07-01T00:30", 1782880200, "2026-07-01"},
        {"an hour that summer time skips", NEW_YORK, "2026-03-08T02:30", 0, "2026-03-08"},
        {"a leap day", UTC, "2028-02-29T00:00", 1835395200, "2028-02-29"},
        {"the last year", UTC, "253402300799", 253402300799, "9999-12-31"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct clock clock;

        set_zone(cases[i].zone);
        if (!clock_read(&clock, cases[i].setting))
            fail_msg("%s: not read", cases[i].what);
        if (strcmp(clock.date, cases[i].date) != 0)
            fail_msg("%s: %s", cases[i].what, clock.date);
        if (cases[i].seconds && clock.seconds != cases[i].seconds)
            fail_msg("%s: %lld", cases[i].what, (long long)clock.seconds);
    }
}

static void settings_that_say_nothing(void **state)
{
    static const char *const settings[] = {
        "now",
        "2026-11-23",
        "2026-11-23 08:00",
        "2026-11-23T08:00:00",
        "2026-11-23T08:0",
        "2026-11-23T24:00",
        "2026-11-23T08:60",
        "2026-11-00T08:00",
        "2026-13-01T08:00",
        "2026-00-01T08:00",
        "2026-02-29T08:00",
        "2026-04-31T08:00",
        " 1795420800",
        "-1",
        "+1",
        "1795420800s",
        "253402300800",
        "99999999999999999999",
    };

    (void)state;
    set_zone(UTC);
    for (size_t i = 0; i < sizeof(settings) / sizeof(*settings); i++) {
        struct clock clock;

        if (clock_read(&clock, settings[i]))
            fail_msg("“%s” was read as %s", settings[i], clock.date);
    }
}

static void the_systems_clock(void **state)
{
    static const char *const settings[] = {NULL, ""};

    (void)state;
    set_zone(UTC);
    for (size_t i = 0; i < sizeof(settings) / sizeof(*settings); i++) {
        struct clock clock;
        int64_t before = time(NULL);

        assert_true(clock_read(&clock, settings[i]));
        assert_in_range(clock.seconds, before, time(NULL));
        assert_int_equal(strlen(clock.date), CLOCK_DATE_BYTES - 1);
        assert_true(strcmp(clock.date, "2024-01-01") > 0);
    }
}

static void what_a_clock_shows(void **state)
{
    struct clock clock;

    (void)state;
    set_zone(SHANGHAI);
    assert_true(clock_read(&clock, "2026-11-23T08:05"));
    assert_string_equal(clock.time, "08:05");
    assert_int_equal(clock.month, 11);
    assert_int_equal(clock.day, 23);
    assert_int_equal(clock.weekday, 1);
}

static void a_clock_that_goes_on(void **state)
{
    struct ticker ticker;
    struct clock clock;

    (void)state;
    set_zone(UTC);
    assert_true(ticker_start(&ticker, "2026-11-23T08:00*1000"));
    while (ticker_ms(&ticker) < 60000)
        continue;
    ticker_read(&ticker, &clock);
    assert_true(strcmp(clock.time, "08:01") >= 0);
    assert_int_equal(ticker_real_ms(&ticker, 60000), 60);
    assert_int_equal(ticker_real_ms(&ticker, 1), 1);
    assert_int_equal(ticker_real_ms(&ticker, INT64_MAX / 2), INT_MAX);

    assert_true(ticker_start(&ticker, "2026-11-23T08:00*0"));
    assert_int_equal(ticker_ms(&ticker), 0);
    assert_int_equal(ticker_real_ms(&ticker, 1), INT_MAX);

    /* The system's clock may be corrected while the program runs, so it is asked each time. */
    assert_true(ticker_start(&ticker, NULL));
    ticker.begun_seconds = 0;
    ticker_read(&ticker, &clock);
    assert_in_range(clock.seconds, time(NULL) - 1, time(NULL));
}

static void tickers_that_cannot_be(void **state)
{
    static const char *const settings[] = {
        "*",
        "now*60",
        "2026-11-23T08:00*",
        "2026-11-23T08:00*x",
        "0*-1",
        "0*1000001",
        "0*1*1",
        "0*60 ",
        "0* 60",
        "2026-11-23*60",
        "253402300800*1",
        "0*99999999999999999999",
        "000000000000000000000000000000000000000000000000000*1",
    };

    (void)state;
    set_zone(UTC);
    for (size_t i = 0; i < sizeof(settings) / sizeof(*settings); i++) {
        struct ticker ticker;

        if (ticker_start(&ticker, settings[i]))
            fail_msg("“%s” was taken", settings[i]);
    }
}

static void what_takes_time_takes_no_less_than_none(void **state)
{
    int64_t begun = clock_monotonic_ms();

    (void)state;
    assert_true(begun >= 0);
    assert_true(clock_monotonic_ms() >= begun);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_setting_says),
        cmocka_unit_test(settings_that_say_nothing),
        cmocka_unit_test(the_systems_clock),
        cmocka_unit_test(what_a_clock_shows),
        cmocka_unit_test(a_clock_that_goes_on),
        cmocka_unit_test(tickers_that_cannot_be),
        cmocka_unit_test(what_takes_time_takes_no_less_than_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
