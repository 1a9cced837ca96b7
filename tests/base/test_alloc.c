#include "base/alloc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

static void test_an_array_grows_in_steps(void **state)
{
    int *numbers = NULL;
    size_t count = 0, cap = 0, moves = 0;

    (void)state;
    while (count < 1000) {
        size_t before = cap;

        MEM_GROW(numbers, cap, count + 1);
        assert_true(cap > count);
        moves += cap != before;
        numbers[count] = (int)count;
        count++;
    }
    for (size_t i = 0; i < count; i++)
        assert_int_equal(numbers[i], i);
    assert_true(moves < 10);
    free(numbers);
}

static void test_room_that_is_there_stays(void **state)
{
    char *bytes = NULL, *before;
    size_t cap = 0;

    (void)state;
    MEM_GROW(bytes, cap, 100);
    before = bytes;
    MEM_GROW(bytes, cap, cap);
    assert_ptr_equal(bytes, before);
    assert_true(cap >= 100);
    free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_array_grows_in_steps),
        cmocka_unit_test(test_room_that_is_there_stays),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
