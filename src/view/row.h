#ifndef VIEW_ROW_H
#define VIEW_ROW_H

#include "reader/reader.h"
#include "view/frame.h"

/* The texts and styles of a row of the list. Free with row_free(). */
struct row_text {
    int indent;      /* columns before the mark */
    struct str mark; /* of a fold, or of a read or unread article */
    struct str star; /* of a bookmarked article, after the mark, or empty */
    struct style mark_style;
    int text_col;    /* from the pane's left edge */
    int cols;        /* for the text: the pane's rest without its last column, the scroll bar's */
    bool is_article; /* else a group, or a bookmark whose article is away */
    bool is_group;
    bool selected;
    bool is_cut;         /* `text` is not all of `whole` */
    struct buffer whole; /* number, group of its own, title; or a group's name and its counts */
    struct buffer text;  /* what of it fits beside `right` */
    size_t head_bytes;   /* of `text`: number and group, before the title */
    size_t tail_start;   /* offset into `text` of a group's counts */
    struct style head_style, style, tail_style;
    struct buffer right; /* a date, the group of an article that shares its row, or
                            where a search has found it; or empty */
    int right_cols;
};

/* Makes the texts of a row, in `tail_style` what is at the right edge. */
struct row_text row_text(const struct reader *reader, size_t index);

void row_free(struct row_text *row);

#endif
