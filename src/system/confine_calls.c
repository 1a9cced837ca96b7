#include "system/confine_calls.h"

#include "base/i18n.h"
#include "base/sanitized.h"

#include <assert.h>
#include <endian.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#if defined(__x86_64__) && !defined(__ILP32__)
#define ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__) && !defined(__ILP32__) && __BYTE_ORDER == __LITTLE_ENDIAN
#define ARCH AUDIT_ARCH_AARCH64
#endif

#ifndef ARCH

void confine_calls(const struct journal *journal)
{
    journal_line(journal, JOURNAL_WARNING,
                 _("这种处理器还没有 seccomp 规则，少一层限制，照常运行"));
}

#else

/* Marks the calls of the x32 ABI, which the kernel accepts on x86_64 under other numbers. */
enum { X32_CALL = 0x40000000 };

/* TIOCLINUX, see ioctl_console(2): can paste into another program's terminal. */
enum { CONSOLE_REQUEST = 0x541C };

/* Calls missing from the kernel headers of Debian 12. From 424 on, numbers are the same on every
 * architecture. */
enum {
    SYS_FCHMODAT2 = 452,
    SYS_SETXATTRAT = 463,
    SYS_REMOVEXATTRAT = 466,
    SYS_OPEN_TREE_ATTR = 467
};

static const int DENIED[] = {
    /* Run other programs, and reach into other processes. */
    SYS_execve,
    SYS_execveat,
    SYS_process_vm_writev,
    SYS_pidfd_getfd,
#if !SANITIZED
    /* The leak check of AddressSanitizer stops the threads with ptrace when the program ends. */
    SYS_ptrace,
    SYS_process_vm_readv,
#endif
    /* Reach the network and other services. Sockets that exist already can still be sent to. */
    SYS_socket,
    SYS_socketpair,
    SYS_connect,
    SYS_bind,
    SYS_listen,
    SYS_accept,
    SYS_accept4,
    /* Reach parts of the kernel that have calls or programs of their own. */
    SYS_io_uring_setup,
    SYS_io_uring_enter,
    SYS_io_uring_register,
    SYS_bpf,
    SYS_perf_event_open,
    SYS_userfaultfd,
    SYS_add_key,
    SYS_request_key,
    SYS_keyctl,
    /* Change the view of the file system, or the kernel. */
    SYS_mount,
    SYS_umount2,
    SYS_mount_setattr,
    SYS_move_mount,
    SYS_open_tree,
    SYS_OPEN_TREE_ATTR,
    SYS_fsopen,
    SYS_fsconfig,
    SYS_fsmount,
    SYS_fspick,
    SYS_unshare,
    SYS_setns,
    SYS_pivot_root,
    SYS_chroot,
    SYS_open_by_handle_at,
    SYS_kexec_load,
    SYS_kexec_file_load,
    SYS_init_module,
    SYS_finit_module,
    SYS_delete_module,
    /* Change files in ways that Landlock cannot forbid, or could not in older versions. */
    SYS_truncate,
    SYS_ftruncate,
    SYS_fallocate,
    SYS_fchmod,
    SYS_fchmodat,
    SYS_FCHMODAT2,
    SYS_fchown,
    SYS_fchownat,
    SYS_utimensat,
    SYS_setxattr,
    SYS_lsetxattr,
    SYS_fsetxattr,
    SYS_SETXATTRAT,
    SYS_removexattr,
    SYS_lremovexattr,
    SYS_fremovexattr,
    SYS_REMOVEXATTRAT,
    /* Change folders, which Landlock forbids as well, but not every kernel has it. */
    SYS_mkdirat,
    SYS_mknodat,
    SYS_symlinkat,
    SYS_linkat,
    SYS_unlinkat,
    SYS_renameat2,
#ifdef SYS_renameat
    SYS_renameat,
#endif
#ifdef __x86_64__ /* older forms, which newer architectures do not have */
    SYS_chmod,
    SYS_chown,
    SYS_lchown,
    SYS_utime,
    SYS_utimes,
    SYS_futimesat,
    SYS_creat,
    SYS_mkdir,
    SYS_mknod,
    SYS_symlink,
    SYS_link,
    SYS_unlink,
    SYS_rmdir,
    SYS_rename,
#endif
};

