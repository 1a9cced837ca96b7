#ifndef CONTENT_HEADER_APPLY_H
#define CONTENT_HEADER_APPLY_H

#include "content/article.h"
#include "header.h"
#include "header_keys.h"

/* The texts of a list. */
struct value_list {
    struct str *items;
    size_t count;
};

/* State of copying a header's values to an article. */
struct header_apply {
    struct article *article;
    struct arena *arena;
    struct diags *diags;
    const char *path;
    const struct header *header;
    const struct header_entry *entry; /* the current one */
    bool own;                         /* the current key is kanbao's own */
    bool failed;
    const struct key_name *names[HEADER_MOST_KEYS + 1]; /* of each entry; NULL: unknown */
    size_t chosen[KEY_COUNT]; /* index of the entry that counts for each key, + 1; 0: none */
    struct value_list lists[KEY_COUNT]; /* of topics, by key */
};

void header_apply_add_error(struct header_apply *apply, size_t line, size_t column,
                            const char *message);

/* Returns an entry's rank among those of its key: 0 if it is empty, 1 for another tool's name, 2
 * for kanbao's own. */
int header_apply_rank(const struct header_apply *apply, size_t index);

/* Reads the current entry's value into the article or into `lists`. A wrong value is an error. */
void header_apply_value(struct header_apply *apply, enum key key);

#endif
