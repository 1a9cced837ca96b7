#ifndef SRC_TERM_SIGNALS_H
#define SRC_TERM_SIGNALS_H

#include <signal.h>
#include <stdbool.h>

/* Installs the signal handlers and blocks the signals; *wait_mask unblocks them, for ppoll(). */
void signals_catch(bool kiosk, sigset_t *wait_mask);

/* Returns whether a signal has asked the program to end. */
bool signals_ended(void);

/* Returns whether SIGUSR1 came since the last call. */
bool signals_take_user(void);

/* Returns whether SIGWINCH came since the last call. */
bool signals_take_resize(void);

#endif
