#ifndef KIOSK_COMMANDS_H
#define KIOSK_COMMANDS_H

#include "kiosk/kiosk.h"

/* The inside of the kiosk: what its files do for one another. */

/* Fills the front page: what is pinned or of today, filled up with the first articles; the groups.
 */
void kiosk_fill_front(struct kiosk *kiosk);

/* Fills the list with a group's articles, or with the bookmarks. */
void kiosk_fill_group(struct kiosk *kiosk, enum kiosk_list list, size_t node);
void kiosk_fill_bookmarks(struct kiosk *kiosk);

/* Takes over what the search has found so far. */
void kiosk_fill_results(struct kiosk *kiosk);

/* The number of the row with an article; SIZE_MAX where there is none. */
size_t kiosk_row_of(const struct kiosk_rows *rows, size_t article);

/* The rows of a screen that has some; NULL for an article. */
const struct kiosk_rows *kiosk_rows_of(const struct kiosk *kiosk, enum kiosk_screen screen);

/* Arranges everything on the screen, and keeps what has the focus in view. */
void kiosk_arrange(struct kiosk *kiosk);

/* Gives the focus to something that is there, and brings it into view. */
void kiosk_settle_focus(struct kiosk *kiosk);

/* Moves the focus to what is nearest in a direction. False where there is nothing. */
bool kiosk_move_focus(struct kiosk *kiosk, enum action direction);

/* Scrolls rows by so many lines. */
void kiosk_scroll_rows(struct kiosk *kiosk, int lines);

/* Scrolls rows by a screenful; the focus goes with them. */
void kiosk_turn_rows(struct kiosk *kiosk, bool forward);

void kiosk_show(struct kiosk *kiosk, enum kiosk_screen screen);

/* Does what a button is for. */
void kiosk_press(struct kiosk *kiosk, enum kiosk_button button);

/* One step back; nothing on the front page. */
void kiosk_go_back(struct kiosk *kiosk);

/* Adds a letter to those that are searched for. */
void kiosk_add_letter(struct kiosk *kiosk, char letter);

/* Opens the article of a row of `from`. */
void kiosk_open(struct kiosk *kiosk, enum kiosk_screen from, size_t row);

/* The same by its number in what one reads on in: of the front page, in all of the edition. With
 * `at_row`, where the row leads rather than where reading stopped. */
void kiosk_open_article(struct kiosk *kiosk, enum kiosk_screen from, size_t row, bool at_row);

/* An article's number in the edition; SIZE_MAX where it is not shown. */
size_t kiosk_index_in_edition(const struct edition *edition, size_t article);

/* Opens a group's list. */
void kiosk_open_group(struct kiosk *kiosk, enum kiosk_list list, size_t node);

/* Sets text in the large style or in the normal one. */
void kiosk_set_large(struct kiosk *kiosk, bool large);

/* Searches anew for the letters. */
void kiosk_search(struct kiosk *kiosk);

void kiosk_say(struct kiosk *kiosk, const char *text);

/* Notes where reading stopped. */
void kiosk_save_position(struct kiosk *kiosk);

/* Goes on from where kiosk_write_handover() left off. */
void kiosk_read_handover(struct kiosk *kiosk, struct str handed);

/* Somebody touched something. False where that has only woken the kiosk. */
bool kiosk_wake(struct kiosk *kiosk);

#endif
