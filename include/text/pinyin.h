#ifndef TEXT_PINYIN_H
#define TEXT_PINYIN_H

#include "base/str.h"
#include "text/fold.h"

#include <stddef.h>

/* Pinyin of Han characters: their Mandarin readings in Unicode's Unihan database, without tones. A
 * reading is typed whole or as its first letter (首字母), each character in its own way: 乡贤 is
 * xiangxian, xiangx, xxian or xx. The initial of 重 is z (zhòng) or c (chóng). ü is v or u. */

/* Does what pinyin_find() does in a folded text of which nothing is known but its bytes: a place
 * may begin or end within a cluster. */
size_t pinyin_scan(struct str text, struct str needle, size_t from);

/* Finds the first place at or after folded byte `from` where consecutive characters have the pinyin
 * in `needle`, of letters from a to z; other ASCII in the needle matches itself. The last syllable
 * may be a beginning only, as while one types: xiangxia. Skips no space and no combining mark. Sets
 * *start and *end and returns the folded offset or SIZE_MAX as folded_find() does; an empty needle
 * is never found, and neither is one of more than BOUND_PINYIN bytes. */
size_t pinyin_find(const struct folded *folded, struct str needle, size_t from, size_t *start,
                   size_t *end);

#endif
