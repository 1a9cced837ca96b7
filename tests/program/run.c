#include "program/run.h"

#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_ARGUMENTS = 16, MOST_VARIABLES = 16, DEADLINE_SECONDS = 240, NOBODY = 65534 };

static const char *program_path(void)
{
    const char *path = getenv("KANBAO");

    return path && *path ? path : "build/kanbao";
}

/* Fills the program's environment: nothing of the user's but the sanitizers' options. */
static void fill_environment(const struct run *run, char **environment, struct buffer *kept)
{
    static const char *const names[] = {"ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"};
    size_t count = 0;

    environment[count++] = "LC_ALL=C.UTF-8";
    environment[count++] = "TERM=xterm-256color";
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        if (!getenv(names[i]))
            continue;
        buffer_addf(&kept[i], "%s=%s", names[i], getenv(names[i]));
        environment[count++] = buffer_c_str(&kept[i]);
    }
    /* Looking for leaks takes as long as the run, so with a sanitizer every fourth one is enough.
     */
    if (!getenv("ASAN_OPTIONS") && getpid() % 4)
        environment[count++] = "ASAN_OPTIONS=detect_leaks=0";
    for (size_t i = 0; run->variables && run->variables[i] && count < MOST_VARIABLES - 1; i++)
        environment[count++] = (char *)run->variables[i];
    environment[count] = NULL;
}

/* Becomes the program. It is started by a descriptor, because the user nobody may not be allowed
 * into the folders of its path. */
static _Noreturn void become(const struct run *run, int in, int out, int errors)
{
    char *environment[MOST_VARIABLES];
    struct buffer kept[3] = {0};
    char *argv[MOST_ARGUMENTS + 2] = {0};
    int program = open(program_path(), O_PATH | O_CLOEXEC);

    fill_environment(run, environment, kept);
    argv[0] = (char *)program_path();
    for (int i = 0; i < MOST_ARGUMENTS && run->arguments[i]; i++)
        argv[i + 1] = (char *)run->arguments[i];
    if (run->out_path)
        out = open(run->out_path, O_WRONLY | O_CLOEXEC);
    dup2(in, STDIN_FILENO);
    dup2(out, STDOUT_FILENO);
    dup2(errors, STDERR_FILENO);
    if (run->folder && chdir(run->folder))
        _exit(RUN_NOT_STARTED);
    if (run->unprivileged && geteuid() == 0 &&
        (setgroups(0, NULL) || setgid(NOBODY) || setuid(NOBODY)))
        _exit(RUN_NOT_STARTED);
    alarm(DEADLINE_SECONDS);
    fexecve(program, argv, environment);
    _exit(RUN_NOT_STARTED);
}

/* Reads both pipes until their ends. */
static void drain(const int *pipes, struct buffer *const *to)
{
    struct pollfd fds[2] = {{pipes[0], POLLIN, 0}, {pipes[1], POLLIN, 0}};
    char bytes[65536];
    int still_open = 2;

    while (still_open > 0 && poll(fds, 2, -1) > 0) {
        for (int i = 0; i < 2; i++) {
            ssize_t count;

            if (!fds[i].revents)
                continue;
            count = read(fds[i].fd, bytes, sizeof(bytes));
            if (count > 0 && to[i])
                buffer_add(to[i], bytes, (size_t)count);
            if (count <= 0) {
                fds[i].fd = -1;
                still_open--;
            }
        }
    }
}

/* Returns the reading end of a pipe that contains the input. */
static int pipe_input(struct str input)
{
    int in[2];

    if (pipe2(in, O_CLOEXEC) ||
        (input.bytes && write(in[1], input.p, input.bytes) != (ssize_t)input.bytes))
        abort();
    close(in[1]);
    return in[0];
}

int run_program(const struct run *run, long *peak_kib)
{
    int in = pipe_input(run->input), out[2], errors[2], status;
    struct rusage usage;
    pid_t child;

    fflush(NULL);
    if (pipe2(out, O_CLOEXEC) || pipe2(errors, O_CLOEXEC))
        abort();
    child = fork();
    if (child < 0)
        abort();
    if (child == 0)
        become(run, in, out[1], errors[1]);
    close(in);
    close(out[1]);
    close(errors[1]);
    drain((int[]){out[0], errors[0]}, (struct buffer *[]){run->out, run->errors});
    close(out[0]);
    close(errors[0]);
    wait4(child, &status, 0, &usage);
    if (peak_kib)
        *peak_kib = usage.ru_maxrss;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int run_kanbao(const char *const *arguments, struct buffer *out, struct buffer *errors)
{
    return run_program(&(struct run){.arguments = arguments, .out = out, .errors = errors}, NULL);
}
