#ifndef CONTENT_TREE_SCHEME_H
#define CONTENT_TREE_SCHEME_H

#include "content/tree.h"

enum { MOST_LEVELS = 2, ONE_VALUE = 0 };

/* A field of struct article by which articles are grouped. */
struct tree_field {
    size_t offset;       /* of a struct str or, if there can be several, of a pointer to them */
    size_t count_offset; /* of their number, or ONE_VALUE */
    const char *missing; /* name of the group for articles without a value */
};

/* A grouping. On the top level an article is under each of its values, on lower levels under its
 * first. */
struct tree_scheme {
    const char *name;
    bool newest_first; /* order the top groups by their newest date, not by their first article */
    int levels;
    struct tree_field fields[MOST_LEVELS];
};

extern const struct tree_scheme TREE_SCHEMES[GROUPING_COUNT];

/* Returns an article's values of a field, and their number in *count. */
const struct str *tree_field_values(const struct tree_field *field, const struct article *article,
                                    size_t *count);

/* Returns the newest date of a group, 20261125, or 0 if its scheme does not order by it. */
uint32_t tree_newest(const struct tree *tree, size_t group);

#endif
