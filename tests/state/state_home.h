#ifndef TESTS_STATE_STATE_HOME_H
#define TESTS_STATE_STATE_HOME_H

#include "scratch.h"

/* For cmocka: every test has a folder of its own as $XDG_STATE_HOME, in which it runs. */

static inline int state_home_set_up(void **state)
{
    *state = scratch_new();
    setenv("XDG_STATE_HOME", *state, 1);
    return chdir(*state);
}

static inline int state_home_tear_down(void **state)
{
    scratch_free(*state);
    return chdir("/");
}

#endif
