#ifndef CONTENT_TREE_H
#define CONTENT_TREE_H

#include "content/edition.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum grouping {
    GROUP_DISTRICT,
    GROUP_TOPIC,
    GROUP_PLACE,
    GROUP_AUTHOR,
    GROUP_ISSUE,
    GROUP_MONTH,
    GROUPING_COUNT
};

enum sorting {
    SORT_PAGES, /* in the edition's order */
    SORT_DATES, /* newest first, then articles without a date */
    SORTING_COUNT
};

/* A node as it is kept: numbers of fixed width and no pointers, so that an array of them can lie in
 * a file. */
struct tree_record {
    uint32_t article; /* of a group UINT32_MAX less its newest date, 20261125, or 0 */
    uint32_t parent;  /* UINT32_MAX at the top */
    uint32_t end;
    uint32_t number;
    uint16_t value; /* of a group on the top level: which of its first article's values names it */
    uint8_t depth;
    uint8_t flags; /* enum tree_flag, of a group */
};

enum tree_flag { TREE_UNNAMED = 1, TREE_PINNED = 2 };

/* A node of the article tree: a group (a district, a topic) or an article. */
struct tree_node {
    size_t article; /* index into the edition, SIZE_MAX for a group */
    size_t parent;  /* node index, SIZE_MAX at the top */
    size_t end;     /* the index after its last descendant */
    size_t number; /* of the articles among the nodes from the first to this one: of an article, its
                      number from 1, of a group, the number of the articles before it */
    int depth;     /* 0 at the top */
    bool unnamed;  /* the group of the articles without a district, topic, … */
    bool pinned;   /* the group of the pinned articles */
};

/* The shown articles of an edition, as an array in reading order: a node's children follow it. By
 * district: district → topic → article, with an article under its first topic. Other groupings:
 * group → article, with an article under each of its topics or authors. Groups are in the order of
 * their first article, issues and months by their newest one first; articles without a district,
 * topic, … are in a group of their own at the end (未分区, 未分类, …). Pinned articles are in none
 * of these groups but in one at the very top, 置顶, so that they are on the first screen and the
 * other groups do not move when one is pinned or unpinned. No group is empty. Owns its nodes at the
 * most.
 */
struct tree {
    enum grouping grouping;
    enum sorting sorting;
    const struct tree_record *records; /* for tree.c; others call tree_node() */
    size_t count;
    size_t article_count;    /* of the edition */
    struct tree_record *own; /* NULL: the records are the index's */
    struct str *names; /* of its groups, in order, if no field of the articles has them; or NULL */
};

/* Builds the tree, or borrows it from the edition's index, if that has it. */
void tree_build(struct tree *tree, const struct edition *edition, enum grouping grouping,
                enum sorting sorting);

/* Returns the node with an index below the count. A forged node becomes an impossible one that does
 * no harm: its numbers are in range, it ends after itself, and its parent is before it. */
struct tree_node tree_node(const struct tree *tree, size_t index);

/* Returns the number of articles at or below the node with an index below the count. */
size_t tree_articles_below(const struct tree *tree, size_t index);

/* Returns a group's name for the screen: that of its articles' field, or a translated one. Borrowed
 * from the edition that the tree was built of. */
struct str tree_label(const struct tree *tree, const struct edition *edition, size_t group);

/* Returns the number of articles in the tree; one under two topics counts twice. */
size_t tree_articles(const struct tree *tree);

/* Returns the node of the article with a number, or SIZE_MAX if the tree has none. */
size_t tree_find_number(const struct tree *tree, size_t number);

/* Return the first node from `from` on of an article, and of any article whose bit is set, that of
 * article i being bit i % 8 of bits[i / 8], or SIZE_MAX if there is none. */
size_t tree_find_article(const struct tree *tree, size_t article, size_t from);
size_t tree_find_any(const struct tree *tree, const uint8_t *bits, size_t from);

/* Returns the number of groups before a group, by which an array can have an element a group. */
size_t tree_group_number(const struct tree *tree, size_t group);

/* Return the translated display name: 按地区, 按主题; 按版面次序, 新的在前. */
const char *grouping_name(enum grouping grouping);
const char *sorting_name(enum sorting sorting);

void tree_free(struct tree *tree);

#endif
