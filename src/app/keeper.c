#include "app/keeper.h"

#include "app/live_edition.h"
#include "app/visit.h"
#include "base/alloc.h"
#include "base/i18n.h"
#include "kiosk/kiosk.h"
#include "system/confine.h"
#include "system/journal.h"
#include "system/notify.h"
#include "system/ownership.h"
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
    STOP_WAIT_MS = 2000, /* that a visit has to end when it is told to */
    MOST_CRASHES = 5,    /* in CRASHES_MS: then there is no sense in going on */
    CRASHES_MS = 60000,
    HANDED_BYTES = 1 << 20, /* what a visit is made of, at the most */
    TEXT_SIZE_FD = 3        /* see --text-size */
};

struct keeper {
    struct program *program;
    struct journal journal;
    struct notify notify;
    struct live_edition live;
    char *handed; /* by the last visit to the next one: HANDED_BYTES, so that no copy of
                     it is left behind */
    size_t handed_bytes;
    pid_t visit;    /* -1: there is none */
    int hand_fd;    /* where what it hands over comes out */
    int size_fd;    /* TEXT_SIZE_FD, or -1 */
    bool resized;   /* the text has the size that a visitor asked for: it goes with the visit */
    bool inherited; /* the terminal is as the last visit left it */
    int crashes;
    int64_t first_crash_ms;
    sigset_t wait_mask; /* the signals as they are outside of ppoll() */
};

/* What the handler leaves for the loop. */
static volatile sig_atomic_t got_stop;

static void on_stop(int number)
{
    (void)number;
    got_stop = 1;
}

/* That ppoll() ends is enough: a child that was there before all visits may have told, too. */
static void on_child(int number)
{
    (void)number;
}

/* To the journal, and where that is not standard error, there too: nobody may be reading the one or
 * the other. */
static void refuse(const struct journal *journal, const char *text)
{
    journal_line(journal, JOURNAL_ERROR, "%s", text);
    if (journal->datagram.fd >= 0)
        program_complain(text);
}

