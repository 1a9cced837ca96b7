#ifndef SEARCH_QUERY_H
#define SEARCH_QUERY_H

#include "base/buffer.h"
#include "base/str.h"
#include "content/document.h"
#include "content/edition.h"
#include "text/fold.h"

#include <stdbool.h>
#include <stddef.h>

/* A search query, folded (NFKC, case): words and phrases that an article must have, as text or as
 * pinyin, ones that it must not have, and fields of its header. */
enum { QUERY_WORDS = 16 }; /* of each of these */

enum query_field {
    QUERY_DISTRICT,
    QUERY_TOPIC,
    QUERY_PLACE,
    QUERY_AUTHOR,
    QUERY_AFTER, /* its date is not before the value */
    QUERY_BEFORE /* its date is not after the value */
};

enum { QUERY_DATE_BYTES = 10 };

struct query_filter {
    enum query_field field;
    bool without;                /* the field must not fit */
    struct str value;            /* which a value of the field contains */
    char date[QUERY_DATE_BYTES]; /* YYYY-MM-DD, of which the first `date_bytes` count */
    size_t date_bytes;
};

enum query_fault {
    QUERY_LACKS_VALUE, /* nothing after the name of a field */
    QUERY_LACKS_DATE,  /* the value of a field is none */
    QUERY_HAS_TOO_MANY /* words, or fields: more than QUERY_WORDS */
};

struct query {
    struct folded folded; /* the whole query; the other texts are slices of it */
    struct str words[QUERY_WORDS];
    size_t word_count;
    struct str without[QUERY_WORDS]; /* the words that an article must not have */
    size_t without_count;
    struct query_filter filters[QUERY_WORDS];
    size_t filter_count;
    struct str wrong;       /* the first part that cannot be used, and which is ignored, */
    enum query_fault fault; /* and why */
    struct str unknown;     /* the first name before a colon, as of a field, that no field has */
    bool by_pinyin;         /* the words are pinyin: sjq and sijiqing find 四季青 */
};

/* A stretch of a text that a word matches, in bytes. */
struct match {
    size_t start;
    size_t end;
};

/* Sets the query to `text` (at most BOUND_QUERY_BYTES), whose parts have spaces of any width
 * between them: a word, "a phrase", -without, -"without", district:word, after:2025-01 (the fields
 * are in src/search/parse.c), -district:word. A field's value may be in quotation marks. A zeroed
 * struct is an empty query. */
void query_set(struct query *query, struct str text);

/* Sets the query to words and phrases alone, for one article: -word and district:word are words. */
void query_set_words(struct query *query, struct str text);

/* Returns whether the query asks for nothing. */
bool query_is_empty(const struct query *query);

/* Appends a line that says what is wrong with the query, or that it asks for nothing. Returns
 * false, and appends nothing, if nothing is. */
bool query_write_fault(const struct query *query, struct buffer *out);

/* Appends to the line that nothing was found which fields there are, if a word looks like another
 * one. */
void query_write_hint(const struct query *query, struct buffer *out);

/* Returns a translated line about what a query can be, for the help. */
const char *query_help(void);

/* Switches the query to pinyin. Returns false, and changes nothing, if it is by pinyin already, or
 * if its words are not Latin letters and digits with at least one letter, or have more than
 * BOUND_PINYIN of them. */
bool query_try_pinyin(struct query *query);

/* Returns whether an article's header has what the query's fields ask for. */
bool query_fits(const struct query *query, const struct edition *edition, size_t article);

/* Returns whether a folded text has a word that the article must not have. */
bool query_rules_out(const struct query *query, const struct folded *text);

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
