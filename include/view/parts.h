#ifndef VIEW_PARTS_H
#define VIEW_PARTS_H

#include "reader/reader.h"
#include "view/frame.h"

/* The parts of the reader's screen; each draws into its own rectangle. For view_compose() only. */

/* Draws the first line: the bulletin's name, the list's grouping, the position in the article. */
void view_title_bar(struct frame *frame, const struct reader *reader);

/* Draws the last line: a prompt, a message, or the hints about keys. */
void view_hint_bar(struct frame *frame, const struct reader *reader);

void view_list(struct frame *frame, struct reader *reader);

/* Appends the whole text of the list's selected row, if it is cut and has the focus. */
void view_add_selected(const struct reader *reader, struct buffer *out);

/* Draw the scroll bars of the list and of the article, where they are longer than their panes. */
void view_list_bar(struct frame *frame, const struct reader *reader);
void view_article_bar(struct frame *frame, const struct reader *reader);

/* Draws the articles around the selected one, with their bylines and summaries. */
void view_summaries(struct frame *frame, const struct reader *reader);

/* Draws the open article, with the query's matches (none for NULL) marked. Without `links` they are
 * plain text, as in a kiosk, where nothing opens them. */
void view_article(struct frame *frame, struct reading *reading, struct rect rect,
                  const struct query *query, bool links);

/* Sets *style to that of the marked text (see reading_mark()) if byte `at` of a line's text is in
 * it. Returns the end, at most `end`, of the bytes from `at` on that share this. */
size_t view_mark_run(const struct reading *reading, const struct layout_line *line, size_t at,
                     size_t end, struct style *style);

/* Draws the selected group's page: its articles with their summaries. */
void view_group(struct frame *frame, const struct reader *reader);

/* Draws the help screen between the title bar and the hint bar. */
void view_help(struct frame *frame, struct reader *reader);

/* Draws the text of MODE_PAGE there, with its addresses as links. */
void view_page(struct frame *frame, struct reader *reader);

/* Appends an article's title after its marks, if any: [顶], [草稿], [过期]. */
void view_add_title(struct buffer *out, const struct edition *edition, size_t article);

/* Appends text, cut with "…" if it takes more than `cols` columns. */
void view_add_cut(struct buffer *out, struct str text, int cols, bool ambiguous_wide);

/* Appends text, cut with "…" in its middle if it takes more than `cols` columns, and at its end too
 * if necessary. The cut leaves in what follows the first `shared` bytes, which other titles begin
 * with as well, so that the titles can be told apart. */
void view_add_distinct(struct buffer *out, struct str text, size_t shared, int cols,
                       bool ambiguous_wide);

/* Writes text wrapped to whole lines, indented by `indent` columns, from line `line` of a rectangle
 * on. Lines outside of the rectangle are only counted. Returns the line after the text. */
int view_put_wrapped(struct frame *frame, const struct layout_style *set, struct rect rect,
                     int line, int indent, struct str text, struct style style);

/* Does the same with a title, whose lines are of even length. */
int view_put_title(struct frame *frame, const struct layout_style *set, struct rect rect, int line,
                   struct str text, struct style style);

#endif
