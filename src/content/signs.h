#ifndef CONTENT_SIGNS_H
#define CONTENT_SIGNS_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* By what lines that look like a header's are told from an article's. */

enum rule_kind { RULE_NONE, RULE_DASHES, RULE_PLUSES };

/* A line of dashes or pluses of any kind and number (but not of one ASCII hyphen). */
struct rule {
    enum rule_kind kind;
    bool exact;     /* --- or +++ from the line's beginning, nothing but spaces behind it */
    bool at_margin; /* nothing before it */
};

struct rule rule_read(struct str line);

/* Returns whether a line with this first byte can be one; quick. */
bool rule_may_begin(char first);

/* Behind dashes at a line's beginning, what else is on it. */
struct str rule_rest(struct str line);

/* Lines up to an empty one or a rule, by what is on them; comments are passed over. */
struct signs {
    size_t lines;
    size_t keys;   /* `key:`, the key being known; `key：` and `key =` too */
    size_t plain;  /* of these, those with a `:` or `=` */
    size_t shaped; /* `word: value`, the word not being known */
    bool strong;   /* a key that hardly begins a sentence of a notice, like `title:` or 草稿： */
    bool closed;   /* a rule ends them */
    bool rule_first; /* the first is an exact rule */
};

/* Signs of a header in the lines at the beginning of `text`, after empty ones. */
struct signs signs_read(struct str text);

/* Returns whether the signs are a header's; `fenced`: behind a line that is like an opening one. */
bool signs_of_header(const struct signs *signs, bool fenced);

/* Returns whether `text` begins like JSON: with an object that has a key. */
bool signs_of_json(struct str text);

/* Returns whether a line begins with a key. */
bool line_is_key(struct str line);

/* Returns whether a line opens a code block. */
bool line_is_code_fence(struct str line);

/* Returns whether a line is nothing but two and more signs of ASCII. */
bool line_is_marks(struct str line);

/* `text` without white space and what is not seen at its ends. */
struct str trim_unseen(struct str text);

#endif
