/* A visitor cannot leave a kiosk, and it shows nothing but the content given to it. */

#include "pty/kiosk.h"
#include "skip.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static void start(struct fixture *fixture)
{
    kiosk_start(fixture, 80, 24, KIOSK_STANDS, NULL, NULL);
    assert_true(harness_wait_text(fixture->harness, "看报　社区公报", SANDBOX_DEADLINE_MS));
    assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
}

/* Checks that the kiosk goes on with the same process. */
static void assert_goes_on(struct fixture *fixture, pid_t visit)
{
    assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
    assert_int_equal(kiosk_visit(fixture), visit);
    kiosk_keys(fixture, "000", "看报　社区公报");
    kiosk_keys(fixture, "t1<Enter>", "上城区　6篇");
}

/* Keys that end, stop or change other programs, or the reader at a desk. */
static void test_keys(void **state)
{
    static const char *const keys[] = {
        "q",     "Q", "<C-c>", "<C-z>", "<C-\\>", "<C-d>", "<C-s>", "<C-q>", "<BS>",  "o", "z", "T",
        "y",     "A", "?",     "<F1>",  "f",      "!",     ":q!",   "<C-o>", "n",     "N", "u", "d",
        "<Tab>", "v", "|",     "S",     "<C-l>",  "<C-x>", "<C-w>", "<C-v>", "<C-y>", "e", "s",
    };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (!fixture->harness || i % 8 == 0)
            start(fixture);
        pid_t visit = kiosk_visit(fixture);
        assert_true(harness_keys(fixture->harness, keys[i]));
        assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
        char *screen = terminal_text(harness_terminal(fixture->harness));
        assert_non_null(strstr(screen, "看报　社区公报"));
        free(screen);
        assert_goes_on(fixture, visit);
        kiosk_keys(fixture, keys[i], "");
        assert_goes_on(fixture, visit);
        kiosk_keys(fixture, "000", "看报　社区公报");
    }
}

static void test_signals(void **state)
{
    static const int signals[] = {SIGINT, SIGQUIT, SIGTSTP, SIGTTIN, SIGTTOU, SIGUSR2, SIGPIPE};
    struct fixture *fixture = *state;
    start(fixture);
    pid_t visit = kiosk_visit(fixture);
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        harness_signal(fixture->harness, signals[i]);
        kill(visit, signals[i]);
        assert_goes_on(fixture, visit);
    }
}

static void test_sigterm_gives_the_terminal_back(void **state)
{
    struct fixture *fixture = *state;
    start(fixture);
    harness_signal(fixture->harness, SIGTERM);
    fixture_assert_exit(fixture, 0);
    start(fixture);
    kiosk_keys(fixture, "1", "张梦月");
    kill(kiosk_visit(fixture), SIGTERM);
    fixture_assert_exit(fixture, 0);
}

static void test_hang_up(void **state)
{
    struct fixture *fixture = *state;
    struct harness_end end;
    start(fixture);
    harness_hang_up(fixture->harness);
    assert_true(harness_wait_exit(fixture->harness, SANDBOX_DEADLINE_MS, &end));
    assert_true(WIFEXITED(end.status) && WEXITSTATUS(end.status) == 0);
    assert_true(end.leaves_no_process);
}

/* A crash ends a visit, but not the kiosk. */
static void test_crash(void **state)
{
    struct fixture *fixture = *state;
    start(fixture);
    pid_t visit = kiosk_visit(fixture);
    kiosk_keys(fixture, "1", "张梦月");
    kill(visit, SIGKILL);
    assert_true(harness_wait_text(fixture->harness, "看报　社区公报", SANDBOX_DEADLINE_MS));
    visit = kiosk_visit(fixture);
    assert_goes_on(fixture, visit);
    /* After repeated crashes the kiosk ends: it is up to its launcher to start it again. */
    for (int i = 0; i < 3; i++) {
        kill(visit, SIGKILL);
        for (long long until = sandbox_now_ms() + SANDBOX_DEADLINE_MS;
             kiosk_visit(fixture) == visit && sandbox_now_ms() < until;)
            harness_pump(fixture->harness);
        visit = kiosk_visit(fixture);
    }
    kill(visit, SIGKILL);
    struct harness_end end;
    assert_true(harness_wait_exit(fixture->harness, SANDBOX_DEADLINE_MS, &end));
    assert_true(WIFEXITED(end.status) && WEXITSTATUS(end.status) == 1);
}

