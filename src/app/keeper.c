#include "app/keeper.h"

#include "app/live_edition.h"
#include "app/machine_status.h"
#include "app/visit.h"
#include "base/alloc.h"
#include "base/bounds.h"
#include "base/grace.h"
#include "base/i18n.h"
#include "kiosk/kiosk.h"
#include "system/confine.h"
#include "system/journal.h"
#include "system/notify.h"
#include "system/ownership.h"
#include "system/status_file.h"
#include "system/voice.h"
#include "term/term.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    MOST_CRASHES = 5, /* within CRASHES_MS; then the kiosk ends */
    CRASHES_MS = 60000,
    TEXT_SIZE_FD = 3 /* see --text-size */
};

struct keeper {
    struct program *program;
    struct journal journal;
    struct notify notify;
    struct live_edition live;
    struct machine_status status;
    char *handover; /* the last visit's handover to the next one; never grows, so that memory keeps
                     no second copy of it */
    size_t handover_bytes;
    pid_t visit;     /* its process, or -1 */
    int handover_fd; /* the reading end of the pipe for its handover */
    int size_fd;     /* TEXT_SIZE_FD, or -1 */
    int voice_fd;    /* the connection to speech-dispatcher, or -1 */
    bool resized;    /* a visitor chose the text size, which is to be reset after the visit */
    bool inherited;  /* the last visit left the terminal to the next one */
    int crashes;
    int64_t first_crash_ms;
    sigset_t wait_mask; /* the signals blocked during ppoll() */
};

/* Set by the signal handler, for the loop: the kiosk is to stop. */
static volatile sig_atomic_t got_stop;

static void on_stop(int number)
{
    (void)number;
    got_stop = 1;
}

/* Only ends ppoll(), after which has_ended() decides: the signal may be of a child that is not the
 * visit, started before the program was executed. */
static void on_child(int number)
{
    (void)number;
}

/* Reports a fatal fault in the journal and on standard error (once, if they are the same), since
 * either may have no reader. */
static void refuse(const struct journal *journal, const char *text)
{
    journal_line(journal, JOURNAL_ERROR, "%s", text);
    if (!journal->is_stderr)
        program_complain(text);
}

bool keeper_may_read_config(const struct cli *cli)
{
    const char *path = cli->config ? cli->config : SYSTEM_CONFIG;
    struct journal journal;
    struct buffer why = {0};
    enum ownership owner = ownership_of_file(path, &why);
    bool may = owner == OWNED_BY_ROOT || (owner == OWNED_ABSENT && !cli->config);

    if (!may) {
        journal_open(&journal, JOURNAL_SOCKET);
        refuse(&journal, buffer_c_str(&why));
        journal_close(&journal);
    }
    buffer_free(&why);
    return may;
}

static void renew_visit(const struct keeper *keeper)
{
    if (keeper->visit > 0)
        kill(keeper->visit, SIGUSR1);
}

/* Returns whether the visit's process has ended. Leaves it to be reaped by end_visit(). */
static bool has_ended(const struct keeper *keeper)
{
    siginfo_t info = {0};

    return waitid(P_PID, (id_t)keeper->visit, &info, WEXITED | WNOHANG | WNOWAIT) != 0 ||
           info.si_pid != 0;
}

/* Waits until the visit has ended or the kiosk is to stop; keeps the edition up to date. */
static void wait_for_visit(struct keeper *keeper)
{
    while (!has_ended(keeper) && !got_stop) {
        struct pollfd heard = {keeper->live.watch.fd, POLLIN, 0};
        struct timespec time;
        int ms;

        if (live_edition_update(&keeper->live))
            renew_visit(keeper);
        machine_status_update(&keeper->status, &keeper->live);
        ms = live_edition_timeout_ms(&keeper->live);
        time = (struct timespec){ms / 1000, ms % 1000 * 1000000L};
        ppoll(&heard, 1, &time, &keeper->wait_mask);
    }
}

