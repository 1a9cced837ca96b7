#ifndef READER_LIST_H
#define READER_LIST_H

#include "content/tree.h"
#include "search/search.h"
#include "state/marks.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Contents of the list pane: the tree, the results of a search, or the bookmarks. */
enum list_kind { LIST_TREE, LIST_RESULTS, LIST_BOOKMARKS };

/* A row: a node of the tree, a result, or a bookmark. */
struct list_row {
    size_t node;      /* index into the tree; SIZE_MAX in the other lists */
    size_t article;   /* SIZE_MAX for a group */
    size_t number;    /* number of an article, from 1, in the order of the list; 0 for a group */
    int64_t position; /* position to open the article at; POSITION_NONE: where reading stopped */
};

/* The list, its selection and its scrolling. Rows are rebuilt when the tree, the folds, the results
 * or the bookmarks change, not when they are drawn. A zeroed struct is empty. Free with
 * list_free(). */
struct list {
    enum list_kind kind;
    struct tree tree;
    bool *folded;   /* by node */
    size_t *unread; /* by node: unread articles at or below it */
    struct list_row *rows;
    size_t count;
    size_t cap;
    size_t selected; /* index of a row; 0 in an empty list */
    size_t top;      /* index of the first row in view */
};

/* Shows the tree of a grouping and sorting, with all groups unfolded. The selection stays on its
 * article, or goes to the first article. The edition must outlive the list. */
void list_group(struct list *list, const struct edition *edition, const struct marks *marks,
                enum grouping grouping, enum sorting sorting);

/* Show the tree, results or bookmarks: rebuild the rows. The selection stays on the same article if
 * it can; results or bookmarks that were not shown before start at the top. */
void list_show_tree(struct list *list);
void list_show_results(struct list *list, const struct search *search);
void list_show_bookmarks(struct list *list, const struct edition *edition,
                         const struct marks *marks);

/* Recounts the unread articles of each group. */
void list_count_unread(struct list *list, const struct edition *edition, const struct marks *marks);

/* Returns the selected row, or NULL if the list is empty; valid until the rows change. */
const struct list_row *list_selected(const struct list *list);

/* Moves the selection by `by` rows down (up if negative), stopping at the ends. */
void list_move(struct list *list, long by);

/* Scrolls a view of `lines` rows by `by` rows down (up if negative). The selection moves as far as
 * needed to stay in view. */
void list_scroll(struct list *list, long by, size_t lines);

/* Selects the row of an article, unfolding the groups above it. Returns false if the list does not
 * have the article. */
bool list_select_article(struct list *list, size_t article);

/* Selects the article with a number, unfolding the groups above it. Returns false if no article has
 * it. */
bool list_select_number(struct list *list, size_t number);

/* Returns the number of articles in the list (an article under two topics counts twice). */
size_t list_articles(const struct list *list);

/* Folds or unfolds the selected group. */
void list_fold(struct list *list, bool folded);
bool list_is_folded(const struct list *list, size_t node);

/* Selects the group that contains the selected row. Returns false at the top. */
bool list_select_parent(struct list *list);

/* An index numbers the entries of the list in order, folded ones included; it is valid until the
 * list changes. Return the index of the selected row (0 in an empty list), and of the next article
 * after (before) `index`, or SIZE_MAX if there is none. list_index_after() takes SIZE_MAX as an
 * index before all others. */
size_t list_selected_index(const struct list *list);
size_t list_index_after(const struct list *list, size_t index);
size_t list_index_before(const struct list *list, size_t index);

/* Return the index of the next (previous) article from the selected row, or SIZE_MAX if there is
 * none. */
size_t list_next(const struct list *list);
size_t list_previous(const struct list *list);

/* Returns the index of the next unread article after `index` (SIZE_MAX: before all others),
 * wrapping around at the end, or SIZE_MAX if all are read. */
size_t list_next_unread(const struct list *list, const struct edition *edition,
                        const struct marks *marks, size_t index);

/* Marks an unread article as read, and recounts the unread ones. */
void list_mark_read(struct list *list, const struct edition *edition, struct marks *marks,
                    size_t article);

/* Returns the article at an index, or SIZE_MAX if there is none (for a group too). */
size_t list_article_at(const struct list *list, size_t index);

/* Selects the row at an index, unfolding the groups above it. */
void list_select_index(struct list *list, size_t index);

void list_free(struct list *list);

#endif