/* A visit ends if the process that keeps the kiosk ends. */
static void test_visit_ends_with_its_keeper(void **state)
{
    struct fixture *fixture = *state;
    struct harness_end end;
    start(fixture);
    harness_signal(fixture->harness, SIGKILL);
    assert_true(harness_wait_exit(fixture->harness, SANDBOX_DEADLINE_MS, &end));
}

static void test_a_paste_does_nothing(void **state)
{
    struct fixture *fixture = *state;
    start(fixture);
    pid_t visit = kiosk_visit(fixture);
    assert_true(harness_send(fixture->harness, "\033[200~4\r1\r/sjq\rq\x03\x1a\033[201~"));
    assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
    assert_true(harness_wait_text(fixture->harness, "看报　社区公报", 0));
    kiosk_keys(fixture, "/", "例如“四季青”按");
    assert_true(harness_send(fixture->harness, "\033[200~sjq\033[201~"));
    assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
    assert_true(harness_wait_text(fixture->harness, "例如“四季青”按", 0));
    kiosk_keys(fixture, "<BS>", "看报　社区公报");
    assert_goes_on(fixture, visit);
}

static void test_mouse_reports_from_anywhere(void **state)
{
    static const char *const reports[] = {
        "\033[<0;99998;99998M",  "\033[<0;0;0M",      "\033[<0;-1;-1M",
        "\033[<0;2147483648;1M", "\033[<64;1;99999M", "\033[<0;1;25M",
        "\033[<0;81;1M",         "\033[<;;M",         "\033[M\x01\x01\x01",
    };
    struct fixture *fixture = *state;
    start(fixture);
    pid_t visit = kiosk_visit(fixture);
    for (size_t i = 0; i < sizeof reports / sizeof *reports; i++)
        assert_true(harness_send(fixture->harness, reports[i]));
    assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
    assert_goes_on(fixture, visit);
}

/* Checks the environment of a process, as other processes see it. */
static void assert_clean_environment(pid_t pid)
{
    char path[64];
    char text[65536];
    snprintf(path, sizeof path, "/proc/%d/environ", (int)pid);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    size_t bytes = fread(text, 1, sizeof text, file);
    fclose(file);
    for (size_t at = 0; at < bytes; at += strlen(text + at) + 1) {
        const char *entry = text + at;
        bool named = !*entry || strncmp(entry, "TERM=", 5) == 0 ||
                     strncmp(entry, "LANG=", 5) == 0 || strncmp(entry, "LC_", 3) == 0 ||
                     strstr(entry, "SAN_OPTIONS=");
        if (!named)
            print_error("left in the environment: %s\n", entry);
        assert_true(named);
    }
}

static void test_environment(void **state)
{
    struct fixture *fixture = *state;
    sandbox_env(&fixture->sandbox, "XDG_CONFIG_HOME", "/nowhere");
    sandbox_env(&fixture->sandbox, "LYNX_CFG", "/tmp/evil");
    sandbox_env(&fixture->sandbox, "TERMINFO", "/nowhere");
    sandbox_env(&fixture->sandbox, "LANGUAGE", "en");
    sandbox_env(&fixture->sandbox, "NO_COLOR", "1");
    start(fixture);
    if (geteuid() != 0)
        skip_because("only root can look into the kiosk's process"); /* which is intended */
    pid_t pids[HARNESS_PROCESSES_MAX];
    size_t count = harness_processes(fixture->harness, pids);
    assert_int_equal(count, 2);
    for (size_t i = 0; i < count; i++)
        assert_clean_environment(pids[i]);
}

static size_t count_files(const char *path)
{
    DIR *folder = opendir(path);
    struct dirent *entry;
    size_t count = 0;
    while (folder && (entry = readdir(folder)))
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    if (folder)
        closedir(folder);
    return count;
}

/* The kiosk writes no state or other file, and does not read the user's configuration. */
static void test_no_file_is_written_or_heeded(void **state)
{
    struct fixture *fixture = *state;
    sandbox_write(&fixture->sandbox, FIXTURE_CONFIG,
                  str_of("[screen]\nlang = en\n[keys]\nquit-now = 7\n"));
    size_t before = count_files(fixture->sandbox.home);
    start(fixture);
    kiosk_keys(fixture, "1<Enter>", "张梦月");
    kiosk_keys(fixture, "6", "已加书签");
    harness_signal(fixture->harness, SIGTERM);
    fixture_assert_exit(fixture, 0);
    assert_false(sandbox_exists(&fixture->sandbox, "state/kanbao"));
    assert_int_equal(count_files(fixture->sandbox.home), before);
}

