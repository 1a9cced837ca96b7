#ifndef CONTENT_DATE_H
#define CONTENT_DATE_H

#include "base/str.h"

#include <stdbool.h>

enum { DATE_BYTES = 10 };

/* Reads a day as people and their tools write it: 2026-03-05, 2026-3-5, 2026/3/5, 2026.3.5,
 * 2026年3月5日, in half- or full-width digits, with or without a time of day and an offset from UTC
 * after it, which are checked and dropped: the day is the one written. False where it is none.
 * *date is YYYY-MM-DD; nothing ends it. */
bool date_read(struct str text, char date[DATE_BYTES]);

#endif
