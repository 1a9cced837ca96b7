#ifndef CONTENT_TREE_H
#define CONTENT_TREE_H

#include "content/edition.h"

#include <stddef.h>

enum grouping {
    GROUP_DISTRICT,
    GROUP_TOPIC,
    GROUP_PLACE,
    GROUP_AUTHOR,
    GROUP_ISSUE,
    GROUPING_COUNT
};

enum sorting {
    SORT_PAGES, /* in the edition's order */
    SORT_DATES, /* newest first, then articles without a date */
    SORTING_COUNT
};

/* A node of the article tree: a group (a district, a topic) or an article. */
struct tree_node {
    struct str label; /* of a group; borrowed from the edition or a translated string */
    size_t article;   /* index into the edition, SIZE_MAX for a group */
    size_t parent;    /* node index, SIZE_MAX at the top */
    size_t end;       /* the index after its last descendant */
    size_t articles;  /* the number of articles at or below it */
    int depth;        /* 0 at the top */
};

/* The shown articles of an edition, as an array in reading order: a node's children follow it. By
 * district: district → topic → article, with an article under its first topic. Other groupings:
 * group → article, with an article under each of its topics or authors. Groups are in the order of
 * their first article, issues by their newest one first; articles without a district, topic, … are
 * in a group of their own at the end (未分区, 未分类, …). Pinned articles are in none of these
 * groups but in one at the very top, 置顶, so that they are on the first screen and the other
 * groups do not move when one is pinned or unpinned. Owns only its nodes; the edition must outlive
 * it. */
struct tree {
    enum grouping grouping;
    enum sorting sorting;
    struct tree_node *nodes;
    size_t count;
};

void tree_build(struct tree *tree, const struct edition *edition, enum grouping grouping,
                enum sorting sorting);

/* Return the translated display name: 按地区, 按主题; 按版面次序, 新的在前. */
const char *grouping_name(enum grouping grouping);
const char *sorting_name(enum sorting sorting);

void tree_free(struct tree *tree);

#endif
