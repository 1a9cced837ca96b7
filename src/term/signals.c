#include "signals.h"

#include "base/clock.h"
#include "curses_screen.h"

#include <stddef.h>
#include <sys/time.h>

/* Handling of a signal. */
enum care { CAUGHT, CAUGHT_IN_KIOSK, IGNORED_IN_KIOSK, CAUGHT_BUT_IN_KIOSK };

static const struct {
    int number;
    enum care care;
    bool ends; /* asks the program to end */
} SIGNALS[] = {
    {SIGHUP, CAUGHT, true},
    {SIGTERM, CAUGHT, true},
    {SIGALRM, CAUGHT_IN_KIOSK, true},
    {SIGINT, CAUGHT_BUT_IN_KIOSK, true},
    {SIGQUIT, CAUGHT_BUT_IN_KIOSK, true},
    {SIGWINCH, CAUGHT, false},
    {SIGCONT, CAUGHT, false},
    {SIGTSTP, CAUGHT_BUT_IN_KIOSK, false},
    {SIGUSR1, CAUGHT_IN_KIOSK, false},
    {SIGUSR2, IGNORED_IN_KIOSK, false},
    {SIGTTIN, IGNORED_IN_KIOSK, false},
    {SIGTTOU, IGNORED_IN_KIOSK, false},
};
enum { SIGNAL_COUNT = sizeof(SIGNALS) / sizeof(*SIGNALS) };

/* Signals that the handler has received, for term_wait(). */
static volatile sig_atomic_t got_end, got_winch, got_user, got_stop, got_continue;

/* Those of SIGNALS that are caught and ask the program to end. */
static sigset_t ending;

/* The action of SIGTSTP before signals_catch(). */
static struct sigaction stop_before;

/* When the time to write is over. The timer's signal may also come from anybody. */
static volatile int64_t write_until_ms;

static void on_signal(int number)
{
    if (number == SIGWINCH) {
        got_winch = 1;
    } else if (number == SIGUSR1) {
        got_user = 1;
    } else if (number == SIGTSTP) {
        got_stop = 1;
    } else if (number == SIGCONT) {
        got_continue = 1;
    } else if (number != SIGALRM || (write_until_ms && clock_monotonic_ms() >= write_until_ms)) {
        got_end = 1;
        screen_cut();
    }
}

/* Signals are blocked except during ppoll(), so none can arrive between a check and the wait. */
void signals_catch(bool kiosk, sigset_t *wait_mask)
{
    sigset_t caught;

    sigemptyset(&caught);
    sigemptyset(&ending);
    sigprocmask(SIG_BLOCK, NULL, wait_mask);
    sigaction(SIGTSTP, NULL, &stop_before);
    for (int i = 0; i < SIGNAL_COUNT; i++) {
        enum care care = SIGNALS[i].care;
        bool ignored = kiosk && care != CAUGHT && care != CAUGHT_IN_KIOSK;
        struct sigaction action = {.sa_handler = ignored ? SIG_IGN : on_signal};

        if (!kiosk && (care == CAUGHT_IN_KIOSK || care == IGNORED_IN_KIOSK))
            continue;
        sigemptyset(&action.sa_mask);
        sigaction(SIGNALS[i].number, &action, NULL);
        if (ignored)
            continue;
        sigaddset(&caught, SIGNALS[i].number);
        sigdelset(wait_mask, SIGNALS[i].number);
        if (SIGNALS[i].ends)
            sigaddset(&ending, SIGNALS[i].number);
    }
    sigprocmask(SIG_BLOCK, &caught, NULL);
}

/* Lets SIGALRM come after a time (0: never), and again and again, in case it comes just before a
 * write begins. */
static void set_timer(int milliseconds)
{
    const struct timeval time = {milliseconds / 1000, milliseconds % 1000 * 1000L};
    const struct itimerval timer = {.it_value = time, .it_interval = time};

    write_until_ms = milliseconds ? clock_monotonic_ms() + milliseconds : 0;
    setitimer(ITIMER_REAL, &timer, NULL);
}

void signals_let_end(int milliseconds)
{
    if (milliseconds)
        set_timer(milliseconds);
    sigprocmask(SIG_UNBLOCK, &ending, NULL);
}

void signals_hold(void)
{
    sigprocmask(SIG_BLOCK, &ending, NULL);
    if (write_until_ms)
        set_timer(0);
}

void signals_stop(void)
{
    struct sigaction action;
    sigset_t stop, mask;

    sigemptyset(&stop);
    sigaddset(&stop, SIGTSTP);
    sigaddset(&stop, SIGCONT);
    sigaction(SIGTSTP, &stop_before, &action);
    sigprocmask(SIG_UNBLOCK, &stop, &mask);
    raise(SIGTSTP);
    sigprocmask(SIG_SETMASK, &mask, NULL);
    sigaction(SIGTSTP, &action, NULL);
}

void signals_release(void)
{
    for (int i = 0; i < SIGNAL_COUNT; i++) {
        if (!SIGNALS[i].ends || sigismember(&ending, SIGNALS[i].number) <= 0)
            continue;
        signal(SIGNALS[i].number, SIG_IGN); /* discards one that is pending */
        signal(SIGNALS[i].number, SIG_DFL);
    }
    sigprocmask(SIG_UNBLOCK, &ending, NULL);
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

bool signals_take_stop(void)
{
    return take_signal(&got_stop);
}

bool signals_take_continue(void)
{
    return take_signal(&got_continue);
}
