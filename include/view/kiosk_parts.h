#ifndef VIEW_KIOSK_PARTS_H
#define VIEW_KIOSK_PARTS_H

#include "kiosk/kiosk.h"
#include "view/frame.h"

/* The parts of a kiosk's screen; for view_kiosk() only. */

/* Draws the rows of the front page, of a list or of a search, as far as they are in view. */
void view_kiosk_rows(struct frame *frame, struct kiosk *kiosk);

/* Draws the keys of the search panel and, above them, the letters chosen so far. */
void view_kiosk_letters(struct frame *frame, const struct kiosk *kiosk);

void view_kiosk_buttons(struct frame *frame, const struct kiosk *kiosk);

/* Draws the screen of an idle kiosk: one headline after the other. */
void view_kiosk_headlines(struct frame *frame, const struct kiosk *kiosk);

/* Draws the question whether somebody is still there, on top of the screen. */
void view_kiosk_question(struct frame *frame, const struct kiosk *kiosk);

/* Fills a rectangle with a style and makes it `target`, unless that is TARGET_NONE. */
void view_kiosk_fill(struct frame *frame, struct rect rect, struct style style,
                     struct target target);

/* Writes text centred on a line of a rectangle, cut if it does not fit. */
void view_kiosk_centre(struct frame *frame, struct rect rect, int line, struct str text,
                       struct style style);

/* Returns the bulletin's own name, or 看报　社区公报 if it has none. Borrowed. */
struct str view_kiosk_name(const struct kiosk *kiosk);

/* Appends the time, after the day if `with_day`: 11月25日 星期三 14:05. */
void view_kiosk_write_time(const struct kiosk *kiosk, bool with_day, struct buffer *out);

#endif
