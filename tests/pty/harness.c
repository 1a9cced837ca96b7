#include "pty/harness.h"

#include "base/alloc.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

struct harness {
    pid_t pid;
    bool ended;
    bool gone; /* the terminal has no more output */
    bool unread;
    int master; /* -1 after a hang-up */
    int slave;  /* kept open, so that the terminal's modes can be read after the end */
    int status;
    struct termios before;
    bool same_termios;
    bool process_left;
    struct terminal terminal;
    struct buffer output;
};

/* The time a wait for output lasts before the condition and the process are checked again. */
enum { LOOK_AGAIN_MS = 5 };

/* More than the kernel takes to make room in a terminal. */
enum { QUEUE_MS = 50 };

static _Noreturn void give_up(const char *what)
{
    fprintf(stderr, "harness: %s: %s\n", what, strerror(errno));
    exit(EXIT_FAILURE);
}

static _Noreturn void run_child(const struct sandbox *sandbox, const struct harness_start *start,
                                int slave)
{
    setsid();
    ioctl(slave, TIOCSCTTY, 0);
    int input = start->stdin_null ? open("/dev/null", O_RDONLY | O_CLOEXEC) : slave;
    dup2(input, STDIN_FILENO);
    dup2(slave, STDOUT_FILENO);
    dup2(slave, STDERR_FILENO);
    if (start->no_file_space)
        setrlimit(RLIMIT_FSIZE, &(struct rlimit){0, 0});
    sandbox_exec(sandbox, start->argv);
}

