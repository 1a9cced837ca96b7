#ifndef READER_LIST_H
#define READER_LIST_H

#include "content/tree.h"
#include "search/search.h"
#include "state/marks.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What the list pane shows: the tree, the results of a search, or the bookmarks. */
enum list_kind { LIST_TREE, LIST_RESULTS, LIST_BOOKMARKS };

/* A row: a node of the tree, a result, or a bookmark. */
struct list_row {
    size_t node;      /* of the tree; SIZE_MAX in the other lists */
    size_t article;   /* SIZE_MAX for a group */
    size_t number;    /* of an article, from 1, in the order of the list; 0 for a group */
    int64_t position; /* where in the article it leads; LIST_NO_POSITION: where reading stopped */
};

#define LIST_NO_POSITION INT64_MIN

/* The list and where one is in it. Rows are made when the tree, the folds, the results or the
 * bookmarks change, not when they are drawn. */
struct list {
    enum list_kind kind;
    struct tree tree;
    bool *folded;   /* a node */
    size_t *unread; /* articles at or below a node that were not read */
    struct list_row *rows;
    size_t count;
    size_t cap;
    size_t selected; /* a row; 0 where there is none */
    size_t top;      /* the first row shown */
};

/* Takes the tree of a grouping and a sorting, with everything unfolded; the selection stays on its
 * article, or goes to the first one. */
void list_group(struct list *list, const struct edition *edition, const struct marks *marks,
                enum grouping grouping, enum sorting sorting);

/* Makes the rows anew for what `kind` says and keeps the selection on the same article if it is
 * there. */
void list_show_tree(struct list *list);
void list_show_results(struct list *list, const struct search *search);
void list_show_bookmarks(struct list *list, const struct edition *edition,
                         const struct marks *marks);

/* Counts the unread ones anew. */
void list_count_unread(struct list *list, const struct edition *edition, const struct marks *marks);

/* The selected row, or NULL where the list is empty. */
const struct list_row *list_selected(const struct list *list);

/* Selects the row `by` further down (up, where negative), stopping at the ends. */
void list_move(struct list *list, long by);

/* Moves what is in view of the list `by` rows down (up, where negative), `lines` being in view; the
 * selection stays in view. */
void list_scroll(struct list *list, long by, size_t lines);

/* Selects the row of an article, unfolding the tree over it. False where it has none. */
bool list_select_article(struct list *list, size_t article);

/* Selects the row with an article's number, unfolding if need be; false where there is none. */
bool list_select_number(struct list *list, size_t number);

/* How many articles the list has (an article under two topics counts twice). */
size_t list_articles(const struct list *list);

/* Folds or unfolds the selected group. */
void list_fold(struct list *list, bool folded);
bool list_is_folded(const struct list *list, size_t node);

/* Selects the group that the selected row is in. False at the top. */
bool list_select_parent(struct list *list);

/* An index in the order of the whole list, folded or not; it is good until the list changes. These
 * give that of the selected row, and of the article after (before) an index, SIZE_MAX where there
 * is none. */
size_t list_selected_index(const struct list *list);
size_t list_index_after(const struct list *list, size_t index);
size_t list_index_before(const struct list *list, size_t index);

/* The same from the selected row. */
size_t list_next(const struct list *list);
size_t list_previous(const struct list *list);

/* The index of the next article that was not read, after an index (SIZE_MAX: before all others) and
 * then from the beginning; SIZE_MAX where there is none. */
size_t list_next_unread(const struct list *list, const struct edition *edition,
                        const struct marks *marks, size_t index);

/* Marks an article as read, and counts the unread ones anew. */
void list_mark_read(struct list *list, const struct edition *edition, struct marks *marks,
                    size_t article);

/* The article at an index; SIZE_MAX where there is none. */
size_t list_article_at(const struct list *list, size_t index);

/* Selects the row at an index, unfolding the tree over it. */
void list_go(struct list *list, size_t index);

void list_free(struct list *list);

#endif
