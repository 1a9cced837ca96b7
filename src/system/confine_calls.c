#include "system/confine_calls.h"

#include "allowed_calls.h"
#include "base/buffer.h"
#include "base/i18n.h"
#include "call_filter.h"

#include <errno.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <ucontext.h>
#include <unistd.h>

#ifndef ALLOWED_CALLS_ARCH

void confine_calls(enum confined_role role, bool kills, const struct journal *journal)
{
    (void)role;
    (void)kills;
    journal_line(journal, JOURNAL_WARNING,
                 _("这种处理器还没有 seccomp 规则，少一层限制，照常运行"));
}

#else

/* The si_code of a SIGSYS by a filter, which glibc 2.36 does not name. */
enum { BY_SECCOMP = 1 };

/* Calls above this number share a mark. */
enum { MOST_CALLS = 512 };

#define NUMBER "####"

/* State of the handler, prepared while everything is in order: it may call nothing that allocates
 * or locks. */
static struct journal log_of_refusals;
static struct buffer line; /* NUMBER stands for the call's number */
static char *line_number;  /* its place, or NULL */
static bool is_told[MOST_CALLS];
/* The action of SIGSYS before, for one that somebody sends. */
static struct sigaction action_before;

/* Makes the call that was refused fail with EPERM. */
static void fail(ucontext_t *context)
{
#ifdef __x86_64__
    context->uc_mcontext.gregs[REG_RAX] = -EPERM;
#else
    context->uc_mcontext.regs[0] = (uint64_t)-EPERM;
#endif
}

static void tell(unsigned call)
{
    /* Numbers of another ABI may be longer. */
    unsigned left = call < 10000 ? call : 9999;

    for (size_t i = strlen(NUMBER); line_number && i > 0; left /= 10)
        line_number[--i] = (char)('0' + left % 10);
    journal_send(&log_of_refusals, buffer_str(&line));
}

static void on_refusal(int number, siginfo_t *info, void *context)
{
    unsigned call = (unsigned)info->si_syscall;
    unsigned mark = call < MOST_CALLS ? call : MOST_CALLS - 1;
    int error = errno;

    if (info->si_code != BY_SECCOMP) {
        sigaction(number, &action_before, NULL);
        raise(number);
        return;
    }
    if (!is_told[mark]) {
        is_told[mark] = true;
        tell(call);
    }
    fail(context);
    errno = error;
}

static void catch_refusals(const struct journal *journal)
{
    struct sigaction action = {.sa_sigaction = on_refusal}, before;
    sigset_t refusal;

    log_of_refusals = *journal;
    buffer_clear(&line);
    journal_make_line(journal, &line, JOURNAL_ERROR, "%s",
                      _("系统调用 #### 不在名单里，没有执行；请报告这个号码"));
    line_number = strstr(buffer_c_str(&line), NUMBER);
    /* SA_NODEFER, since a blocked SIGSYS would kill. */
    action.sa_flags = SA_SIGINFO | SA_NODEFER;
    sigemptyset(&action.sa_mask);
    sigaction(SIGSYS, &action, &before);
    if (before.sa_sigaction != on_refusal)
        action_before = before;
    sigemptyset(&refusal);
    sigaddset(&refusal, SIGSYS);
    sigprocmask(SIG_UNBLOCK, &refusal, NULL);
}

void confine_calls(enum confined_role role, bool kills, const struct journal *journal)
{
    struct call_filter filter;
    struct sock_fprog program = {.filter = filter.steps};

    if (!kills)
        catch_refusals(journal);
    call_filter_make(&filter, role, getpid(), kills ? SECCOMP_RET_KILL_PROCESS : SECCOMP_RET_TRAP);
    program.len = filter.count;
    if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) < 0)
        journal_line(journal, JOURNAL_WARNING,
                     _("seccomp 过滤器装不上（%s），少一层限制，照常运行；内核要有 SECCOMP_FILTER"),
                     strerror(errno));
}

#endif
