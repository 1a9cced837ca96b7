/* The program asks the terminal how wide it draws ambiguous characters. The terminals here are
 * simulated and answer in various ways. */

#include "pty/fixture.h"

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
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

enum { COLS = 80, ROWS = 24, ASKED = 6, TYPED_BYTES = 400 };

static const char CURSOR_REQUEST[] = "\033[6n";
static const char ATTRIBUTES_REQUEST[] = "\033[c";
static const char ATTRIBUTES[] = "\033[?1;2c";
static const char ALTERNATE[] = "\033[?1049h";
static const char WIDE_BAR[] = "|";
static const char NARROW_BAR[] = "│";

/* A terminal's behaviour and the expected result. */
struct behaviour {
    const char *name;
    const char *reports[ASKED]; /* replies to the cursor position requests, up to a NULL */
    const char *attributes;     /* reply to the device attributes request; NULL: none */
    const char *typed;          /* typed before all replies */
    const char *behind;         /* typed after all replies */
    bool late;                  /* replies only after the first screen */
    const char *args[3];        /* of the program, before its folder */
    const char *config;
    const char *term; /* NULL: xterm-256color */
    bool silent;      /* the program must not ask */
    bool wide;
    const char *keys; /* the expected frame is the one after these keys */
};

#define NARROW "\033[1;2R"
#define WIDE "\033[1;3R"
#define ALL(report)                                                                                \
    {                                                                                              \
        report, report, report, report, report, report                                             \
    }

static const struct behaviour behaviours[] = {
    {.name = "narrow", .reports = ALL(NARROW), .attributes = ATTRIBUTES},
    {.name = "wide", .reports = ALL(WIDE), .attributes = ATTRIBUTES, .wide = true},
    {.name = "wide, on a line below",
     .reports = ALL("\033[24;3R"),
     .attributes = "\033[?65;1;9;22c",
     .wide = true},
    {.name = "wide, four of six",
     .reports = {WIDE, WIDE, NARROW, WIDE, NARROW, WIDE},
     .attributes = ATTRIBUTES,
     .wide = true},
    {.name = "wide, three of six",
     .reports = {WIDE, WIDE, NARROW, WIDE, NARROW, NARROW},
     .attributes = ATTRIBUTES},
    {.name = "as three bytes of another charset",
     .reports = ALL("\033[1;4R"),
     .attributes = ATTRIBUTES},
    {.name = "attributes alone", .attributes = ATTRIBUTES},
    {.name = "wide, and no attributes", .reports = ALL(WIDE), .wide = true},
    {.name = "no answer"},
    {.name = "wide, but late: narrow",
     .reports = ALL(WIDE),
     .attributes = ATTRIBUTES,
     .late = true},
    {.name = "garbage",
     .reports = {"\033[R", "\033[;R", "\033[1;R", "\033[1;3;3R", "\033[99999999999999;3R",
                 "\033[?1;3R"},
     .attributes = "\033[>0;1c"},
    {.name = "bytes that are no text", .typed = "\xFF\x80\x9B\x01", .attributes = ATTRIBUTES},
    {.name = "a report cut off", .reports = {WIDE, WIDE, "\033[1;"}, .attributes = NULL},
    {.name = "keys typed ahead",
     .reports = ALL(NARROW),
     .attributes = ATTRIBUTES,
     .typed = "jj",
     .keys = "jj"},
    {.name = "keys typed ahead, no answer", .typed = "jjj", .keys = "jjj"},
    {.name = "keys between and behind the answers",
     .reports = {NARROW "j", "j" NARROW, NARROW, NARROW, NARROW, NARROW},
     .attributes = "j\033[?1;2c",
     .behind = "j",
     .keys = "jjjj"},
    {.name = "Chinese typed ahead",
     .reports = ALL(NARROW),
     .attributes = ATTRIBUTES,
     .typed = "/物业\r",
     .keys = "/物业<Enter>"},
    {.name = "cursor keys typed ahead",
     .reports = ALL(NARROW),
     .attributes = ATTRIBUTES,
     .typed = "\033[B\033[B\033OB\033[6~\033OA",
     .keys = "<Down><Down><Down><PgDn><Up>"},
    {.name = "wide, by --ambiguous",
     .args = {"--ambiguous", "wide"},
     .reports = ALL(NARROW),
     .attributes = ATTRIBUTES,
     .silent = true,
     .wide = true},
    {.name = "narrow, by the configuration",
     .config = "[text]\nambiguous = narrow\n",
     .reports = ALL(WIDE),
     .attributes = ATTRIBUTES,
     .silent = true},
    {.name = "auto by --ambiguous, over the configuration",
     .config = "[text]\nambiguous = narrow\n",
     .args = {"--ambiguous", "auto"},
     .reports = ALL(WIDE),
     .attributes = ATTRIBUTES,
     .wide = true},
    {.name = "narrow by --ambiguous, over the configuration",
     .config = "[text]\nambiguous = wide\n",
     .args = {"--ambiguous", "narrow"},
     .silent = true},
    {.name = "TERM=dumb", .term = "dumb", .silent = true},
};

