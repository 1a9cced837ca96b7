#ifndef KIOSK_COMMANDS_H
#define KIOSK_COMMANDS_H

#include "kiosk/kiosk.h"

/* Internal to the kiosk: functions that its files share. */

/* Builds the groups, and fills the front page and that of the groups, on which a kind is left out
 * in which no article has a value. */
void kiosk_fill_pages(struct kiosk *kiosk);

/* Adds the groups by frequent words, if they are not there yet. They take longer than the pages,
 * and few visits need them. */
void kiosk_add_words(struct kiosk *kiosk);

/* Fills the front page, by the tree of months: pinned articles, today's, those of a week, all
 * others; but for the pinned ones newest first, those of a day in their order. */
void kiosk_fill_front(struct kiosk *kiosk);

/* Returns the date of the newest article, but for dates after today; empty: none has one. */
struct str kiosk_newest_date(const struct kiosk *kiosk);

/* Makes groups of the front page's articles by frequent words of their titles, the most frequent
 * first. */
void kiosk_find_words(struct tree *tree, const struct edition *edition,
                      const struct kiosk_rows *front);

/* Returns how many days ago a date was, below zero for one to come; INT_MAX without a date. */
int kiosk_days_ago(const struct kiosk *kiosk, struct str date);

/* Adds a row for an article to a section, or counts it as left out. Does nothing for SIZE_MAX. */
void kiosk_add_article(struct kiosk_rows *rows, enum kiosk_section section, size_t article);

/* Fills the list with a group's articles, newest first, or with the bookmarks. */
void kiosk_fill_group(struct kiosk *kiosk, enum kiosk_list list, size_t node);
void kiosk_fill_bookmarks(struct kiosk *kiosk);

/* Fills the results with the articles found so far, the best first. */
void kiosk_fill_results(struct kiosk *kiosk);

/* Returns the index of the row with an article, or SIZE_MAX if there is none. */
size_t kiosk_row_of(const struct kiosk_rows *rows, size_t article);

/* Returns the rows of a screen; NULL for an article or a code. */
const struct kiosk_rows *kiosk_rows_of(const struct kiosk *kiosk, enum kiosk_screen screen);

/* Computes the geometry, and keeps the focus in view. */
void kiosk_arrange(struct kiosk *kiosk);

/* Returns the rectangle of cell `index` of `count` cells that share `cols` columns evenly. */
struct rect kiosk_cell_rect(int index, int count, int cols, int line, int lines);

/* Moves a focus that is not on the screen to the first target, and scrolls it into view. */
void kiosk_validate_focus(struct kiosk *kiosk);

/* Moves the focus to the nearest target in a direction. Returns false if there is none. */
bool kiosk_move_focus(struct kiosk *kiosk, enum action direction);

/* Places the rows of the screen on their page, within geometry.rows.cols, each with what there is
 * room for. */
void kiosk_place_rows(struct kiosk *kiosk);

/* Bounds the scrolling, and scrolls the row with the focus fully into view. */
void kiosk_keep_in_view(struct kiosk *kiosk);

/* Scrolls the rows by at least `lines` lines (up if negative), to the beginning of a row. The focus
 * moves as far as needed to stay in view. */
void kiosk_scroll_rows(struct kiosk *kiosk, int lines);

/* Scrolls the rows by a screenful: forward to the first row that was not whole. */
void kiosk_turn_rows(struct kiosk *kiosk, bool forward);

/* Shows a screen. The one before becomes the step that back leads to; if `screen` is such a step
 * already, the steps after it are forgotten, so that back leads home in the end. */
void kiosk_show(struct kiosk *kiosk, enum kiosk_screen screen);

/* Returns the row `by` after the open article's, or SIZE_MAX if there is none. */
size_t kiosk_neighbour(const struct kiosk *kiosk, long by);

/* Returns whether the screen can have a button, even if it does nothing now. */
bool kiosk_has_button(const struct kiosk *kiosk, enum kiosk_button button);

/* Returns how many rows of buttons the screen needs; fewer if the body would have no room. */
int kiosk_bar_rows(const struct kiosk *kiosk);

/* Does what a button is for. */
void kiosk_press(struct kiosk *kiosk, enum kiosk_button button);

/* Goes one step back; does nothing on the front page. */
void kiosk_go_back(struct kiosk *kiosk);

/* Adds a letter to the search. */
void kiosk_add_letter(struct kiosk *kiosk, char letter);

/* Opens the article of a row of `from` at the row's position or, if it has none, where reading
 * stopped, but never at the article's end. */
void kiosk_open(struct kiosk *kiosk, enum kiosk_screen from, size_t row);

/* Opens an article, `row` of `from` (SIZE_MAX: it is not among the rows any more), where reading
 * stopped. */
void kiosk_open_article(struct kiosk *kiosk, enum kiosk_screen from, size_t row, size_t article);

/* Opens a group's list. */
void kiosk_open_group(struct kiosk *kiosk, enum kiosk_list list, size_t node);

/* Asks for the size of text again that was before a code needed a smaller one. */
void kiosk_restore_size(struct kiosk *kiosk);

/* Ends this process, so that the visit goes on with another size of text. */
void kiosk_want_size(struct kiosk *kiosk, int size);

/* Sets the text in the large or the normal style. */
void kiosk_set_large(struct kiosk *kiosk, bool large);

/* Restarts the search with the chosen letters. */
void kiosk_search(struct kiosk *kiosk);

/* Finds the addresses of the article that was just opened; none while it is still being opened. */
void kiosk_find_addresses(struct kiosk *kiosk);

/* Show the QR code of an address of the article, or of its last one; of the next or the previous
 * address. */
void kiosk_open_code(struct kiosk *kiosk, size_t index);
void kiosk_turn_code(struct kiosk *kiosk, bool forward);

/* Returns whether there is a next or a previous address. */
bool kiosk_can_turn_code(const struct kiosk *kiosk, bool forward);

void kiosk_say(struct kiosk *kiosk, const char *text);

/* Notes the position in the open article in the marks. */
void kiosk_save_position(struct kiosk *kiosk);

/* Restores the state that kiosk_write_handover() wrote; see kiosk_init(). */
void kiosk_read_handover(struct kiosk *kiosk, struct str handed);

/* Shows headlines. */
void kiosk_rest(struct kiosk *kiosk);

/* Notes input. Returns false if it only woke the kiosk and has no other effect. */
bool kiosk_wake(struct kiosk *kiosk);

#endif
