#ifndef LINEAR_CHOICES_H
#define LINEAR_CHOICES_H

#include "base/buffer.h"
#include "content/edition.h"
#include "reader/list.h"
#include "search/search.h"
#include "state/marks.h"

#include <stdbool.h>
#include <stddef.h>

/* The list as numbered choices: of a tree, what is right below one of its nodes, the menu
 * (SIZE_MAX: the top); of the other lists, their rows. A choice is never one of one: a group with a
 * single article is that article, a menu with a single group is that group's. Indexes are those of
 * reader/list.h. */

/* The menu that is shown for a node: the node, or the first one below it that leaves a choice. */
size_t choices_menu(const struct list *list, size_t node);

/* The menu over another one, or the one that an article's index is in. False at the top, with
 * *above as it was. */
bool choices_above(const struct list *list, size_t index, size_t *above);

/* The index before all that the menu offers. */
size_t choices_before(const struct list *list, size_t menu);

size_t choices_count(const struct list *list, size_t menu);

/* The index of a choice, numbered from 1 to the count: that of an article, or of a group. */
size_t choices_index(const struct list *list, size_t menu, size_t number);

/* The number of the choice that an index is in; 0 where it is in none. */
size_t choices_number(const struct list *list, size_t menu, size_t index);

/* What the choices are made from. */
struct choices_source {
    const struct edition *edition;
    const struct marks *marks;
    struct search *search; /* of the results */
    struct str words;      /* that were searched for */
};

/* Puts into `out`, which is empty, what the list is, in a line: 上城区，6 篇，2 篇未读. */
void choices_write_name(const struct list *list, size_t menu, const struct choices_source *source,
                        struct buffer *out);

/* Appends a choice without its number. */
void choices_write(const struct list *list, size_t menu, size_t number,
                   const struct choices_source *source, struct buffer *out);

#endif