/* The program in a terminal of a certain behaviour. */
struct play {
    pid_t pid;
    int master;
    int slave;
    bool ended;
    struct termios before;
    struct terminal screen;
    struct buffer output;
    size_t asked;  /* the number of cursor position requests answered */
    bool complete; /* the device attributes request was answered */
};

static void send_text(struct play *play, const char *text)
{
    size_t bytes = text ? strlen(text) : 0;
    while (bytes) {
        ssize_t sent = write(play->master, text, bytes);
        assert_true(sent > 0 || errno == EINTR);
        text += sent > 0 ? sent : 0;
        bytes -= sent > 0 ? (size_t)sent : 0;
    }
}

static size_t count_in(const struct buffer *output, const char *wanted)
{
    size_t bytes = strlen(wanted);
    size_t count = 0;
    for (size_t at = 0; at + bytes <= output->bytes; at++)
        count += memcmp(output->data + at, wanted, bytes) == 0;
    return count;
}

/* Reads the program's output for a moment. */
static void look(struct play *play)
{
    char piece[65536];
    struct pollfd ready = {play->master, POLLIN, 0};
    if (poll(&ready, 1, 5) <= 0)
        return;
    ssize_t bytes = read(play->master, piece, sizeof piece);
    if (bytes > 0) {
        buffer_add(&play->output, piece, (size_t)bytes);
        terminal_draw(&play->screen, piece, (size_t)bytes);
    }
}

/* Replies as a terminal of this behaviour does. */
static void answer(struct play *play, const struct behaviour *behaviour)
{
    size_t asked = count_in(&play->output, CURSOR_REQUEST);
    for (; play->asked < asked; play->asked++) {
        if (play->asked < ASKED)
            send_text(play, behaviour->reports[play->asked]);
    }
    if (!play->complete && count_in(&play->output, ATTRIBUTES_REQUEST)) {
        send_text(play, behaviour->attributes);
        send_text(play, behaviour->behind);
        play->complete = true;
    }
}

static bool is_frame(const struct play *play, const char *frame)
{
    char *text = terminal_text(&play->screen);
    bool same = strcmp(text, frame) == 0;
    free(text);
    return same;
}

/* Returns the frame of --frame with ambiguous characters of this width. */
static char *expected_frame(const char *keys, bool wide)
{
    struct sandbox sandbox;
    struct sandbox_result result = {0};
    const char *const argv[] = {sandbox_kanbao(),
                                "--frame",
                                "80x24",
                                "--keys",
                                keys ? keys : "",
                                "--ambiguous",
                                wide ? "wide" : "narrow",
                                FIXTURE_CONTENT,
                                NULL};
    sandbox_open(&sandbox);
    assert_true(sandbox_run(&sandbox, argv, SANDBOX_DEADLINE_MS, &result));
    assert_int_equal(result.status, 0);
    char *frame = strdup(buffer_c_str(&result.out));
    sandbox_result_free(&result);
    sandbox_close(&sandbox);
    return frame;
}

