#include "allowed_calls.h"

#ifdef ALLOWED_CALLS_ARCH

#include "base/sanitized.h"
#include "system/confine_calls.h"
#include "system/status_file.h"

#include <fcntl.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <termios.h>
#include <unistd.h>

enum { KEEPER = CONFINED_KEEPER, VISIT = CONFINED_VISIT, BOTH = KEEPER | VISIT };

/* Checks of an int, of bits of it that must be unset, and of a whole register. */
#define INT_IS(argument, value)                                                                    \
    {                                                                                              \
        argument, UINT32_MAX, (uint32_t)(value), false                                             \
    }
#define BITS_UNSET(argument, bits)                                                                 \
    {                                                                                              \
        argument, (uint32_t)(bits), 0, false                                                       \
    }
#define IS(argument, value)                                                                        \
    {                                                                                              \
        argument, UINT64_MAX, value, false                                                         \
    }
#define IS_NULL(argument)                                                                          \
    {                                                                                              \
        argument, UINT64_MAX, 0, false                                                             \
    }
#define IS_OWN_PID(argument)                                                                       \
    {                                                                                              \
        argument, UINT32_MAX, 0, true                                                              \
    }

/* The flags that a file may be opened with: for reading, and not O_PATH, which reaches what
 * Landlock does not allow to be read. */
enum { OPEN_FLAGS = O_RDONLY | O_CLOEXEC | O_DIRECTORY | O_NOCTTY | O_NONBLOCK };

/* The flags of a fork() and of a thread as the C library makes them; a namespace has others. */
enum {
    FORK_FLAGS = CLONE_CHILD_CLEARTID | CLONE_CHILD_SETTID | SIGCHLD,
    THREAD_FLAGS = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD |
                   CLONE_SYSVSEM | CLONE_SETTLS | CLONE_PARENT_SETTID | CLONE_CHILD_CLEARTID
};

/* Memory that belongs to the process alone and comes from no file. */
enum { MAP_FLAGS = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED | MAP_STACK };

/* The calls that a kiosk was seen to make after its confinement (strace of its tests and of use by
 * hand, with glibc 2.36 and 2.41), and those that other circumstances lead to: a signal that
 * interrupts a wait, a kernel that does not tell the time without a call, a heap that is full, an
 * assertion that fails, a log that is a pipe without a reader. The most frequent come first. */
