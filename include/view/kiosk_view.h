#ifndef VIEW_KIOSK_VIEW_H
#define VIEW_KIOSK_VIEW_H

#include "kiosk/kiosk.h"
#include "view/frame.h"

/* Composes the state of a kiosk into a frame. Its layout may be extended by what has to be seen;
 * nothing else of the state changes. */
void view_kiosk(struct frame *frame, struct kiosk *kiosk);

#endif
