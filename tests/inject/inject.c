/* inject CALL NUMBER ACTION COUNTS PROGRAM [ARGUMENTS]: runs a program, and makes one of its system
 * calls go wrong. It traces the program and all its children, so that it reaches the calls that
 * libraries make, and works with every build of the program.
 *
 * CALL is the number of a system call, or -1 for any; NUMBER the first call of it to go wrong,
 * counted from 1 over all processes, 0 for none; with a + behind it all later ones do, too. ACTION
 * is the errno value that it returns without being carried out, or `short` (half of the bytes are
 * asked for), or `kill` (SIGKILL to every process instead of the call). COUNTS is a file that
 * receives an int for each call: how often it was made; - is none.
 *
 * Counting begins with the first call that main() makes, fcntl(0, F_GETFD). Ends as the program
 * does. */

#ifdef __x86_64__

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/personality.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_CALLS = 512, MOST_PROCESSES = 64 };

/* A process under trace. */
struct process {
    pid_t pid;
    bool inside;  /* between the beginning and the end of a call */
    bool changed; /* the call's registers, which are put back at its end */
    bool refused; /* the call returns `error` */
    struct user_regs_struct before;
};

struct plan {
    long call;
    long number;
    bool on;
    bool halve;
    bool kill;
    int error;
};

struct tracer {
    struct plan plan;
    struct process processes[MOST_PROCESSES];
    size_t process_count;
    bool begun;
    long seen; /* calls that the plan is about */
    int counts[MOST_CALLS];
};

static _Noreturn void give_up(const char *what)
{
    fprintf(stderr, "inject: %s: %s\n", what, strerror(errno));
    exit(126);
}

static struct process *process_of(struct tracer *tracer, pid_t pid)
{
    struct process *process = tracer->processes;

    for (size_t i = 0; i < tracer->process_count; i++, process++)
        if (process->pid == pid)
            return process;
    if (tracer->process_count == MOST_PROCESSES)
        give_up("too many processes");
    tracer->process_count++;
    *process = (struct process){.pid = pid};
    return process;
}

static void forget(struct tracer *tracer, pid_t pid)
{
    *process_of(tracer, pid) = tracer->processes[tracer->process_count - 1];
    tracer->process_count--;
}

static bool is_main_begun(const struct user_regs_struct *regs)
{
    return regs->orig_rax == SYS_fcntl && (int)regs->rdi == STDIN_FILENO &&
           (int)regs->rsi == F_GETFD;
}

/* Counts a call. Returns whether it is to go wrong. */
static bool is_due(struct tracer *tracer, const struct user_regs_struct *regs)
{
    const struct plan *plan = &tracer->plan;

    tracer->begun = tracer->begun || is_main_begun(regs);
    if (!tracer->begun || regs->orig_rax >= MOST_CALLS)
        return false;
    tracer->counts[regs->orig_rax]++;
    if (plan->call >= 0 && (unsigned long)plan->call != regs->orig_rax)
        return false;
    tracer->seen++;
    return plan->number && (plan->on ? tracer->seen >= plan->number : tracer->seen == plan->number);
}

static void spoil(struct tracer *tracer, struct process *process, struct user_regs_struct regs)
{
    process->before = regs;
    process->changed = true;
    if (tracer->plan.halve) {
        regs.rdx = regs.rdx > 1 ? regs.rdx / 2 : regs.rdx;
    } else {
        /* A call without effect, which every filter of system calls allows. */
        process->refused = true;
        regs.orig_rax = SYS_read;
        regs.rdi = (unsigned long long)-1;
        regs.rdx = 0;
    }
    ptrace(PTRACE_SETREGS, process->pid, NULL, &regs);
}

static void begin_call(struct tracer *tracer, struct process *process)
{
    struct user_regs_struct regs;

    if (ptrace(PTRACE_GETREGS, process->pid, NULL, &regs) != 0 || !is_due(tracer, &regs))
        return;
    if (!tracer->plan.kill) {
        spoil(tracer, process, regs);
        return;
    }
    for (size_t i = 0; i < tracer->process_count; i++)
        kill(tracer->processes[i].pid, SIGKILL);
}

