#ifndef VIEW_PARTS_H
#define VIEW_PARTS_H

#include "reader/reader.h"
#include "view/frame.h"

/* The parts of the screen; each draws into its own rectangle. The inside of view.c. */

/* The first line: what this is, how it is grouped, where one is. */
void view_title_bar(struct frame *frame, const struct reader *reader);

/* The last line: a prompt, a message, or what the keys do. */
void view_hint_bar(struct frame *frame, const struct reader *reader);

void view_list(struct frame *frame, struct reader *reader);

/* The articles around the selected one, with their bylines and summaries. */
void view_summaries(struct frame *frame, const struct reader *reader);

/* The article that is being read, its matches of the query (NULL: none) marked. */
void view_article(struct frame *frame, struct reading *reading, struct rect rect,
                  const struct query *query);

/* A group's page, where a group is selected: its articles with their summaries. */
void view_group(struct frame *frame, const struct reader *reader);

/* The help screen, between the bars. */
void view_help(struct frame *frame, struct reader *reader);

/* Appends an article's title with what there is to say of it as a notice before it: [顶], [草稿],
 * [过期]. */
void view_add_title(struct buffer *out, const struct edition *edition, size_t article);

/* Appends a text, cut with "…" where it takes more than so many columns. */
void view_add_cut(struct buffer *out, struct str text, int cols, bool ambiguous_wide);

/* Appends a text that takes more than so many columns cut in its middle, and at its end where it
 * must be, so that what comes after its first `shared` bytes is seen: these others begin with, too.
 */
void view_add_distinct(struct buffer *out, struct str text, size_t shared, int cols,
                       bool ambiguous_wide);

/* The line of a text that begins at byte `at`: text_line_next() as the style has it. */
struct text_line view_text_line(const struct layout_style *style, struct str text, size_t at,
                                int cols);

/* Puts text wrapped to whole lines into a rectangle from line `line` of it on, indented by `indent`
 * columns. Returns the line after it. Draws nothing past the rectangle. */
int view_put_wrapped(struct frame *frame, const struct layout_style *set, struct rect rect,
                     int line, int indent, struct str text, struct style style);

#endif
