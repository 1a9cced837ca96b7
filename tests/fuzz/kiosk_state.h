#ifndef TESTS_FUZZ_KIOSK_STATE_H
#define TESTS_FUZZ_KIOSK_STATE_H

#include "kiosk/kiosk.h"
#include "view/frame.h"

/* Aborts unless the kiosk's state is one that a visit can have: what is selected, focused and open
 * exists, and numbers are in range. */
void kiosk_state_check(const struct kiosk *kiosk);

/* Draws the kiosk into the frame and checks both. */
void kiosk_state_draw(struct frame *frame, struct kiosk *kiosk);

#endif
