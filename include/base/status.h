#ifndef BASE_STATUS_H
#define BASE_STATUS_H

/* The program's exit codes. */
enum { STATUS_FINE = 0, STATUS_FAULT = 1, STATUS_USAGE = 2 };

#endif
