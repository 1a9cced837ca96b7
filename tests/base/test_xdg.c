#include "base/xdg.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void set(const char *variable, const char *value)
{
    if (value)
        setenv(variable, value, 1);
    else
        unsetenv(variable);
}

static void test_path(void **state)
{
    static const struct {
        const char *description, *variable, *home, *path;
    } cases[] = {
        {"variable", "/x/state", "/home/a", "/x/state/kanbao/state"},
        {"variable without a home", "/x", NULL, "/x/kanbao/state"},
        {"unset", NULL, "/home/a", "/home/a/.local/state/kanbao/state"},
        {"empty", "", "/home/a", "/home/a/.local/state/kanbao/state"},
        {"not absolute", "x/state", "/home/a", "/home/a/.local/state/kanbao/state"},
        {"neither", NULL, NULL, NULL},
        {"both relative", "x", "home", NULL},
        {"empty home", NULL, "", NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        bool as_expected;
        char *path;

        set("XDG_STATE_HOME", cases[i].variable);
        set("HOME", cases[i].home);
        path = xdg_path("XDG_STATE_HOME", ".local/state", "kanbao/state");
        as_expected =
            path && cases[i].path ? strcmp(path, cases[i].path) == 0 : path == cases[i].path;
        if (!as_expected)
            print_error("%s: %s\n", cases[i].description, path ? path : "NULL");
        assert_true(as_expected);
        free(path);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_path),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
