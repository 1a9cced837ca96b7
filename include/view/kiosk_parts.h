#ifndef VIEW_KIOSK_PARTS_H
#define VIEW_KIOSK_PARTS_H

#include "kiosk/kiosk.h"
#include "view/frame.h"

/* The parts of a kiosk's screen; for view_kiosk() only. */

/* Draws the rows of the front page, of a list or of a search, as far as they are in view. */
void view_kiosk_rows(struct frame *frame, const struct kiosk *kiosk);

/* Draws the keys of the search panel and, above them, the letters chosen so far. */
void view_kiosk_letters(struct frame *frame, const struct kiosk *kiosk);

/* Draws the QR code of an address, with its name and the address. */
void view_kiosk_code(struct frame *frame, const struct kiosk *kiosk);

void view_kiosk_buttons(struct frame *frame, const struct kiosk *kiosk);

/* Draws the screen of an idle kiosk: one headline after the other. */
void view_kiosk_headlines(struct frame *frame, const struct kiosk *kiosk);

/* Draws the screen of an idle kiosk at night: dark, but for the time. */
void view_kiosk_night(struct frame *frame, const struct kiosk *kiosk);

/* Draws the question whether somebody is still there, instead of the buttons: not over what is
 * being read. */
void view_kiosk_question(struct frame *frame, const struct kiosk *kiosk);

/* Fills a rectangle with a style and makes it `target`, unless that is TARGET_NONE. */
void view_kiosk_fill(struct frame *frame, struct rect rect, struct style style,
                     struct target target);

/* Draws a heavy frame along the sides of a rectangle. */
void view_kiosk_frame(struct frame *frame, const struct kiosk *kiosk, struct rect rect,
                      struct style style);

/* Draws the mark that points at what has the focus. */
void view_kiosk_pointer(struct frame *frame, const struct kiosk *kiosk, int line, int col,
                        struct style style);

/* Draws the key of a button or a letter in its rectangle, with a gap before the next one, or a line
 * between it and the key above, which is to be drawn before. A label has one line or, in a
 * rectangle of two, two. The focus is a frame and a pointer or,
 * with fewer than three lines, reverse and a pointer. */
void view_kiosk_key(struct frame *frame, const struct kiosk *kiosk, struct rect rect,
                    struct str label, struct target target);

/* Writes text centred on a line of a rectangle, cut if it does not fit. */
void view_kiosk_centre(struct frame *frame, struct rect rect, int line, struct str text,
                       struct style style);

/* Returns the bulletin's own name, or 看报　社区公报 if it has none. Borrowed. */
struct str view_kiosk_name(const struct kiosk *kiosk);

/* Draws the head of the page; on the rule below the front page's: the edition's date and the
 * machine, which no frame of a row below it may hide. */
void view_kiosk_masthead(struct frame *frame, const struct kiosk *kiosk);
void view_kiosk_edition(struct frame *frame, const struct kiosk *kiosk);

/* Appends the sign of life for the staff: the date of the edition and the machine's name. */
void view_kiosk_write_edition(const struct kiosk *kiosk, struct buffer *out);

/* Appends the heading of the masthead. */
void view_kiosk_write_heading(const struct kiosk *kiosk, struct buffer *out);

/* Returns a button's label, in full. */
const char *view_kiosk_label(const struct kiosk *kiosk, enum kiosk_button button);

/* Appends the time after as much of the day as there are columns for: 11月25日 星期三 14:05. */
void view_kiosk_write_time(const struct kiosk *kiosk, int cols, struct buffer *out);

#endif
