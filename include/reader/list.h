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
    size_t article;   /* SIZE_MAX for a group, and for no row */
    size_t number;    /* number of an article, from 1, in the order of the list; 0 for a group */
    int64_t position; /* of a bookmark; POSITION_NONE in the other lists */
    const struct away_bookmark *away; /* of a bookmark whose article is away, else NULL */
    int depth;                        /* 0 at the top, and in the other lists */
    size_t lone; /* outermost of the groups that share the article's row, or SIZE_MAX */
};

/* A bookmark whose article is not in the edition, or not shown: its id and its title. */
struct away_bookmark {
    char *id, *title;
};

/* The row of a bookmark, but for its article; see struct list_row. */
struct list_bookmark {
    int64_t position;
    const struct away_bookmark *away;
};

/* The list, its selection and its scrolling. The rows of the tree are its nodes but for those in
 * folded groups and, if `joins_lone` is set before list_group(), for groups of one article, which
 * share its row; there is no array of rows, as a large edition has a hundred thousand, and four
 * bytes for each result. A zeroed
 * struct is empty. Free with list_free(). */
struct list {
    enum list_kind kind;
    struct tree tree;
    size_t *folds; /* nodes of the folded groups, in order; some may be within others */
    size_t fold_count, fold_cap;
    bool joins_lone;
    uint64_t *lone;        /* bits of the nodes that are lone groups, or NULL, */
    uint32_t *lone_before; /* and for each word of them how many there are in the words before */
    uint32_t *unread;      /* by tree_group_number(): unread articles in a group; most are unused */
    uint32_t *listed; /* articles of the results or bookmarks, UINT32_MAX for one that is away */
    size_t listed_cap;
    struct list_bookmark *bookmarks; /* of the bookmarks listed, likewise */
    size_t bookmark_cap;
    struct away_bookmark *away; /* among the bookmarks listed */
    size_t away_count;
    size_t count;    /* of rows */
    size_t selected; /* index of a row; 0 in an empty list */
    size_t top;      /* index of the first row in view */
};

/* Shows the tree of a grouping and sorting, with all groups unfolded. The selection stays on its
 * article, or goes to the first article. The edition must outlive the list. */
void list_group(struct list *list, const struct edition *edition, const struct marks *marks,
                enum grouping grouping, enum sorting sorting);

/* Show the tree, results or bookmarks. The selection stays on the same article if it can; results
 * or bookmarks that were not shown before start at the top. */
void list_show_tree(struct list *list);
void list_show_results(struct list *list, const struct search *search);
void list_show_bookmarks(struct list *list, const struct edition *edition,
                         const struct marks *marks);

/* Recounts the unread articles of each group, after other changes of marks than list_set_read()'s.
 */
void list_count_unread(struct list *list, const struct edition *edition, const struct marks *marks);

/* Returns the number of unread articles in a group, given by its node. */
size_t list_unread(const struct list *list, size_t group);

/* Returns the row with an index below the count. */
struct list_row list_row_at(const struct list *list, size_t index);

/* Returns the position at which to open the article of a row, which may be the result of a search,
 * or POSITION_NONE: where reading stopped. */
int64_t list_position(const struct list *list, const struct search *search, size_t index);

/* Returns the place at which to open it, with the words of a bookmark, likewise. */
struct mark_place list_place(const struct list *list, const struct search *search,
                             const struct edition *edition, const struct marks *marks,
                             size_t index);

/* Returns the id of the selected bookmark's article if it is away, else an empty text. */
struct str list_away_id(const struct list *list);

/* Returns the selected row, or one without a node and an article if the list is empty. */
struct list_row list_selected(const struct list *list);

/* Returns whether a group is selected. */
bool list_is_on_group(const struct list *list);

/* Moves the selection by `by` rows down (up if negative), stopping at the ends. */
void list_move(struct list *list, long by);

/* Selects the row with an index, or the last one if there are fewer. */
void list_select_row(struct list *list, size_t row);

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

/* Append the names of the folded groups, and fold those that have such names: to keep them while
 * another edition is put in the place of this one. */
void list_name_folds(const struct list *list, const struct edition *edition, struct buffer *out);
void list_fold_named(struct list *list, const struct edition *edition, struct str names);

/* Appends the name of the selected group, and select a group of that name. Returns false if there
 * is none. */
void list_name_selected(const struct list *list, const struct edition *edition, struct buffer *out);
bool list_select_named(struct list *list, const struct edition *edition, struct str name);

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

/* Does the same for the one before `index` (SIZE_MAX: after all others), wrapping around at the
 * beginning. */
size_t list_previous_unread(const struct list *list, const struct edition *edition,
                            const struct marks *marks, size_t index);

/* Returns the mark_ids of the unread articles from index `first` on and before `end`, each once,
 * and their number in *count; NULL if there are none. The caller frees the array; the edition has
 * the texts. */
struct str *list_unread_ids(const struct list *list, const struct edition *edition,
                            const struct marks *marks, size_t first, size_t end, size_t *count);

/* Selects the newest article of a tree that is sorted by date. Returns false if there is none. */
bool list_select_newest(struct list *list, const struct edition *edition);

/* Selects the newest article of a day or a month, or before, in a tree by months that is sorted by
 * date; pinned ones do not count. Returns false if there is none. */
bool list_select_date(struct list *list, const struct edition *edition, struct str date);

/* Marks an article as read or unread, and counts it so. */
void list_set_read(struct list *list, const struct edition *edition, struct marks *marks,
                   size_t article, bool read);

/* Returns the article at an index, or SIZE_MAX if there is none (for a group too). */
size_t list_article_at(const struct list *list, size_t index);

/* Selects the row at an index, unfolding the groups above it. */
void list_select_index(struct list *list, size_t index);

void list_free(struct list *list);

#endif