/* libvterm draws every ambiguous character narrow, so only the separator of a wide frame is
 * checked. */
static bool is_shown(const struct play *play, const struct behaviour *behaviour, const char *frame)
{
    if (!behaviour->wide)
        return is_frame(play, frame);
    char *row = terminal_row(&play->screen, ROWS / 2);
    bool bar = strstr(row, WIDE_BAR) && !strstr(row, NARROW_BAR);
    free(row);
    return bar;
}

static void start(struct play *play, struct fixture *fixture, const struct behaviour *behaviour)
{
    struct winsize size = {ROWS, COLS, 0, 0};
    const char *argv[8] = {sandbox_kanbao()};
    size_t count = 1;
    for (size_t i = 0; i < 3 && behaviour->args[i]; i++)
        argv[count++] = behaviour->args[i];
    argv[count] = FIXTURE_CONTENT;
    if (behaviour->config)
        sandbox_write(&fixture->sandbox, "config/kanbao/kanbao.ini",
                      (struct str){behaviour->config, strlen(behaviour->config)});
    if (behaviour->term)
        sandbox_env(&fixture->sandbox, "TERM", behaviour->term);
    assert_int_equal(openpty(&play->master, &play->slave, NULL, NULL, &size), 0);
    fcntl(play->master, F_SETFD, FD_CLOEXEC);
    fcntl(play->slave, F_SETFD, FD_CLOEXEC);
    tcgetattr(play->slave, &play->before);
    terminal_open(&play->screen, ROWS, COLS);
    fflush(NULL);
    play->pid = fork();
    assert_true(play->pid >= 0);
    if (play->pid == 0) {
        setsid();
        ioctl(play->slave, TIOCSCTTY, 0);
        for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
            dup2(play->slave, fd);
        sandbox_exec(&fixture->sandbox, argv);
    }
}

static void stop(struct play *play)
{
    if (!play->ended) {
        kill(play->pid, SIGKILL);
        waitpid(play->pid, NULL, 0);
    }
    close(play->master);
    close(play->slave);
    terminal_close(&play->screen);
    buffer_free(&play->output);
}

/* Reads and replies until the screen is as expected. */
static bool watch(struct play *play, const struct behaviour *behaviour, const char *frame)
{
    long long until = sandbox_now_ms() + SANDBOX_DEADLINE_MS;
    while (sandbox_now_ms() < until) {
        look(play);
        if (!behaviour->late)
            answer(play, behaviour);
        if (count_in(&play->output, ALTERNATE) && is_shown(play, behaviour, frame))
            return true;
    }
    terminal_report(&play->screen, frame);
    return false;
}

static bool wait_end(struct play *play, int *status)
{
    long long until = sandbox_now_ms() + SANDBOX_DEADLINE_MS;
    while (!play->ended && sandbox_now_ms() < until) {
        look(play);
        play->ended = sandbox_wait(play->pid, 0, status);
    }
    return play->ended;
}

static void assert_silent(const struct play *play)
{
    assert_int_equal(count_in(&play->output, CURSOR_REQUEST), 0);
    assert_int_equal(count_in(&play->output, ATTRIBUTES_REQUEST), 0);
}

static bool same_modes(const struct termios *a, const struct termios *b)
{
    return a->c_iflag == b->c_iflag && a->c_oflag == b->c_oflag && a->c_lflag == b->c_lflag;
}