static void catch_signals(struct keeper *keeper)
{
    /* All that would end the process without a fault of its own. */
    static const int IGNORED[] = {SIGINT,  SIGQUIT, SIGTSTP,   SIGTTIN, SIGTTOU, SIGUSR2, SIGPIPE,
                                  SIGALRM, SIGXCPU, SIGVTALRM, SIGPROF, SIGIO,   SIGPWR,  SIGTRAP};
    struct sigaction stop = {.sa_handler = on_stop},
                     child = {.sa_handler = on_child, .sa_flags = SA_NOCLDSTOP};
    sigset_t mask;

    for (size_t i = 0; i < sizeof(IGNORED) / sizeof(*IGNORED); i++)
        signal(IGNORED[i], SIG_IGN);
    for (int number = SIGRTMIN; number <= SIGRTMAX; number++)
        signal(number, SIG_IGN);
    sigemptyset(&mask);
    sigaddset(&mask, SIGTERM);
    sigaddset(&mask, SIGHUP);
    sigaddset(&mask, SIGCHLD);
    sigaddset(&mask, SIGUSR1); /* a visit that is just starting must not miss it */
    sigprocmask(SIG_BLOCK, &mask, &keeper->wait_mask);
    sigaddset(&keeper->wait_mask, SIGUSR1); /* which is for visits */
    /* The parent process may have blocked these, and the mask is inherited. */
    sigdelset(&keeper->wait_mask, SIGTERM);
    sigdelset(&keeper->wait_mask, SIGHUP);
    sigdelset(&keeper->wait_mask, SIGCHLD);
    sigaction(SIGTERM, &stop, NULL);
    sigaction(SIGHUP, &stop, NULL);
    sigaction(SIGCHLD, &child, NULL);
}

/* Gives the signals that stop the kiosk their default action again. */
static void let_signals_end(const struct keeper *keeper)
{
    signal(SIGTERM, SIG_DFL);
    signal(SIGHUP, SIG_DFL);
    sigprocmask(SIG_SETMASK, &keeper->wait_mask, NULL);
}

/* Runs a visit in the process forked for it, and exits. */
static _Noreturn void be_visit(const struct keeper *keeper, pid_t parent, int handover_fd)
{
    const struct visit_options options = {
        .notify = &keeper->notify,
        .journal = &keeper->journal,
        .handover = {keeper->handover, keeper->handover_bytes},
        .handover_fd = handover_fd,
        .size_fd = keeper->size_fd,
        .tally = keeper->status.tally,
        .voice_fd = keeper->voice_fd,
        .inherited = keeper->inherited,
    };
    const struct confine_options confined = {.strict_calls = keeper->program->cli.strict_calls};
    sigset_t mask;

    /* End the visit if the keeper dies, since nobody would start the next one. */
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    signal(SIGCHLD, SIG_DFL);
    signal(SIGTERM, SIG_DFL);
    signal(SIGHUP, SIG_DFL);
    /* Keep these blocked until the terminal module handles them: they would end the process before
     * the terminal could be restored. */
    mask = keeper->wait_mask;
    sigaddset(&mask, SIGTERM);
    sigaddset(&mask, SIGHUP);
    sigaddset(&mask, SIGUSR1);
    sigprocmask(SIG_SETMASK, &mask, NULL);
    if (getppid() != parent)
        exit(VISIT_STOPPED);
    if (keeper->live.watch.fd >= 0)
        close(keeper->live.watch.fd); /* its events are for the keeper */
    if (keeper->status.is_open)
        close(STATUS_FILE_FD);
    confine_visit(&confined, &keeper->journal);
    exit(visit_run(keeper->program, &options));
}

static void wipe_handover(struct keeper *keeper)
{
    explicit_bzero(keeper->handover, keeper->handover_bytes);
    keeper->handover_bytes = 0;
}

/* Appends the present contents of a pipe to keeper->handover. */
static void take_handover(struct keeper *keeper, int fd)
{
    ssize_t bytes;

    while ((bytes = read(fd, keeper->handover + keeper->handover_bytes,
                         BOUND_HANDOVER_BYTES - keeper->handover_bytes)) > 0)
        keeper->handover_bytes += (size_t)bytes;
}

/* Starts a visit. Returns false if the system has no process or pipe for it. */
static bool start_visit(struct keeper *keeper)
{
    pid_t parent = getpid();
    int pipe_fds[2];

    if (pipe2(pipe_fds, O_CLOEXEC | O_NONBLOCK) != 0)
        return false;
    fcntl(pipe_fds[1], F_SETPIPE_SZ, BOUND_HANDOVER_BYTES);
    keeper->visit = fork();
    if (keeper->visit == 0) {
        close(pipe_fds[0]);
        be_visit(keeper, parent, pipe_fds[1]);
    }
    close(pipe_fds[1]);
    keeper->handover_fd = pipe_fds[0];
    wipe_handover(keeper); /* the visit's process has its own copy, which ends with it */
    return keeper->visit > 0;
}

