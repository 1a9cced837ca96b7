#ifndef SEARCH_QUERY_H
#define SEARCH_QUERY_H

#include "base/str.h"
#include "content/document.h"
#include "text/fold.h"

#include <stdbool.h>
#include <stddef.h>

/* A search query: words, folded (NFKC, case). An article matches if it has all of them, as text or
 * as pinyin. */
enum { QUERY_WORDS = 16 }; /* further words are ignored */

struct query {
    struct folded folded; /* the whole query; `words` are slices of it */
    struct str words[QUERY_WORDS];
    size_t word_count;
    bool by_pinyin; /* the words are pinyin: sjq and sijiqing find 四季青 */
};

/* A stretch of a text that a word matches, in bytes. */
struct match {
    size_t start;
    size_t end;
};

/* Sets the query to the words of `text` (at most BOUND_QUERY_BYTES), split at spaces of any width,
 * to be found as text. A zeroed struct is an empty query. */
void query_set(struct query *query, struct str text);

/* Switches the query to pinyin. Returns false, and changes nothing, if it is by pinyin
 * already, or if its words are not Latin letters and digits with at least one letter, or have more
 * than BOUND_PINYIN of them. */
bool query_try_pinyin(struct query *query);

/* Returns the words that a folded text has, as a bit set: bit i is words[i]. */
unsigned query_words_in(const struct query *query, const struct folded *text);

/* Returns the words that begin a word of a folded text, as a bit set: at its beginning, or after
 * what is no letter. Chinese writes no spaces, so that a word within a phrase begins none. */
unsigned query_words_beginning(const struct query *query, const struct folded *text);

/* Returns where a word first occurs in folded bytes of which no more is known: perhaps within a
 * cluster. SIZE_MAX if it does not. */
size_t query_scan(const struct query *query, struct str word, struct str text);

/* Returns the bit set of all words. */
unsigned query_all(const struct query *query);

/* Finds the first match of any word that begins at byte `from` of the source or later; of several
 * that begin at the same byte, the longest. Returns false if there is none. */
bool query_next(const struct query *query, const struct folded *text, size_t from,
                struct match *match);

void query_free(struct query *query);

#endif
