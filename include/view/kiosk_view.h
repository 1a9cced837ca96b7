#ifndef VIEW_KIOSK_VIEW_H
#define VIEW_KIOSK_VIEW_H

#include "kiosk/kiosk.h"
#include "view/frame.h"

/* Draws a kiosk into a frame. Lays out the visible part of the article if necessary; changes
 * nothing else of the kiosk. */
void view_kiosk(struct frame *frame, struct kiosk *kiosk);

#endif