void harness_stop_reading(struct harness *harness)
{
    /* Opened anew, because O_NONBLOCK applies to all who share a file. A terminal ignores NUL. */
    static const char NOTHING[256];
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", harness->slave);
    int terminal = open(path, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (terminal < 0)
        give_up("the terminal cannot be opened");
    harness->unread = true;
    /* The kernel moves output on from one queue to another, which makes room again. */
    struct pollfd room = {terminal, POLLOUT, 0};
    while (poll(&room, 1, QUEUE_MS) > 0)
        while (write(terminal, NOTHING, sizeof NOTHING) > 0 || write(terminal, NOTHING, 1) > 0)
            continue;
    close(terminal);
}

void harness_read_a_little(struct harness *harness)
{
    struct pollfd room = {harness->slave, POLLOUT, 0};
    char byte;
    while (poll(&room, 1, LOOK_AGAIN_MS) == 0)
        if (read(harness->master, &byte, 1) != 1)
            give_up("the terminal has no output");
}

struct harness *harness_new(const struct sandbox *sandbox, const struct harness_start *start)
{
    struct harness *harness = mem_zeroed(1, sizeof *harness);
    struct winsize size = {(unsigned short)start->rows, (unsigned short)start->cols, 0, 0};
    if (openpty(&harness->master, &harness->slave, NULL, NULL, &size))
        give_up("openpty");
    fcntl(harness->master, F_SETFD, FD_CLOEXEC);
    fcntl(harness->slave, F_SETFD, FD_CLOEXEC);
    fcntl(harness->master, F_SETFL, O_NONBLOCK);
    tcgetattr(harness->slave, &harness->before);
    terminal_open(&harness->terminal, start->rows, start->cols);
    if (start->unread)
        harness_stop_reading(harness);
    fflush(NULL);
    harness->pid = fork();
    if (harness->pid < 0)
        give_up("fork");
    if (harness->pid == 0)
        run_child(sandbox, start, harness->slave);
    return harness;
}

void harness_free(struct harness *harness)
{
    if (!harness)
        return;
    if (!harness->ended) {
        kill(-harness->pid, SIGKILL);
        kill(harness->pid, SIGKILL); /* in case it has not called setsid() yet */
        waitpid(harness->pid, NULL, 0);
    }
    if (harness->master >= 0)
        close(harness->master);
    if (harness->slave >= 0)
        close(harness->slave);
    terminal_close(&harness->terminal);
    buffer_free(&harness->output);
    free(harness);
}

/* Sends the terminal's pending input, as far as the program takes it. */
static void send_input(struct harness *harness)
{
    struct buffer *input = &harness->terminal.input;
    if (harness->gone)
        buffer_clear(input);
    if (!input->bytes)
        return;
    ssize_t sent = write(harness->master, input->data, input->bytes);
    if (sent > 0) {
        input->bytes -= (size_t)sent;
        memmove(input->data, input->data + sent, input->bytes);
    }
}

/* Draws the program's output, after waiting up to `wait_ms` for it. Returns true if there was
 * any. */
static bool pump(struct harness *harness, int wait_ms)
{
    char piece[65536];
    send_input(harness);
    short events = harness->terminal.input.bytes ? POLLOUT : 0;
    events |= harness->unread ? 0 : POLLIN;
    struct pollfd terminal = {harness->gone ? -1 : harness->master, events, 0};
    if (poll(&terminal, 1, wait_ms) <= 0 || !(terminal.revents & (POLLIN | POLLHUP | POLLERR)) ||
        harness->unread)
        return false;
    ssize_t bytes = read(harness->master, piece, sizeof piece);
    if (bytes <= 0) {
        harness->gone = bytes == 0 || (errno != EAGAIN && errno != EINTR);
        return false;
    }
    buffer_add(&harness->output, piece, (size_t)bytes);
    terminal_draw(&harness->terminal, piece, (size_t)bytes);
    send_input(harness);
    return true;
}

static bool same_modes(const struct termios *a, const struct termios *b)
{
    return a->c_iflag == b->c_iflag && a->c_oflag == b->c_oflag && a->c_cflag == b->c_cflag &&
           a->c_lflag == b->c_lflag && memcmp(a->c_cc, b->c_cc, sizeof a->c_cc) == 0;
}

bool harness_modes_differ(const struct harness *harness)
{
    struct termios now;
    return harness->slave >= 0 && tcgetattr(harness->slave, &now) == 0 &&
           !same_modes(&harness->before, &now);
}

/* Records how the program ended and reads the rest of its output. Once the last descriptor of the
 * slave is closed, the master can be read to its end. */
static void finish(struct harness *harness)
{
    struct termios after;
    harness->ended = true;
    harness->unread = false;
    harness->process_left = kill(-harness->pid, 0) == 0;
    if (harness->process_left)
        kill(-harness->pid, SIGKILL);
    harness->same_termios = harness->master < 0 || (tcgetattr(harness->slave, &after) == 0 &&
                                                    same_modes(&harness->before, &after));
    close(harness->slave);
    harness->slave = -1;
    long long until = sandbox_now_ms() + 2000;
    while (harness->master >= 0 && !harness->gone && sandbox_now_ms() < until)
        pump(harness, LOOK_AGAIN_MS);
}

/* Returns whether the program has ended. */
static bool look_for_end(struct harness *harness)
{
    if (!harness->ended && sandbox_wait(harness->pid, 0, &harness->status))
        finish(harness);
    return harness->ended;
}

typedef bool (*harness_condition)(struct harness *harness, const void *wanted);

/* Waits until the condition is true or the program has ended. */
static bool wait_until(struct harness *harness, harness_condition holds, const void *wanted,
                       int deadline_ms)
{
    long long until = sandbox_now_ms() + deadline_ms;
    while (!holds(harness, wanted)) {
        if (harness->ended || sandbox_now_ms() >= until)
            return false;
        if (!pump(harness, LOOK_AGAIN_MS))
            look_for_end(harness);
    }
    return true;
}

static bool has_text(struct harness *harness, const void *wanted)
{
    char *screen = terminal_text(&harness->terminal);
    bool found = strstr(screen, wanted) != NULL;
    free(screen);
    return found;
}

static bool is_screen(struct harness *harness, const void *wanted)
{
    char *screen = terminal_text(&harness->terminal);
    bool same = strcmp(screen, wanted) == 0;
    free(screen);
    return same;
}

struct repeated_bytes {
    const char *bytes;
    size_t times;
};

static bool has_written(struct harness *harness, const void *wanted)
{
    const struct repeated_bytes *repeated = wanted;
    size_t bytes = strlen(repeated->bytes);
    size_t times = 0;
    for (size_t at = 0; at + bytes <= harness->output.bytes; at++)
        times += memcmp(harness->output.data + at, repeated->bytes, bytes) == 0;
    return times >= repeated->times;
}

static bool is_sleeping(pid_t pid)
{
    char path[64];
    char line[512] = "";
    snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
    FILE *file = fopen(path, "r");
    if (!file)
        return false;
    char *state = fgets(line, sizeof line, file) ? strrchr(line, ')') : NULL;
    fclose(file);
    return state && state[1] == ' ' && state[2] == 'S';
}

/* Appends the children of a process and their descendants. */
static size_t add_children(pid_t pid, pid_t *pids, size_t count)
{
    char path[64];
    int child;
    snprintf(path, sizeof path, "/proc/%d/task/%d/children", (int)pid, (int)pid);
    FILE *file = fopen(path, "r");
    while (file && count < HARNESS_PROCESSES_MAX && fscanf(file, "%d", &child) == 1) {
        pids[count++] = child;
        count = add_children(child, pids, count);
    }
    if (file)
        fclose(file);
    return count;
}

size_t harness_processes(const struct harness *harness, pid_t pids[HARNESS_PROCESSES_MAX])
{
    pids[0] = harness->pid;
    return add_children(harness->pid, pids, 1);
}

static bool are_sleeping(const struct harness *harness)
{
    pid_t pids[HARNESS_PROCESSES_MAX];
    size_t count = harness_processes(harness, pids);
    for (size_t i = 0; i < count; i++)
        if (!is_sleeping(pids[i]))
            return false;
    return true;
}

/* The program is idle if nothing is left to send, it has read all its input, it sleeps, and all
 * output from before it fell asleep is drawn. */
static bool is_idle(struct harness *harness, const void *wanted)
{
    int unread = 0;
    (void)wanted;
    if (harness->terminal.input.bytes || harness->slave < 0 ||
        ioctl(harness->slave, FIONREAD, &unread) || unread)
        return false;
    return are_sleeping(harness) && !pump(harness, LOOK_AGAIN_MS) && are_sleeping(harness);
}

static void report(const struct harness *harness, const char *what, const char *expected)
{
    fprintf(stderr, "harness: %s", what);
    if (harness->ended && WIFEXITED(harness->status))
        fprintf(stderr, " (the program has ended with status %d)", WEXITSTATUS(harness->status));
    else if (harness->ended)
        fprintf(stderr, " (the program was killed by signal %d)", WTERMSIG(harness->status));
    fputc('\n', stderr);
    terminal_report(&harness->terminal, expected);
}

static bool report_failure(const struct harness *harness, bool done, const char *what,
                           const char *expected)
{
    if (!done)
        report(harness, what, expected);
    return done;
}

bool harness_wait_text(struct harness *harness, const char *text, int deadline_ms)
{
    bool done = wait_until(harness, has_text, text, deadline_ms);
    if (!done)
        fprintf(stderr, "harness: not on the screen: %s\n", text);
    return report_failure(harness, done, "a text did not come", NULL);
}

bool harness_wait_screen(struct harness *harness, const char *expected, int deadline_ms)
{
    bool done = wait_until(harness, is_screen, expected, deadline_ms);
    return report_failure(harness, done, "the screen is not the expected one", expected);
}

bool harness_wait_idle(struct harness *harness, int deadline_ms)
{
    bool done = wait_until(harness, is_idle, NULL, deadline_ms);
    return report_failure(harness, done, "the program does not wait for input", NULL);
}

bool harness_wait_output(struct harness *harness, const char *bytes, size_t times, int deadline_ms)
{
    struct repeated_bytes repeated = {bytes, times};
    bool done = wait_until(harness, has_written, &repeated, deadline_ms);
    return report_failure(harness, done, "some bytes were not written", NULL);
}

/* Returns whether a mode is off: neither sequence was written, or the last one is `off`. */
static bool is_off(struct str output, const char *on, const char *off)
{
    bool is_on = false;
    for (size_t at = 0; at + strlen(on) <= output.bytes; at++) {
        if (memcmp(output.p + at, on, strlen(on)) == 0)
            is_on = true;
        else if (memcmp(output.p + at, off, strlen(off)) == 0)
            is_on = false;
    }
    return !is_on;
}

static bool has_ended(struct harness *harness, const void *wanted)
{
    (void)wanted;
    return look_for_end(harness);
}

bool harness_wait_exit(struct harness *harness, int deadline_ms, struct harness_end *end)
{
    bool done = wait_until(harness, has_ended, NULL, deadline_ms);
    *end = (struct harness_end){
        .status = harness->status,
        .leaves_alternate = !harness->terminal.alternate,
        .leaves_cursor = harness->terminal.cursor_visible,
        .leaves_mouse = !harness->terminal.mouse,
        .leaves_paste = is_off(buffer_str(&harness->output), "\033[?2004h", "\033[?2004l"),
        .leaves_termios = harness->same_termios,
        .leaves_no_process = !harness->process_left,
    };
    return report_failure(harness, done, "the program did not end", NULL);
}

static bool is_sent(struct harness *harness, const void *wanted)
{
    (void)wanted;
    send_input(harness);
    return !harness->terminal.input.bytes;
}

bool harness_press(struct harness *harness, int button, int row, int col)
{
    VTerm *vterm = harness->terminal.vterm;
    if (!harness->terminal.mouse)
        return true;
    vterm_mouse_move(vterm, row, col, VTERM_MOD_NONE);
    vterm_mouse_button(vterm, button, true, VTERM_MOD_NONE);
    vterm_mouse_button(vterm, button, false, VTERM_MOD_NONE);
    bool sent = wait_until(harness, is_sent, NULL, SANDBOX_DEADLINE_MS);
    return report_failure(harness, sent, "the program takes no more of the mouse", NULL);
}

bool harness_send(struct harness *harness, const char *bytes)
{
    buffer_add_text(&harness->terminal.input, bytes);
    bool sent = wait_until(harness, is_sent, NULL, SANDBOX_DEADLINE_MS);
    return report_failure(harness, sent, "the program takes no more input", NULL);
}

bool harness_keys(struct harness *harness, const char *keys)
{
    bool known = terminal_type(&harness->terminal, keys);
    bool sent = wait_until(harness, is_sent, NULL, SANDBOX_DEADLINE_MS);
    report_failure(harness, known, "an unknown key", NULL);
    return report_failure(harness, sent, "the program takes no more keys", NULL) && known;
}

void harness_feed(struct harness *harness, const char *keys)
{
    terminal_type(&harness->terminal, keys);
}

bool harness_is_idle(struct harness *harness)
{
    return is_idle(harness, NULL);
}

bool harness_has_ended(struct harness *harness)
{
    return look_for_end(harness);
}

void harness_resize(struct harness *harness, int rows, int cols)
{
    struct winsize size = {(unsigned short)rows, (unsigned short)cols, 0, 0};
    terminal_resize(&harness->terminal, rows, cols);
    if (ioctl(harness->master, TIOCSWINSZ, &size))
        give_up("TIOCSWINSZ");
}

void harness_signal(struct harness *harness, int signal)
{
    if (!look_for_end(harness))
        kill(harness->pid, signal);
}

void harness_hang_up(struct harness *harness)
{
    close(harness->master);
    harness->master = -1;
    harness->gone = true;
}

void harness_pump(struct harness *harness)
{
    if (!pump(harness, LOOK_AGAIN_MS))
        look_for_end(harness);
}

struct str harness_output(const struct harness *harness)
{
    return buffer_str(&harness->output);
}

const struct terminal *harness_terminal(const struct harness *harness)
{
    return &harness->terminal;
}
