/* How a terminal drew characters of ambiguous width is kept, apart for each terminal. */

#include "state/widths.h"

#include "state/state_home.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void be_in(const char *term, const char *program)
{
    setenv("TERM", term, 1);
    if (program)
        setenv("TERM_PROGRAM", program, 1);
    else
        unsetenv("TERM_PROGRAM");
}

static void test_terminals_are_apart(void **state)
{
    (void)state;
    be_in("xterm", NULL);
    assert_false(widths_were_wide());
    widths_keep(true);
    assert_true(widths_were_wide());
    assert_int_equal(access("kanbao/wide-xterm-", F_OK), 0);
    be_in("xterm", "a/../../b");
    assert_false(widths_were_wide());
    widths_keep(true);
    assert_true(widths_were_wide());
    assert_int_equal(access("kanbao/wide-xterm-a_.._.._b", F_OK), 0);
    widths_keep(false);
    assert_false(widths_were_wide());
    be_in("xterm", NULL);
    assert_true(widths_were_wide());
}

/* Names that are too long for a file are cut; a folder that cannot be written is passed over. */
static void test_hostile_surroundings(void **state)
{
    char name[5000];

    (void)state;
    memset(name, 'x', sizeof(name) - 1);
    name[sizeof(name) - 1] = '\0';
    be_in(name, name);
    widths_keep(true);
    assert_true(widths_were_wide());
    setenv("XDG_STATE_HOME", "/dev/null", 1);
    widths_keep(true);
    widths_keep(false);
    assert_false(widths_were_wide());
    unsetenv("XDG_STATE_HOME");
    unsetenv("HOME");
    widths_keep(true);
    assert_false(widths_were_wide());
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_terminals_are_apart, state_home_set_up,
                                        state_home_tear_down),
        cmocka_unit_test_setup_teardown(test_hostile_surroundings, state_home_set_up,
                                        state_home_tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
