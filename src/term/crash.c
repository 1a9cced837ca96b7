#include "crash.h"

#include "base/sanitized.h"

#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

/* Signals that end a program without asking, by a fault of its own or because somebody sends them.
 * A sanitizer reports the first four itself. */
static const int SIGNALS[] = {SIGSEGV, SIGBUS,  SIGFPE,  SIGILL,  SIGABRT,   SIGSYS,
                              SIGTRAP, SIGXCPU, SIGPIPE, SIGALRM, SIGVTALRM, SIGPROF,
                              SIGUSR1, SIGUSR2, SIGIO,   SIGPWR,  SIGINT,    SIGQUIT};
enum { SIGNAL_COUNT = sizeof(SIGNALS) / sizeof(*SIGNALS), REPORTED_COUNT = 4 };

/* State of the handler, prepared while everything is in order: it may call nothing that allocates
 * or locks. */
static char bytes[CRASH_MOST_BYTES];
static size_t byte_count;
static struct termios modes_before;
static volatile sig_atomic_t is_guarding;

static void on_crash(int number)
{
    if (is_guarding) {
        is_guarding = 0;
        /* Nothing can be done if the terminal takes only a part. */
        if (write(STDOUT_FILENO, bytes, byte_count) >= 0)
            tcsetattr(STDIN_FILENO, TCSANOW, &modes_before);
    }
    /* SA_RESETHAND has restored the default action. */
    raise(number);
}

static void install(int number)
{
    struct sigaction action = {.sa_handler = on_crash}, before;

    if (sigaction(number, NULL, &before) != 0 || before.sa_handler != SIG_DFL)
        return;
    action.sa_flags = (int)(SA_RESETHAND | SA_NODEFER | SA_ONSTACK);
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, NULL);
}

void crash_guard(struct str sequences, const struct termios *modes)
{
    /* A stack overflow leaves no room for a handler on the stack. */
    static char stack[64 * 1024];
    const stack_t alternative = {.ss_sp = stack, .ss_size = sizeof(stack)};

    byte_count = sequences.bytes < sizeof(bytes) ? sequences.bytes : sizeof(bytes);
    if (byte_count)
        memcpy(bytes, sequences.p, byte_count);
    modes_before = *modes;
    if (!SANITIZED)
        sigaltstack(&alternative, NULL);
    for (int i = SANITIZED ? REPORTED_COUNT : 0; i < SIGNAL_COUNT; i++)
        install(SIGNALS[i]);
    is_guarding = 1;
}

void crash_stop_guarding(void)
{
    is_guarding = 0;
}
