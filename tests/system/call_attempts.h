#ifndef CALL_ATTEMPTS_H
#define CALL_ATTEMPTS_H

/* The system calls that a kiosk's processes may make, and attempts at others, for
 * test_confine_calls.c. Written down apart from the program's list, so that a change of either is
 * noticed. */

#include "system/confine_calls.h"
#include "system/status_file.h"

#include <fcntl.h>
#include <limits.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <termios.h>

enum { KEEPER = CONFINED_KEEPER, VISIT = CONFINED_VISIT, BOTH = KEEPER | VISIT };

enum {
    FORK_FLAGS = CLONE_CHILD_CLEARTID | CLONE_CHILD_SETTID | SIGCHLD,
    THREAD_FLAGS = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD |
                   CLONE_SYSVSEM | CLONE_SETTLS | CLONE_PARENT_SETTID | CLONE_CHILD_CLEARTID
};

/* In the place of an argument: the ids of this process and of its parent. */
enum { SELF = -1000, PARENT = -1001 };

/* Arguments with which a call does no harm, and the processes that may make it. */
struct attempt {
    long call;
    unsigned roles;
    long args[6];
};

/* Calls that are allowed whatever their arguments are. */
static const struct attempt FREE[] = {
    {SYS_read, BOTH, {-1}},
    {SYS_write, BOTH, {-1}},
    {SYS_ppoll, BOTH, {-1, -1, -1, -1, -1}},
    {SYS_pipe2, BOTH, {-1, -1}},
    {SYS_dup3, BOTH, {-1, -1, -1}},
    {SYS_close, BOTH, {-1}},
    {SYS_newfstatat, BOTH, {-1, -1, -1, -1}},
    {SYS_fstat, BOTH, {-1}},
    {SYS_pread64, BOTH, {-1}},
    {SYS_lseek, BOTH, {-1}},
    {SYS_setfsuid, BOTH, {-1}},
    {SYS_setfsgid, BOTH, {-1}},
    {SYS_getdents64, KEEPER, {-1}},
    {SYS_getcwd, KEEPER, {0}},
    {SYS_inotify_init1, KEEPER, {-1}},
    {SYS_inotify_add_watch, KEEPER, {-1}},
    {SYS_brk, BOTH, {0}},
    {SYS_mremap, BOTH, {-1, -1, -1, -1}},
    {SYS_munmap, BOTH, {-1}},
#if !__GLIBC_PREREQ(2, 37)
    {SYS_sysinfo, BOTH, {-1}},
#endif
    {SYS_clock_gettime, BOTH, {-1}},
    {SYS_gettimeofday, BOTH, {0}},
    {SYS_clock_nanosleep, BOTH, {-1}},
    {SYS_restart_syscall, BOTH, {0}},
    {SYS_futex, BOTH, {-1, -1}},
    {SYS_rt_sigaction, BOTH, {-1}},
    {SYS_rt_sigprocmask, BOTH, {-1, -1}},
    {SYS_rt_sigreturn, BOTH, {0}},
    {SYS_rt_sigtimedwait, BOTH, {-1, -1}},
    {SYS_sigaltstack, BOTH, {-1}},
    {SYS_getpid, BOTH, {0}},
    {SYS_gettid, BOTH, {0}},
    {SYS_getuid, BOTH, {0}},
    {SYS_geteuid, BOTH, {0}},
    {SYS_getgid, BOTH, {0}},
    {SYS_getegid, BOTH, {0}},
    {SYS_exit_group, BOTH, {0}},
    {SYS_set_robust_list, BOTH, {-1, -1}},
    {SYS_rseq, BOTH, {-1}},
    {SYS_exit, BOTH, {0}},
    {SYS_getppid, KEEPER, {0}},
    {SYS_waitid, KEEPER, {-1}},
    {SYS_wait4, KEEPER, {-1, 0, -1}},
#ifdef __x86_64__
    {SYS_poll, BOTH, {-1, -1, 0}},
    {SYS_access, BOTH, {-1}},
    {SYS_readlink, KEEPER, {-1}},
    {SYS_time, BOTH, {0}},
#else
    {SYS_faccessat, BOTH, {-1}},
    {SYS_readlinkat, KEEPER, {-1}},
#endif
};