static const struct call_rule RULES[] = {
    /* The terminal, the log and the manager; the pipes and sockets are open already. */
    {SYS_write, BOTH, {{0}}},
    {SYS_read, BOTH, {{0}}},
    {SYS_ppoll, BOTH, {{0}}},
#ifdef SYS_poll
    {SYS_poll, BOTH, {{0}}},
#endif
    {SYS_sendto, BOTH, {IS_NULL(4)}},
    {SYS_ioctl, BOTH, {INT_IS(1, TIOCGWINSZ)}},
    {SYS_ioctl, BOTH, {INT_IS(1, FIONREAD)}},
    {SYS_ioctl, BOTH, {INT_IS(1, TCGETS)}},
    {SYS_ioctl, BOTH, {INT_IS(1, TCSETS)}},
    {SYS_ioctl, BOTH, {INT_IS(1, TCSETSW)}},
    {SYS_ioctl, BOTH, {INT_IS(1, TCSETSF)}},
    {SYS_ioctl, BOTH, {INT_IS(1, TCFLSH)}},
    {SYS_pipe2, BOTH, {{0}}},
    {SYS_dup3, BOTH, {{0}}},
    {SYS_close, BOTH, {{0}}},
    {SYS_fcntl, BOTH, {INT_IS(1, F_GETFL)}},
    {SYS_fcntl, BOTH, {INT_IS(1, F_SETFD)}},
    {SYS_fcntl, BOTH, {INT_IS(1, F_DUPFD_CLOEXEC)}},
    {SYS_fcntl, KEEPER, {INT_IS(1, F_SETPIPE_SZ)}},

    /* Files, of which Landlock chooses those that may be read. */
    {SYS_openat, BOTH, {BITS_UNSET(2, ~OPEN_FLAGS)}},
    {SYS_newfstatat, BOTH, {{0}}},
    {SYS_fstat, BOTH, {{0}}},
    {SYS_pread64, BOTH, {{0}}},
    {SYS_lseek, BOTH, {{0}}},
    {SYS_pwrite64, KEEPER, {INT_IS(0, STATUS_FILE_FD), IS(2, STATUS_FILE_BYTES), IS_NULL(3)}},
#ifdef SYS_access
    {SYS_access, BOTH, {{0}}},
#else
    {SYS_faccessat, BOTH, {{0}}},
#endif
    {SYS_setfsuid, BOTH, {{0}}}, /* ncurses 6.5 looks for a description as the real user */
    {SYS_setfsgid, BOTH, {{0}}},
    {SYS_getdents64, KEEPER, {{0}}},
    {SYS_getcwd, KEEPER, {{0}}},
#ifdef SYS_readlink
    {SYS_readlink, KEEPER, {{0}}},
#else
    {SYS_readlinkat, KEEPER, {{0}}},
#endif
    {SYS_inotify_init1, KEEPER, {{0}}},
    {SYS_inotify_add_watch, KEEPER, {{0}}},

    /* Memory, of which none may hold code. */
    {SYS_brk, BOTH, {{0}}},
    {SYS_mmap, BOTH, {BITS_UNSET(2, PROT_EXEC), BITS_UNSET(3, ~MAP_FLAGS)}},
    {SYS_mprotect, BOTH, {BITS_UNSET(2, PROT_EXEC)}},
    {SYS_mremap, BOTH, {{0}}},
    {SYS_munmap, BOTH, {{0}}},
    {SYS_madvise, BOTH, {INT_IS(2, MADV_DONTNEED)}},
    {SYS_madvise, BOTH, {INT_IS(2, MADV_HUGEPAGE)}},
#if !__GLIBC_PREREQ(2, 37)
    {SYS_sysinfo, BOTH, {{0}}}, /* an earlier qsort() asks for the size of memory */
#endif

    /* Time and signals. */
    {SYS_clock_gettime, BOTH, {{0}}},
    {SYS_gettimeofday, BOTH, {{0}}},
#ifdef SYS_time
    {SYS_time, BOTH, {{0}}},
#endif
    {SYS_clock_nanosleep, BOTH, {{0}}},
    {SYS_setitimer, BOTH, {INT_IS(0, ITIMER_REAL)}},
    {SYS_restart_syscall, BOTH, {{0}}},
    {SYS_futex, BOTH, {{0}}},
    {SYS_rt_sigaction, BOTH, {{0}}},
    {SYS_rt_sigprocmask, BOTH, {{0}}},
    {SYS_rt_sigreturn, BOTH, {{0}}},
    {SYS_rt_sigtimedwait, BOTH, {{0}}},
    {SYS_sigaltstack, BOTH, {{0}}},
    {SYS_getpid, BOTH, {{0}}},
    {SYS_gettid, BOTH, {{0}}},
    {SYS_getuid, BOTH, {{0}}},
    {SYS_geteuid, BOTH, {{0}}},
    {SYS_getgid, BOTH, {{0}}},
    {SYS_getegid, BOTH, {{0}}},
    {SYS_exit_group, BOTH, {{0}}},

    /* A thread, which opens a large article. */
    {SYS_clone, BOTH, {INT_IS(0, THREAD_FLAGS)}},
    {SYS_set_robust_list, BOTH, {{0}}},
    {SYS_rseq, BOTH, {{0}}},
    {SYS_exit, BOTH, {{0}}},

    /* Ending oneself, and the keeper's care for its visits, which begin with its rights. */
    {SYS_tgkill, VISIT, {IS_OWN_PID(0)}},
    {SYS_tgkill, KEEPER, {{0}}},
    {SYS_kill, KEEPER, {INT_IS(1, SIGUSR1)}},
    {SYS_kill, KEEPER, {INT_IS(1, SIGTERM)}},
    {SYS_kill, KEEPER, {INT_IS(1, SIGKILL)}},
    {SYS_clone, KEEPER, {INT_IS(0, FORK_FLAGS)}},
    {SYS_getppid, KEEPER, {{0}}},
    {SYS_waitid, KEEPER, {{0}}},
    {SYS_wait4, KEEPER, {{0}}},
    {SYS_prctl, KEEPER, {INT_IS(0, PR_SET_PDEATHSIG)}},
    {SYS_prctl, KEEPER, {INT_IS(0, PR_SET_SECCOMP), INT_IS(1, SECCOMP_MODE_FILTER)}},

#if SANITIZED
    /* The leak check of AddressSanitizer at the end of a process: another one, which shares its
     * memory, stops it and looks through it. */
    {SYS_clone, BOTH, {INT_IS(0, CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_UNTRACED)}},
    {SYS_ptrace, BOTH, {{0}}},
    {SYS_process_vm_readv, BOTH, {{0}}},
    {SYS_wait4, VISIT, {{0}}},
    {SYS_getppid, VISIT, {{0}}},
    {SYS_prctl, BOTH, {{0}}},
    {SYS_prlimit64, BOTH, {IS_NULL(2)}},
    {SYS_sched_yield, BOTH, {{0}}},
    {SYS_sched_getaffinity, BOTH, {{0}}}, /* at the start of a thread */
    {SYS_madvise, BOTH, {{0}}},
    {SYS_getdents64, VISIT, {{0}}},
#ifdef SYS_open
    {SYS_open, BOTH, {BITS_UNSET(1, ~OPEN_FLAGS)}},
    {SYS_getdents, BOTH, {{0}}},
    {SYS_stat, BOTH, {{0}}},
    {SYS_lstat, BOTH, {{0}}},
    {SYS_readlink, VISIT, {{0}}},
#else
    {SYS_readlinkat, VISIT, {{0}}},
#endif
#endif
};

const struct call_rule *allowed_call(size_t index)
{
    return index < sizeof(RULES) / sizeof(RULES[0]) ? RULES + index : NULL;
}

#endif
