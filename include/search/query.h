#ifndef SEARCH_QUERY_H
#define SEARCH_QUERY_H

#include "base/str.h"
#include "content/document.h"
#include "text/fold.h"

#include <stdbool.h>
#include <stddef.h>

/* What is searched for: words, folded (NFKC, case), every one of which has to be there, as text or
 * as the initials of pinyin. */
enum { QUERY_WORDS = 16 }; /* further ones are left out */

struct query {
    struct folded folded; /* of the whole query; the words are slices of it */
    struct str words[QUERY_WORDS];
    size_t word_count;
    bool by_initials; /* the words are initials: sjq is 四季青 */
};

/* A stretch of a text that a word matches, in bytes. */
struct match {
    size_t start;
    size_t end;
};

/* Sets the query to the words of `text`, split at spaces of any width, to be found as text. A
 * zeroed struct is empty. */
void query_set(struct query *query, struct str text);

/* Has the words found as initials from now on. False, and nothing changes, where that is so already
 * or where they are not Latin letters and digits, with one letter at least. */
bool query_try_initials(struct query *query);

/* The folding of a text that is to be searched: it has no numbers of links, so that words are found
 * across one. */
void query_fold(struct folded *folded, const struct rich_text *rich);

/* Which of the words are in a folded text, as bits. */
unsigned query_words_in(const struct query *query, const struct folded *text);

/* All of the words, as such bits. */
unsigned query_all(const struct query *query);

/* The first match of any word that begins at or after `from` bytes of the source; false where there
 * is none. Of several that begin there, the longest. */
bool query_next(const struct query *query, const struct folded *text, size_t from,
                struct match *match);

void query_free(struct query *query);

#endif
