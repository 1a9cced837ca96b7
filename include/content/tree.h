#ifndef CONTENT_TREE_H
#define CONTENT_TREE_H

#include "content/edition.h"

#include <stddef.h>

enum grouping { GROUP_DISTRICT, GROUP_TOPIC, GROUPING_COUNT };

/* A node of the article tree: a group (a district, a topic) or an article. */
struct tree_node {
    struct str label; /* of a group; borrowed from the edition or a translated string */
    size_t article;   /* index into the edition, SIZE_MAX for a group */
    size_t parent;    /* node index, SIZE_MAX at the top */
    size_t end;       /* the index after the last node below it */
    size_t articles;  /* how many articles are at or below it */
    int depth;        /* 0 at the top */
};

/* The tree as an array in reading order: a node's children follow it. By district: district → topic
 * → article, an article under its first topic. By topic: topic → article, under each of its topics.
 * Groups stand in the order of their first article; what has no district or topic goes to a group
 * 未分区 or 未分类 at the end. Owns its nodes only; the edition must outlive it. */
struct tree {
    enum grouping grouping;
    struct tree_node *nodes;
    size_t count;
};

void tree_build(struct tree *tree, const struct edition *edition, enum grouping grouping);

/* The grouping's name for a person, translated: 按地区, 按主题. */
const char *grouping_name(enum grouping grouping);

void tree_free(struct tree *tree);

#endif
