#ifndef TEXT_MEASURE_WORD_H
#define TEXT_MEASURE_WORD_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <uchar.h>

/* The words and symbols that stand after a number. */

/* Returns whether cp is a symbol of a unit of measurement, which never parts from its number: % ℃ ′
 * and the like, and the squared units of CJK Compatibility (㎡ ㎞ ㏄). */
bool is_unit_symbol(char32_t cp);

/* Returns the bytes of the Han measure word that begins at `at`, the longest; 0 if absent. */
size_t measure_word_at(struct str text, size_t at);

/* Returns the bytes of the Han measure word that ends at `at`, the longest; 0 if absent. */
size_t measure_word_before(struct str text, size_t at);

/* Returns the bytes of the measure word of several characters that `at` lies in, before `at`; 0 if
 * absent. */
size_t measure_word_around(struct str text, size_t at);

/* Returns whether the Latin word at `at` is a unit of measurement: km, kWh, m/s. */
bool is_latin_unit(struct str text, size_t at);

#endif
