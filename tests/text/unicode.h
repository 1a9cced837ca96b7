#ifndef TESTS_TEXT_UNICODE_H
#define TESTS_TEXT_UNICODE_H

#include <stdbool.h>
#include <stdio.h>
#include <uchar.h>

/* The files of Unicode's database that are on this machine, of whatever version: Debian's package
 * unicode-data has them, and UNICODE_DATA in the environment names another folder. */

/* Opens a file by its name below the folder. Skips the running test where the file is missing, and
 * where the folder is of a version that these tests have not been tried with: a later rule is no
 * fault of kanbao's. The caller closes it. */
FILE *unicode_open(const char *name);

/* Is the folder of the version that src/text/ has its tables from? Then all that it says holds for
 * kanbao. Skips the running test where there is none. */
bool unicode_is_ours(void);

/* A line of a property file: "4E00..9FFF ; W # ...". */
struct unicode_range {
    char32_t first, last; /* both included */
    char value[64];
};

/* Reads the next line that has a range; false at the end. */
bool unicode_next(FILE *file, struct unicode_range *range);

#endif
