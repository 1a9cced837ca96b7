#ifndef TEXT_PINYIN_H
#define TEXT_PINYIN_H

#include "base/str.h"
#include "text/fold.h"

#include <stddef.h>
#include <uchar.h>

/* Initials (首字母) of Han characters: the first letters of their Mandarin readings in Unicode's
 * Unihan database. The initial of 重 is z (zhòng) or c (chóng), that of 恶 e or w. */

/* Returns the initials of a code point as bits, with a in the lowest bit. A letter from a to z is
 * its own initial; any other character has none, and neither has a Han character without a reading.
 */
unsigned pinyin_initials(char32_t cp);

/* Does what pinyin_find() does in a folded text of which nothing is known but its bytes: a place
 * may begin or end within a cluster. */
size_t pinyin_scan(struct str text, struct str needle, size_t from);

/* Finds the first place at or after folded byte `from` where consecutive characters have the
 * initials in `needle`, each a letter from a to z; other ASCII in the needle matches itself. Skips
 * no space and no combining mark. Sets *start and *end and returns the folded offset or SIZE_MAX as
 * folded_find() does; an empty needle is never found. */
size_t pinyin_find(const struct folded *folded, struct str needle, size_t from, size_t *start,
                   size_t *end);

#endif
