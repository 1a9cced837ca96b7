#ifndef VIEW_KIOSK_SPOKEN_H
#define VIEW_KIOSK_SPOKEN_H

#include "kiosk/kiosk.h"

/* Speech about a screen, for those who do not see it. */

/* Texts that were said last, so that only changes are said. A zeroed struct: nothing was said. */
struct kiosk_spoken {
    struct buffer heading; /* of the screen */
    struct buffer message; /* a message, or the question whether somebody is there */
    struct buffer focus;
};

/* Appends what is to be said now: what of the screen has changed since the last call, or all of it
 * where kiosk->repeats or kiosk->greets. Says nothing before the first key of a visit, and nothing
 * while an article is read. */
void view_kiosk_spoken(const struct kiosk *kiosk, struct kiosk_spoken *spoken, struct buffer *out);

void kiosk_spoken_free(struct kiosk_spoken *spoken);

#endif