/* Restores the terminal unless the visit, which ended with this wait status, did so itself or left
 * it to the next one. */
static void settle_terminal(struct keeper *keeper, int status)
{
    int code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;

    keeper->inherited = code == VISIT_IDLE || code == VISIT_RENEWED;
    if (!keeper->inherited && code != VISIT_STOPPED && code != VISIT_REFUSED &&
        code != VISIT_QUIT && code <= VISIT_SIZE)
        term_restore();
}

/* Reaps the visit's process, takes its handover to the next visit, if any, and the terminal.
 * Returns the status of waitpid(). */
static int end_visit(struct keeper *keeper)
{
    int status = 0;

    while (waitpid(keeper->visit, &status, 0) < 0 && errno == EINTR)
        continue;
    keeper->visit = -1;
    if (WIFEXITED(status) && WEXITSTATUS(status) == VISIT_RENEWED)
        take_handover(keeper, keeper->handover_fd);
    close(keeper->handover_fd);
    if (keeper->voice_fd >= 0 && !voice_hush(keeper->voice_fd)) {
        close(keeper->voice_fd);
        keeper->voice_fd = -1;
    }
    settle_terminal(keeper, status);
    return status;
}

/* Ends the visit: with SIGTERM, or with SIGKILL if it does not end in time. */
static void stop_visit(struct keeper *keeper)
{
    int64_t until_ms = clock_monotonic_ms() + GRACE_VISIT_MS, left_ms = GRACE_VISIT_MS;

    kill(keeper->visit, SIGTERM);
    /* Wait again if another signal interrupts: SIGHUP usually follows SIGTERM. */
    for (; left_ms > 0 && !has_ended(keeper); left_ms = until_ms - clock_monotonic_ms()) {
        const struct timespec time = {left_ms / 1000, left_ms % 1000 * 1000000L};

        ppoll(NULL, 0, &time, &keeper->wait_mask);
    }
    if (!has_ended(keeper))
        kill(keeper->visit, SIGKILL);
    end_visit(keeper);
}

/* Reports that a visit crashed. Returns whether to go on with another visit: after many crashes in
 * a short time the kiosk ends, for the service manager to restart it. */
