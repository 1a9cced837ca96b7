#ifndef TESTS_PTY_SANDBOX_H
#define TESTS_PTY_SANDBOX_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* Where a program under test lives: a fresh temporary home, and an environment that has nothing of
 * the caller's but the sanitizers' options. XDG_STATE_HOME is `state` below the home, and so on. */
struct sandbox {
    char *home;
    char **env; /* "NAME=VALUE" strings, owned, then NULL */
    size_t env_count;
};

/* Longer than anything takes on a slow machine with sanitizers; only a failing test waits for it.
 */
enum { SANDBOX_DEADLINE_MS = 30000 };

/* Makes the home. Ends the test program with a line where that is not possible. */
void sandbox_open(struct sandbox *sandbox);

/* Sets a variable, or takes it away (value NULL). */
void sandbox_env(struct sandbox *sandbox, const char *name, const char *value);

/* The path of what is `below` the home; the caller frees. */
char *sandbox_path(const struct sandbox *sandbox, const char *below);

/* Writes a file below the home, with the folders above it. */
void sandbox_write(const struct sandbox *sandbox, const char *below, struct str data);

/* Makes a folder below the home, with those above it. */
void sandbox_make_folder(const struct sandbox *sandbox, const char *below);

bool sandbox_exists(const struct sandbox *sandbox, const char *below);

/* Removes the home with all that is in it. */
void sandbox_close(struct sandbox *sandbox);

/* What a program did that ran to its end. A zeroed struct is empty. */
struct sandbox_result {
    int status; /* as waitpid() gives it */
    struct buffer out;
    struct buffer err;
};

/* Runs a program to its end with no input, both outputs read through pipes. False, with a line on
 * standard error, where it had to be killed at the deadline. */
bool sandbox_run(const struct sandbox *sandbox, const char *const argv[], int deadline_ms,
                 struct sandbox_result *result);

void sandbox_result_free(struct sandbox_result *result);

/* For the child between fork() and exec(): signals as a shell in a terminal would have them, no
 * core file, the sandbox's environment; does not return. */
_Noreturn void sandbox_exec(const struct sandbox *sandbox, const char *const argv[]);

/* Waits for a child to end, until the clock shows `until_ms`. True where it did; it is then reaped.
 */
bool sandbox_wait(pid_t pid, long long until_ms, int *status);

/* The program under test: $KANBAO, else build/kanbao. */
const char *sandbox_kanbao(void);

/* Milliseconds of a clock that only goes forward. */
long long sandbox_now_ms(void);

#endif
