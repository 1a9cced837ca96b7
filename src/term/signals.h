#ifndef SRC_TERM_SIGNALS_H
#define SRC_TERM_SIGNALS_H

#include <signal.h>
#include <stdbool.h>

/* Installs the signal handlers and blocks the signals; *wait_mask unblocks them, for ppoll(). */
void signals_catch(bool kiosk, sigset_t *wait_mask);

/* Unblocks the signals that ask the program to end, for writing to a terminal that may take
 * nothing: such a signal cuts the output (see screen_cut()), as does the end of `milliseconds` (0:
 * never). */
void signals_let_end(int milliseconds);

/* Blocks them again. */
void signals_hold(void);

/* Stops the program as SIGTSTP does by default, unless SIGTSTP was ignored before signals_catch().
 * Returns once the program is continued. */
void signals_stop(void);

/* Gives the signals that ask the program to end their default action again. One that is pending is
 * discarded: the program is ending. */
void signals_release(void);

/* Returns whether a signal has asked the program to end. */
bool signals_ended(void);

/* Each returns whether its signal came since the last call: SIGUSR1, SIGWINCH, SIGTSTP, SIGCONT. */
bool signals_take_user(void);
bool signals_take_resize(void);
bool signals_take_stop(void);
bool signals_take_continue(void);

#endif
