#include "kiosk/kiosk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

/* Types all digits of a number but the last. Returns the number so far. */
static size_t type_but_last(const char *digits, size_t count)
{
    size_t number = 0;

    for (; digits[1]; digits++)
        assert_int_equal(kiosk_add_digit(&number, (unsigned)(*digits - '0'), count),
                         KIOSK_NUMBER_OPEN);
    return number;
}

/* Checks that every number up to any count can be typed: complete at once, or by Enter if a longer
 * number begins with the same digits. */
static void test_every_number_is_reached(void **state)
{
    (void)state;
    for (size_t count = 1; count <= 120; count++) {
        for (size_t wanted = 1; wanted <= count; wanted++) {
            char digits[8];
            int bytes = snprintf(digits, sizeof(digits), "%zu", wanted);
            size_t number = type_but_last(digits, count);

            assert_int_equal(kiosk_add_digit(&number, (unsigned)(digits[bytes - 1] - '0'), count),
                             wanted * 10 <= count ? KIOSK_NUMBER_OPEN : KIOSK_NUMBER_WHOLE);
            assert_int_equal(number, wanted);
        }
    }
}

/* Checks that a digit presses any of nine buttons, and that the first of ten waits for another
 * digit. */
static void test_tenth(void **state)
{
    size_t number = 0;

    (void)state;
    assert_int_equal(kiosk_add_digit(&number, 1, 9), KIOSK_NUMBER_WHOLE);
    number = 0;
    assert_int_equal(kiosk_add_digit(&number, 1, 10), KIOSK_NUMBER_OPEN);
    assert_int_equal(kiosk_add_digit(&number, 0, 10), KIOSK_NUMBER_WHOLE);
    assert_int_equal(number, 10);
    number = 1;
    assert_int_equal(kiosk_add_digit(&number, 1, 10), KIOSK_NUMBER_NONE);
    number = 0;
    assert_int_equal(kiosk_add_digit(&number, 9, 8), KIOSK_NUMBER_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_number_is_reached),
        cmocka_unit_test(test_tenth),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
