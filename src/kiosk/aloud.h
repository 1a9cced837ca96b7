#ifndef SRC_KIOSK_ALOUD_H
#define SRC_KIOSK_ALOUD_H

#include "kiosk/kiosk.h"

/* Reads the open article aloud, from the first sentence in view. */
void aloud_start(struct kiosk *kiosk);

/* Pauses or, if paused, goes on with the same sentence. */
void aloud_pause(struct kiosk *kiosk);

void aloud_stop(struct kiosk *kiosk);

/* Goes on with the sentence after or before this one. */
void aloud_skip(struct kiosk *kiosk, bool forward);

/* Return whether a further step of the rate or the volume in a direction changes anything. */
bool aloud_rate_can(const struct kiosk *kiosk, int steps);
bool aloud_volume_can(const struct kiosk *kiosk, int steps);

/* Sets the rate and the volume that a visit begins with, unless it is handed over. */
void aloud_init(struct kiosk *kiosk);

/* Does what a button of these is for. */
void aloud_press(struct kiosk *kiosk, enum kiosk_button button);

/* Pauses, and asks whether somebody listens; does nothing if nothing is being read. */
void aloud_hold(struct kiosk *kiosk);

/* Notes input by a visitor; goes on after aloud_hold(). */
void aloud_note_input(struct kiosk *kiosk);

/* Returns whether a visitor counts as present, since the article is being read to them. */
bool aloud_has_listener(const struct kiosk *kiosk);

#endif
