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
    int64_t position;   /* of the first match, or POSITION_NONE: see layout/layout.h */
    bool in_text;       /* a word was found in the body only */
    struct str context; /* text around the first match, else the summary or title; the search or the
                           edition owns it */
    size_t match;       /* the byte offset of the match in `context` */
};

/* The words found so far in one article, and the first match. */
struct search_matches {
    const struct query *query;
    unsigned words;
    unsigned wanted; /* the words after which to stop looking */
    bool any;
    int64_t first;
    struct buffer *context; /* of the first match; see struct search_result */
    size_t match;
};

/* The passes of a search, in order. */
enum search_pass { SEARCH_TITLES, SEARCH_HEADERS, SEARCH_BODIES, SEARCH_DONE };

/* A search over all shown articles, done in slices of work: titles first, then the other headers,
 * then the bodies, so that the best results come first and at once. If no article has the words as
 * text and they may be pinyin initials, the passes are repeated by initials, and query.by_initials
 * is set: results by text and by initials are never mixed. */
struct search {
    const struct edition *edition;
    struct query query;
    struct search_result *results;
    size_t count;
    size_t cap;
    bool *found; /* for each article: it is in the results */
    enum search_pass pass;
    size_t index; /* of the next article to look at, in edition->shown */
    struct search_matches matches;
    struct buffer context;
    struct arena contexts; /* owns the contexts of the results */
    struct folded scratch;
};

/* Begins a search and discards the previous one. The edition must outlive it. An empty query finds
 * nothing. A zeroed struct is a search that is done. */
void search_start(struct search *search, const struct edition *edition, struct str text);

/* Begins a search by pinyin initials, if the words can be initials: for a kiosk's visitor, who has
 * only Latin letters to type. */
void search_start_by_initials(struct search *search, const struct edition *edition,
                              struct str text);

/* Does about as much work as fits between two keystrokes, and at least one article. Returns true
 * while there is more to do. */
bool search_step(struct search *search);

/* Appends a line of context for a result: the matching text with a little around it, at most `cols`
 * columns wide, on one line. */
void search_context(const struct search_result *result, int cols, struct buffer *out);

/* Finds the first match after `position` in one article or, if not `forward`, the last match before
 * it; a match that begins at `position` does not count. Looks in the header and in the open body,
 * which may be NULL. Returns false if there is no such match. */
bool search_neighbour(const struct query *query, const struct article *article,
                      const struct body *body, int64_t position, bool forward, int64_t *found);

/* Sets the query to the words of `text` and finds the first match of any of them in one article: as
 * text or, if the article has none as text, as pinyin initials. Returns false if there is no match
 * either way; the query is by text then. */
bool search_first(struct query *query, struct str text, const struct article *article,
                  const struct body *body, int64_t *found);

void search_free(struct search *search);

#endif
