#include "system/confine.h"

#include "base/bounds.h"
#include "base/sanitized.h"
#include "child.h"
#include "receiver.h"
#include "scratch.h"
#include "skip.h"
#include "system/notify.h"

#include <fcntl.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <netinet/in.h>
#include <poll.h>
#include <pty.h>
#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <termios.h>
#include <time.h>

#include <cmocka.h>

enum { LANDLOCK_CREATE = 444, LANDLOCK_VERSION = 1 };

/* A folder that contains content/a.md and outside.txt, and the kernel. */
struct world {
    long landlock_abi; /* the version of Landlock; 0 or less: it has none */
    char *folder;
    char *content, *article, *outside;
};

static int set_up(void **state)
{
    struct world *world = calloc(1, sizeof(*world));

    world->landlock_abi = syscall(LANDLOCK_CREATE, NULL, 0, LANDLOCK_VERSION);
    world->folder = scratch_new();
    world->content = scratch_path(world->folder, "content");
    world->article = scratch_path(world->folder, "content/a.md");
    world->outside = scratch_path(world->folder, "outside.txt");
    mkdir(world->content, 0777);
    scratch_write(world->article, "text", 4);
    scratch_write(world->outside, "text", 4);
    *state = world;
    return 0;
}

static int tear_down(void **state)
{
    struct world *world = *state;

    free(world->content);
    free(world->article);
    free(world->outside);
    scratch_free(world->folder);
    free(world);
    return 0;
}

/* Confines this process to the content, with a pipe as standard error meanwhile. Appends the lines
 * of the log to `said`. */
static void confine_and_hear(struct world *world, struct buffer *said)
{
    const char *paths[] = {world->content};
    struct confine_options options = {.paths = paths, .path_count = 1};
    struct journal journal;
    int ends[2], before = dup(STDERR_FILENO);

    if (pipe(ends) != 0)
        abort();
    /* As in main(): standard error may be a file that must not grow. */
    signal(SIGXFSZ, SIG_IGN);
    dup2(ends[1], STDERR_FILENO);
    journal_open(&journal, JOURNAL_SOCKET);
    confine_process(&options, &journal);
    journal_close(&journal);
    dup3(before, STDERR_FILENO, 0);
    close(ends[1]);
    close(before);
    while (read_soon(ends[0], said))
        continue;
    close(ends[0]);
}

static bool confine(struct world *world)
{
    struct buffer said = {0};

    confine_and_hear(world, &said);
    if (world->landlock_abi > 0)
        CHECK(said.bytes == 0);
    buffer_free(&said);
    return true;
}

/* Returns whether a call failed because it is not allowed. */
static bool denied(long result)
{
    return result < 0 && (errno == EPERM || errno == EACCES);
}

/* Returns whether the system call filter, which decides before Landlock, denied a call. */
static bool filtered(long result)
{
    return result < 0 && errno == EPERM;
}

static bool opens(const char *path, int flags)
{
    int fd = open(path, flags | O_CLOEXEC, 0600);

    if (fd < 0)
        return false;
    close(fd);
    return true;
}

static bool can_only_read_content(struct world *world)
{
    DIR *dir = opendir(world->content);

    CHECK(dir);
    closedir(dir);
    CHECK(opens(world->article, O_RDONLY));
    CHECK(!opens(world->article, O_WRONLY) && denied(-1));
    CHECK(!opens(world->article, O_RDONLY | O_TRUNC) && denied(-1));
    CHECK(denied(truncate(world->article, 0)));
    CHECK(denied(unlink(world->article)));
    CHECK(denied(rename(world->article, world->outside)));
    CHECK(denied(chmod(world->article, 0666)));
    CHECK(denied(fchmodat(AT_FDCWD, world->article, 0666, 0)));
    CHECK(denied(chown(world->article, getuid(), getgid())));
    CHECK(denied(utimensat(AT_FDCWD, world->article, NULL, 0)));
    CHECK(denied(setxattr(world->article, "user.a", "b", 1, 0)));
    if (world->landlock_abi > 0) {
        CHECK(!opens(world->outside, O_RDONLY) && denied(-1));
        CHECK(!opens(world->folder, O_RDONLY | O_DIRECTORY) && denied(-1));
        CHECK(!opens("/etc/passwd", O_RDONLY) && denied(-1));
        CHECK(!opens("/dev/null", O_RDONLY) && denied(-1));
    }
    return true;
}

