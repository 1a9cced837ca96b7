#ifndef SEARCH_PACKED_H
#define SEARCH_PACKED_H

#include "search/search.h"

/* Searching the texts that an index keeps folded, instead of reading the files. */

/* Findings about an article during a search; or'ed together. */
enum search_seen {
    SEEN_FOUND = 1,  /* it is in the results */
    SEEN_RAREST = 2, /* its header has the rarest word, perhaps */
    SEEN_OUT = 4     /* it has other fields than the query's, or a word that it must not have */
};

/* Returns the index whose texts a search can use, or NULL. */
const struct index *packed_of(const struct edition *edition, const struct query *query);

/* Returns whether the texts of an article can be used: it has not changed since. */
bool packed_knows(const struct search *search, size_t article);

/* Returns whether an article's texts have all words, as far as the pass looks for them. Adds to
 * *bytes those that were looked through. */
bool packed_has(struct search *search, size_t article, size_t *bytes);

/* Returns whether an article's texts have a word that it must not have. Adds to *bytes likewise. */
bool packed_rules_out(struct search *search, size_t article, size_t *bytes);

/* After packed_has() has returned true: returns the line that is wanted of an article's body, to be
 * freed with free(), or NULL if none is, or the index cannot tell it. */
struct search_passage *packed_line(struct search *search, size_t article);

/* After packed_has() has returned false: returns how many articles from the next one on are known
 * to lack the words. */
size_t packed_misses(const struct search *search);

#endif
