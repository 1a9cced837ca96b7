#ifndef CONTENT_DATE_H
#define CONTENT_DATE_H

#include "base/str.h"

#include <stdbool.h>

enum { DATE_BYTES = 10 };

/* Reads a date as people and tools write it: 2026-03-05, 2026-3-5, 2026/3/5, 2026.3.5,
 * 2026年3月5日, in half- or full-width digits. A time of day and an offset from UTC may follow;
 * they are checked and dropped, as the date is the one written. Returns false if there is no date.
 * `date` is YYYY-MM-DD, not NUL-terminated. */
bool date_read(struct str text, char date[DATE_BYTES]);

#endif