static bool can_make_nothing(struct world *world)
{
    char *path = scratch_path(world->content, "new");

    CHECK(!opens(path, O_WRONLY | O_CREAT) && denied(-1));
    CHECK(!opens(path, O_RDONLY | O_CREAT) && denied(-1));
    CHECK(!opens(world->content, O_RDWR | O_TMPFILE) && denied(-1));
    CHECK(denied(creat(path, 0600)));
    CHECK(denied(mkdir(path, 0700)));
    CHECK(denied(mkfifo(path, 0700)));
    CHECK(denied(symlink("a", path)));
    CHECK(denied(link(world->article, path)));
    free(path);
    return true;
}

static bool can_start_nothing(void)
{
    char *arguments[] = {"false", NULL};

    CHECK(filtered(execv("/bin/false", arguments)));
    CHECK(filtered(syscall(SYS_execveat, AT_FDCWD, "/bin/false", arguments, NULL, 0)));
#if !SANITIZED
    CHECK(filtered(ptrace(PTRACE_TRACEME, 0, NULL, NULL)));
#endif
    CHECK(filtered(unshare(CLONE_NEWUSER)));
    CHECK(filtered(syscall(SYS_clone, CLONE_NEWUSER | SIGCHLD, NULL, NULL, NULL, NULL)));
    CHECK(syscall(SYS_clone3, NULL, 0) < 0 && errno == ENOSYS);
    CHECK(filtered(chroot("/")));
    CHECK(filtered(syscall(SYS_bpf, 0, NULL, 0)));
    CHECK(filtered(syscall(SYS_io_uring_setup, 1, NULL)));
    CHECK(filtered(syscall(SYS_keyctl, 0, 0)));
#ifdef __x86_64__
    CHECK(filtered(syscall(0x40000000 | SYS_getpid))); /* the x32 form of the call */
#endif
    return true;
}

static bool can_reach_nobody(void)
{
    int pair[2];

    CHECK(filtered(socket(AF_UNIX, SOCK_DGRAM, 0)));
    CHECK(filtered(socket(AF_INET, SOCK_STREAM, 0)));
    CHECK(filtered(socketpair(AF_UNIX, SOCK_DGRAM, 0, pair)));
    CHECK(filtered(connect(STDIN_FILENO, NULL, 0)));
    CHECK(filtered(bind(STDIN_FILENO, NULL, 0)));
    CHECK(filtered(listen(STDIN_FILENO, 1)));
    CHECK(filtered(accept(STDIN_FILENO, NULL, NULL)));
    return true;
}

static bool is_confined(void *given)
{
    return can_only_read_content(given) && can_make_nothing(given) && can_start_nothing() &&
           can_reach_nobody();
}

static bool confine_and_look(void *given)
{
    return confine(given) && is_confined(given);
}

static void test_nothing_but_reading_is_left(void **state)
{
    assert_true(child_passes(confine_and_look, *state));
}

static bool confine_and_fork(void *given)
{
    return confine(given) && child_passes(is_confined, given) && child_passes(is_confined, given);
}

static void test_children_are_confined_alike(void **state)
{
    assert_true(child_passes(confine_and_fork, *state));
}

static bool confine_and_signal(void *given)
{
    pid_t tester = getppid(), child;

    CHECK(confine(given));
    child = fork();
    if (child == 0) {
        poll(NULL, 0, -1);
        _exit(1);
    }
    CHECK(kill(child, SIGKILL) == 0);
    CHECK(waitpid(child, NULL, 0) == child);
    if (((struct world *)given)->landlock_abi >= 6)
        CHECK(denied(kill(tester, SIGTERM)));
    return true;
}

static void test_signals_reach_children_and_nobody_else(void **state)
{
    assert_true(child_passes(confine_and_signal, *state));
}

/* Gives up root's rights, which let it inspect any process. */
static bool drop_capabilities(void)
{
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct none[2] = {{0}};

    return syscall(SYS_capset, &header, none) == 0;
}

static bool may_not_inspect(void *given)
{
    char path[64], target[64];

    snprintf(path, sizeof(path), "/proc/%ld/exe", (long)*(pid_t *)given);
    CHECK(drop_capabilities());
    CHECK(readlink("/proc/self/exe", target, sizeof(target)) > 0);
    CHECK(readlink(path, target, sizeof(target)) < 0 && denied(-1));
    return true;
}

