#ifndef READER_COMMANDS_H
#define READER_COMMANDS_H

#include "reader/reader.h"

/* The commands behind the keys; internal to the reader. */

/* Shows a line until the next key. */
void command_say(struct reader *reader, const char *text);

/* Shows the format `with` and the first key of an action, or `without` if the action has no key. */
void command_say_key(struct reader *reader, enum action action, const char *with,
                     const char *without);

const struct article *command_article_at(const struct reader *reader, size_t article);

/* Arranges the panes by the size of the screen and the focus. */
void command_arrange(struct reader *reader);

/* Shows the selected row's article without opening it, or nothing for a group. */
void command_preview(struct reader *reader);

/* Opens the selected article: it gets the focus and counts as read. */
void command_open_selected(struct reader *reader);

void command_leave_article(struct reader *reader);

/* Moves the selection by `by` rows and shows the article there. */
void command_select_row(struct reader *reader, long by);

void command_go_next(struct reader *reader);
void command_go_previous(struct reader *reader);
void command_go_next_unread(struct reader *reader);
void command_go_previous_unread(struct reader *reader);

/* Goes one step back. Returns false at the top of the list. */
bool command_go_back(struct reader *reader);

void command_go_left(struct reader *reader);
void command_go_right(struct reader *reader);
void command_open_or_fold(struct reader *reader);

/* Copies the selected article's link or, if it has none, its id. */
void command_copy(struct reader *reader);
void command_copy_text(struct reader *reader, struct str text);

/* Opens the article read before this one. */
void command_go_back_in_history(struct reader *reader);

void command_show_bookmarks(struct reader *reader);
void command_toggle_bookmark(struct reader *reader);

/* Change to the next grouping, or to the next sorting; of those by date, the list goes to the
 * newest article. */
void command_regroup(struct reader *reader);
void command_resort(struct reader *reader);

/* Lists the articles by month, the newest first, and goes to the newest one of a day or a month, or
 * before. */
void command_go_to_date(struct reader *reader, struct str date);

/* Turns to the next screenful. At the end it offers the next article, and repeated opens it. */
void command_page_down(struct reader *reader);

/* Goes to the next (previous) match in the open article and, after its last, to the next result. */
void command_go_to_match(struct reader *reader, bool forward);

/* Gives the open article the title of the next one at its end, which may have changed with the
 * list.
 */
void command_note_next(struct reader *reader);

/* Returns the title of the article after the selected one, or an empty text. */
struct str command_next_title(const struct reader *reader);

/* Says so, and returns true, where there is no list but one article alone. */
bool command_is_alone(struct reader *reader);

/* Returns from results or bookmarks to the tree. */
void command_show_tree(struct reader *reader);

/* Goes to an index of the list; shows `none` if it is SIZE_MAX and no result may follow. */
void command_go_or_say(struct reader *reader, size_t index, const char *none);

/* Closes the open article, and ends what is being looked for in it. */
void command_close_article(struct reader *reader);

/* Gives up the search, with its results. */
void command_drop_search(struct reader *reader);

/* Shows a match in the open article, which gets the focus. */
void command_show_match(struct reader *reader, int64_t position);

/* Goes to the next (previous) result, as the open article has no further match. */
void command_go_beyond_match(struct reader *reader, bool forward);

/* Does what a key bound to an action does. */
void command_do(struct reader *reader, enum action action);

/* Does an action while the help screen or a page is shown. */
void command_help(struct reader *reader, enum action action);

/* Gives up a match that is still being looked for, as the input asks for something else. */
void command_stop_waiting(struct reader *reader);

#endif