struct wrong_config {
    const char *name;
    unsigned owner;
    unsigned mode;
    const char *why;
};

static const struct wrong_config wrong_configs[] = {
    {"config-of-another", 65534, 0644, "不归 root 所有"},
    {"config-others-can-write", 0, 0646, "别人也能写"},
    {"config-group-can-write", 0, 0664, "别人也能写"},
};

static void test_wrong_config(void **state)
{
    struct fixture *fixture = *state;
    const struct wrong_config *wrong = fixture->row;
    char *config = kiosk_config(fixture, "[kiosk]\nidle_seconds = 60\n");
    assert_int_equal(chown(config, wrong->owner, wrong->owner), 0);
    assert_int_equal(chmod(config, wrong->mode), 0);
    /* Wide enough for a long name of the temporary folder. */
    kiosk_start(fixture, 200, 24, KIOSK_STANDS, NULL,
                (const char *const[]){"--config", config, NULL});
    free(config);
    fixture_assert_error_exit(fixture, 2);
    assert_true(harness_wait_text(fixture->harness, wrong->why, 0));
}

static void test_config_that_is_missing(void **state)
{
    struct fixture *fixture = *state;
    kiosk_start(fixture, 80, 24, KIOSK_STANDS, NULL,
                (const char *const[]){"--config", "/nowhere/kanbao.ini", NULL});
    fixture_assert_error_exit(fixture, 2);
}

/* --kiosk overrides the other commands on the command line. */
static void test_other_options(void **state)
{
    static const char *const orders[][3] = {
        {"--dump", NULL},           {"--list", NULL},        {"--check", NULL},
        {"--print-config", NULL},   {"--linear", NULL},      {"--drafts", NULL},
        {"--frame", "80x24", NULL}, {"--search", "x", NULL},
    };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
        kiosk_start(fixture, 80, 24, KIOSK_STANDS, NULL, orders[i]);
        assert_true(harness_wait_text(fixture->harness, "看报　社区公报", SANDBOX_DEADLINE_MS));
        assert_true(harness_wait_text(fixture->harness, "全部文章", SANDBOX_DEADLINE_MS));
    }
}

static void test_no_terminal(void **state)
{
    struct fixture *fixture = *state;
    const char *const argv[] = {sandbox_kanbao(), "--kiosk", FIXTURE_CONTENT, NULL};
    struct sandbox_result result = {0};
    assert_true(sandbox_run(&fixture->sandbox, argv, SANDBOX_DEADLINE_MS, &result));
    assert_true(WIFEXITED(result.status) && WEXITSTATUS(result.status) == 2);
    assert_int_equal(result.out.bytes, 0);
    assert_non_null(strstr(buffer_c_str(&result.err), "要在终端里运行"));
    sandbox_result_free(&result);
}

/* Returns a field of /proc/PID/status. */
static long status_of(pid_t pid, const char *field)
{
    char path[64];
    char line[256];
    long value = -1;
    snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
    FILE *file = fopen(path, "r");
    while (file && fgets(line, sizeof line, file))
        if (strncmp(line, field, strlen(field)) == 0)
            value = strtol(line + strlen(field), NULL, 10);
    if (file)
        fclose(file);
    return value;
}

/* The kernel confirms that both processes are confined. */
static void test_confined(void **state)
{
    struct fixture *fixture = *state;
    pid_t pids[HARNESS_PROCESSES_MAX];
    start(fixture);
    size_t count = harness_processes(fixture->harness, pids);
    assert_int_equal(count, 2);
    for (size_t i = 0; i < count; i++) {
        char path[64];
        assert_int_equal(status_of(pids[i], "NoNewPrivs:"), 1);
        assert_int_equal(status_of(pids[i], "Seccomp:"), 2);
        snprintf(path, sizeof path, "/proc/%d/fd", (int)pids[i]);
        assert_true(count_files(path) <= 8);
    }
    /* The visit has a filter of its own beside the keeper's. */
    assert_int_equal(status_of(kiosk_visit(fixture), "Seccomp_filters:"),
                     status_of(pids[0], "Seccomp_filters:") + 1);
}

