#ifndef APP_VERSION_H
#define APP_VERSION_H

/* The program's version and its date, which stand in the manual pages and the packages as well. */
#define KANBAO_VERSION "0.2.0"
#define KANBAO_DATE "2026-11-30"

/* Prints the version, its date, and those of the libraries that know theirs. */
void version_print(void);

#endif
