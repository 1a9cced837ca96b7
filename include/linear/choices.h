#ifndef LINEAR_CHOICES_H
#define LINEAR_CHOICES_H

#include "base/buffer.h"
#include "content/edition.h"
#include "reader/list.h"
#include "search/search.h"
#include "state/marks.h"

#include <stdbool.h>
#include <stddef.h>

/* The list as numbered choices. In the tree a menu is a node (SIZE_MAX: the top) and its choices
 * are the node's children; in other lists the choices are the rows. A group with a single article
 * stands for this article, and a menu with a single group for the group's menu, so that no choice
 * is the only one. Indexes are those of reader/list.h. */

/* Returns the menu shown for a node: the node, or, if its only choice is a group, that group's
 * menu. */
size_t choices_menu(const struct list *list, size_t node);

/* Gives the menu above `index`, which is a menu's or an article's. Returns false at the top, with
 * *above unchanged. */
bool choices_above(const struct list *list, size_t index, size_t *above);

/* Returns the index before all choices of a menu. */
size_t choices_before(const struct list *list, size_t menu);

size_t choices_count(const struct list *list, size_t menu);

/* Returns the index of choice `number`, from 1 to the count: an article's or a group's. */
size_t choices_index(const struct list *list, size_t menu, size_t number);

/* Returns the number of the choice that contains an index, or 0 if none does. */
size_t choices_number(const struct list *list, size_t menu, size_t index);

/* Data to write choices from, borrowed. */
struct choices_source {
    const struct edition *edition;
    const struct marks *marks;
    struct search *search; /* the search whose results are listed */
    struct str words;      /* words searched for */
};

/* Writes the list's name and counts, 上城区，6 篇，2 篇未读, to `out`, which must be empty. */
void choices_write_name(const struct list *list, size_t menu, const struct choices_source *source,
                        struct buffer *out);

/* Appends a choice without its number. */
void choices_write(const struct list *list, size_t menu, size_t number,
                   const struct choices_source *source, struct buffer *out);

#endif
