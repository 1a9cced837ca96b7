#ifndef TEXT_PINYIN_H
#define TEXT_PINYIN_H

#include "base/str.h"
#include "text/fold.h"

#include <stddef.h>
#include <uchar.h>

/* The initials (首字母) of a character: the first letters of the syllables that it is read as in
 * Mandarin, by Unicode's Unihan database. The initial of 重 is z (zhòng) or c (chóng), that of 恶 e
 * or w. */

/* The initials of a code point as bits, that of a the lowest. A letter from a to z is its own; what
 * is neither such a letter nor Han has none, nor has Han without a reading. */
unsigned pinyin_initials(char32_t cp);

/* The first place at or after folded byte `from` where one character after the other has the
 * initials in `needle`, of the letters a to z; any other ASCII there stands for itself. Nothing is
 * passed over, no space and no combining mark. As folded_find(): gives the range of source bytes,
 * of whole clusters, and returns the folded offset, or SIZE_MAX; an empty needle is found nowhere.
 */
size_t pinyin_find(const struct folded *folded, struct str needle, size_t from, size_t *start,
                   size_t *end);

#endif