/* Flags of open() that write or create a file; O_TMPFILE needs one of the first two. */
enum { WRITING = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC };

/* Flags for new namespaces, in which a process has rights that it lacks outside. */
enum {
    NAMESPACES = CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER |
                 CLONE_NEWPID | CLONE_NEWNET
};

enum { MAX_STEPS = 2 * sizeof(DENIED) / sizeof(DENIED[0]) + 64 };

/* A program of classic BPF over struct seccomp_data. */
struct filter {
    struct sock_filter steps[MAX_STEPS];
    unsigned short count;
};

static void add(struct filter *filter, struct sock_filter step)
{
    assert(filter->count < MAX_STEPS);
    filter->steps[filter->count++] = step;
}

static void load(struct filter *filter, size_t offset)
{
    add(filter, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (unsigned)offset));
}

static void fail_with(struct filter *filter, int error)
{
    add(filter, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (unsigned)error));
}

/* Fails the call with `error` if the loaded value compares to `value` (BPF_JEQ, BPF_JGE, BPF_JSET).
 */
static void fail_if(struct filter *filter, unsigned comparison, unsigned value, int error)
{
    add(filter,
        (struct sock_filter)BPF_JUMP((unsigned short)(BPF_JMP | comparison | BPF_K), value, 0, 1));
    fail_with(filter, error);
}

/* Fails the call if the lower half of its argument (from 0) compares to `value`. Expects the call's
 * number to be loaded, and loads it again. The kernel, too, reads only the lower half of every
 * argument checked here. */
static void fail_call_if(struct filter *filter, int call, int argument, unsigned comparison,
                         unsigned value)
{
    enum { STEPS = 4 };

    add(filter, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)call, 0, STEPS));
    load(filter, offsetof(struct seccomp_data, args) + (size_t)argument * sizeof(__u64));
    fail_if(filter, comparison, value, EPERM);
    load(filter, offsetof(struct seccomp_data, nr));
}

static void make(struct filter *filter)
{
    /* Calls of another architecture's ABI have other numbers. */
    load(filter, offsetof(struct seccomp_data, arch));
    add(filter, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCH, 1, 0));
    fail_with(filter, EPERM);
    load(filter, offsetof(struct seccomp_data, nr));
    fail_if(filter, BPF_JGE, X32_CALL, EPERM);
    for (size_t i = 0; i < sizeof(DENIED) / sizeof(DENIED[0]); i++)
        fail_if(filter, BPF_JEQ, (unsigned)DENIED[i], EPERM);
    /* A filter cannot see the flags of these calls, which lie in memory. With ENOSYS the C library
     * falls back to older calls. */
    fail_if(filter, BPF_JEQ, SYS_clone3, ENOSYS);
    fail_if(filter, BPF_JEQ, SYS_openat2, ENOSYS);
    fail_call_if(filter, SYS_clone, 0, BPF_JSET, NAMESPACES);
    fail_call_if(filter, SYS_openat, 2, BPF_JSET, WRITING);
#ifdef SYS_open
    fail_call_if(filter, SYS_open, 1, BPF_JSET, WRITING);
#endif
    fail_call_if(filter, SYS_ioctl, 1, BPF_JEQ, TIOCSTI);
    fail_call_if(filter, SYS_ioctl, 1, BPF_JEQ, CONSOLE_REQUEST);
    add(filter, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
}

void confine_calls(const struct journal *journal)
{
    struct filter filter = {.count = 0};
    struct sock_fprog program = {.filter = filter.steps};

    make(&filter);
    program.len = filter.count;
    if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) < 0)
        journal_line(journal, JOURNAL_WARNING,
                     _("seccomp 过滤器装不上（%s），少一层限制，照常运行；内核要有 SECCOMP_FILTER"),
                     strerror(errno));
}

#endif