static bool confine_and_wait(void *given)
{
    char byte;

    CHECK(drop_capabilities());
    CHECK(confine(given));
    CHECK(write(STDOUT_FILENO, "x", 1) == 1);
    CHECK(read(STDIN_FILENO, &byte, 1) == 0);
    return true;
}

/* Starts `body` with pipes as standard input and output; *in and *out are the other ends. */
static pid_t start_with_pipes(bool (*body)(void *given), void *given, int *in, int *out)
{
    int input[2], output[2], before_in = dup(STDIN_FILENO), before_out = dup(STDOUT_FILENO);
    pid_t pid;

    fflush(NULL);
    if (pipe2(input, O_CLOEXEC) != 0 || pipe2(output, O_CLOEXEC) != 0)
        abort();
    fcntl(before_in, F_SETFD, FD_CLOEXEC);
    fcntl(before_out, F_SETFD, FD_CLOEXEC);
    dup2(input[0], STDIN_FILENO);
    dup2(output[1], STDOUT_FILENO);
    close(input[0]);
    close(output[1]);
    pid = fork();
    if (pid == 0) {
        close(input[1]);
        close(output[0]);
        exit(body(given) ? 0 : 1);
    }
    dup2(before_in, STDIN_FILENO);
    dup2(before_out, STDOUT_FILENO);
    close(before_in);
    close(before_out);
    *in = input[1];
    *out = output[0];
    return pid;
}

static void read_of_process(pid_t pid, const char *name, struct buffer *out)
{
    char path[64];

    snprintf(path, sizeof(path), "/proc/%ld/%s", (long)pid, name);
    read_whole(path, out);
}

/* Returns whether both values of a limit in /proc/PID/limits are `value`. */
static bool has_limit(struct buffer *limits, const char *name, long value)
{
    const char *at = strstr(buffer_c_str(limits), name);
    long soft, hard;

    return at && sscanf(at + strlen(name), "%ld %ld", &soft, &hard) == 2 && soft == value &&
           hard == value;
}

static void test_others_can_see_that_it_is_confined(void **state)
{
    struct buffer heard = {0}, status = {0}, limits = {0};
    int in, out;
    pid_t pid = start_with_pipes(confine_and_wait, *state, &in, &out);

    assert_true(read_soon(out, &heard));
    read_of_process(pid, "status", &status);
    assert_non_null(strstr(buffer_c_str(&status), "\nNoNewPrivs:\t1\n"));
    assert_non_null(strstr(status.data, "\nSeccomp:\t2\n"));
    read_of_process(pid, "limits", &limits);
    assert_true(has_limit(&limits, "Max core file size", 0));
    assert_true(has_limit(&limits, "Max file size", 0));
    assert_true(has_limit(&limits, "Max open files", BOUND_FILES));
    if (!SANITIZED)
        assert_true(has_limit(&limits, "Max address space", (rlim_t)BOUND_MEMORY_MIB << 20));
    assert_true(child_passes(may_not_inspect, &pid));
    close(in);
    close(out);
    assert_true(child_ended_well(pid));
    buffer_free(&heard);
    buffer_free(&status);
    buffer_free(&limits);
}

/* Makes the kernel report that it has no Landlock. */
static bool use_an_old_kernel(int error)
{
    struct sock_filter steps[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, LANDLOCK_CREATE, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (unsigned)error),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {.len = 4, .filter = steps};

    CHECK(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0);
    CHECK(prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0);
    return true;
}

static bool confine_on_an_old_kernel(struct world *world, int error)
{
    struct buffer said = {0};

    CHECK(use_an_old_kernel(error));
    world->landlock_abi = 0;
    confine_and_hear(world, &said);
    CHECK(strncmp(buffer_c_str(&said), "kanbao: Landlock ", 17) == 0);
    CHECK(strstr(said.data, strerror(error)));
    CHECK(strchr(said.data, '\n') == said.data + said.bytes - 1);
    buffer_free(&said);
    return is_confined(world);
}

static bool confine_without_landlock(void *given)
{
    return confine_on_an_old_kernel(given, ENOSYS);
}

static bool confine_with_landlock_switched_off(void *given)
{
    return confine_on_an_old_kernel(given, EOPNOTSUPP);
}