static void end_call(const struct tracer *tracer, struct process *process)
{
    struct user_regs_struct regs;

    if (!process->changed || ptrace(PTRACE_GETREGS, process->pid, NULL, &regs) != 0)
        return;
    regs.rdi = process->before.rdi;
    regs.rdx = process->before.rdx;
    if (process->refused)
        regs.rax = (unsigned long long)-tracer->plan.error;
    ptrace(PTRACE_SETREGS, process->pid, NULL, &regs);
    process->changed = process->refused = false;
}

/* Handles a stop of a process, and lets it go on. */
static void handle_stop(struct tracer *tracer, pid_t pid, int status)
{
    struct process *process = process_of(tracer, pid);
    int number = WSTOPSIG(status), event = status >> 16, sent = 0;

    if (number == (SIGTRAP | 0x80)) {
        process->inside = !process->inside;
        if (process->inside)
            begin_call(tracer, process);
        else
            end_call(tracer, process);
    } else if (event == PTRACE_EVENT_STOP && number != SIGTRAP) {
        ptrace(PTRACE_LISTEN, pid, NULL, NULL);
        return;
    } else if (!event) {
        sent = number;
    }
    ptrace(PTRACE_SYSCALL, pid, NULL, (void *)(intptr_t)sent);
}

/* Traces until no process is left. Returns the first one's wait status. */
static int trace(struct tracer *tracer, pid_t first)
{
    int status, result = 0;
    pid_t pid;

    while ((pid = waitpid(-1, &status, __WALL)) > 0 || errno == EINTR) {
        if (pid > 0 && WIFSTOPPED(status)) {
            handle_stop(tracer, pid, status);
        } else if (pid > 0) {
            forget(tracer, pid);
            if (pid == first)
                result = status;
        }
    }
    return result;
}

static pid_t start(char **argv)
{
    long options = PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK |
                   PTRACE_O_TRACECLONE | PTRACE_O_EXITKILL;
    int gate[2];
    char byte;
    pid_t pid;

    if (pipe2(gate, O_CLOEXEC) != 0)
        give_up("pipe");
    pid = fork();
    if (pid < 0)
        give_up("fork");
    if (pid == 0) {
        close(gate[1]);
        /* How often memory is asked for depends on where it is. */
        personality(ADDR_NO_RANDOMIZE);
        if (read(gate[0], &byte, 1) == 1)
            execv(argv[0], argv);
        give_up(argv[0]);
    }
    close(gate[0]);
    if (ptrace(PTRACE_SEIZE, pid, NULL, (void *)options) != 0)
        give_up("ptrace");
    /* From here on every call is seen, because the interrupted read() is one that stops. */
    ptrace(PTRACE_INTERRUPT, pid, NULL, NULL);
    if (write(gate[1], "g", 1) != 1)
        give_up("write");
    close(gate[1]);
    return pid;
}

static void read_plan(struct plan *plan, char **argv)
{
    char *end;

    plan->call = strtol(argv[1], NULL, 10);
    plan->number = strtol(argv[2], &end, 10);
    plan->on = *end == '+';
    plan->halve = strcmp(argv[3], "short") == 0;
    plan->kill = strcmp(argv[3], "kill") == 0;
    plan->error = (int)strtol(argv[3], NULL, 10);
}

static void write_counts(const struct tracer *tracer, const char *path)
{
    FILE *file = strcmp(path, "-") == 0 ? NULL : fopen(path, "w");

    if (!file)
        return;
    for (size_t i = 0; i < MOST_CALLS; i++)
        fprintf(file, "%d\n", tracer->counts[i]);
    fclose(file);
}

int main(int argc, char **argv)
{
    struct tracer tracer = {0};
    int status;
    pid_t pid;

    if (argc < 6)
        return 126;
    read_plan(&tracer.plan, argv);
    pid = start(argv + 5);
    /* The program is told of these by itself; the tracer ends when the program has. */
    signal(SIGHUP, SIG_IGN);
    signal(SIGTERM, SIG_IGN);
    signal(SIGINT, SIG_IGN);
    status = trace(&tracer, pid);
    write_counts(&tracer, argv[4]);
    if (WIFSIGNALED(status)) {
        setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
        signal(WTERMSIG(status), SIG_DFL);
        raise(WTERMSIG(status));
    }
    return WEXITSTATUS(status);
}

#else /* it knows the registers of no other machine, and the tests skip what needs it */

int main(void)
{
    return 126;
}

#endif
