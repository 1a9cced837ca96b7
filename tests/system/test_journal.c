#include "system/journal.h"

#include "child.h"
#include "receiver.h"
#include "scratch.h"

#include <fcntl.h>
#include <pty.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>

#include <cmocka.h>

/* The values a test passes to its child. */
struct place {
    char *folder, *socket; /* where the system's log would listen */
    int fd;                /* the child's standard error */
};

static int set_up(void **state)
{
    struct place *place = calloc(1, sizeof(*place));

    place->folder = scratch_new();
    place->socket = scratch_path(place->folder, "log");
    *state = place;
    return 0;
}

static int tear_down(void **state)
{
    struct place *place = *state;

    free(place->socket);
    scratch_free(place->folder);
    free(place);
    return 0;
}

static const char CONTROLS[] = "a\nb\tc\x1b[31m\rd\x7f\x01 \xc2\x9b\xe2\x80\xae\xff 篇";
static const char CLEANED[] = "a b c?[31m?d?? \xef\xbf\xbd 篇";

/* Logs two lines in a child with the given standard error. They must not change errno. */
static bool write_lines(void *given)
{
    struct place *place = given;
    struct journal journal;

    if (place->fd >= 0)
        dup2(place->fd, STDERR_FILENO);
    else
        close(STDERR_FILENO);
    journal_open(&journal, place->socket);
    errno = E2BIG;
    journal_line(&journal, JOURNAL_ERROR, "%d 篇", 9);
    journal_line(&journal, JOURNAL_INFO, "%s", CONTROLS);
    journal_close(&journal);
    return errno == E2BIG;
}

static void test_lines_go_to_standard_error(void **state)
{
    struct place *place = *state;
    struct buffer heard = {0}, wanted = {0};
    int ends[2];

    assert_int_equal(pipe(ends), 0);
    place->fd = ends[1];
    assert_true(child_passes(write_lines, place));
    assert_true(read_soon(ends[0], &heard));
    buffer_addf(&wanted, "kanbao: 9 篇\nkanbao: %s\n", CLEANED);
    assert_string_equal(buffer_c_str(&heard), buffer_c_str(&wanted));
    close(ends[0]);
    close(ends[1]);
    buffer_free(&heard);
    buffer_free(&wanted);
}

/* Checks that the next datagram is `head`, the program's name and process, and `text`. */
static void assert_logged(int log, const char *head, pid_t pid, const char *text)
{
    struct buffer heard = {0}, wanted = {0};

    assert_true(read_soon(log, &heard));
    buffer_addf(&wanted, "%skanbao[%ld]: %s", head, (long)pid, text);
    assert_string_equal(buffer_c_str(&heard), buffer_c_str(&wanted));
    buffer_free(&heard);
    buffer_free(&wanted);
}

static void test_the_screen_is_left_alone_and_the_log_told(void **state)
{
    struct place *place = *state;
    int log = receiver_open(place->socket), master, slave, flags;
    char byte;
    pid_t pid;

    assert_int_equal(openpty(&master, &slave, NULL, NULL, NULL), 0);
    place->fd = slave;
    pid = child_start(write_lines, place);
    assert_true(child_ended_well(pid));
    assert_logged(log, "<27>", pid, "9 篇");
    assert_logged(log, "<30>", pid, CLEANED);
    flags = fcntl(master, F_GETFL);
    fcntl(master, F_SETFL, flags | O_NONBLOCK);
    assert_true(read(master, &byte, 1) < 0 && errno == EAGAIN);
    close(master);
    close(slave);
    close(log);
}

static void test_the_log_is_told_where_standard_error_is_closed(void **state)
{
    struct place *place = *state;
    int log = receiver_open(place->socket);
    pid_t pid;

    place->fd = -1;
    pid = child_start(write_lines, place);
    assert_true(child_ended_well(pid));
    assert_logged(log, "<27>", pid, "9 篇");
    close(log);
}

static void test_with_nowhere_to_write_nothing_happens(void **state)
{
    struct place *place = *state;

    place->fd = -1;
    assert_true(child_passes(write_lines, place));
    assert_int_equal(scratch_count(place->folder), 0);
}

