#include "pty/sandbox.h"

#include "base/alloc.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static _Noreturn void give_up(const char *what)
{
    fprintf(stderr, "sandbox: %s: %s\n", what, strerror(errno));
    exit(EXIT_FAILURE);
}

static char *format_pair(const char *name, char between, const char *value)
{
    struct buffer pair = {0};
    buffer_addf(&pair, "%s%c%s", name, between, value);
    return buffer_c_str(&pair);
}

long long sandbox_now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

const char *sandbox_kanbao(void)
{
    const char *program = getenv("KANBAO");
    return program && *program ? program : "build/kanbao";
}

void sandbox_open(struct sandbox *sandbox)
{
    const char *folder = getenv("TMPDIR");
    *sandbox = (struct sandbox){0};
    sandbox->home = format_pair(folder && *folder ? folder : "/tmp", '/', "kanbao-test-XXXXXX");
    if (!mkdtemp(sandbox->home))
        give_up(sandbox->home);
    static const char *const below_home[][2] = {
        {"XDG_STATE_HOME", "state"}, {"XDG_CONFIG_HOME", "config"}, {"XDG_DATA_HOME", "data"},
        {"XDG_RUNTIME_DIR", "run"},  {"XDG_CACHE_HOME", "cache"},   {"TMPDIR", "tmp"},
    };
    sandbox_env(sandbox, "HOME", sandbox->home);
    for (size_t i = 0; i < sizeof below_home / sizeof *below_home; i++) {
        char *path = sandbox_path(sandbox, below_home[i][1]);
        sandbox_env(sandbox, below_home[i][0], path);
        free(path);
    }
    sandbox_make_folder(sandbox, "run");
    sandbox_make_folder(sandbox, "tmp");
    sandbox_env(sandbox, "PATH", "/usr/local/bin:/usr/bin:/bin");
    sandbox_env(sandbox, "TERM", "xterm-256color");
    sandbox_env(sandbox, "LC_ALL", "C.UTF-8");
    static const char *const kept[] = {"ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"};
    sandbox_env(sandbox, "LSAN_OPTIONS", "suppressions=tests/pty/lsan.supp:print_suppressions=0");
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        if (getenv(kept[i]))
            sandbox_env(sandbox, kept[i], getenv(kept[i]));
    }
}

void sandbox_env(struct sandbox *sandbox, const char *name, const char *value)
{
    size_t name_bytes = strlen(name);
    for (size_t i = 0; i < sandbox->env_count; i++) {
        char *pair = sandbox->env[i];
        if (strncmp(pair, name, name_bytes) == 0 && pair[name_bytes] == '=') {
            free(pair);
            sandbox->env[i] = sandbox->env[--sandbox->env_count];
            sandbox->env[sandbox->env_count] = NULL;
            break;
        }
    }
    if (!value)
        return;
    sandbox->env = mem_resize(sandbox->env, sandbox->env_count + 2, sizeof *sandbox->env);
    sandbox->env[sandbox->env_count++] = format_pair(name, '=', value);
    sandbox->env[sandbox->env_count] = NULL;
}

char *sandbox_path(const struct sandbox *sandbox, const char *below)
{
    return format_pair(sandbox->home, '/', below);
}

void sandbox_make_folder(const struct sandbox *sandbox, const char *below)
{
    char *path = sandbox_path(sandbox, below);
    for (char *slash = path + strlen(sandbox->home) + 1; slash; slash = strchr(slash + 1, '/')) {
        char kept = *slash;
        if (kept == '/')
            *slash = 0;
        if (kept == '/' && mkdir(path, 0700) && errno != EEXIST)
            give_up(path);
        *slash = kept;
    }
    if (mkdir(path, 0700) && errno != EEXIST)
        give_up(path);
    free(path);
}

void sandbox_write(const struct sandbox *sandbox, const char *below, struct str data)
{
    const char *slash = strrchr(below, '/');
    if (slash) {
        char *folder = strndup(below, (size_t)(slash - below));
        sandbox_make_folder(sandbox, folder);
        free(folder);
    }
    char *path = sandbox_path(sandbox, below);
    FILE *file = fopen(path, "w");
    if (!file || fwrite(data.p, 1, data.bytes, file) != data.bytes || fclose(file))
        give_up(path);
    free(path);
}

