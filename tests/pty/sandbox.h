#ifndef TESTS_PTY_SANDBOX_H
#define TESTS_PTY_SANDBOX_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* The surroundings of a program under test: a new temporary home, and an environment without
 * anything of the caller's but the sanitizers' options. XDG_STATE_HOME is `state` below the home,
 * and so on. */
struct sandbox {
    char *home;
    char **env; /* "NAME=VALUE" strings, owned, ended by NULL */
    size_t env_count;
    const char *input; /* the file that sandbox_run() gives as standard input; NULL: none */
};

/* Longer than anything takes on a slow machine with sanitizers, so that only a failing test waits
 * so long. */
enum { SANDBOX_DEADLINE_MS = 30000 };

/* Makes the home. If this is impossible it ends the test program with a line that says so. */
void sandbox_open(struct sandbox *sandbox);

/* Sets a variable, or removes it if the value is NULL. */
void sandbox_env(struct sandbox *sandbox, const char *name, const char *value);

/* Returns the path of `below` in the home; the caller frees. */
char *sandbox_path(const struct sandbox *sandbox, const char *below);

/* Writes a file below the home, and the folders above it. */
void sandbox_write(const struct sandbox *sandbox, const char *below, struct str data);

/* Makes a folder below the home, and the folders above it. */
void sandbox_make_folder(const struct sandbox *sandbox, const char *below);

bool sandbox_exists(const struct sandbox *sandbox, const char *below);

/* Removes the home with everything in it. */
void sandbox_close(struct sandbox *sandbox);

/* The result of a program that ran to its end. A zeroed struct is empty. */
struct sandbox_result {
    int status; /* as waitpid() gives it */
    struct buffer out;
    struct buffer err;
};

/* Runs a program to its end and reads its output and errors. Returns false, with a
 * line on standard error, if it had to be killed at the deadline. */
bool sandbox_run(const struct sandbox *sandbox, const char *const argv[], int deadline_ms,
                 struct sandbox_result *result);

void sandbox_result_free(struct sandbox_result *result);

/* For the child between fork() and exec(): sets signals as a shell in a terminal would, forbids
 * core files, sets the sandbox's environment, and does not return. */
_Noreturn void sandbox_exec(const struct sandbox *sandbox, const char *const argv[]);

/* Waits until `until_ms` for a child to end. Returns true, with the child reaped, if it did. */
bool sandbox_wait(pid_t pid, long long until_ms, int *status);

/* The program under test: $KANBAO, else build/kanbao. */
const char *sandbox_kanbao(void);

/* Returns the milliseconds of a monotonic clock. */
long long sandbox_now_ms(void);

#endif