/* Logs more than the log takes. It takes at least a line at first. */
static bool write_many(void *given)
{
    struct place *place = given;
    struct journal journal;

    signal(SIGPIPE, SIG_DFL);
    alarm(60); /* in case it waits for ever */
    dup2(place->fd, STDERR_FILENO);
    journal_open(&journal, place->socket);
    for (int i = 0; i < 5000; i++)
        journal_line(&journal, JOURNAL_INFO, "%d %0900d", i, 0);
    journal_close(&journal);
    return true;
}

static void test_a_log_that_is_not_read_holds_nothing_up(void **state)
{
    struct place *place = *state;
    struct buffer heard = {0};
    int ends[2], log = receiver_open(place->socket), master, slave;

    assert_int_equal(pipe(ends), 0);
    place->fd = ends[1];
    assert_true(child_passes(write_many, place));
    close(ends[0]); /* now nobody reads the pipe */
    assert_true(child_passes(write_many, place));
    close(ends[1]);

    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    place->fd = ends[1];
    assert_true(child_passes(write_many, place));
    assert_true(read_soon(ends[0], &heard));
    assert_int_equal(strncmp(buffer_c_str(&heard), "kanbao: 0 000", 13), 0);
    close(ends[0]);
    assert_true(child_passes(write_many, place));
    close(ends[1]);

    assert_int_equal(openpty(&master, &slave, NULL, NULL, NULL), 0);
    place->fd = slave;
    assert_true(child_passes(write_many, place));
    close(log);
    assert_true(child_passes(write_many, place));
    close(master);
    close(slave);
    buffer_free(&heard);
}

/* Checks that a SIGPIPE caused by the log is discarded and the signal mask restored. */
static bool keep_signals(void *given)
{
    struct place *place = given;
    struct journal journal;
    sigset_t set;

    signal(SIGPIPE, SIG_DFL);
    dup2(place->fd, STDERR_FILENO);
    journal_open(&journal, place->socket);
    journal_line(&journal, JOURNAL_INFO, "a");
    return sigpending(&set) == 0 && sigismember(&set, SIGPIPE) == 0 &&
           sigprocmask(SIG_BLOCK, NULL, &set) == 0 && sigismember(&set, SIGPIPE) == 0;
}

static void test_signals_are_as_they_were(void **state)
{
    struct place *place = *state;
    int ends[2];

    assert_int_equal(pipe(ends), 0);
    close(ends[0]);
    place->fd = ends[1];
    assert_true(child_passes(keep_signals, place));
    close(ends[1]);
}

static bool write_long(void *given)
{
    struct place *place = given;
    struct buffer text = {0};
    struct journal journal;

    dup2(place->fd, STDERR_FILENO);
    journal_open(&journal, place->socket);
    buffer_add_char(&text, 'a'); /* so that the limit is inside a character */
    while (text.bytes < 3000)
        buffer_add_text(&text, "篇");
    journal_line(&journal, JOURNAL_INFO, "%s", buffer_c_str(&text));
    buffer_clear(&text);
    while (text.bytes < 3000)
        buffer_add_char(&text, '\xff');
    journal_line(&journal, JOURNAL_INFO, "%s", buffer_c_str(&text));
    buffer_free(&text);
    return true;
}

static void test_a_long_line_is_cut_between_characters(void **state)
{
    struct place *place = *state;
    struct buffer heard = {0};
    int ends[2];
    char *end;

    assert_int_equal(pipe(ends), 0);
    place->fd = ends[1];
    assert_true(child_passes(write_long, place));
    assert_true(read_soon(ends[0], &heard));
    end = strchr(buffer_c_str(&heard), '\n');
    assert_non_null(end);
    assert_in_range(end - heard.data, 1000, 1100);
    assert_int_equal(strncmp(end - strlen("篇篇…"), "篇篇…", strlen("篇篇…")), 0);
    assert_non_null(strstr(end, "\nkanbao: \xef\xbf\xbd\xef\xbf\xbd"));
    close(ends[0]);
    close(ends[1]);
    buffer_free(&heard);
}

#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(test_lines_go_to_standard_error),
        T(test_the_screen_is_left_alone_and_the_log_told),
        T(test_the_log_is_told_where_standard_error_is_closed),
        T(test_with_nowhere_to_write_nothing_happens),
        T(test_a_log_that_is_not_read_holds_nothing_up),
        T(test_signals_are_as_they_were),
        T(test_a_long_line_is_cut_between_characters),
    };

    return cmocka_run_group_tests_name("journal", tests, NULL, NULL);
}
