#ifndef TESTS_SKIP_H
#define TESTS_SKIP_H

/* Ends the running test as skipped, the reason (a printf format) said in a line for
 * tests/run_tests.sh. */
#define skip_because(...)                                                                          \
    do {                                                                                           \
        print_message("# SKIP " __VA_ARGS__);                                                      \
        print_message("\n");                                                                       \
        skip();                                                                                    \
    } while (0)

#endif
