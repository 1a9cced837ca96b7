#ifndef CONTENT_HEADER_KEYS_H
#define CONTENT_HEADER_KEYS_H

#include "base/str.h"

#include <stdbool.h>

/* The keys of a header, by their meaning; several names may stand for one key. */
enum key {
    KEY_QUIET, /* of no use here, and known from other tools */
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
    KEY_PUBLISHED, /* `false` is a draft */
    KEY_STATUS,    /* `draft` is a draft */
    KEY_COUNT
};

struct key_name {
    const char *text; /* in lower case */
    enum key key;
    bool own; /* kanbao's, English or Chinese; else that of Hugo, Hexo, Jekyll, VuePress … */
};

/* The key with this name, ASCII in any case; NULL where there is none. */
const struct key_name *key_find(struct str name);

/* The name of a key in use that was probably meant by one that is not known, else NULL. */
const char *key_suggest(struct str name);

#endif
