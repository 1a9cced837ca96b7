#ifndef SEARCH_SEARCH_H
#define SEARCH_SEARCH_H

#include "base/arena.h"
#include "base/buffer.h"
#include "content/body.h"
#include "content/edition.h"
#include "search/query.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* An article that matches. */
struct search_result {
    size_t article;     /* index into the edition */
    int64_t position;   /* of the first match: see layout/layout.h */
    bool in_text;       /* all words are found only with the body's help */
    struct str context; /* the text around that match, the search's or the edition's */
    size_t match;       /* where it begins there */
};

/* Which words an article has, and where the first one is. */
struct search_finding {
    const struct query *query;
    unsigned words;
    unsigned enough; /* no need to look on once these are found */
    bool any;
    int64_t first;
    struct buffer *context; /* of that one; see struct search_result */
    size_t match;
};

/* What a search looks at, one after the other. */
enum search_pass { SEARCH_TITLES, SEARCH_HEADERS, SEARCH_BODIES, SEARCH_DONE };

/* A search over all articles to be seen, in slices: titles first, then the other headers, then the
 * bodies; so the best results come first and are there at once. Where the words are found nowhere
 * and may be initials of pinyin, it then looks for those in the same way, which query.by_initials
 * tells: what is in the results is all of one kind. */
struct search {
    const struct edition *edition;
    struct query query;
    struct search_result *results;
    size_t count;
    size_t cap;
    bool *found; /* an article is in the results already */
    enum search_pass pass;
    size_t index; /* the next one of the pass: an index into edition->shown */
    struct search_finding finding;
    struct buffer context;
    struct arena contexts; /* of the results */
    struct folded scratch;
};

/* Begins a search; forgets the one before. An empty query finds nothing. A zeroed struct is a
 * search that is done. */
void search_start(struct search *search, const struct edition *edition, struct str text);

/* The same by initials at once, where the words may be such: for who has no other letters to type.
 */
void search_start_by_initials(struct search *search, const struct edition *edition,
                              struct str text);

/* Goes on for about as much work as fits between two keys, or by an article, where that is more.
 * True while there is more to do. */
bool search_step(struct search *search);

/* Appends a line of context for a result: the matching text with a little around it, at most `cols`
 * columns wide, on one line. */
void search_context(const struct search_result *result, int cols, struct buffer *out);

/* The position of the next match (the one before, where not `forward`) from `position` in one
 * article with its open body (NULL: in its header alone), beyond the match that begins there; false
 * where there is none. */
bool search_neighbour(const struct query *query, const struct article *article,
                      const struct body *body, int64_t position, bool forward, int64_t *found);

/* Sets the query to the words of `text` and gives the position of the first match of any of them in
 * one article: as text, or, where none is there as such, as initials. False where there is no match
 * either way; the words are text then. */
bool search_first(struct query *query, struct str text, const struct article *article,
                  const struct body *body, int64_t *found);

void search_free(struct search *search);

#endif
