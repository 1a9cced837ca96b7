/* The history of the articles read, and going back in it. */

#include "state/history.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void expect_back(struct history *history, const char *id, const char *wanted)
{
    const char *before = history_back(history, str_of(id));

    if (wanted)
        assert_string_equal(before, wanted);
    else
        assert_null(before);
}

static void back_one_by_one(void **state)
{
    struct history history = {0};

    (void)state;
    expect_back(&history, "a", NULL);
    history_add(&history, str_of("a"));
    expect_back(&history, "a", NULL);
    history_add(&history, str_of("a"));
    history_add(&history, str_of("b"));
    history_add(&history, str_of("b"));
    history_add(&history, str_of("c"));
    expect_back(&history, "", "c"); /* from the list */
    expect_back(&history, "c", "b");
    history_add(&history, str_of("b")); /* as opening an article does */
    expect_back(&history, "b", "a");
    expect_back(&history, "a", NULL);
    history_free(&history);
}

static void the_oldest_are_forgotten(void **state)
{
    struct history history = {0};
    char id[16];

    (void)state;
    for (int i = 0; i < 3 * HISTORY_MOST; i++) {
        snprintf(id, sizeof(id), "%d", i);
        history_add(&history, str_of(id));
    }
    for (int i = 3 * HISTORY_MOST - 1; i > 2 * HISTORY_MOST; i--) {
        char before[16];

        snprintf(id, sizeof(id), "%d", i);
        snprintf(before, sizeof(before), "%d", i - 1);
        expect_back(&history, id, before);
    }
    snprintf(id, sizeof(id), "%d", 2 * HISTORY_MOST);
    expect_back(&history, id, NULL);
    history_free(&history);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(back_one_by_one),
        cmocka_unit_test(the_oldest_are_forgotten),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
