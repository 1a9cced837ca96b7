/* The program asks the terminal how wide it draws ambiguous characters, and does not wait for the
 * answer. The terminals here are simulated; they answer when the first frame is there, or never. */

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

enum { COLS = 80, ROWS = 24, TYPED_BYTES = 400 };

static const char QUESTION[] = "\033[6n";
static const char CLEAR[] = "\033[2J";
static const char ALTERNATE[] = "\033[?1049h";
static const char WIDE_BAR[] = "|";
static const char NARROW_BAR[] = "│";

#define NARROW "\033[1;7R"
#define WIDE "\033[1;13R"

/* A terminal's behaviour and the expected result. */
struct behaviour {
    const char *name;
    const char *typed;   /* before the program starts */
    const char *answer;  /* when the first frame is there; with keys before and behind it */
    const char *args[3]; /* of the program, before its folder */
    const char *config;
    const char *term;  /* NULL: xterm-256color */
    bool silent;       /* the program must not ask */
    bool wide_first;   /* the first frame, */
    bool wide;         /* and the one after the answer */
    const char *keys;  /* what the first frame shows, */
    const char *later; /* and what the one after the answer and the key j shows; NULL: after j */
};

static const struct behaviour behaviours[] = {
    {.name = "narrow", .answer = NARROW},
    {.name = "wide", .answer = WIDE, .wide = true},
    {.name = "wide, on a line below", .answer = "\033[24;13R", .wide = true},
    {.name = "wide, four of six", .answer = "\033[1;11R", .wide = true},
    {.name = "wide, three of six", .answer = "\033[1;10R"},
    {.name = "as bytes of another charset", .answer = "\033[1;17R"},
    {.name = "no answer"},
    {.name = "garbage",
     .answer = "\033[R\033[;R\033[1;R\033[1;13;3R\033[99999999999999;13R\033[?1;13R\033[?1;2c"},
    {.name = "wide, and a second answer", .answer = WIDE NARROW, .wide = true},
    {.name = "bytes that are no text, and a key that does nothing",
     .typed = "\xFF\x80\x9B\x01",
     .answer = NARROW,
     .keys = "<C-a>",
     .later = "<C-a>j"},
    {.name = "an answer cut off", .answer = "\033[1;\033[B", .later = "<Down>j"},
    {.name = "keys typed ahead", .typed = "jj", .answer = NARROW, .keys = "jj", .later = "jjj"},
    {.name = "keys typed ahead, no answer", .typed = "jjj", .keys = "jjj", .later = "jjjj"},
    {.name = "keys around the answer", .answer = "jj" NARROW "kj", .later = "jjkjj"},
    {.name = "keys around the answer, wide", .answer = "j" WIDE "j", .later = "jjj", .wide = true},
    {.name = "words around the answer", .answer = "/物" NARROW "业\r", .later = "/物业<Enter>j"},
    {.name = "Esc before the answer", .answer = "/\033" NARROW},
    {.name = "Chinese typed ahead",
     .typed = "/物业\r",
     .answer = NARROW,
     .keys = "/物业<Enter>",
     .later = "/物业<Enter>j"},
    {.name = "cursor keys typed ahead",
     .typed = "\033[B\033[B\033OB\033[6~\033OA",
     .answer = NARROW,
     .keys = "<Down><Down><Down><PgDn><Up>",
     .later = "<Down><Down><Down><PgDn><Up>j"},
    {.name = "wide, by --ambiguous",
     .args = {"--ambiguous", "wide"},
     .answer = NARROW,
     .silent = true,
     .wide_first = true,
     .wide = true},
    {.name = "narrow, by the configuration",
     .config = "[text]\nambiguous = narrow\n",
     .answer = WIDE,
     .silent = true},
    {.name = "auto by --ambiguous, over the configuration",
     .config = "[text]\nambiguous = narrow\n",
     .args = {"--ambiguous", "auto"},
     .answer = WIDE,
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
static bool is_shown(const struct play *play, bool wide, const char *frame)
{
    if (!wide)
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

static bool shows(const struct play *play, const char *wanted)
{
    char *text = terminal_text(&play->screen);
    bool shown = strstr(text, wanted);
    free(text);
    return shown;
}

/* Reads until the screen is as expected. */
static bool watch(struct play *play, bool wide, const char *frame)
{
    long long until = sandbox_now_ms() + SANDBOX_DEADLINE_MS;
    while (sandbox_now_ms() < until) {
        look(play);
        if (count_in(&play->output, ALTERNATE) && is_shown(play, wide, frame))
            return true;
    }
    terminal_report(&play->screen, frame);
    return false;
}

/* Reads until the program shows its frame after some keys. */
static void assert_frame(struct play *play, const char *keys, bool wide)
{
    char *frame = expected_frame(keys, wide);
    bool shown = watch(play, wide, frame);
    free(frame);
    assert_true(shown);
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

static bool same_modes(const struct termios *a, const struct termios *b)
{
    return a->c_iflag == b->c_iflag && a->c_oflag == b->c_oflag && a->c_lflag == b->c_lflag;
}

/* Ends the program by Ctrl-C, and asserts that the terminal is as before. */
static void quit(struct play *play)
{
    struct termios after;
    int status = 0;

    send_text(play, "\003");
    assert_true(wait_end(play, &status));
    assert_int_equal(status, 0);
    assert_int_equal(tcgetattr(play->slave, &after), 0);
    assert_true(same_modes(&play->before, &after));
}

static void test_behaviour(void **state)
{
    struct fixture *fixture = *state;
    const struct behaviour *behaviour = fixture->row;
    struct play play = {0};
    int status = 0;

    start(&play, fixture, behaviour);
    send_text(&play, behaviour->typed);
    if (behaviour->term) {
        assert_true(wait_end(&play, &status));
        assert_int_equal(WEXITSTATUS(status), 2);
    } else {
        assert_frame(&play, behaviour->keys, behaviour->wide_first);
        send_text(&play, behaviour->answer);
        send_text(&play, "j"); /* shows that the answer has been taken */
        assert_frame(&play, behaviour->later ? behaviour->later : "j", behaviour->wide);
        /* Nothing stands where it seemed to, so all is drawn again. */
        assert_int_equal(count_in(&play.output, CLEAR),
                         behaviour->wide == behaviour->wide_first ? 1 : 2);
        quit(&play);
    }
    assert_int_equal(count_in(&play.output, QUESTION), behaviour->silent ? 0 : 1);
    stop(&play);
}

/* The next reader in the same terminal begins as that has answered, and one in another as usual. */
static void test_answer_is_kept(void **state)
{
    static const struct {
        const char *program;
        bool wide_first;
        const char *answer;
        bool wide;
    } turns[] = {
        {"one", false, WIDE, true},       {"one", true, WIDE, true},
        {"two/../one", false, "", false}, {"one", true, NARROW, false},
        {"one", false, NARROW, false},
    };
    static const struct behaviour behaviour = {.name = ""};
    struct fixture *fixture = *state;

    for (size_t i = 0; i < sizeof turns / sizeof *turns; i++) {
        struct play play = {0};
        sandbox_env(&fixture->sandbox, "TERM_PROGRAM", turns[i].program);
        start(&play, fixture, &behaviour);
        assert_frame(&play, "", turns[i].wide_first);
        send_text(&play, turns[i].answer);
        send_text(&play, "j");
        assert_frame(&play, "j", turns[i].wide);
        quit(&play);
        stop(&play);
    }
}

/* A visit at a kiosk takes the answer, too, but keeps nothing. */
static void test_visit(void **state)
{
    static const struct behaviour behaviour = {.name = "", .args = {"--kiosk", "--ssh"}};
    struct fixture *fixture = *state;
    struct play play = {0};
    long long until = sandbox_now_ms() + SANDBOX_DEADLINE_MS;

    start(&play, fixture, &behaviour);
    while (!shows(&play, "┏") && sandbox_now_ms() < until)
        look(&play);
    assert_false(shows(&play, "+----"));
    send_text(&play, WIDE);
    while (!shows(&play, "+----") && sandbox_now_ms() < until)
        look(&play);
    assert_false(shows(&play, "┏"));
    quit(&play);
    assert_false(sandbox_exists(&fixture->sandbox, "state"));
    stop(&play);
}

/* The theme auto is the light one on a light ground and the dark one on a dark ground, and the
 * answer is no key, in however many pieces it comes. */
static void test_ground(void **state)
{
    static const struct {
        const char *pieces[2], *sgr;
    } grounds[] = {{{"\033]11;rgb:ffff/ff", "ff/ee00\033\\"}, "48;5;231m"},
                   {{"\033]11;rgb:00/00/", "00\a"}, "48;5;234m"}};
    static const struct behaviour behaviour = {.name = "", .config = "[screen]\ntheme = auto\n"};
    struct fixture *fixture = *state;

    for (size_t i = 0; i < sizeof grounds / sizeof *grounds; i++) {
        long long until = sandbox_now_ms() + SANDBOX_DEADLINE_MS;
        struct play play = {0};

        start(&play, fixture, &behaviour);
        while (!count_in(&play.output, "\033]11;?\033\\") && sandbox_now_ms() < until)
            look(&play);
        assert_int_equal(count_in(&play.output, grounds[i].sgr), 0);
        send_text(&play, grounds[i].pieces[0]);
        look(&play);
        send_text(&play, grounds[i].pieces[1]);
        while (!count_in(&play.output, grounds[i].sgr) && sandbox_now_ms() < until)
            look(&play);
        assert_frame(&play, "", false);
        quit(&play);
        stop(&play);
    }
}

/* A program that ends before the answer leaves it to nobody else. */
static void test_quit_before_the_answer(void **state)
{
    struct fixture *fixture = *state;
    static const struct behaviour behaviour = {.name = ""};
    struct play play = {0};
    long long until = sandbox_now_ms() + SANDBOX_DEADLINE_MS;
    int status = 0, waiting = 1;

    start(&play, fixture, &behaviour);
    send_text(&play, "Q");
    while ((!count_in(&play.output, ALTERNATE) || waiting) && sandbox_now_ms() < until) {
        look(&play);
        assert_int_equal(ioctl(play.slave, FIONREAD, &waiting), 0);
    }
    /* Long enough for a program that does not wait. */
    for (int i = 0; i < 10; i++)
        look(&play);
    send_text(&play, NARROW);
    assert_true(wait_end(&play, &status));
    assert_int_equal(status, 0);
    look(&play);
    assert_int_equal(count_in(&play.output, "^["), 0);
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

/* All keys typed before the program starts arrive in order. */
static void test_many_keys_typed_ahead(void **state)
{
    struct fixture *fixture = *state;
    static const struct behaviour behaviour = {.name = ""};
    struct play play = {0};
    char typed[TYPED_BYTES + 1] = {0};

    memset(typed, 'j', TYPED_BYTES - 1);
    memset(typed, 'k', TYPED_BYTES / 2);
    typed[TYPED_BYTES - 1] = 'k';
    start(&play, fixture, &behaviour);
    send_text(&play, typed);
    assert_frame(&play, typed, false);
    quit(&play);
    stop(&play);
}

int main(void)
{
    static const struct CMUnitTest plain[] = {
        FIXTURE_TEST(test_nothing_is_left_behind), FIXTURE_TEST(test_many_keys_typed_ahead),
        FIXTURE_TEST(test_answer_is_kept),         FIXTURE_TEST(test_visit),
        FIXTURE_TEST(test_quit_before_the_answer), FIXTURE_TEST(test_ground),
    };
    struct CMUnitTest tests[TABLE_TESTS_MAX];
    size_t count = sizeof plain / sizeof *plain;
    memcpy(tests, plain, sizeof plain);
    ADD_ROWS(tests, count, test_behaviour, behaviours);
    return _cmocka_run_group_tests("probe", tests, count, NULL, NULL);
}