static void test_a_kernel_without_landlock_is_said_and_the_rest_is_done(void **state)
{
    assert_true(child_passes(confine_without_landlock, *state));
    assert_true(child_passes(confine_with_landlock_switched_off, *state));
}

static bool confine_to_what_is_not_there(void *given)
{
    struct world *world = given;
    struct buffer said = {0};

    free(world->content);
    world->content = scratch_path(world->folder, "nowhere");
    confine_and_hear(world, &said);
    CHECK(strstr(buffer_c_str(&said), world->content));
    CHECK(strchr(said.data, '\n') == said.data + said.bytes - 1);
    CHECK(!opens(world->outside, O_RDONLY) && denied(-1));
    buffer_free(&said);
    return true;
}

static void test_a_path_that_is_not_there_is_said(void **state)
{
    if (((struct world *)*state)->landlock_abi <= 0)
        skip_because("this system has no Landlock");
    assert_true(child_passes(confine_to_what_is_not_there, *state));
}

static bool confine_to_a_file(void *given)
{
    struct world *world = given;

    free(world->content);
    world->content = strdup(world->article);
    CHECK(confine(world));
    CHECK(opens(world->article, O_RDONLY));
    CHECK(!opens(world->outside, O_RDONLY) && denied(-1));
    return true;
}

static void test_a_single_article_is_a_path_too(void **state)
{
    if (((struct world *)*state)->landlock_abi <= 0)
        skip_because("this system has no Landlock");
    assert_true(child_passes(confine_to_a_file, *state));
}

static bool swap_beneath(void *given)
{
    struct world *world = given;
    char *old = scratch_path(world->content, "1"), *new = scratch_path(world->content, "2");
    char *current = scratch_path(world->content, "current");
    char *article = scratch_path(world->content, "current/a.md");
    int ready[2], swapped[2];
    char byte = 'x';
    pid_t swapper;

    mkdir(old, 0777);
    CHECK(symlink("1", current) == 0);
    CHECK(pipe(ready) == 0 && pipe(swapped) == 0);
    swapper = fork();
    if (swapper == 0) {
        char *made = scratch_path(new, "a.md");

        if (read(ready[0], &byte, 1) != 1 || mkdir(new, 0777) != 0)
            _exit(1);
        scratch_write(made, "new", 3);
        if (unlink(current) != 0 || symlink("2", current) != 0 || write(swapped[1], "x", 1) != 1)
            _exit(1);
        _exit(0);
    }
    CHECK(confine(world));
    CHECK(!opens(article, O_RDONLY) && errno == ENOENT);
    CHECK(write(ready[1], &byte, 1) == 1 && read(swapped[0], &byte, 1) == 1);
    CHECK(opens(article, O_RDONLY));
    CHECK(child_ended_well(swapper));
    free(old);
    free(new);
    free(current);
    free(article);
    return true;
}

static void test_a_new_edition_beneath_the_folder_can_be_read(void **state)
{
    assert_true(child_passes(swap_beneath, *state));
}

static bool watch_content(void *given)
{
    struct world *world = given;
    int fd;

    CHECK(confine(world));
    fd = inotify_init1(IN_CLOEXEC);
    CHECK(fd >= 0 && inotify_add_watch(fd, world->content, IN_MOVED_TO) >= 0);
    close(fd);
    return true;
}

static void test_content_can_be_watched(void **state)
{
    assert_true(child_passes(watch_content, *state));
}

static bool use_terminal(void *given)
{
    struct winsize size = {.ws_row = 33, .ws_col = 77};
    struct termios modes;
    int master, slave;
    char name[64], byte = 'x';

    CHECK(openpty(&master, &slave, name, NULL, &size) == 0);
    CHECK(confine(given));
    size = (struct winsize){0};
    CHECK(ioctl(slave, TIOCGWINSZ, &size) == 0 && size.ws_row == 33 && size.ws_col == 77);
    CHECK(tcgetattr(slave, &modes) == 0);
    cfmakeraw(&modes);
    CHECK(tcsetattr(slave, TCSADRAIN, &modes) == 0);
    CHECK(write(slave, "y", 1) == 1 && read(master, &byte, 1) == 1 && byte == 'y');
    CHECK(denied(ioctl(slave, TIOCSTI, &byte)));
    CHECK(denied(syscall(SYS_ioctl, slave, 0x100000000UL | TIOCSTI, &byte)));
    CHECK(denied(ioctl(slave, 0x541C /* TIOCLINUX */, &byte)));
    CHECK(!opens(name, O_RDWR | O_NOCTTY) && denied(-1));
    return true;
}

