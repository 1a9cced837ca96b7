#ifndef CONTENT_HEADER_KEYS_H
#define CONTENT_HEADER_KEYS_H

#include "base/str.h"

#include <stdbool.h>

/* The keys of a header, by meaning. Several names may be of one key. */
enum key {
    KEY_IGNORED, /* another tool's key, known but not used here */
    KEY_TITLE,
    KEY_KICKER,
    KEY_SUBTITLE,
    KEY_AUTHORS,
    KEY_DISTRICT,
    KEY_PLACE,
    KEY_TOPIC,
    KEY_TOPICS,
    KEY_DATE,
    KEY_ISSUE,
    KEY_PAGE,
    KEY_ORDER,
    KEY_SOURCE,
    KEY_LINK,
    KEY_SUMMARY,
    KEY_EXPIRES,
    KEY_PINNED,
    KEY_DRAFT,
    KEY_NOTE,
    KEY_CATEGORIES,
    KEY_TAGS,
    KEY_KEYWORDS,
    KEY_PUBLISHED, /* `false` means a draft */
    KEY_STATUS,    /* `draft` means a draft */
    KEY_COUNT
};

struct key_name {
    const char *text; /* in lower case */
    enum key key;
    bool own; /* kanbao's, English or Chinese; else that of Hugo, Hexo, Jekyll, VuePress … */
};

/* Returns the key with this name, in any case of ASCII letters, or NULL if there is none. */
const struct key_name *key_find(struct str name);

/* Returns the name of a used key that was probably meant by an unknown name, or NULL. */
const char *key_suggest(struct str name);

#endif
