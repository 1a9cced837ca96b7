#include "signals.h"

/* Handling of a signal. */
enum care { CAUGHT, CAUGHT_IN_KIOSK, IGNORED_IN_KIOSK, CAUGHT_BUT_IN_KIOSK };

static const struct {
    int number;
    enum care care;
} SIGNALS[] = {
    {SIGHUP, CAUGHT},
    {SIGTERM, CAUGHT},
    {SIGWINCH, CAUGHT},
    {SIGINT, CAUGHT_BUT_IN_KIOSK},
    {SIGQUIT, CAUGHT_BUT_IN_KIOSK},
    {SIGUSR1, CAUGHT_IN_KIOSK},
    {SIGUSR2, IGNORED_IN_KIOSK},
    {SIGTSTP, IGNORED_IN_KIOSK},
    {SIGTTIN, IGNORED_IN_KIOSK},
    {SIGTTOU, IGNORED_IN_KIOSK},
};

/* Signals that the handler has received, for term_wait(). */
static volatile sig_atomic_t got_end, got_winch, got_user;

static void on_signal(int number)
{
    if (number == SIGWINCH)
        got_winch = 1;
    else if (number == SIGUSR1)
        got_user = 1;
    else
        got_end = 1;
}

/* Signals are blocked except during ppoll(), so none can arrive between a check and the wait. */
void signals_catch(bool kiosk, sigset_t *wait_mask)
{
    sigset_t caught;

    sigemptyset(&caught);
    sigprocmask(SIG_BLOCK, NULL, wait_mask);
    for (size_t i = 0; i < sizeof(SIGNALS) / sizeof(*SIGNALS); i++) {
        enum care care = SIGNALS[i].care;
        bool ignored = kiosk && care != CAUGHT && care != CAUGHT_IN_KIOSK;
        struct sigaction action = {.sa_handler = ignored ? SIG_IGN : on_signal};

        if (!kiosk && (care == CAUGHT_IN_KIOSK || care == IGNORED_IN_KIOSK))
            continue;
        sigemptyset(&action.sa_mask);
        sigaction(SIGNALS[i].number, &action, NULL);
        if (!ignored) {
            sigaddset(&caught, SIGNALS[i].number);
            sigdelset(wait_mask, SIGNALS[i].number);
        }
    }
    sigprocmask(SIG_BLOCK, &caught, NULL);
}

bool signals_ended(void)
{
    return got_end;
}

/* Returns whether a signal came since the last call. */
static bool take_signal(volatile sig_atomic_t *got)
{
    bool came = *got;

    if (came)
        *got = 0;
    return came;
}

bool signals_take_user(void)
{
    return take_signal(&got_user);
}

bool signals_take_resize(void)
{
    return take_signal(&got_winch);
}
