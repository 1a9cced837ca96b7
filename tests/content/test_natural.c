#include "../../src/content/natural.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Returns a pseudo-random number below `below`, the same in every run. */
static unsigned next_number(unsigned *state, unsigned below)
{
    *state = *state * 1664525u + 1013904223u;
    return (*state >> 16) % below;
}

static void numbers_are_in_order(void **state)
{
    /* In ascending order. */
    static const char *const texts[] = {
        "",
        "-",
        "00000000000000000000000000000000000000000000000000000001/a",
        "1/a",
        "１/a",
        "1/a1",
        "2/a",
        "10/a",
        "100000000000000000000000000000000000000000000000000000000000/a",
        "100000000000000000000000000000000000000000000000000000000001/a",
        "a",
        "a-1",
        "a/1",
        "a0",
        "a1",
        "a1-9",
        "a1-10",
        "a1b",
        "a2",
        "a02b",
        "a2b",
        "a10",
        "ab",
        "第1期",
        "第２期",
        "第9期",
        "第10期",
        "第一期",
    };
    size_t count = sizeof(texts) / sizeof(*texts);

    (void)state;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < count; j++) {
            int order = natural_cmp(str_of(texts[i]), str_of(texts[j]));

            if ((i < j) != (order < 0) || (i == j) != (order == 0))
                fail_msg("“%s” and “%s”: %d", texts[i], texts[j], order);
        }
}

/* Any three texts have one order, whatever is in them. */
static void the_order_is_total(void **state)
{
    static const char *const pieces[] = {"0",  "00", "1", "2",  "10",  "０",
                                         "１", "-",  "a", "期", "\xEF"};
    char texts[400][32];
    unsigned number = 7;

    (void)state;
    for (size_t i = 0; i < 400; i++) {
        unsigned count = next_number(&number, 6);

        texts[i][0] = '\0';
        for (unsigned j = 0; j < count; j++)
            strcat(texts[i], pieces[next_number(&number, 11)]);
    }
    for (size_t i = 0; i < 400; i++)
        for (size_t j = 0; j < 400; j++) {
            struct str a = str_of(texts[i]), b = str_of(texts[j]);
            struct str c = str_of(texts[(i * 31 + j * 17) % 400]);
            int order = natural_cmp(a, b);

            assert_true((order == 0) == str_eq(a, b));
            assert_true((order < 0) == (natural_cmp(b, a) > 0));
            if (order < 0 && natural_cmp(b, c) < 0 && natural_cmp(a, c) >= 0)
                fail_msg("“%s” “%s” “%s”", texts[i], texts[j], c.p);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_in_order),
        cmocka_unit_test(the_order_is_total),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
