#ifndef SEARCH_SEARCH_H
#define SEARCH_SEARCH_H

#include "base/buffer.h"
#include "content/body.h"
#include "content/edition.h"
#include "content/index.h"
#include "search/query.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The places where words are found, the best first. */
enum search_rank {
    SEARCH_NAME_START, /* at the start of a word of the title, the place or the district */
    SEARCH_NAME,       /* within such a word */
    SEARCH_HEADER,
    SEARCH_BODY
};

/* The passes of a search, in order. */
enum search_pass { SEARCH_TITLES, SEARCH_HEADERS, SEARCH_BODIES, SEARCH_DONE };

/* The part of its article that a result shows. */
struct search_passage {
    int64_t position;   /* of the first match, or POSITION_NONE: see layout/layout.h */
    struct str context; /* text around the first match, else the summary or title; the passage or
                           the edition owns it */
    size_t match;       /* the byte offset of the match in `context`, unless it is a line */
    bool is_line;       /* `context` is what search_context() makes for search.line_cols */
    char own[];
};

/* An article that matches; small, as a search may find a hundred thousand. */
struct search_result {
    uint32_t article;               /* index into the edition */
    uint8_t rank;                   /* enum search_rank */
    uint8_t pass;                   /* enum search_pass, in which it was found */
    struct search_passage *passage; /* NULL until it is needed: see search_passage() */
};

struct search_body;

/* The words found so far in one article, and the first match. */
struct search_matches {
    const struct query *query;
    unsigned words;
    unsigned wanted; /* the words after which to stop looking */
    bool ruled_out;  /* the article has a word that it must not have */
    bool any;
    int64_t first;
    struct buffer context; /* of the first match; see struct search_passage */
    size_t match;
    struct folded folded;   /* the text that was looked at last */
    struct buffer unfolded; /* likewise, of an index */
};

/* The packed texts of a pass that were looked through for the rarest word. */
struct search_scan {
    size_t from, at; /* it does not occur from one byte to the other */
    bool is_there;   /* but it does at the latter */
};

/* A search over all shown articles, done in slices of work: titles first, then the other headers,
 * then the bodies, so that the best results come first and at once. If no article has the words as
 * text and they may be pinyin, the passes are repeated by pinyin, and query.by_pinyin is set:
 * results by text and by pinyin are never mixed. What it looks through is the index's packed texts,
 * if the edition has them, else the headers and the files. */
struct search {
    const struct edition *edition;
    enum link_form links; /* whether to search the addresses of links, too; set by the caller */
    int line_cols; /* likewise; not 0: passages are needed as lines of this width alone, and come
                      from the index if it can tell them, without a position */
    struct query query;
    struct search_result *results;
    size_t count;
    size_t cap;
    uint8_t *seen; /* for each article: enum search_seen of src/search/pass.h, or'ed together */
    enum search_pass pass;
    size_t index;           /* of the next article to look at, for edition_shown() */
    struct search_body *in; /* the body that is being searched, or NULL */
    struct search_matches matches;
    const struct index *packed; /* the index whose packed texts are searched, or NULL */
    struct search_scan scan;
    struct packed_window window; /* on what the pass looks through */
};

/* Begins a search and discards the previous one. The edition must outlive it. An empty query finds
 * nothing; one without words, all articles that have the fields and lack what they must not have. A
 * zeroed struct is a search that is done. */
void search_start(struct search *search, const struct edition *edition, struct str text);

/* Begins a search by pinyin, if the words can be pinyin: for a kiosk's visitor, who has
 * only Latin letters to type. */
void search_start_by_pinyin(struct search *search, const struct edition *edition, struct str text);

/* Does a whole search for words as they were typed, clean or not, whose results are to be printed
 * as lines of `cols` columns. */
void search_whole(struct search *search, const struct edition *edition, const char *words,
                  int cols);

/* Does a slice of the work. Returns true while there is more to do. */
bool search_step(struct search *search);

/* Does slices of the work for about `ms` milliseconds. Returns true while there is more to do. */
bool search_for(struct search *search, int ms);

/* Returns what a result, given by its index, shows of its article. Of a body in an index, it is
 * read from the article's file when it is first asked for; a file that no longer has the words
 * shows its summary or title. Valid until the next search. */
const struct search_passage *search_passage(const struct search *search, size_t result);

/* Appends a line of context: the matching text with a little around it, at most `cols` columns
 * wide, on one line; a passage that is a line, as it is. */
void search_context(const struct search_passage *passage, int cols, struct buffer *out);

/* Finds a match in one article as a finder does, without a pause: see search/finder.h. */
bool search_neighbour(const struct query *query, const struct article *article,
                      const struct body *body, int64_t position, bool forward, int64_t *found);

/* Sets the query to the words of `text` and finds the first match of any of them in one article: as
 * text or, if the article has none as text, as pinyin. Returns false if there is no match
 * either way; the query is by text then. */
bool search_first(struct query *query, struct str text, const struct article *article,
                  const struct body *body, int64_t *found);

void search_free(struct search *search);

#endif
