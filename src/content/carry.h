#ifndef CONTENT_CARRY_H
#define CONTENT_CARRY_H

#include "content/article.h"
#include "header.h"
#include "header_keys.h"

/* The texts of a list. */
struct value_list {
    struct str *items;
    size_t count;
};

/* A header that is being carried over to an article. */
struct carrier {
    struct article *article;
    struct arena *arena;
    struct diags *diags;
    const char *path;
    const struct header *header;
    const struct header_entry *entry; /* the one at hand */
    bool own;                         /* its key is kanbao's */
    bool failed;
    const struct key_name *names[HEADER_MOST_KEYS + 1]; /* of the entries; NULL: not known */
    size_t chosen[KEY_COUNT];                           /* the entry that counts, + 1; 0: none */
    struct value_list lists[KEY_COUNT];                 /* of topics, by their keys */
};

void carry_add_error(struct carrier *carrier, size_t line, size_t column, const char *message);

/* Returns how much an entry counts: 0 where it says nothing, 1 for another tool's key, 2 for
 * kanbao's. */
int carry_rank(const struct carrier *carrier, size_t index);

/* Reads the value of the entry at hand into the article, or into the lists; what is wrong with it
 * is an error. */
void carry_value(struct carrier *carrier, enum key key);

#endif