static void test_behaviour(void **state)
{
    struct fixture *fixture = *state;
    const struct behaviour *behaviour = fixture->row;
    struct play play = {0};
    struct termios after;
    int status = 0;

    /* Composed in advance: the program does not wait long for replies. */
    char *frame = expected_frame(behaviour->keys, behaviour->wide);
    char *later_frame = expected_frame("j", behaviour->wide);
    start(&play, fixture, behaviour);
    send_text(&play, behaviour->typed);
    if (!behaviour->term)
        assert_true(watch(&play, behaviour, frame));
    if (behaviour->late) {
        answer(&play, behaviour);
        send_text(&play, "j");
        assert_true(watch(&play, behaviour, later_frame));
    }
    free(frame);
    free(later_frame);
    if (!behaviour->term)
        send_text(&play, "\003");
    assert_true(wait_end(&play, &status));
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), behaviour->term ? 2 : 0);
    if (behaviour->silent)
        assert_silent(&play);
    else
        assert_int_equal(count_in(&play.output, CURSOR_REQUEST), ASKED);
    assert_int_equal(tcgetattr(play.slave, &after), 0);
    assert_true(same_modes(&play.before, &after));
    stop(&play);
}

/* The characters drawn for the question are erased, and the cursor is back. */
static void test_nothing_is_left_behind(void **state)
{
    struct fixture *fixture = *state;
    const char *const argv[] = {"/bin/sh", "-c", "echo before; \"$0\" content; echo; echo after",
                                sandbox_kanbao(), NULL};
    fixture->harness = harness_new(&fixture->sandbox,
                                   &(struct harness_start){.argv = argv, .rows = 24, .cols = 80});
    assert_true(fixture_wait_frame(fixture, 80, 24, "", FIXTURE_CONTENT));
    assert_true(harness_keys(fixture->harness, "Q"));
    fixture_assert_exit(fixture, 0);
    static const char *const rows[] = {"before", "", "after"};
    for (int row = 0; row < 3; row++) {
        char *text = terminal_row(harness_terminal(fixture->harness), row);
        assert_string_equal(text, rows[row]);
        free(text);
    }
}

/* All keys typed before curses starts arrive in order, even if they are more than the program reads
 * before. */
static void test_many_keys_typed_ahead(void **state)
{
    struct fixture *fixture = *state;
    static const struct behaviour behaviour = {.name = "", .keys = "G"};
    struct play play = {0};
    char typed[TYPED_BYTES + 1] = {0};
    int status = 0;

    memset(typed, 'j', TYPED_BYTES - 1);
    memset(typed, 'k', TYPED_BYTES / 2);
    typed[TYPED_BYTES - 1] = 'k';
    char *frame = expected_frame(typed, false);
    start(&play, fixture, &behaviour);
    send_text(&play, typed);
    assert_true(watch(&play, &behaviour, frame));
    free(frame);
    send_text(&play, "\003");
    assert_true(wait_end(&play, &status));
    assert_int_equal(status, 0);
    stop(&play);
}

/* A signal during the question ends the program and restores the terminal. */
static void test_signal_while_asking(void **state)
{
    struct fixture *fixture = *state;
    static const struct behaviour behaviour = {.name = ""};
    struct play play = {0};
    struct termios after;
    long long until = sandbox_now_ms() + SANDBOX_DEADLINE_MS;
    int status = 0;

    start(&play, fixture, &behaviour);
    while (!count_in(&play.output, ATTRIBUTES_REQUEST) && sandbox_now_ms() < until)
        look(&play);
    kill(play.pid, SIGTERM);
    assert_true(wait_end(&play, &status));
    assert_int_equal(tcgetattr(play.slave, &after), 0);
    assert_true(same_modes(&play.before, &after));
    stop(&play);
}

int main(void)
{
    static const struct CMUnitTest plain[] = {
        FIXTURE_TEST(test_nothing_is_left_behind),
        FIXTURE_TEST(test_many_keys_typed_ahead),
        FIXTURE_TEST(test_signal_while_asking),
    };
    struct CMUnitTest tests[TABLE_TESTS_MAX];
    size_t count = sizeof plain / sizeof *plain;
    memcpy(tests, plain, sizeof plain);
    ADD_ROWS(tests, count, test_behaviour, behaviours);
    return _cmocka_run_group_tests("probe", tests, count, NULL, NULL);
}