static void test_an_open_terminal_still_works(void **state)
{
    assert_true(child_passes(use_terminal, *state));
}

static bool read_terminfo(void *given)
{
    static const char *const FOLDERS[] = {"/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo"};
    char *xterm = NULL;

    for (size_t i = 0; i < 3 && !xterm; i++) {
        xterm = scratch_path(FOLDERS[i], "x/xterm");
        if (access(xterm, R_OK) != 0) {
            free(xterm);
            xterm = NULL;
        }
    }
    CHECK(confine(given));
    if (xterm)
        CHECK(opens(xterm, O_RDONLY));
    free(xterm);
    return true;
}

static void test_terminal_descriptions_can_be_read(void **state)
{
    assert_true(child_passes(read_terminfo, *state));
}

static bool tell_time(void *given)
{
    time_t start = 0;
    struct tm local = {0};

    setenv("TZ", "Asia/Shanghai", 1);
    CHECK(confine(given));
    CHECK(localtime_r(&start, &local) && local.tm_hour == 8);
    CHECK(localtime(&start)->tm_hour == 8);
    return true;
}

static void test_the_time_zone_is_known_afterwards(void **state)
{
    if (access("/usr/share/zoneinfo/Asia/Shanghai", R_OK) != 0)
        skip_because("the package tzdata is not installed");
    assert_true(child_passes(tell_time, *state));
}

static bool write_log(void *given)
{
    struct world *world = given;
    const char *paths[] = {world->content};
    const struct confine_options options = {.paths = paths, .path_count = 1};
    struct journal journal;
    int fd = open(world->outside, O_WRONLY | O_TRUNC);

    signal(SIGXFSZ, SIG_IGN);
    dup2(fd, STDERR_FILENO);
    journal_open(&journal, JOURNAL_SOCKET);
    confine_process(&options, &journal);
    journal_line(&journal, JOURNAL_INFO, "a line");
    journal_close(&journal);
    close(fd);
    return true;
}

static bool write_file(void *given)
{
    struct world *world = given;
    int fd = open(world->outside, O_WRONLY);

    CHECK(confine(world));
    /* confine() replaces standard error by a pipe meanwhile, so this file is no log. */
    CHECK(write(fd, "longer than it", 14) < 0 && errno == EFBIG);
    close(fd);
    return true;
}

static void test_no_file_grows_but_a_log(void **state)
{
    struct world *world = *state;
    struct buffer text = {0};

    assert_true(child_passes(write_file, world));
    assert_true(scratch_holds(world->outside, "text", 4));
    assert_true(child_passes(write_log, world));
    read_whole(world->outside, &text);
    assert_non_null(strstr(buffer_c_str(&text), "kanbao: a line\n"));
    buffer_free(&text);
}

/* Sends a message to the manager at $NOTIFY_SOCKET from a confined process. */
static bool tell_the_manager(void *given)
{
    struct notify notify;

    notify_open(&notify);
    CHECK(confine(given));
    CHECK(notify_send(&notify, "READY=1"));
    notify_close(&notify);
    return true;
}

static void test_the_manager_can_be_told_afterwards(void **state)
{
    struct world *world = *state;
    char *path = scratch_path(world->folder, "notify");
    struct buffer abstract = {0}, heard = {0};
    int fd = receiver_open(path);

    setenv("NOTIFY_SOCKET", path, 1);
    assert_true(child_passes(tell_the_manager, world));
    assert_true(read_soon(fd, &heard));
    assert_string_equal(buffer_c_str(&heard), "READY=1");
    close(fd);
    buffer_clear(&heard);

    buffer_addf(&abstract, "@%s", path);
    fd = receiver_open(buffer_c_str(&abstract));
    setenv("NOTIFY_SOCKET", abstract.data, 1);
    assert_true(child_passes(tell_the_manager, world));
    assert_true(read_soon(fd, &heard));
    assert_string_equal(buffer_c_str(&heard), "READY=1");
    close(fd);
    unsetenv("NOTIFY_SOCKET");
    buffer_free(&abstract);
    buffer_free(&heard);
    free(path);
}

