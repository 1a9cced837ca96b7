#ifndef CONTENT_MASKED_H
#define CONTENT_MASKED_H

#include "base/str.h"

#include <stdbool.h>
#include <uchar.h>

/* Returns whether a character is a Chinese surname, or the second one of a surname of two
 * characters. Characters that are mostly function words (和, 时, 应, …) are left out. */
bool name_is_surname(char32_t cp);

/* Returns whether a text is one unit of an address or a date, which stays visible where the rest is
 * masked: 路, 号, 幢, 年, 月. */
bool name_is_address_unit(struct str text);

#endif
