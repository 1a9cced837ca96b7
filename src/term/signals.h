#ifndef SRC_TERM_SIGNALS_H
#define SRC_TERM_SIGNALS_H

#include <signal.h>
#include <stdbool.h>

/* Sets the program's signal handlers. The signals are blocked from then on: *wait_mask lets them
 * through, and is for ppoll(). */
void signals_catch(bool kiosk, sigset_t *wait_mask);

/* Returns whether a signal came that ends the program. */
bool signals_ended(void);

/* Returns whether SIGUSR1 came since the last call. */
bool signals_take_user(void);

/* Returns whether SIGWINCH came since the last call. */
bool signals_take_resize(void);

#endif