static bool close_all_but(void *given)
{
    int keep = *(int *)given;
    const int low = 3, high = 9, higher = 200;

    /* Descriptors that a sanitizer or the test's caller has open under these numbers are
     * replaced. */
    CHECK(dup2(STDERR_FILENO, low) == low && dup2(STDERR_FILENO, high) == high);
    CHECK(dup2(STDERR_FILENO, higher) == higher);
    confine_descriptors(keep);
    CHECK((fcntl(low, F_GETFD) >= 0) == (keep == low));
    CHECK((fcntl(high, F_GETFD) >= 0) == (keep == high));
    CHECK((fcntl(higher, F_GETFD) >= 0) == (keep == higher));
    for (int fd = 0; fd <= 2; fd++)
        CHECK(fcntl(fd, F_GETFD) >= 0);
    return true;
}

static void test_descriptors_are_closed_but_one(void **state)
{
    static const int KEPT[] = {-1, 0, 3, 9, 200};

    (void)state;
    for (size_t i = 0; i < sizeof(KEPT) / sizeof(KEPT[0]); i++) {
        int keep = KEPT[i];

        assert_true(child_passes(close_all_but, &keep));
    }
}

/* Runs when this test starts its own program with an argument: clears the environment, prints the
 * rest and waits for the end of its input. */
static int show_environment(void)
{
    char byte;

    confine_environment();
    for (char **entry = environ; *entry; entry++)
        printf("%s\n", *entry);
    fflush(stdout);
    return read(STDIN_FILENO, &byte, 1) == 0 && !getenv("SECRET") ? 0 : 1;
}

static bool start_anew(void *given)
{
    char *arguments[] = {"test_confine", "environment", NULL};
    char *variables[] = {"SECRET=swordfish",           "TERM=foot",
                         "TERMINFO=/swordfish",        "LC_ALL=C.UTF-8",
                         "HOME=/home/swordfish",       "swordfish",
                         "LANG=zh_CN.UTF-8",           "LANGUAGE=swordfish",
                         "NOTIFY_SOCKET=/run/notify",  "=swordfish",
                         "WATCHDOG_USEC=15000000",     "WATCHDOG_PID=swordfish",
                         "LD_LIBRARY_PATH=/swordfish", NULL};

    (void)given;
    execve("/proc/self/exe", arguments, variables);
    return false;
}

static void test_the_environment_is_cleared_for_others_too(void **state)
{
    static const char LEFT[] = "TERM=foot\nLC_ALL=C.UTF-8\nLANG=zh_CN.UTF-8\n"
                               "NOTIFY_SOCKET=/run/notify\nWATCHDOG_USEC=15000000\n";
    struct buffer left = {0}, seen = {0};
    int in, out;
    pid_t pid = start_with_pipes(start_anew, *state, &in, &out);

    assert_true(read_soon(out, &left));
    assert_string_equal(buffer_c_str(&left), LEFT);
    read_of_process(pid, "environ", &seen);
    assert_non_null(memmem(seen.data, seen.bytes, "TERM=foot", 9));
    assert_null(memmem(seen.data, seen.bytes, "swordfish", 9));
    assert_null(memmem(seen.data, seen.bytes, "HOME", 4));
    close(in);
    close(out);
    assert_true(child_ended_well(pid));
    buffer_free(&left);
    buffer_free(&seen);
}

#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        T(test_nothing_but_reading_is_left),
        T(test_children_are_confined_alike),
        T(test_signals_reach_children_and_nobody_else),
        T(test_others_can_see_that_it_is_confined),
        T(test_a_kernel_without_landlock_is_said_and_the_rest_is_done),
        T(test_a_path_that_is_not_there_is_said),
        T(test_a_single_article_is_a_path_too),
        T(test_a_new_edition_beneath_the_folder_can_be_read),
        T(test_content_can_be_watched),
        T(test_an_open_terminal_still_works),
        T(test_terminal_descriptions_can_be_read),
        T(test_the_time_zone_is_known_afterwards),
        T(test_no_file_grows_but_a_log),
        T(test_the_manager_can_be_told_afterwards),
        T(test_descriptors_are_closed_but_one),
        T(test_the_environment_is_cleared_for_others_too),
    };

    if (argc == 2 && strcmp(argv[1], "environment") == 0)
        return show_environment();
    return cmocka_run_group_tests_name("confine", tests, NULL, NULL);
}