static bool outlive(struct keeper *keeper, int status)
{
    int64_t now = clock_monotonic_ms();

    journal_line(&keeper->journal, JOURNAL_ERROR,
                 WIFSIGNALED(status) ? _("一次阅读因信号 %d 中断") : _("一次阅读以 %d 中断"),
                 WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
    if (now - keeper->first_crash_ms > CRASHES_MS) {
        keeper->first_crash_ms = now;
        keeper->crashes = 0;
    }
    if (++keeper->crashes < MOST_CRASHES)
        return true;
    refuse(&keeper->journal, _("阅读接连中断，自助阅读结束；原因见系统日志"));
    return false;
}

/* Returns whether a daemon that was not there, or was lost, can be connected to: by a new keeper
 * alone, which the launcher, if there is one, starts. */
static bool voice_has_come(const struct keeper *keeper)
{
    const char *path = keeper->program->cli.voice;

    return keeper->size_fd >= 0 && keeper->voice_fd < 0 && path && voice_is_there(path);
}

/* Returns whether to start another visit after one with the wait status `ended`. If not, *status is
 * the kiosk's exit status. */
static bool goes_on(struct keeper *keeper, int ended, int *status)
{
    int code = WIFEXITED(ended) ? WEXITSTATUS(ended) : -1;
    bool is_size = code > VISIT_SIZE && code <= VISIT_SIZE + KIOSK_MOST_TEXT_SIZE;

    switch (code) {
    case VISIT_IDLE:
        *status = VISIT_SIZE;
        return !keeper->resized && !voice_has_come(keeper);
    case VISIT_RENEWED:
        return true;
    case VISIT_REST:
        *status = VISIT_REST;
        return false;
    case VISIT_STOPPED:
    case VISIT_QUIT:
        *status = STATUS_FINE;
        return false;
    case VISIT_REFUSED:
        *status = STATUS_USAGE;
        return false;
    default:
        *status = is_size ? code : STATUS_FAULT;
        return !is_size && outlive(keeper, ended);
    }
}

static int keep_visits(struct keeper *keeper)
{
    int status = STATUS_FAULT;
    bool more = true;

    while (more) {
        if (!start_visit(keeper)) {
            journal_line(&keeper->journal, JOURNAL_ERROR, "fork: %s", strerror(errno));
            return STATUS_FAULT;
        }
        wait_for_visit(keeper);
        if (got_stop) {
            stop_visit(keeper);
            return STATUS_FINE;
        }
        more = goes_on(keeper, end_visit(keeper), &status);
    }
    return status;
}

static void confine(const struct keeper *keeper)
{
    char *folders[LIVE_EDITION_MOST_FOLDERS];
    struct confine_options options = {.paths = (const char *const *)folders,
                                      .path_count = live_edition_folders(&keeper->live, folders),
                                      .strict_calls = keeper->program->cli.strict_calls,
                                      .status_file = keeper->status.is_open};

    confine_process(&options, &keeper->journal);
    for (size_t i = 0; i < options.path_count; i++)
        free(folders[i]);
}

/* Returns the launcher's pipe, or -1 if there is none. Any other file with its number must not be
 * sent what a visitor reads. */
static int text_size_fd(const struct cli *cli)
{
    struct stat info;

    return cli->text_size && fstat(TEXT_SIZE_FD, &info) == 0 && S_ISFIFO(info.st_mode)
               ? TEXT_SIZE_FD
               : -1;
}

static void open_keeper(struct keeper *keeper)
{
    const struct cli *cli = &keeper->program->cli;

    keeper->size_fd = text_size_fd(cli);
    confine_descriptors(keeper->size_fd);
    journal_open(&keeper->journal, JOURNAL_SOCKET);
    notify_open(&keeper->notify);
    keeper->voice_fd = cli->voice && !cli->ssh && !cli->rest ? voice_connect(cli->voice) : -1;
    if (cli->voice && !cli->rest && keeper->voice_fd < 0)
        journal_line(&keeper->journal, JOURNAL_WARNING, _("%s: 连不上语音服务，不能朗读"),
                     cli->voice);
    if (cli->text_size && keeper->size_fd < 0)
        journal_line(&keeper->journal, JOURNAL_WARNING, "%s",
                     _("--text-size 要有 3 号管道，换字号时才能接着读；请由启动脚本启动"));
    if (cli->ignored)
        journal_line(&keeper->journal, JOURNAL_WARNING, _("--%s 在自助模式下不起作用"),
                     cli->ignored);
    live_edition_open(&keeper->live, keeper->program, &keeper->journal, &keeper->notify);
    machine_status_open(&keeper->status, keeper->program, &keeper->journal);
    keeper->handover = mem_zeroed(BOUND_HANDOVER_BYTES, 1);
    if (keeper->size_fd >= 0) {
        fcntl(keeper->size_fd, F_SETFL, O_RDWR | O_NONBLOCK);
        fcntl(keeper->size_fd, F_SETPIPE_SZ, BOUND_HANDOVER_BYTES);
        take_handover(keeper, keeper->size_fd);
        keeper->resized = keeper->handover_bytes > 0;
    }
}

static void close_keeper(struct keeper *keeper)
{
    wipe_handover(keeper);
    free(keeper->handover);
    machine_status_close(&keeper->status);
    live_edition_close(&keeper->live);
    if (keeper->voice_fd >= 0)
        close(keeper->voice_fd);
    notify_close(&keeper->notify);
    journal_close(&keeper->journal);
}

int keeper_run(struct program *program)
{
    struct keeper keeper = {.program = program, .visit = -1};
    int status = STATUS_USAGE;

    catch_signals(&keeper);
    open_keeper(&keeper);
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
        let_signals_end(&keeper);
        refuse(&keeper.journal, _("--kiosk 要在终端里运行"));
    } else {
        live_edition_begin(&keeper.live);
        program_init_style(program);
        term_prepare(program->cli.ssh);
        confine(&keeper);
        status = keep_visits(&keeper);
        if (keeper.inherited)
            term_restore();
    }
    close_keeper(&keeper);
    return status;
}
