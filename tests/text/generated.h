#ifndef TESTS_TEXT_GENERATED_H
#define TESTS_TEXT_GENERATED_H

/* A file of Debian's package unicode-data. */
#define UNIHAN(part) "/usr/share/unicode/Unihan_" part ".txt.bz2"

/* Fails the test where the table at `path` is not what the Python script in `command` prints. Skips
 * it where python3 or unicode-data is not here, or where the data is of another version of Unicode
 * than the table's first line says. The tests run at the top of the tree. */
void generated_expect(const char *path, const char *command);

#endif
