#ifndef CONTENT_TREE_BUILDER_H
#define CONTENT_TREE_BUILDER_H

#include "base/arena.h"
#include "tree_scheme.h"

/* A group while its tree is built. */
struct tree_group {
    struct str name;           /* empty: of the articles without a value */
    struct tree_group *above;  /* NULL on the top level */
    struct tree_group *before; /* on the lowest level: the one that was met before it */
    bool pinned;
    bool is_shorn;   /* an article that may have been its newest one is gone: see keep_articles() */
    uint32_t newest; /* date_number() of a top group, if the scheme orders by it */
    uint64_t first;  /* key_of() its first article, which groups are in the order of */
    uint16_t value;  /* of its first article, that its top group is named by */
    uint32_t articles;
    uint32_t node, next; /* its node, and the one of its next article */
};

/* An article in a group on the lowest level. */
struct tree_place {
    struct tree_group *group;
    uint32_t article;
};

/* The groups and places of which a tree is made. Groups are found by a balanced tree of the C
 * library, which no choice of names makes slow. */
struct tree_builder {
    const struct tree_scheme *scheme;
    const struct edition *edition;
    enum sorting sorting;
    struct arena arena; /* of the groups */
    void *found;        /* root of tsearch() */
    struct tree_group *spare;
    struct tree_group *last; /* group that has articles, see `before` */
    size_t lowest_count;     /* number of such groups */
    size_t group_count;
    struct tree_place *places; /* but for those of `before`, in order if there is none */
    size_t place_count, place_cap;
    const struct tree *before; /* the tree whose articles are kept, or NULL, */
    struct tree_group **kept;  /* and the group of each of its groups */
    size_t kept_count;         /* its articles that are kept */
};

/* Returns the date of an article as a number, 20261125, or 0. */
uint32_t tree_date_of(const struct edition *edition, size_t article);

/* Return the group of the pinned articles, and the one of a name, added if there was none. */
struct tree_group *tree_pinned_group(struct tree_builder *builder);
struct tree_group *tree_named_group(struct tree_builder *builder, struct str name,
                                    struct tree_group *above);

/* Notes a place of an article, of which the value names the group. */
void tree_note_place(const struct tree_builder *builder, struct tree_group *group, size_t article,
                     size_t value);

/* A walk through the articles of the tree that is kept. */
struct tree_kept_walk {
    const struct tree_builder *builder;
    size_t node, group; /* the next ones */
};

/* Returns the group of the next article, and stores its index in the edition, SIZE_MAX if it is not
 * kept, or returns NULL. */
struct tree_group *tree_next_kept(struct tree_kept_walk *walk, size_t *article);

/* Adds the groups and the articles of the tree that the index has of the edition before it was
 * patched, builder->before, without the articles that have changed. */
void tree_keep(struct tree_builder *builder);

#endif
