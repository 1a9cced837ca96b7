#ifndef SEARCH_LOOK_H
#define SEARCH_LOOK_H

#include "search/search.h"

/* Looking for the words of a query in one article, and for its first match. */

/* Begins with another article. */
void look_begin(struct search_matches *matches, const struct query *query);

/* Looks into a text. Returns whether looking into more may change the answer of look_is_match(). */
bool look_into(struct search_matches *matches, const struct rich_text *rich);

/* Looks into a text for words that the article must not have, alone. Returns as look_into(). */
bool look_for_without(struct search_matches *matches, const struct rich_text *rich);

/* Return whether the article has all words, and none that it must not have, as far as was looked;
 * and whether looking into more may change this. */
bool look_is_match(const struct search_matches *matches);
bool look_goes_on(const struct search_matches *matches);

/* Looks into the head and the summary. */
void look_into_header(struct search_matches *matches, const struct article *article);

/* Looks into them for words that the article must not have, alone. */
void look_into_header_for_without(struct search_matches *matches, const struct article *article);

/* Returns the passage of the first match, to be freed with free(). If only the title or the summary
 * has the words, its context is the summary, or the title if there is no summary. */
struct search_passage *look_passage(const struct search_matches *matches,
                                    const struct article *article);

/* Looks into the packed texts of a body, with their addresses. Returns the passage of the first
 * match, likewise, but without a position, and as a line of `cols` columns; NULL if the index
 * cannot tell which it is. */
struct search_passage *look_line_in(struct search_matches *matches, struct packed_texts texts,
                                    int cols);

void look_free(struct search_matches *matches);

#endif
