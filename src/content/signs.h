#ifndef CONTENT_SIGNS_H
#define CONTENT_SIGNS_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* Signs that tell the lines of a malformed header from those of an article. */

enum rule_kind { RULE_NONE, RULE_DASHES, RULE_PLUSES };

/* A line of dashes or pluses of any kind and number (but not of a single ASCII one). */
struct rule {
    enum rule_kind kind;
    bool exact;     /* exactly --- or +++ at the line's beginning, with only spaces after it */
    bool at_margin; /* nothing before it */
};

struct rule rule_read(struct str line);

/* Returns whether a line with this first byte can be a rule. Fast. */
bool rule_may_begin(char first);

/* Returns the rest of a line that begins with dashes, or an empty text. */
struct str rule_rest(struct str line);

/* Counts of signs in the lines up to an empty one or a rule. Comments are skipped. */
struct signs {
    size_t lines;
    size_t keys;   /* lines `key:`, `key：` or `key =` with a known key */
    size_t plain;  /* those of them with an ASCII `:` or `=` */
    size_t shaped; /* lines `word: value` with an unknown word */
    bool strong;   /* a key that rarely begins a sentence in a notice, like `title:` or 草稿： */
    bool closed;   /* a rule ends them */
    bool rule_first; /* the first line is an exact rule */
};

/* Reads the signs of a header in the lines at the beginning of `text`, after empty ones. */
struct signs signs_read(struct str text);

/* Returns whether the signs are a header's. `fenced`: they follow a line like an opening one. */
bool signs_of_header(const struct signs *signs, bool fenced);

/* Returns whether `text` begins like JSON: with an object that has a key. */
bool signs_of_json(struct str text);

/* Returns whether a line begins with a key. */
bool line_is_key(struct str line);

/* Returns whether a line opens a code block. */
bool line_is_code_fence(struct str line);

/* Returns whether a line is two or more ASCII characters, none of them a letter or a digit. */
bool line_is_marks(struct str line);

/* Returns `text` without white space and invisible characters at its ends. */
struct str trim_unseen(struct str text);

#endif
