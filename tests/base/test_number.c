#include "base/number.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_reads_the_digits_at_the_beginning(void **state)
{
    static const struct {
        const char *text;
        size_t digits;
        uint64_t number;
    } cases[] = {{"", 0, 0},     {"x1", 0, 0},  {"-1", 0, 0}, {"7", 1, 7},     {"007", 3, 7},
                 {"12x", 2, 12}, {"1 2", 1, 1}, {"１", 0, 0}, {"999", 3, 999}, {"1000", 3, 100}};

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        uint64_t number = 1;

        assert_int_equal(number_read(str_of(cases[i].text), 999, &number), cases[i].digits);
        assert_int_equal(number, cases[i].number);
    }
}

static void test_no_number_is_beyond_the_bound(void **state)
{
    uint64_t number;

    (void)state;
    assert_int_equal(number_read(str_of("18446744073709551615"), UINT64_MAX, &number), 20);
    assert_true(number == UINT64_MAX);
    assert_int_equal(number_read(str_of("18446744073709551616"), UINT64_MAX, &number), 19);
    assert_int_equal(number_read(str_of("9223372036854775808"), INT64_MAX, &number), 18);
    assert_int_equal(number_read(str_of("5"), 4, &number), 0);
    assert_int_equal(number, 0);
}

static void test_reads_no_further_than_the_text(void **state)
{
    uint64_t number;

    (void)state;
    assert_int_equal(number_read((struct str){"1234", 2}, 999, &number), 2);
    assert_int_equal(number, 12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reads_the_digits_at_the_beginning),
        cmocka_unit_test(test_no_number_is_beyond_the_bound),
        cmocka_unit_test(test_reads_no_further_than_the_text),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
