#ifndef SEARCH_FILTER_H
#define SEARCH_FILTER_H

#include "search/query.h"

/* Returns whether a folded text has a word: as text or, if `by_pinyin`, as pinyin, too. */
bool query_has(const struct folded *text, struct str word, bool by_pinyin);

#endif
