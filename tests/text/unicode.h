#ifndef TESTS_TEXT_UNICODE_H
#define TESTS_TEXT_UNICODE_H

#include <stdbool.h>
#include <stdio.h>
#include <uchar.h>

/* The files of Unicode's database on this machine, of any version: Debian's package unicode-data
 * installs them, and the environment variable UNICODE_DATA names another folder. */

/* Opens a file by its name below the folder. Skips the running test if the file is missing or if
 * these tests have not been tried with the folder's version, whose newer rules are no fault of
 * kanbao. The caller closes the file. */
FILE *unicode_open(const char *name);

/* Returns whether the folder has the version of the tables in src/text/, so that kanbao must agree
 * with all of it. Skips the running test if there is no folder. */
bool unicode_is_ours(void);

/* A line of a property file: "4E00..9FFF ; W # ...". */
struct unicode_range {
    char32_t first, last; /* both included */
    char value[64];
};

/* Reads the next line that has a range. Returns false at the end. */
bool unicode_next(FILE *file, struct unicode_range *range);

#endif
