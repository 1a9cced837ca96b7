#ifndef TESTS_SKIP_H
#define TESTS_SKIP_H

/* Skips the running test. The reason, a printf format, is printed for tests/run_tests.sh. */
#define skip_because(...)                                                                          \
    do {                                                                                           \
        print_message("# SKIP " __VA_ARGS__);                                                      \
        print_message("\n");                                                                       \
        skip();                                                                                    \
    } while (0)

#endif