/* Calls that depend on their arguments; those that nobody may make have arguments that tempt. */
static const struct attempt CHECKED[] = {
    {SYS_sendto, BOTH, {-1, 0, 0, 0, 0, 0}},
    {SYS_sendto, 0, {-1, 0, 0, 0, 4096, 16}},
    {SYS_sendto, 0, {-1, 0, 0, 0, 0x100000000, 16}},
    {SYS_ioctl, BOTH, {-1, TIOCGWINSZ}},
    {SYS_ioctl, BOTH, {-1, FIONREAD}},
    {SYS_ioctl, BOTH, {-1, TCGETS}},
    {SYS_ioctl, BOTH, {-1, TCSETS}},
    {SYS_ioctl, BOTH, {-1, TCSETSW}},
    {SYS_ioctl, BOTH, {-1, TCSETSF}},
    {SYS_ioctl, BOTH, {-1, TCFLSH}},
    {SYS_ioctl, 0, {-1, TIOCSTI}},
    {SYS_ioctl, 0, {-1, 0x100000000 | TIOCSTI}},
    {SYS_ioctl, 0, {-1, 0x541C /* TIOCLINUX */}},
    {SYS_ioctl, 0, {-1, TIOCSCTTY}},
    {SYS_ioctl, 0, {-1, TIOCCONS}},
    {SYS_ioctl, 0, {-1, FIOASYNC}},
    {SYS_fcntl, BOTH, {-1, F_GETFL}},
    {SYS_fcntl, BOTH, {-1, F_SETFD}},
    {SYS_fcntl, BOTH, {-1, F_DUPFD_CLOEXEC}},
    {SYS_fcntl, KEEPER, {-1, F_SETPIPE_SZ}},
    {SYS_fcntl, 0, {-1, F_SETFL}},
    {SYS_fcntl, 0, {-1, F_SETOWN}},
    {SYS_fcntl, 0, {-1, F_SETLK}},
    {SYS_fcntl, 0, {-1, F_SETLEASE}},
    {SYS_fcntl, 0, {-1, F_NOTIFY}},
    {SYS_openat, BOTH, {-1, -1, O_RDONLY | O_CLOEXEC}},
    {SYS_openat, BOTH, {-1, -1, O_RDONLY | O_DIRECTORY | O_NONBLOCK | O_NOCTTY}},
    {SYS_openat, 0, {-1, -1, O_WRONLY}},
    {SYS_openat, 0, {-1, -1, O_RDWR}},
    {SYS_openat, 0, {-1, -1, O_CREAT}},
    {SYS_openat, 0, {-1, -1, O_TRUNC}},
    {SYS_openat, 0, {-1, -1, O_TMPFILE}},
    {SYS_openat, 0, {-1, -1, O_PATH}},
    {SYS_pwrite64, KEEPER, {STATUS_FILE_FD, 0, STATUS_FILE_BYTES, 0}},
    {SYS_pwrite64, 0, {STATUS_FILE_FD, 0, STATUS_FILE_BYTES, 1}},
    {SYS_pwrite64, 0, {STATUS_FILE_FD, 0, STATUS_FILE_BYTES, 0x100000000}},
    {SYS_pwrite64, 0, {STATUS_FILE_FD, 0, STATUS_FILE_BYTES + 1, 0}},
    {SYS_pwrite64, 0, {STATUS_FILE_FD, 0, 0x100000000 + STATUS_FILE_BYTES, 0}},
    {SYS_pwrite64, 0, {STATUS_FILE_FD + 1, 0, STATUS_FILE_BYTES, 0}},
    {SYS_mmap, BOTH, {0, 0, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0}},
    {SYS_mmap, 0, {0, 0, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0}},
    {SYS_mmap, 0, {0, 0, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0}},
    {SYS_mprotect, BOTH, {0, 0, PROT_READ | PROT_WRITE}},
    {SYS_mprotect, 0, {0, 0, PROT_READ | PROT_EXEC}},
    {SYS_mprotect, 0, {0, 0, PROT_READ | PROT_WRITE | PROT_EXEC}},
    {SYS_madvise, BOTH, {0, 0, MADV_DONTNEED}},
    {SYS_madvise, BOTH, {0, 0, MADV_HUGEPAGE}},
    {SYS_madvise, 0, {0, 0, MADV_MERGEABLE}},
    {SYS_setitimer, BOTH, {ITIMER_REAL, 0, 0}},
    {SYS_setitimer, 0, {ITIMER_VIRTUAL, 0, 0}},
    {SYS_tgkill, KEEPER, {PARENT, PARENT, 0}},
    {SYS_tgkill, BOTH, {SELF, SELF, 0}},
    {SYS_kill, KEEPER, {INT_MAX, SIGUSR1}},
    {SYS_kill, KEEPER, {INT_MAX, SIGTERM}},
    {SYS_kill, KEEPER, {INT_MAX, SIGKILL}},
    {SYS_kill, 0, {INT_MAX, SIGSTOP}},
    {SYS_kill, 0, {INT_MAX, 0}},
    {SYS_clone, KEEPER, {FORK_FLAGS}},
    {SYS_clone, 0, {FORK_FLAGS | CLONE_NEWUSER}},
    {SYS_clone, 0, {CLONE_VM | CLONE_THREAD | CLONE_SIGHAND}},
    {SYS_clone, 0, {SIGCHLD}},
    {SYS_clone, BOTH, {THREAD_FLAGS}},
    {SYS_clone, 0, {THREAD_FLAGS | CLONE_NEWNS}},
    {SYS_clone3, BOTH, {0, 0}}, /* fails with ENOSYS */
    {SYS_prctl, KEEPER, {PR_SET_PDEATHSIG}},
    {SYS_prctl, KEEPER, {PR_SET_SECCOMP, SECCOMP_MODE_FILTER}},
    {SYS_prctl, 0, {PR_SET_SECCOMP, SECCOMP_MODE_STRICT}},
    {SYS_prctl, 0, {PR_SET_DUMPABLE, 1}},
    {SYS_prctl, 0, {PR_SET_MM}},
    {SYS_prctl, 0, {PR_SET_NAME}},
};

/* Calls by which a process could reach or starve another session of its account. */
static const long NAMED[] = {
    SYS_execve,
    SYS_socket,
    SYS_connect,
    SYS_sendmsg,
    SYS_sendmmsg,
    SYS_prlimit64,
    SYS_shmget,
    SYS_msgget,
    SYS_semget,
    SYS_mq_open,
    SYS_tkill,
    SYS_rt_sigqueueinfo,
    SYS_personality,
    SYS_setpriority,
    SYS_ptrace,
    SYS_sched_setscheduler,
    SYS_memfd_create,
    SYS_sched_setattr,
    SYS_flock,
    SYS_sched_setaffinity,
    SYS_process_vm_readv,
    SYS_pidfd_open,
    SYS_pidfd_send_signal,
    SYS_setpgid,
    SYS_setsid,
    SYS_ioprio_set,
    SYS_io_uring_setup,
    SYS_mlock,
    SYS_timer_create,
    SYS_openat2,
    SYS_inotify_rm_watch,
    SYS_ftruncate,
    SYS_pwritev,
    SYS_getdents64 /* of a visit */,
};

#endif
