#ifndef READER_ROWS_H
#define READER_ROWS_H

#include "reader/list.h"

/* The rows of the tree: its nodes but for those in folded groups and for lone groups, those of one
 * article, which share its row. No array holds them: both directions are found by counting.
 * Internal to the reader. */

/* Returns the row of a node in view; of a lone group, that of its article. */
size_t rows_of_node(const struct list *list, size_t node);

/* Returns the node of a row below the count. */
size_t rows_node(const struct list *list, size_t row);

/* Returns the node after one; after the first article of a group, which has nothing but articles,
 * that after the group. So all groups are met in about as many steps. */
size_t rows_group_after(const struct tree *tree, size_t node);

/* Counts the rows again, after folding. */
void rows_count(struct list *list);

/* Notes which groups are lone, if the list joins them to their articles; call after building the
 * tree. */
void rows_note_lone(struct list *list);

/* Returns the number of indexes: nodes of the tree, or rows of the other lists. */
size_t rows_index_count(const struct list *list);

bool rows_is_lone(const struct list *list, size_t node);

/* Returns the outermost of the lone groups around an article's node, or SIZE_MAX. */
size_t rows_lone_around(const struct list *list, size_t node);

/* Folds or unfolds a group; a lone one stays as it is. */
void rows_fold(struct list *list, size_t node, bool folded);

#endif