bool sandbox_exists(const struct sandbox *sandbox, const char *below)
{
    char *path = sandbox_path(sandbox, below);
    bool there = access(path, F_OK) == 0;
    free(path);
    return there;
}

static int remove_entry(const char *path, const struct stat *status, int type, struct FTW *walk)
{
    (void)status;
    (void)type;
    (void)walk;
    return remove(path);
}

void sandbox_close(struct sandbox *sandbox)
{
    if (sandbox->home)
        nftw(sandbox->home, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    for (size_t i = 0; i < sandbox->env_count; i++)
        free(sandbox->env[i]);
    free(sandbox->env);
    free(sandbox->home);
    *sandbox = (struct sandbox){0};
}

_Noreturn void sandbox_exec(const struct sandbox *sandbox, const char *const argv[])
{
    static const int signals[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGPIPE, SIGXFSZ, SIGTSTP};
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        signal(signals[i], SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
    /* exec() does not change the strings; its declaration is just older than const. */
    char *const *arguments = (char *const *)(const void *)argv;
    execvpe(argv[0], arguments, sandbox->env);
    dprintf(STDERR_FILENO, "sandbox: cannot run %s: %s\n", argv[0], strerror(errno));
    _exit(127);
}

bool sandbox_wait(pid_t pid, long long until_ms, int *status)
{
    int process = (int)syscall(SYS_pidfd_open, pid, 0);
    if (process < 0)
        give_up("pidfd_open");
    struct pollfd ended = {process, POLLIN, 0};
    int ready = 0;
    do {
        long long left = until_ms - sandbox_now_ms();
        ready = poll(&ended, 1, left > 0 ? (int)left : 0);
    } while (ready < 0 && errno == EINTR);
    close(process);
    return ready > 0 && waitpid(pid, status, 0) == pid;
}

/* Appends pending input to `into`. Closes *fd at the end of the file. */
static void read_some(int *fd, struct buffer *into)
{
    char piece[65536];
    ssize_t bytes = read(*fd, piece, sizeof piece);
    if (bytes > 0) {
        buffer_add(into, piece, (size_t)bytes);
    } else if (bytes == 0 || errno != EINTR) {
        close(*fd);
        *fd = -1;
    }
}

bool sandbox_run(const struct sandbox *sandbox, const char *const argv[], int deadline_ms,
                 struct sandbox_result *result)
{
    int out[2];
    int err[2];
    if (pipe2(out, O_CLOEXEC) || pipe2(err, O_CLOEXEC))
        give_up("pipe");
    fflush(NULL);
    pid_t pid = fork();
    if (pid < 0)
        give_up("fork");
    if (pid == 0) {
        setsid();
        int input = open(sandbox->input ? sandbox->input : "/dev/null", O_RDONLY | O_CLOEXEC);
        dup2(input, STDIN_FILENO);
        dup2(out[1], STDOUT_FILENO);
        dup2(err[1], STDERR_FILENO);
        sandbox_exec(sandbox, argv);
    }
    close(out[1]);
    close(err[1]);
    long long deadline = sandbox_now_ms() + deadline_ms;
    struct pollfd fds[] = {{out[0], POLLIN, 0}, {err[0], POLLIN, 0}};
    while (fds[0].fd >= 0 || fds[1].fd >= 0) {
        long long left = deadline - sandbox_now_ms();
        if (left <= 0 || (poll(fds, 2, (int)left) < 0 && errno != EINTR))
            break;
        if (fds[0].fd >= 0 && fds[0].revents)
            read_some(&fds[0].fd, &result->out);
        if (fds[1].fd >= 0 && fds[1].revents)
            read_some(&fds[1].fd, &result->err);
    }
    bool in_time = sandbox_wait(pid, deadline, &result->status);
    for (size_t i = 0; i < 2; i++) {
        if (fds[i].fd >= 0)
            close(fds[i].fd);
    }
    if (!in_time) {
        fprintf(stderr, "sandbox: %s did not end within %d ms\n", argv[0], deadline_ms);
        kill(-pid, SIGKILL);
        waitpid(pid, &result->status, 0);
    }
    return in_time;
}

void sandbox_result_free(struct sandbox_result *result)
{
    buffer_free(&result->out);
    buffer_free(&result->err);
}
