#ifndef VIEW_KIOSK_PARTS_H
#define VIEW_KIOSK_PARTS_H

#include "kiosk/kiosk.h"
#include "view/frame.h"

/* The parts of a kiosk's screen: the inside of view/kiosk.h. */

/* The rows of the front page, of a list or of a search, as far as they are in view. */
void view_kiosk_rows(struct frame *frame, struct kiosk *kiosk);

/* The panel's letters, with those that were chosen above them. */
void view_kiosk_letters(struct frame *frame, const struct kiosk *kiosk);

void view_kiosk_buttons(struct frame *frame, const struct kiosk *kiosk);

/* What turns through the headlines while nobody is there. */
void view_kiosk_headlines(struct frame *frame, const struct kiosk *kiosk);

/* The question whether somebody is there, over what is on the screen. */
void view_kiosk_question(struct frame *frame, const struct kiosk *kiosk);

/* Fills a rectangle in a style and lays a target over it, where that is something. */
void view_kiosk_fill(struct frame *frame, struct rect rect, struct style style,
                     struct target target);

/* Puts a text in the middle of a line of a rectangle, cut where it does not fit. */
void view_kiosk_centre(struct frame *frame, struct rect rect, int line, struct str text,
                       struct style style);

/* The bulletin's own name, else 看报　社区公报. Borrowed. */
struct str view_kiosk_name(const struct kiosk *kiosk);

/* Appends the day and the time: 11月25日 星期三 14:05, or the time alone. */
void view_kiosk_write_time(const struct kiosk *kiosk, bool with_day, struct buffer *out);

#endif