bool keeper_may_read_config(const struct cli *cli)
{
    const char *path = cli->config ? cli->config : SYSTEM_CONFIG;
    struct journal journal;
    struct buffer why = {0};
    enum ownership trust = ownership_of_file(path, &why);
    bool may = trust == OWNED_BY_ROOT || (trust == OWNED_BY_NOBODY && !cli->config);

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

/* It can still be waited for. */
static bool has_ended(const struct keeper *keeper)
{
    siginfo_t info = {0};

    return waitid(P_PID, (id_t)keeper->visit, &info, WEXITED | WNOHANG | WNOWAIT) != 0 ||
           info.si_pid != 0;
}

/* Waits until the visit has ended, or all is to stop. */
static void wait_for_visit(struct keeper *keeper)
{
    while (!has_ended(keeper) && !got_stop) {
        struct pollfd heard = {keeper->live.watch.fd, POLLIN, 0};
        struct timespec time;
        int ms;

        if (live_edition_look(&keeper->live))
            renew_visit(keeper);
        ms = live_edition_patience_ms(&keeper->live);
        time = (struct timespec){ms / 1000, ms % 1000 * 1000000L};
        ppoll(&heard, 1, &time, &keeper->wait_mask);
    }
}

static void catch_signals(struct keeper *keeper)
{
    static const int IGNORED[] = {SIGINT, SIGQUIT, SIGTSTP, SIGTTIN, SIGTTOU, SIGUSR2, SIGPIPE};
    struct sigaction stop = {.sa_handler = on_stop},
                     child = {.sa_handler = on_child, .sa_flags = SA_NOCLDSTOP};
    sigset_t mask;

    for (size_t i = 0; i < sizeof(IGNORED) / sizeof(*IGNORED); i++)
        signal(IGNORED[i], SIG_IGN);
    sigemptyset(&mask);
    sigaddset(&mask, SIGTERM);
    sigaddset(&mask, SIGHUP);
    sigaddset(&mask, SIGCHLD);
    sigaddset(&mask, SIGUSR1); /* a visit that is just beginning must not miss it */
    sigprocmask(SIG_BLOCK, &mask, &keeper->wait_mask);
    /* Whoever started it may have blocked them: a mask is inherited. */
    sigdelset(&keeper->wait_mask, SIGTERM);
    sigdelset(&keeper->wait_mask, SIGHUP);
    sigdelset(&keeper->wait_mask, SIGCHLD);
    sigaction(SIGTERM, &stop, NULL);
    sigaction(SIGHUP, &stop, NULL);
    sigaction(SIGCHLD, &child, NULL);
}

/* In the process of a visit. */
static _Noreturn void be_visit(const struct keeper *keeper, pid_t parent, int hand_fd)
{
    const struct visit_options options = {
        .notify = &keeper->notify,
        .journal = &keeper->journal,
        .handed = {keeper->handed, keeper->handed_bytes},
        .hand_fd = hand_fd,
        .size_fd = keeper->size_fd,
        .inherited = keeper->inherited,
    };
    sigset_t mask;

    /* Without who keeps it, there is nobody to begin the next one. */
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    signal(SIGCHLD, SIG_DFL);
    signal(SIGTERM, SIG_DFL);
    signal(SIGHUP, SIG_DFL);
    /* The terminal lets in what it hears: until then it could not be given back. */
    mask = keeper->wait_mask;
    sigaddset(&mask, SIGTERM);
    sigaddset(&mask, SIGHUP);
    sigaddset(&mask, SIGUSR1);
    sigprocmask(SIG_SETMASK, &mask, NULL);
    exit(getppid() == parent ? visit_run(keeper->program, &options) : VISIT_STOPPED);
}

static void wipe_handed(struct keeper *keeper)
{
    explicit_bzero(keeper->handed, keeper->handed_bytes);
    keeper->handed_bytes = 0;
}

/* Takes what there is in a pipe. */
static void take_handed(struct keeper *keeper, int fd)
{
    ssize_t bytes;

    while ((bytes = read(fd, keeper->handed + keeper->handed_bytes,
                         HANDED_BYTES - keeper->handed_bytes)) > 0)
        keeper->handed_bytes += (size_t)bytes;
}

/* Begins a visit. False where the system has no process or pipe for it. */
static bool start_visit(struct keeper *keeper)
{
    pid_t parent = getpid();
    int pipe_fds[2];

    if (pipe2(pipe_fds, O_CLOEXEC | O_NONBLOCK) != 0)
        return false;
    fcntl(pipe_fds[1], F_SETPIPE_SZ, HANDED_BYTES);
    keeper->visit = fork();
    if (keeper->visit == 0) {
        close(pipe_fds[0]);
        be_visit(keeper, parent, pipe_fds[1]);
    }
    close(pipe_fds[1]);
    keeper->hand_fd = pipe_fds[0];
    wipe_handed(keeper); /* the visit has its own copy, which goes with it */
    return keeper->visit > 0;
}

/* Whether a visit that ended so gave the terminal back before. */
static bool gave_back(int status)
{
    int code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;

    return code == VISIT_STOPPED || code == VISIT_REFUSED || code == VISIT_LEFT ||
           code > VISIT_SIZE;
}

/* Takes the process's end, and what it handed over for the next. Returns its status as waitpid()
 * gives it. */
static int end_visit(struct keeper *keeper)
{
    int status = 0;

    while (waitpid(keeper->visit, &status, 0) < 0 && errno == EINTR)
        continue;
    keeper->visit = -1;
    if (WIFEXITED(status) && WEXITSTATUS(status) == VISIT_RENEWED)
        take_handed(keeper, keeper->hand_fd);
    close(keeper->hand_fd);
    keeper->inherited = !gave_back(status);
    return status;
}

/* A visit that does not end when it is told to is ended. */
static void stop_visit(struct keeper *keeper)
{
    int64_t until_ms = clock_monotonic_ms() + STOP_WAIT_MS, left_ms = STOP_WAIT_MS;

    kill(keeper->visit, SIGTERM);
    /* Other signals cut the wait short: after SIGTERM comes SIGHUP, as a rule. */
    for (; left_ms > 0 && !has_ended(keeper); left_ms = until_ms - clock_monotonic_ms()) {
        const struct timespec time = {left_ms / 1000, left_ms % 1000 * 1000000L};

        ppoll(NULL, 0, &time, &keeper->wait_mask);
    }
    if (has_ended(keeper)) {
        end_visit(keeper);
        return;
    }
    kill(keeper->visit, SIGKILL);
    end_visit(keeper);
    keeper->inherited = false; /* nobody is to wait for a terminal that does not answer */
}

/* A fault of the program must not be the end of the kiosk; one that comes again and again is for
 * the service manager. */
static bool outlive(struct keeper *keeper, int status)
{
    int64_t now = clock_monotonic_ms();

    journal_line(&keeper->journal, JOURNAL_ERROR,
                 WIFSIGNALED(status) ? _("一次阅读因信号 %d 中断，重新开始")
                                     : _("一次阅读以 %d 中断，重新开始"),
                 WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
    if (now - keeper->first_crash_ms > CRASHES_MS) {
        keeper->first_crash_ms = now;
        keeper->crashes = 0;
    }
    return ++keeper->crashes < MOST_CRASHES;
}

/* Whether there is to be another visit; else *status is what the kiosk ends with. */
static bool goes_on(struct keeper *keeper, int ended, int *status)
{
    int code = WIFEXITED(ended) ? WEXITSTATUS(ended) : -1;
    bool is_size = code > VISIT_SIZE && code <= VISIT_SIZE + KIOSK_MOST_TEXT_SIZE;

    switch (code) {
    case VISIT_GONE:
        *status = VISIT_SIZE;
        return !keeper->resized;
    case VISIT_RENEWED:
        return true;
    case VISIT_STOPPED:
    case VISIT_LEFT:
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

/* What was left to a next visit that does not come. */
static void give_terminal_back(void)
{
    const struct term_options options = {.mouse = true, .kiosk = true, .inherited = true};
    struct buffer message = {0};

    term_close(term_open(options, &message));
    buffer_free(&message);
}

static void confine(const struct keeper *keeper)
{
    char *folders[LIVE_EDITION_MOST_FOLDERS];
    struct confine_options options = {.paths = (const char *const *)folders,
                                      .path_count = live_edition_folders(&keeper->live, folders),
                                      .abstract_sockets = notify_is_abstract(&keeper->notify)};

    confine_process(&options, &keeper->journal);
    for (size_t i = 0; i < options.path_count; i++)
        free(folders[i]);
}

/* The launcher's pipe; -1 where there is none. Whatever else has the number must not be told what a
 * visitor reads. */
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
    if (cli->text_size && keeper->size_fd < 0)
        journal_line(&keeper->journal, JOURNAL_WARNING, "%s",
                     _("--text-size 要有 3 号管道，换字号时才能接着读；请由启动脚本启动"));
    if (cli->ignored)
        journal_line(&keeper->journal, JOURNAL_WARNING, _("--%s 在自助模式下不起作用"),
                     cli->ignored);
    live_edition_open(&keeper->live, keeper->program, &keeper->journal, &keeper->notify);
    keeper->handed = mem_zeroed(HANDED_BYTES, 1);
    if (keeper->size_fd >= 0) {
        fcntl(keeper->size_fd, F_SETFL, O_RDWR | O_NONBLOCK);
        fcntl(keeper->size_fd, F_SETPIPE_SZ, HANDED_BYTES);
        take_handed(keeper, keeper->size_fd);
        keeper->resized = keeper->handed_bytes > 0;
    }
}

static void close_keeper(struct keeper *keeper)
{
    wipe_handed(keeper);
    free(keeper->handed);
    live_edition_close(&keeper->live);
    notify_close(&keeper->notify);
    journal_close(&keeper->journal);
}

int keeper_run(struct program *program)
{
    struct keeper keeper = {.program = program, .visit = -1};
    int status = STATUS_FAULT;

    catch_signals(&keeper);
    open_keeper(&keeper);
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
        refuse(&keeper.journal, _("--kiosk 要在终端里运行"));
        status = STATUS_USAGE;
    } else if (!live_edition_begin(&keeper.live)) {
        refuse(&keeper.journal, _("打不开文章所在的文件夹；请检查路径和权限"));
    } else {
        program_settle_style(program, true);
        buffer_clear(&program->typed); /* by nobody yet */
        term_note_modes();
        confine(&keeper);
        status = keep_visits(&keeper);
        if (keeper.inherited)
            give_terminal_back();
    }
    close_keeper(&keeper);
    return status;
}
