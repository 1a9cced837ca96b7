#ifndef READER_COMMANDS_H
#define READER_COMMANDS_H

#include "reader/reader.h"

/* What a reader does when a key says so, one thing each: the inside of reader.c. */

/* A line for the person, until the next key. */
void command_say(struct reader *reader, const char *text);

const struct article *command_article_at(const struct reader *reader, size_t article);

/* Arranges the panes by the size and by what has the focus. */
void command_arrange(struct reader *reader);

/* Shows the selected row's article without opening it. */
void command_preview(struct reader *reader);

/* Gives the selected article the focus: from then on it counts as read. */
void command_open_selected(struct reader *reader);

void command_leave_article(struct reader *reader);

/* Selects the row `by` further down. */
void command_select_row(struct reader *reader, long by);

void command_go_next(struct reader *reader);
void command_go_previous(struct reader *reader);
void command_go_next_unread(struct reader *reader);

/* One step back. False at the top, where there is nowhere to go back to. */
bool command_go_back(struct reader *reader);

void command_go_left(struct reader *reader);
void command_go_right(struct reader *reader);
void command_open_or_fold(struct reader *reader);

/* Hands out the selected article's link or, if it has none, its id, to be copied. */
void command_copy(struct reader *reader);

/* Opens the article that was read before this one. */
void command_go_back_in_history(struct reader *reader);

/* Marks the articles of the selected group, or of the whole list, as read: the second time. */
void command_mark_all_read(struct reader *reader);

void command_show_bookmarks(struct reader *reader);
void command_toggle_bookmark(struct reader *reader);

/* The next way of grouping; of sorting. */
void command_regroup(struct reader *reader);
void command_resort(struct reader *reader);

/* The next screenful or, at the end, the offer of the next article and then that article. */
void command_page_down(struct reader *reader);

/* The next match in the open article, and after its last one the first of the next result. */
void command_go_to_match(struct reader *reader, bool forward);

#endif
