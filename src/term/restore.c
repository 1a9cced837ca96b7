#include "restore.h"

#include "base/grace.h"
#include "base/mapped_file.h"
#include "base/sanitized.h"
#include "base/write_within.h"

#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/* Signals that do not end a program that leaves them alone, or that no program can handle. */
static const int HARMLESS[] = {SIGCHLD, SIGCONT, SIGURG,  SIGWINCH, SIGTSTP,
                               SIGTTIN, SIGTTOU, SIGKILL, SIGSTOP};

/* Prepared while everything is in order: a signal's handler may call nothing that allocates or
 * locks. */
static char prepared[RESTORE_MOST_BYTES];
static size_t prepared_bytes;
static struct termios modes;
static bool modes_are_known;
static volatile sig_atomic_t is_prepared;

void restore_now(void)
{
    bool taken;

    if (!is_prepared)
        return;
    taken = write_within(STDOUT_FILENO, prepared, prepared_bytes, GRACE_RESTORE_MS) ==
            (ssize_t)prepared_bytes;
    if (!taken)
        tcflush(STDOUT_FILENO, TCOFLUSH);
    /* Also wakes another process that waits to write, and has the terminal to itself meanwhile. */
    if (modes_are_known)
        tcsetattr(STDOUT_FILENO, TCSANOW, &modes);
    if (!taken)
        (void)write_within(STDOUT_FILENO, prepared, prepared_bytes, GRACE_RESTORE_AGAIN_MS);
}

static void on_crash(int number)
{
    restore_now();
    /* SA_RESETHAND has restored the default action. */
    raise(number);
}

static bool is_harmless(int number)
{
    for (size_t i = 0; i < sizeof(HARMLESS) / sizeof(*HARMLESS); i++)
        if (HARMLESS[i] == number)
            return true;
    return false;
}

/* Installs the handler for a signal, unless the signal is ignored or handled, as some are by
 * sanitizers. Such a signal gets its action back, which takes half the system calls of asking for
 * each one's first. */
static void install(int number)
{
    struct sigaction action = {.sa_handler = on_crash}, before;

    action.sa_flags = (int)(SA_RESETHAND | SA_NODEFER | SA_ONSTACK);
    sigemptyset(&action.sa_mask);
    if (!is_harmless(number) && sigaction(number, &action, &before) == 0 &&
        before.sa_handler != SIG_DFL)
        sigaction(number, &before, NULL);
}

void restore_prepare(struct str sequences)
{
    /* A stack overflow leaves no room for a handler on the stack. */
    static char stack[64 * 1024];
    const stack_t alternative = {.ss_sp = stack, .ss_size = sizeof(stack)};
    sigset_t all, mask;

    is_prepared = 0;
    prepared_bytes = sequences.bytes < sizeof(prepared) ? sequences.bytes : sizeof(prepared);
    if (prepared_bytes)
        memcpy(prepared, sequences.p, prepared_bytes);
    if (!modes_are_known)
        modes_are_known = tcgetattr(STDOUT_FILENO, &modes) == 0;
    if (!SANITIZED)
        sigaltstack(&alternative, NULL);
    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, &mask); /* a signal that comes meanwhile has its own action */
    for (int number = 1; number <= SIGRTMAX; number++)
        install(number);
    mapped_file_otherwise(on_crash);
    sigprocmask(SIG_SETMASK, &mask, NULL);
    is_prepared = 1;
}

void restore_forget(void)
{
    is_prepared = 0;
    modes_are_known = false;
}
