#ifndef KIOSK_COMMANDS_H
#define KIOSK_COMMANDS_H

#include "kiosk/kiosk.h"

/* Internal to the kiosk: functions that its files share. */

/* Fills the front page: headlines (pinned articles and today's, else the first ones), then
 * groups. */
void kiosk_fill_front(struct kiosk *kiosk);

/* Fills the list with a group's articles, or with the bookmarks. */
void kiosk_fill_group(struct kiosk *kiosk, enum kiosk_list list, size_t node);
void kiosk_fill_bookmarks(struct kiosk *kiosk);

/* Fills the results with the articles found so far. */
void kiosk_fill_results(struct kiosk *kiosk);

/* Returns the index of the row with an article, or SIZE_MAX if there is none. */
size_t kiosk_row_of(const struct kiosk_rows *rows, size_t article);

/* Returns the rows of a screen; NULL for an article. */
const struct kiosk_rows *kiosk_rows_of(const struct kiosk *kiosk, enum kiosk_screen screen);

/* Computes the geometry, and keeps the focus in view. */
void kiosk_arrange(struct kiosk *kiosk);

/* Moves a focus that is not on the screen to the first target, and scrolls it into view. */
void kiosk_validate_focus(struct kiosk *kiosk);

/* Moves the focus to the nearest target in a direction. Returns false if there is none. */
bool kiosk_move_focus(struct kiosk *kiosk, enum action direction);

/* Scrolls the rows by `lines` lines (up if negative). The focus moves as far as needed to stay in
 * view. */
void kiosk_scroll_rows(struct kiosk *kiosk, int lines);

/* Scrolls the rows by a screenful, as kiosk_scroll_rows() does. */
void kiosk_turn_rows(struct kiosk *kiosk, bool forward);

void kiosk_show(struct kiosk *kiosk, enum kiosk_screen screen);

/* Does what a button is for. */
void kiosk_press(struct kiosk *kiosk, enum kiosk_button button);

/* Goes one step back; does nothing on the front page. */
void kiosk_go_back(struct kiosk *kiosk);

/* Adds a letter to the search. */
void kiosk_add_letter(struct kiosk *kiosk, char letter);

/* Opens the article of a row of `from`, at the row's position. */
void kiosk_open(struct kiosk *kiosk, enum kiosk_screen from, size_t row);

/* Opens article `row` of `from`, for the front page an index into edition->shown, so that all
 * articles follow its headlines. Opens it where reading stopped; with `at_row`, at the row's
 * position if it has one, and never at the article's end. */
void kiosk_open_article(struct kiosk *kiosk, enum kiosk_screen from, size_t row, bool at_row);

/* Returns the index of an article in edition->shown, or SIZE_MAX if it is not shown. */
size_t kiosk_index_in_edition(const struct edition *edition, size_t article);

/* Opens a group's list. */
void kiosk_open_group(struct kiosk *kiosk, enum kiosk_list list, size_t node);

/* Sets the text in the large or the normal style. */
void kiosk_set_large(struct kiosk *kiosk, bool large);

/* Restarts the search with the chosen letters. */
void kiosk_search(struct kiosk *kiosk);

void kiosk_say(struct kiosk *kiosk, const char *text);

/* Notes the position in the open article in the marks. */
void kiosk_save_position(struct kiosk *kiosk);

/* Restores the state that kiosk_write_handover() wrote; see kiosk_init(). */
void kiosk_read_handover(struct kiosk *kiosk, struct str handed);

/* Notes input. Returns false if it only woke the kiosk and has no other effect. */
bool kiosk_wake(struct kiosk *kiosk);

#endif
