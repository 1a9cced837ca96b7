#ifndef CONTENT_DATE_H
#define CONTENT_DATE_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

enum { DATE_BYTES = 10 };

/* Reads a date as people and tools write it: 2026-03-05, 2026-3-5, 2026/3/5, 2026.3.5,
 * 2026年3月5日, in half- or full-width digits. A time of day and an offset from UTC may follow;
 * they are checked and dropped, as the date is the one written. Returns false if there is no date.
 * `date` is YYYY-MM-DD, not NUL-terminated. */
bool date_read(struct str text, char date[DATE_BYTES]);

/* Reads a day, a month or a year, each as people write it. Returns false if there is none. `date`
 * is the first day of it, of which the first *bytes bytes are what was written. */
bool date_read_part(struct str text, char date[DATE_BYTES], size_t *bytes);

#endif
