#ifndef TESTS_TEXT_GENERATED_H
#define TESTS_TEXT_GENERATED_H

/* A file of Debian's package unicode-data. */
#define UNIHAN(part) "/usr/share/unicode/Unihan_" part ".txt.bz2"

/* Fails the test if the table at `path` differs from the output of the Python script in `command`.
 * Skips the test if python3 or unicode-data is missing, or if the data is of another version of
 * Unicode than the table's first line says. Tests run at the top of the tree. */
void generated_expect(const char *path, const char *command);

#endif