/* Receives the next datagram, or NULL if none comes in time. */
static char *receive(int fd, int deadline_ms)
{
    static char text[4096];
    struct pollfd readable = {fd, POLLIN, 0};
    if (poll(&readable, 1, deadline_ms) <= 0)
        return NULL;
    ssize_t bytes = recv(fd, text, sizeof text - 1, 0);
    assert_true(bytes >= 0);
    text[bytes] = '\0';
    return text;
}

static void test_watchdog(void **state)
{
    struct fixture *fixture = *state;
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    char *path = sandbox_path(&fixture->sandbox, "notify");
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    assert_true(fd >= 0 && strlen(path) < sizeof address.sun_path);
    memcpy(address.sun_path, path, strlen(path) + 1);
    assert_int_equal(bind(fd, (const struct sockaddr *)&address, sizeof address), 0);
    sandbox_env(&fixture->sandbox, "NOTIFY_SOCKET", path);
    sandbox_env(&fixture->sandbox, "WATCHDOG_USEC", "200000");
    sandbox_env(&fixture->sandbox, "WATCHDOG_PID", "1");
    free(path);
    start(fixture);
    const char *text = receive(fd, SANDBOX_DEADLINE_MS);
    assert_non_null(text);
    assert_non_null(strstr(text, "READY=1"));
    assert_non_null(strstr(text, "STATUS=9 "));
    for (int i = 0; i < 3; i++) {
        text = receive(fd, SANDBOX_DEADLINE_MS);
        assert_non_null(text);
        assert_string_equal(text, "WATCHDOG=1");
    }
    /* The visit's own loop notifies the manager: while it hangs, nothing does. */
    kill(kiosk_visit(fixture), SIGSTOP);
    while (receive(fd, 600))
        continue;
    kill(kiosk_visit(fixture), SIGCONT);
    text = receive(fd, SANDBOX_DEADLINE_MS);
    assert_non_null(text);
    assert_string_equal(text, "WATCHDOG=1");
    close(fd);
}

/* Faults go to the log and are not shown to the visitor. */
static void test_article_that_is_gone(void **state)
{
    struct fixture *fixture = *state;
    kiosk_copy_content(fixture, FIXTURE_CONTENT, "bulletin");
    char *content = sandbox_path(&fixture->sandbox, "bulletin");
    kiosk_start(fixture, 80, 24, KIOSK_STANDS, content, NULL);
    assert_true(harness_wait_text(fixture->harness, "看报　社区公报", SANDBOX_DEADLINE_MS));
    char *gone = sandbox_path(&fixture->sandbox, "bulletin/shangcheng/metaverse-park.md");
    assert_int_equal(unlink(gone), 0);
    kiosk_keys(fixture, "1<Enter>", "这篇文章现在打不开");
    char *screen = terminal_text(harness_terminal(fixture->harness));
    assert_null(strstr(screen, "bulletin"));
    free(screen);
    free(gone);
    free(content);
}

int main(void)
{
    struct CMUnitTest tests[TABLE_TESTS_MAX] = {
        FIXTURE_TEST(test_keys),
        FIXTURE_TEST(test_signals),
        FIXTURE_TEST(test_sigterm_gives_the_terminal_back),
        FIXTURE_TEST(test_hang_up),
        FIXTURE_TEST(test_crash),
        FIXTURE_TEST(test_visit_ends_with_its_keeper),
        FIXTURE_TEST(test_a_paste_does_nothing),
        FIXTURE_TEST(test_mouse_reports_from_anywhere),
        FIXTURE_TEST(test_environment),
        FIXTURE_TEST(test_no_file_is_written_or_heeded),
        FIXTURE_TEST(test_config_that_is_missing),
        FIXTURE_TEST(test_other_options),
        FIXTURE_TEST(test_no_terminal),
        FIXTURE_TEST(test_confined),
        FIXTURE_TEST(test_watchdog),
        FIXTURE_TEST(test_article_that_is_gone),
    };
    size_t count = 16;
    ADD_ROWS(tests, count, test_wrong_config, wrong_configs);
    return _cmocka_run_group_tests("kiosk, no way out", tests, count, NULL, NULL);
}
